package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
)

// crowd returns n members of a tenant, each with Phone System, and their names in
// capital letters.
func crowd(n int) (users []graphtest.User, names []string) {
	phone := graphtest.License("MCOEV", 0, 0)
	for i := range n {
		name := fmt.Sprintf("user%d@example.com", i)
		users = append(users, graphtest.Member(name, "DE", phone))
		names = append(names, strings.ToUpper(name))
	}
	return users, names
}

// Graph is asked in the way that takes fewer requests, as far as that can be
// known, and never for much more than twice as many.
func TestHoldersTakeFewRequests(t *testing.T) {
	for _, tt := range []struct {
		situation      string
		users, named   int
		consumed       int // of some license, which tells how many users there are at least
		pages, batches int
		found          int
	}{
		{"a few of a large tenant", 30_000, 20, 0, 0, 1, 20},
		{"nobody", 1000, 0, 0, 0, 0, 0},
		{"all of a small tenant", 60, 60, 0, 1, 0, 60},
		{"a wave of a tenant of known size", 30_000, 60, 25_000, 0, 3, 60},
		{"a wave of a tenant that turns out large", 30_000, 4000, 0, 4, 1, 4000}, // those named are on the first pages
		{"all", 40_000, 40_000, 40_000, 41, 0, 40_000},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			held := tenant()
			var names []string
			held.Users, names = crowd(tt.users)
			held.SKUs = []graphtest.SKU{graphtest.License("MCOEV", tt.consumed, tt.consumed)}
			s, c := start(t, held)
			got, err := c.Holders(t.Context(), UserQuery{Names: names[:tt.named], Fold: strings.ToLower})
			if err != nil || len(got) != tt.found {
				t.Fatalf("%d users, %v", len(got), err)
			}
			if pages, batches := len(s.Requests(graphtest.Users)), len(s.Requests(graphtest.Batch)); pages != tt.pages || batches != tt.batches {
				t.Errorf("%d pages and %d batches, want %d and %d", pages, batches, tt.pages, tt.batches)
			}
			for name, h := range got {
				if !slices.Equal(h.Capabilities, []Capability{PhoneSystem}) || h.UsageLocation != "DE" || h.ID != "id-"+name {
					t.Fatalf("%s is %+v", name, h)
				}
			}
		})
	}
	t.Run("those named are on the last pages of a large tenant", func(t *testing.T) {
		held := tenant()
		var names []string
		held.Users, names = crowd(20_000)
		s, c := start(t, held)
		got, err := c.Holders(t.Context(), UserQuery{Names: names[19_900:], Fold: strings.ToLower})
		if err != nil || len(got) != 100 {
			t.Fatalf("%d users, %v", len(got), err)
		}
		if pages, batches := len(s.Requests(graphtest.Users)), len(s.Requests(graphtest.Batch)); pages != 5 || batches != 5 {
			t.Errorf("%d pages and %d batches", pages, batches)
		}
	})
}

