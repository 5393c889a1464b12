package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/skus"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/numbering"
)

// decodeAll returns the records of a page.
func decodeAll[T any](body []byte) (all []T, next string, err error) {
	next, err = decode(body, func(v *T) error { all = append(all, *v); return nil })
	return all, next, err
}

// The record of GRAPH.md, with values that Microsoft may add one day.
func TestDecodeNumber(t *testing.T) {
	numbers, next, err := decodeAll[Number]([]byte(`{"@odata.context":"c","@odata.count":1,"@odata.nextLink":"n","value":[{
		"id":"i","telephoneNumber":"+12052582895","operatorId":null,"numberType":"callingPlan","activationState":"assignmentPending",
		"capabilities":["userAssignment","conferenceAssignment","voiceApplicationAssignment","faxAssignment","unknownFutureValue"],
		"assignmentStatus":"thirdPartyAppAssigned","assignmentTargetId":"t","assignmentCategory":"primary","isoCountryCode":"US",
		"city":"Clanton","numberSource":"onPremises","portInStatus":"firmOrderCommitmentAccepted","locationId":"new","reverseNumberLookupOptions":[]}]}`))
	if err != nil || next != "n" || len(numbers) != 1 {
		t.Fatal(numbers, next, err)
	}
	want := Number{ID: "i", TelephoneNumber: "+12052582895", NumberType: CallingPlan, ActivationState: "assignment_pending",
		Capabilities:     []Usage{UserUsage, ConferenceUsage, VoiceApplicationUsage, "fax", "unknown_future_value"},
		AssignmentStatus: ThirdPartyAppAssigned, AssignmentTargetID: "t", AssignmentCategory: "primary", ISOCountryCode: "US",
		City: "Clanton", NumberSource: "on_premises", PortInStatus: "firm_order_commitment_accepted"}
	if got := numbers[0]; fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestSpellings(t *testing.T) {
	for graphs, ours := range map[string]string{"directRouting": "direct_routing", "unassigned": "unassigned",
		"thirdPartyAppAssigned": "third_party_app_assigned", "unknownFutureValue": "unknown_future_value", "": ""} {
		if got := snake([]byte(graphs)); got != ours {
			t.Errorf("snake(%q) = %q, want %q", graphs, got, ours)
		}
		if got := camel(ours); got != graphs {
			t.Errorf("camel(%q) = %q, want %q", ours, got, graphs)
		}
	}
	if got, err := ParseNumberType("direct_routing"); err != nil || got != DirectRouting {
		t.Error(got, err)
	}
	if _, err := ParseNumberType("directRouting"); err == nil || !strings.Contains(err.Error(), "calling_plan") {
		t.Error(err)
	}
	if got, err := ParseUsage("voice_application"); err != nil || got != VoiceApplicationUsage {
		t.Error(got, err)
	}
	if got, err := ParseStatus("policy_assigned"); err != nil || got != PolicyAssigned {
		t.Error(got, err)
	}
}

func free(b bool) *bool { return &b }

// The server filters by what Graph can; the same filter over all numbers must
// give the same answer.
func TestNumberAssignments(t *testing.T) {
	t.Parallel()
	held := tenant()
	held.Numbers = graphtest.Generate(1_300)
	city, us := "Foo's", "US"
	held.Numbers = append(held.Numbers,
		graphtest.Number{ID: "sip", TelephoneNumber: "+999", NumberType: "callingPlan", AssignmentStatus: "unassigned",
			Capabilities: []string{"userAssignment"}, ISOCountryCode: &us, City: &city},
		// Graph says that a user can have it; the rules do not.
		graphtest.Number{ID: "odd", TelephoneNumber: "+18332999999", NumberType: "callingPlan", AssignmentStatus: "unassigned",
			Capabilities: []string{"userAssignment"}, ISOCountryCode: &us})
	s, c := start(t, held)
	all, err := c.NumberAssignments(t.Context(), NumberFilter{})
	if err != nil || len(all.Numbers) != len(held.Numbers) || len(all.Unjudged) != 0 {
		t.Fatalf("%d and %d of %d numbers, %v", len(all.Numbers), len(all.Unjudged), len(held.Numbers), err)
	}
	for i, n := range all.Numbers {
		if n.ID != held.Numbers[i].ID {
			t.Fatal("not in Graph's order")
		}
	}
	for _, tt := range []struct {
		filter   NumberFilter
		numbers  int
		unjudged int
		says     string
	}{
		{NumberFilter{}, 1302, 0, "phone numbers"},
		{NumberFilter{Country: country.MustParseCode("US")}, 202, 0, "phone numbers in US"},
		{NumberFilter{Country: country.MustParseCode("CH")}, 100, 0, "phone numbers in CH"},
		{NumberFilter{Country: country.MustParseCode("IT")}, 0, 0, "phone numbers in IT"},
		{NumberFilter{Type: OperatorConnect}, 429, 0, "operator_connect phone numbers"},
		{NumberFilter{Type: DirectRouting, Country: country.MustParseCode("DE")}, 66, 0, "direct_routing phone numbers in DE"},
		{NumberFilter{Usage: UserUsage}, 601, 0, "phone numbers for the usage user"},
		{NumberFilter{Usage: VoiceApplicationUsage}, 700, 0, ""},
		{NumberFilter{Status: Unassigned}, 444, 0, "unassigned phone numbers"},
		{NumberFilter{City: "zurich"}, 67, 0, "phone numbers in zurich"},
		{NumberFilter{City: "  MEXICO   city"}, 67, 0, ""},
		{NumberFilter{City: "foo's"}, 1, 0, ""},
		{NumberFilter{TollFree: free(true)}, 501, 1, "toll-free phone numbers"},
		{NumberFilter{TollFree: free(false)}, 800, 1, "toll phone numbers"},
		{NumberFilter{Country: country.MustParseCode("US"), Type: CallingPlan, Usage: VoiceApplicationUsage, Status: Unassigned, TollFree: free(true)}, 12, 0,
			"unassigned calling_plan toll-free phone numbers in US for the usage voice_application"},
		{NumberFilter{Usage: UserUsage, TollFree: free(true)}, 0, 1, ""},
		{NumberFilter{Status: "a_b'c"}, 0, 0, ""},
	} {
		got, err := c.NumberAssignments(t.Context(), tt.filter)
		if err != nil {
			t.Fatalf("%+v: %v", tt.filter, err)
		}
		if len(got.Numbers) != tt.numbers || len(got.Unjudged) != tt.unjudged {
			t.Errorf("%v: %d numbers, %d unjudged; want %d, %d", tt.filter, len(got.Numbers), len(got.Unjudged), tt.numbers, tt.unjudged)
		}
		if tt.says != "" && tt.filter.String() != tt.says {
			t.Errorf("says %q, want %q", tt.filter, tt.says)
		}
		for _, n := range got.Numbers {
			if tollFree, known := n.TollFree(); tt.filter.TollFree != nil && (!known || tollFree != *tt.filter.TollFree) {
				t.Errorf("%v: %s is %v", tt.filter, n.TelephoneNumber, n.Kind())
			}
		}
	}
	asked := s.Requests(graphtest.Numbers)
	if len(asked) != 2 {
		t.Errorf("one list took %d requests", len(asked))
	}
	for _, r := range asked {
		if r.Query.Get("$top") != "1000" || r.Query.Has("$filter") || r.Prefer != "include-unknown-enum-members" {
			t.Errorf("asked for %v, preferring %q", r.Query, r.Prefer)
		}
	}
}

// Where one type alone is asked for, Graph is asked for that type alone, and the
// others that ask for it share the answer.
func TestNumbersOfOneType(t *testing.T) {
	held := tenant()
	held.Numbers = graphtest.Generate(1_300)
	s, c := start(t, held)
	for _, f := range []NumberFilter{{Type: CallingPlan}, {Type: CallingPlan, Country: country.MustParseCode("DE")}, {Type: "somethingNew"}} {
		got, err := c.NumberAssignments(t.Context(), f)
		if err != nil || (len(got.Numbers) == 0) != (f.Type != CallingPlan) {
			t.Errorf("%v: %d numbers, %v", f, len(got.Numbers), err)
		}
	}
	asked := s.Requests(graphtest.Numbers)
	if len(asked) != 2 || asked[0].Query.Get("$filter") != "numberType eq 'callingPlan'" {
		t.Errorf("asked %v", asked)
	}
}

// Data sources of one plan ask at the same time.
func TestOneListServesAll(t *testing.T) {
	held := tenant()
	held.Numbers = graphtest.Generate(2_600)
	s, c := start(t, held)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got, err := c.NumberAssignments(t.Context(), NumberFilter{Status: Unassigned}); err != nil || len(got.Numbers) < 800 {
				t.Errorf("%d numbers, %v", len(got.Numbers), err)
			}
		})
	}
	group.Wait()
	if n := len(s.Requests(graphtest.Numbers)); n != 4 { // the last page is full enough to ask for another
		t.Errorf("%d requests", n)
	}
}

