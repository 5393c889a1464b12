package rollout_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

func TestNeeds(t *testing.T) {
	e := rollout.New(edition(t, "2023-01-25"), rollout.Options{Features: []availability.Feature{availability.CallingPlan}})
	for _, u := range []rollout.User{
		{Name: "a", Country: "DE"},
		{Name: "b", Country: "FR"},
		{Name: "own plan", Country: "DE", Features: []string{"calling_plan", "domestic_and_international_calling_plan"}},
		{Name: "voicemail", Country: "DE", Features: []string{"voicemail", "call_me"}},
		{Name: "an operator's", Country: "AU"},
		{Name: "main line", Country: "DE", Features: []string{"auto_attendants", "toll_number"}},
	} {
		if err := e.Add(u); err != nil {
			t.Fatal(err)
		}
	}
	needs := e.Needs(availability.Domestic)
	for f, want := range map[availability.Feature]int64{
		availability.PhoneSystem: 5, availability.DomesticCallingPlan: 2, availability.DomesticAndInternationalCallingPlan: 1,
		availability.AudioConferencing: 1, availability.PayAsYouGoCallingPlan: 0,
	} {
		if needs[f] != want {
			t.Errorf("%d licenses of %s, want %d", needs[f], f, want)
		}
	}
	if n := e.Needs(0)[availability.DomesticCallingPlan]; n != 0 {
		t.Errorf("without a plan type, %d plans", n)
	}
	if n := e.UserNumbers(); n[country.MustParseCode("DE")] != 2 || n[country.MustParseCode("FR")] != 1 || len(n) != 2 {
		t.Errorf("user numbers: %v", n)
	}
}