func TestHolders(t *testing.T) {
	held := tenant()
	phone, e5, room := graphtest.License("MCOEV", 9, 0), graphtest.License("SPE_E5", 9, 0), graphtest.License("MEETING_ROOM", 9, 0)
	unlisted, declared := graphtest.License("Microsoft_Teams_Calling_Plan_pay_as_you_go_(country_zone_9)", 9, 0), graphtest.License("NEW_VOICE", 9, 0)
	held.SKUs = []graphtest.SKU{phone, e5, room, unlisted, declared}
	off := graphtest.Member("off@example.com", "DE", phone)
	off.AssignedPlans[0].CapabilityStatus = "Deleted"
	warning := graphtest.Member("warning@example.com", "de", phone)
	warning.AssignedPlans[0].CapabilityStatus = "Warning"
	guest := graphtest.Member("ext_ada.example.org#EXT#@example.com", "FR", e5)
	guest.UserType, guest.AccountEnabled = "Guest", false
	held.Users = []graphtest.User{
		off, warning, guest,
		graphtest.Member("room@example.com", "DE", room),
		graphtest.Member("both@example.com", "DE", room, phone),
		graphtest.Member("zone@example.com", "DE", unlisted),
		graphtest.Member("declared@example.com", "DE", declared),
		graphtest.Member("nobody asks@example.com", "DE", e5),
	}
	for _, way := range []string{"batches", "pages"} {
		s := graphtest.NewServer(t, held)
		opt := options(s)
		opt.SKUCapabilities = map[string][]Capability{"NEW_VOICE": {PhoneSystem}}
		names := []string{"OFF@example.com", " warning@Example.com ", "ext_ada.example.org#EXT#@example.com", "room@example.com", "both@example.com",
			"zone@example.com", "declared@example.com", "no such@example.com", "no principal name"}
		if way == "pages" {
			for i := range 50 {
				names = append(names, fmt.Sprintf("not there %d@example.com", i))
			}
		}
		fold := func(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
		got, err := New(config(s), opt).Holders(t.Context(), UserQuery{Names: names, Fold: fold})
		if err != nil {
			t.Fatal(err)
		}
		if (len(s.Requests(graphtest.Users)) > 0) != (way == "pages") {
			t.Errorf("%s: %d pages", way, len(s.Requests(graphtest.Users)))
		}
		for name, want := range map[string]Holder{
			"off@example.com":                      {UsageLocation: "DE"},
			"warning@example.com":                  {UsageLocation: "DE", Capabilities: []Capability{PhoneSystem}},
			"ext_ada.example.org#ext#@example.com": {UsageLocation: "FR", Capabilities: []Capability{AudioConferencing, PhoneSystem}, Guest: true, Disabled: true},
			"room@example.com":                     {UsageLocation: "DE"},
			"both@example.com":                     {UsageLocation: "DE", Capabilities: []Capability{PhoneSystem}},
			"zone@example.com":                     {UsageLocation: "DE", Capabilities: []Capability{PayAsYouGoCallingPlan}},
			"declared@example.com":                 {UsageLocation: "DE", Capabilities: []Capability{PhoneSystem}},
		} {
			h, found := got[name]
			if !found || h.UsageLocation != want.UsageLocation || h.Guest != want.Guest || h.Disabled != want.Disabled || !slices.Equal(h.Capabilities, want.Capabilities) {
				t.Errorf("%s: %s is %+v, want %+v", way, name, h, want)
			}
		}
		if len(got) != 7 {
			t.Errorf("%s: %d users", way, len(got))
		}
	}
}

func TestHoldersInBatchesThatFail(t *testing.T) {
	throttled := graphtest.Throttle(0)
	for _, tt := range []struct {
		situation string
		target    graphtest.Target
		times     int
		fault     graphtest.Fault
		says      string // "" where it works
		status    int
		batches   int
	}{
		{"the batch is throttled once", graphtest.Batch, 1, throttled, "", 0, 3},
		{"two of its parts are throttled once", graphtest.Users, 2, throttled, "", 0, 3},
		{"a part is throttled forever", graphtest.Users, graphtest.Forever, throttled, "It was tried 3 times", 429, 3},
		{"a part is throttled for an hour", graphtest.Users, 1, graphtest.Throttle(3600), "asks to wait 3600 s", 429, 1},
		{"the permission is missing for the batch", graphtest.Batch, 1, graphtest.Forbid(), "Grant the application permission User.Read.All", 403, 1},
		{"the permission is missing for its parts", graphtest.Users, graphtest.Forever, graphtest.Forbid(), "Grant the application permission User.Read.All", 403, 1},
		{"a part is refused", graphtest.Users, 1, graphtest.Status(400, "BadRequest", "No \x1b[2J."), `(BadRequest): No \x1b[2J`, 400, 1},
		{"an answer is missing", graphtest.Batch, 1, graphtest.Body("application/json", `{"responses":[]}`), "lacks 20 of 20 requests", 0, 1},
		{"an answer that nobody asked for", graphtest.Batch, 1, graphtest.Body("application/json", `{"responses":[{"id":"x","status":404}]}`), "was not asked for", 0, 1},
		{"an answer twice", graphtest.Batch, 1, graphtest.Body("application/json", `{"responses":[{"id":"1","status":404},{"id":"1","status":404}]}`), "or one twice", 0, 1},
		{"a user without an ID", graphtest.Batch, 1, graphtest.Body("application/json", `{"responses":[{"id":"1","status":200,"body":{"userPrincipalName":"a@b"}}]}`), "has no ID", 0, 1},
		{"an answer without a user", graphtest.Batch, 1, graphtest.Body("application/json", `{"responses":[{"id":"1","status":200}]}`), "holds no user", 0, 1},
		{"an invalid user", graphtest.Batch, 1, graphtest.Body("application/json", `{"responses":[{"id":"1","status":200,"body":null}]}`), "is null", 0, 1},
		{"the licenses are left out", graphtest.Users, 1, graphtest.Body("application/json", `{"id":"1","userPrincipalName":"user0@example.com","assignedPlans":null}`),
			"leaves out the licenses of 1 user", 0, 2},
		{"a page of a proxy", graphtest.Batch, 1, graphtest.HTML(200), "not that of a batch", 0, 1},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			held := tenant()
			var names []string
			held.Users, names = crowd(30_000)
			held.SKUs = []graphtest.SKU{graphtest.License("MCOEV", 30_000, 30_000)}
			s, c := start(t, held)
			s.Fail(tt.target, tt.times, tt.fault)
			got, err := c.Holders(t.Context(), UserQuery{Names: names[:40], Fold: strings.ToLower})
			if n := len(s.Requests(graphtest.Batch)); n != tt.batches {
				t.Errorf("%d batches", n)
			}
			if tt.says == "" {
				if err != nil || len(got) != 40 {
					t.Errorf("%d users, %v", len(got), err)
				}
				return
			}
			var failure *Error
			if !errors.As(err, &failure) || failure.Status != tt.status || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want %q and the status %d", err, tt.says, tt.status)
			}
		})
	}
}