// Both ways of paging: links, and none at all. Nothing is lost or doubled.
func TestPagesWithoutALink(t *testing.T) {
	page := func(from, to int) string {
		body, err := json.Marshal(map[string]any{"value": graphtest.Generate(to)[from:]})
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	t.Run("the server heeds $top", func(t *testing.T) {
		for _, n := range []int{0, 499, 500, 999, 1000, 1001, 2000, 2500} {
			held := tenant()
			held.Numbers, held.SkipPaging = graphtest.Generate(n), true
			_, c := start(t, held)
			got, err := c.NumberAssignments(t.Context(), NumberFilter{})
			if err != nil || len(got.Numbers) != n {
				t.Errorf("%d of %d numbers, %v", len(got.Numbers), n, err)
			}
		}
	})
	t.Run("the server gives 500 at a time", func(t *testing.T) {
		s, c := start(t, tenant())
		for _, body := range []string{page(0, 500), page(500, 1000), page(1000, 1100)} {
			s.Fail(graphtest.Numbers, 1, graphtest.Body("application/json", body))
		}
		got, err := c.NumberAssignments(t.Context(), NumberFilter{})
		if err != nil || len(got.Numbers) != 1100 {
			t.Errorf("%d numbers, %v", len(got.Numbers), err)
		}
		for i, r := range s.Requests(graphtest.Numbers) {
			if want := []string{"", "500", "1000"}[i]; r.Query.Get("$skip") != want {
				t.Errorf("request %d skips %q, want %q", i, r.Query.Get("$skip"), want)
			}
		}
	})
	t.Run("pages overlap", func(t *testing.T) {
		s, c := start(t, tenant())
		for _, body := range []string{page(0, 1000), page(900, 1900), page(1890, 1950)} {
			s.Fail(graphtest.Numbers, 1, graphtest.Body("application/json", body))
		}
		if got, err := c.NumberAssignments(t.Context(), NumberFilter{}); err != nil || len(got.Numbers) != 1950 {
			t.Errorf("%d numbers, %v", len(got.Numbers), err)
		}
	})
	t.Run("the server does not heed $skip", func(t *testing.T) {
		s, c := start(t, tenant())
		s.Fail(graphtest.Numbers, graphtest.Forever, graphtest.Body("application/json", page(0, 1000)))
		_, err := c.NumberAssignments(t.Context(), NumberFilter{})
		if err == nil || !strings.Contains(err.Error(), "the same records are returned again") || len(s.Requests(graphtest.Numbers)) != 2 {
			t.Errorf("got %v", err)
		}
	})
}

// Numbers of Direct Routing have no country and no city: the number itself tells.
func TestNumbersOfDirectRouting(t *testing.T) {
	s, c := start(t, tenant())
	s.Fail(graphtest.Numbers, 1, graphtest.Body("application/json", `{"value":[
		{"id":"1","telephoneNumber":"+498912345678","numberType":"directRouting","isoCountryCode":null,"city":null,"assignmentStatus":"unassigned","activationState":"activated","capabilities":["userAssignment"]},
		{"id":"2","telephoneNumber":"+14165550123;ext=7","numberType":"directRouting","isoCountryCode":null,"capabilities":["userAssignment"]},
		{"id":"3","telephoneNumber":"+18002752273","numberType":"directRouting","isoCountryCode":null},
		{"id":"4","telephoneNumber":"1234","numberType":"directRouting"}]}`))
	for code, want := range map[string]string{"DE": "1", "CA": "2 3", "US": "3", "FR": ""} {
		got, err := c.NumberAssignments(t.Context(), NumberFilter{Country: country.MustParseCode(code), Type: DirectRouting})
		if err != nil {
			t.Fatal(err)
		}
		ids := []string{}
		for _, n := range got.Numbers {
			ids = append(ids, n.ID)
		}
		if strings.Join(ids, " ") != want {
			t.Errorf("in %s are %v, want %s", code, ids, want)
		}
	}
	all, err := c.NumberAssignments(t.Context(), NumberFilter{Type: DirectRouting})
	if counts := ByCountry(all.Numbers); err != nil || !maps.Equal(counts, map[string]int{"DE": 1, "CA": 1, "US": 1}) {
		t.Errorf("%v, %v", counts, err)
	}
}

// Shapes as Graph's reference has them, literally.
func TestReferenceShapes(t *testing.T) {
	s, c := start(t, tenant())
	for target, name := range map[graphtest.Target]string{graphtest.Numbers: "numberAssignments.json", graphtest.SKUs: "subscribedSkus.json"} {
		body, err := os.ReadFile("testdata/reference/" + name)
		if err != nil {
			t.Fatal(err)
		}
		s.Fail(target, 1, graphtest.Body("application/json", string(body)))
	}
	numbers, err := c.NumberAssignments(t.Context(), NumberFilter{})
	if err != nil || len(numbers.Numbers) != 3 {
		t.Fatalf("%v, %v", numbers, err)
	}
	n := numbers.Numbers[0]
	if n.Country() != "US" || n.City != "Clanton" || n.NumberType != CallingPlan || !n.FitsUsage(ConferenceUsage) || n.Kind() != "toll" {
		t.Errorf("got %+v", n)
	}
	if n := numbers.Numbers[1]; n.Country() != "DE" || n.City != "" || n.NumberSource != "on_premises" || n.Free() {
		t.Errorf("got %+v", n)
	}
	if n := numbers.Numbers[2]; n.NumberType != NumberError || !n.FitsUsage(TeamsPhoneMobileUsage) || n.AssignmentStatus != InternalError {
		t.Errorf("got %+v", n)
	}
	tenant, err := c.SubscribedSKUs(t.Context())
	if err != nil || len(tenant) != 2 || tenant[0].Free() != 11 || tenant[1].Audience() != skus.ForCompany {
		t.Errorf("%+v, %v", tenant, err)
	}
}

func TestNumbersThatAreRefused(t *testing.T) {
	for _, tt := range []struct{ situation, body, says string }{
		{"no ID", `{"value":[{"telephoneNumber":"+49"}]}`, "record 1 of the answer has no ID"},
		{"no number", `{"value":[{"id":"1","telephoneNumber":"+49"},{"id":"2"}]}`, "record 2 of the answer has no telephoneNumber"},
		{"millions of nothing", `{"value":[` + strings.Repeat(`{},`, 1<<20) + `{}]}`, "record 1 of the answer has no ID"},
		{"capabilities without end", `{"value":[{"id":"1","telephoneNumber":"+49","capabilities":[` + strings.Repeat(`"",`, 1<<20) + `""]}]}`, "has more than 2000 elements"},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			s, c := start(t, tenant())
			s.Fail(graphtest.Numbers, 1, graphtest.Body("application/json", tt.body))
			if _, err := c.NumberAssignments(t.Context(), NumberFilter{}); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want %q", err, tt.says)
			}
		})
	}
	t.Run("the same number twice counts once", func(t *testing.T) {
		s, c := start(t, tenant())
		one := `{"id":"1","telephoneNumber":"+498912345678"}`
		s.Fail(graphtest.Numbers, 1, graphtest.Body("application/json", `{"value":[`+one+`,`+one+`]}`))
		if got, err := c.NumberAssignments(t.Context(), NumberFilter{}); err != nil || len(got.Numbers) != 1 {
			t.Errorf("%v, %v", got, err)
		}
	})
	for name, change := range map[string]func(*Options){
		"more than 99 records": func(o *Options) { o.MaxRecords = 99 },
		"more than 9999 bytes": func(o *Options) { o.MaxBytes = 9999 },
	} {
		held := tenant()
		held.Numbers = graphtest.Generate(100)
		s := graphtest.NewServer(t, held)
		opt := options(s)
		change(&opt)
		if _, err := New(config(s), opt).NumberAssignments(t.Context(), NumberFilter{}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want %q", err, name)
		}
	}
}