// Whoever has what is needed needs it no more: a plan after the wave is as green
// as the one before it.
func TestLacking(t *testing.T) {
	de := country.MustParseCode("DE")
	e := rollout.New(edition(t, "2023-01-25"), rollout.Options{Features: []availability.Feature{availability.CallingPlan}, KeepNames: true})
	for _, name := range []string{"all", "another plan", "number elsewhere", "nothing", "elsewhere"} {
		if err := e.Add(rollout.User{Name: name, Country: "DE"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Add(rollout.User{Name: "nowhere"}); err != nil {
		t.Fatal(err)
	}
	if names := e.Names(); len(names) != 5 || names[0] != "all" {
		t.Errorf("names: %q", names)
	}
	both := []availability.Feature{availability.PhoneSystem, availability.DomesticCallingPlan}
	lack := e.Lacking(availability.Domestic, func(name string) rollout.Holding {
		switch name {
		case "all":
			return rollout.Holding{Licenses: both, Number: de, Location: de}
		case "another plan":
			return rollout.Holding{Licenses: []availability.Feature{availability.PhoneSystem, availability.DomesticAndInternationalCallingPlan}, Number: de}
		case "number elsewhere":
			return rollout.Holding{Licenses: both, Number: country.MustParseCode("FR")}
		case "elsewhere":
			return rollout.Holding{Found: true, Licenses: both, Number: de, Location: country.MustParseCode("CN")}
		case "nothing":
			return rollout.Holding{Found: true}
		}
		return rollout.Holding{}
	})
	if lack.Licenses[availability.PhoneSystem] != 1 || lack.Licenses[availability.DomesticCallingPlan] != 2 || lack.UserNumbers[de] != 2 {
		t.Errorf("got %+v", lack)
	}
	if len(lack.Elsewhere) != 1 || lack.Elsewhere[0] != "elsewhere" {
		t.Errorf("elsewhere: %q", lack.Elsewhere)
	}
	if len(lack.Nowhere) != 1 || lack.Nowhere[0] != "nothing" {
		t.Errorf("nowhere: %q", lack.Nowhere)
	}
	none := func(string) rollout.Holding { return rollout.Holding{} }
	if got, want := e.Lacking(availability.Domestic, none), e.Needs(availability.Domestic); !maps.Equal(got.Licenses, want) || !maps.Equal(got.UserNumbers, e.UserNumbers()) {
		t.Errorf("who has nothing lacks %+v, and needs %v", got, want)
	}
}

func TestUserKey(t *testing.T) {
	for _, name := range []string{"zoë@example.com", " ZOË@Example.com\t", "zoe\u0308@example.com", "\ufeffzoë@\u200bexample.com", "ZOE\u0308@EXAMPLE.COM"} {
		if got := rollout.UserKey(name); got != "zoë@example.com" {
			t.Errorf("%q is %q", name, got)
		}
	}
}

// Where licenses of one kind of Calling Plan are stated, those of the other kind
// are none; a user of whatever plan takes one of either.
func TestLicensesOfCallingPlans(t *testing.T) {
	users := func(code string, n int) []rollout.User {
		list := make([]rollout.User, n)
		for i := range list {
			list[i] = rollout.User{Name: fmt.Sprint(code, i), Country: code}
		}
		return list
	}
	for _, tt := range []struct {
		name   string
		plan   availability.PlanType
		users  []rollout.User
		stated map[string]int64
		want   string
	}{
		{"the wrong kind", availability.PayAsYouGo, users("DE", 2), map[string]int64{"calling_plan": 5}, "pay_as_you_go_calling_plan 2 of 0"},
		{"the wrong kind, the other way round", availability.Domestic, users("DE", 2), map[string]int64{"pay_as_you_go_calling_plan": 5}, "calling_plan 2 of 0"},
		{"one of each for whatever plan", 0, users("DE", 2), map[string]int64{"calling_plan": 1, "pay_as_you_go_calling_plan": 1}, ""},
		{"too few of both", 0, users("DE", 3), map[string]int64{"calling_plan": 1, "pay_as_you_go_calling_plan": 1}, "calling_plan 2 of 1"},
		{"pay-as-you-go where it is not sold", 0, users("US", 1), map[string]int64{"pay_as_you_go_calling_plan": 1}, "calling_plan 1 of 0"},
		{"no Calling Plan license is stated", 0, users("DE", 2), map[string]int64{"phone_system": 2}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := evaluate(t, edition(t, "2023-01-25"), rollout.Options{Features: []availability.Feature{availability.CallingPlan}, Plan: tt.plan}, tt.users...)
			var got []string
			for _, s := range e.LicenseShortages(tt.stated) {
				got = append(got, fmt.Sprintf("%s %d of %d", s.Name, s.Needed, s.Free))
			}
			if said := strings.Join(got, ", "); said != tt.want {
				t.Errorf("got %q, want %q", said, tt.want)
			}
		})
	}
}

func TestDefaultLocation(t *testing.T) {
	o := rollout.Options{Features: []availability.Feature{availability.CallingPlan}, DefaultLocation: country.MustParseCode("AE")}
	e := evaluate(t, edition(t, "2023-01-25"), o,
		rollout.User{Name: "empty"}, rollout.User{Name: "none", Country: "N/A"}, rollout.User{Name: "own", Country: "DE"}, rollout.User{Name: "wrong", Country: "Grmany"})
	var got []string
	for v := range e.Violations() {
		got = append(got, v.User+" "+v.CountryCode().String())
	}
	if want := []string{"empty AE", "none AE", "wrong "}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Whoever is missing from the ready users would look refused, so that these are
// complete or nobody.
func TestReadyIsCompleteOrNobody(t *testing.T) {
	for ready, want := range map[int]int{2: 2, 3: 3, 4: 0} {
		for _, keepNames := range []bool{false, true} {
			e := rollout.New(edition(t, "2023-01-25"), rollout.Options{Features: []availability.Feature{availability.CallingPlan}, KeepNames: keepNames, MaxReady: 3})
			users := []rollout.User{{Name: "refused", Country: "AF"}}
			for i := range ready {
				users = append(users, rollout.User{Name: fmt.Sprint("ready ", i), Country: "DE"})
			}
			for _, u := range append(users, rollout.User{Name: "nowhere"}) {
				if err := e.Add(u); err != nil {
					t.Fatal(err)
				}
			}
			got := 0
			for name, code := range e.Ready() {
				if !strings.HasPrefix(name, "ready ") || code.String() != "DE" {
					t.Errorf("%q in %s is ready", name, code)
				}
				got++
			}
			if got != want || e.ReadyCount() != ready {
				t.Errorf("%d of %d are ready, want %d; the count is %d", got, ready, want, e.ReadyCount())
			}
			if n := len(e.Names()); keepNames && n != ready+1 {
				t.Errorf("%d names are kept, want %d", n, ready+1)
			}
		}
	}
}