// Every request is a GET, except the batch, which holds nothing else.
func TestNothingIsWritten(t *testing.T) {
	held := tenant()
	var names []string
	held.Users, names = crowd(10)
	s, c := start(t, held)
	inBatches := 0
	s.Fail(graphtest.Batch, graphtest.Forever, func(w http.ResponseWriter, r *http.Request, answer http.HandlerFunc) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		var batch struct {
			Requests []struct {
				Method string `json:"method"`
				Body   any    `json:"body"`
			} `json:"requests"`
		}
		if err := json.Unmarshal(body, &batch); err != nil {
			t.Error(err)
		}
		for _, single := range batch.Requests {
			inBatches++
			if single.Method != http.MethodGet || single.Body != nil {
				t.Errorf("a batch holds %+v", single)
			}
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		answer(w, r)
	})
	if _, err := c.Holders(t.Context(), UserQuery{Names: names, Fold: strings.ToLower}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.NumberAssignments(t.Context(), NumberFilter{}); err != nil {
		t.Fatal(err)
	}
	if inBatches != len(names) || len(s.Requests(graphtest.Numbers)) == 0 {
		t.Errorf("%d requests in batches, %d for numbers", inBatches, len(s.Requests(graphtest.Numbers)))
	}
	for target, method := range map[graphtest.Target]string{graphtest.SKUs: http.MethodGet, graphtest.Numbers: http.MethodGet, graphtest.Users: http.MethodGet, graphtest.Batch: http.MethodPost} {
		for _, r := range s.Requests(target) {
			if r.Method != method {
				t.Errorf("%s %s", r.Method, target)
			}
		}
	}
}

func TestHoldersAreStopped(t *testing.T) {
	held := tenant()
	var names []string
	held.Users, names = crowd(100)
	s, c := start(t, held)
	s.Fail(graphtest.Users, graphtest.Forever, graphtest.Throttle(30))
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for len(s.Requests(graphtest.Batch)) == 0 {
			select {
			case <-ctx.Done():
				return
			default:
			}
		}
		cancel()
	}()
	if _, err := c.Holders(ctx, UserQuery{Names: names[:3], Fold: strings.ToLower}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// What is allocated to find licenses grows with the users, and not with their
// square.
func TestGrowthOfUsers(t *testing.T) {
	allocated := func(n int) float64 {
		held := tenant()
		var names []string
		held.Users, names = crowd(n)
		_, c := start(t, held)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if found, err := c.Holders(t.Context(), UserQuery{Names: names, Fold: strings.ToLower}); err != nil || len(found) != n {
			t.Fatalf("%d of %d users, %v", len(found), n, err)
		}
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	allocated(50) // what is made only once
	small, large := allocated(500), allocated(2000)
	t.Logf("%.1f MB for 500 users, %.1f for 2000", small/1e6, large/1e6)
	if large > 6*small {
		t.Errorf("500 users allocate %.1f MB, 2000 users %.1f MB", small/1e6, large/1e6)
	}
}