// The memory that an answer takes does not grow with what is in it beyond what is
// kept: an answer of 8 MiB of records that are refused takes little more than its
// own bytes.
func TestDecodeStops(t *testing.T) {
	body := []byte(`{"value":[` + strings.Repeat(`{},`, 1<<20) + `{}]}`)
	allocations := testing.AllocsPerRun(3, func() {
		if _, err := decode(body, func(*SKU) error { return errors.New("no") }); err == nil {
			t.Error("taken")
		}
	})
	if allocations > 100 {
		t.Errorf("%v allocations", allocations)
	}
}

func TestNumbersOfANationalCloudAreNotAskedFor(t *testing.T) {
	for _, environment := range []string{"usgovernment", "dod", "china"} {
		s := graphtest.NewServer(t, tenant())
		cfg := config(s)
		cfg.Environment = environment
		c := New(cfg, options(s))
		_, err := c.NumberAssignments(t.Context(), NumberFilter{})
		if err == nil || !strings.Contains(err.Error(), "global cloud only") {
			t.Errorf("%s: %v", environment, err)
		}
		if n := s.AllRequests(); n != 0 {
			t.Errorf("%s: %d requests", environment, n)
		}
		if _, err := c.SubscribedSKUs(t.Context()); err != nil {
			t.Errorf("%s: %v", environment, err)
		}
		environment, _ := ParseEnvironment(environment)
		if scope := s.Requests(graphtest.Token)[0].Form.Get("scope"); !strings.Contains(scope, environment.graph()+"/.default") {
			t.Errorf("%s: scope %q", environment, scope)
		}
	}
}

func TestNumbersWithoutThePermission(t *testing.T) {
	s, c := start(t, tenant())
	s.Fail(graphtest.Numbers, 1, graphtest.ForbidNumbers())
	_, err := c.NumberAssignments(t.Context(), NumberFilter{})
	var failure *Error
	if !errors.As(err, &failure) || failure.Permission != "TeamsTelephoneNumber.Read.All" || failure.RequestID == "" ||
		failure.Code != "forbidden" || !strings.Contains(err.Error(), "the application "+clientID) {
		t.Errorf("got %v", err)
	}
}

// A page in the middle is throttled, one breaks off: nothing is lost or doubled.
func TestFiftyThousandNumbers(t *testing.T) {
	t.Parallel()
	held := tenant()
	held.Numbers = graphtest.Generate(50_000)
	s, c := start(t, held)
	s.Fail(graphtest.Numbers, 1, graphtest.Truncate())
	s.Fail(graphtest.Numbers, 1, graphtest.Status(503, "ServiceUnavailable", "Busy."))
	l, err := c.NumberAssignments(t.Context(), NumberFilter{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, n := range l.Numbers {
		seen[n.ID] = true
	}
	if len(l.Numbers) != 50_000 || len(seen) != 50_000 {
		t.Errorf("%d numbers, %d of them different", len(l.Numbers), len(seen))
	}
	if n := len(s.Requests(graphtest.Numbers)); n != 53 { // two faults, and a full page at the end
		t.Errorf("%d requests", n)
	}
	counts := ByCountry(l.Numbers)
	if got := slices.Sorted(maps.Keys(counts)); !slices.Equal(got, []string{"AU", "CA", "CH", "DE", "FR", "GB", "MX", "US"}) {
		t.Errorf("countries %v", got)
	}
	sum := 0
	for _, n := range counts {
		sum += n
	}
	if sum != 50_000 {
		t.Errorf("%d counted by country", sum)
	}
}

// The numbers of the test server are real ones, and are what they claim.
func TestGeneratedNumbersAreReal(t *testing.T) {
	numbers := graphtest.Generate(50_000)
	for i := range graphtest.Ranges {
		for _, n := range []graphtest.Number{numbers[i], numbers[len(numbers)-1-i]} {
			number, err := numbering.Parse(n.TelephoneNumber)
			if err != nil || !number.Valid || n.ISOCountryCode == nil || number.Country.String() != *n.ISOCountryCode {
				t.Errorf("%s is %+v: %v", n.TelephoneNumber, number, err)
			}
			for _, r := range graphtest.Ranges {
				if strings.HasPrefix(n.TelephoneNumber, r.Prefix) && r.TollFree != (number.Type == numbering.TollFree) {
					t.Errorf("%s is %s", n.TelephoneNumber, number.Type)
				}
			}
		}
	}
}

func TestRequireNumbers(t *testing.T) {
	f := NumberFilter{Country: country.MustParseCode("DE"), Status: Unassigned, TollFree: free(true)}
	can := Number{AssignmentStatus: Unassigned, ActivationState: Activated}
	l := NumberList{Numbers: []Number{can, can, {AssignmentStatus: Unassigned, ActivationState: AssignmentPending}}, Unjudged: []Number{{TelephoneNumber: "+999"}}}
	if err := l.Require(f, 2); err != nil {
		t.Error(err)
	}
	err := l.Require(f, 5)
	for _, want := range []string{"5 unassigned toll-free phone numbers in DE are required", "has 2", "1 more number is not activated", "For 1 more", "+999", "Get 3 more"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
	}
}

func TestByCountry(t *testing.T) {
	got := ByCountry([]Number{{ISOCountryCode: "US"}, {ISOCountryCode: "us"}, {ISOCountryCode: "ZZ"}, {}})
	if !maps.Equal(got, map[string]int{"US": 2, "ZZ": 1}) {
		t.Errorf("got %v", got)
	}
}

// The words fit the errors of the API of phone numbers.
func TestErrorsOfTheNumbersAPI(t *testing.T) {
	for _, tt := range []struct {
		situation string
		fault     graphtest.Fault
		says      []string
		not       string
	}{
		{"forbidden", graphtest.ForbidNumbers(), []string{"403", "forbidden", "Grant the application permission TeamsTelephoneNumber.Read.All"}, ""},
		{"404 of Graph", graphtest.Status(404, "NotFound", `{"error":{"code":"TenantNotFound","message":"The tenant is not provisioned for Teams."}}`),
			[]string{"404", "TenantNotFound", "The tenant is not provisioned for Teams", "does not have /admin/teams/telephoneNumberManagement/numberAssignments for this tenant"}, "graph_endpoint"},
		{"404 of another server", graphtest.HTML(404), []string{"404", "Check that graph_endpoint"}, ""},
		{"not supported", graphtest.Status(400, "BadRequest", "This operation is Not Supported in this environment."), []string{"400", "does not have /admin/teams"}, ""},
		{"not implemented", graphtest.Status(501, "notSupported", "Not supported."), []string{"501", "does not have /admin/teams"}, "It was tried"},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			s, c := start(t, tenant())
			s.Fail(graphtest.Numbers, graphtest.Forever, tt.fault)
			_, err := c.NumberAssignments(t.Context(), NumberFilter{})
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range tt.says {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
			if tt.not != "" && strings.Contains(err.Error(), tt.not) {
				t.Errorf("%q says %q", err, tt.not)
			}
		})
	}
}

// For any input, decode answers or says no; what it takes, the rest of the
// package can work with.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"value":[]}`, `{"value":null}`, `{"value":[null]}`, `[]`, `null`, `"x"`, ``, `{`,
		`{"value":[{"skuPartNumber":"MCOEV","capabilityStatus":"Enabled","consumedUnits":-1,"prepaidUnits":null,"servicePlans":[{"servicePlanName":"MCOEV","provisioningStatus":"Success"}]}]}`,
		`{"value":[{"telephoneNumber":"+1;ext=5","numberType":"ÄÖÜ","capabilities":[null,"","Assignment"],"isoCountryCode":"xx","city":null}],"@odata.nextLink":"https://h"}`,
		`{"value":[{"telephoneNumber":"+18005550100","assignmentStatus":7}]}`,
		`{"value":[{"id":"1","userPrincipalName":"a@b","accountEnabled":null,"assignedPlans":[{"servicePlanId":"x","capabilityStatus":"Enabled"}],"assignedLicenses":null}]}`,
	} {
		f.Add([]byte(seed))
	}
	tollFree := true
	f.Fuzz(func(t *testing.T, body []byte) {
		if skus, _, err := decodeAll[SKU](body); err == nil {
			for _, supply := range Summarize(skus) {
				if supply.Free < 0 {
					t.Errorf("%d free", supply.Free)
				}
			}
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("an error with lines: %q", err)
		}
		if users, _, err := decodeAll[user](body); err == nil {
			s := newSearch(&Client{}, UserQuery{Fold: strings.ToLower, Names: []string{"a@b"}}, nil)
			for i := range users {
				s.take(&users[i])
			}
		}
		if numbers, _, err := decodeAll[Number](body); err == nil {
			l := NumberFilter{TollFree: &tollFree, City: "x"}.Select(numbers)
			if len(l.Numbers)+len(l.Unjudged) > len(numbers) {
				t.Error("more numbers than there were")
			}
			ByCountry(numbers)
		}
	})
}

func BenchmarkDecode50000(b *testing.B) {
	page, err := json.Marshal(map[string]any{"value": graphtest.Generate(50_000)})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		numbers, _, err := decodeAll[Number](page)
		if err != nil || len(numbers) != 50_000 {
			b.Fatal(err)
		}
	}
}
