package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/numbering"
)

// The record of GRAPH.md, with values that Microsoft may add one day.
func TestDecodeNumber(t *testing.T) {
	numbers, next, err := decode[Number]([]byte(`{"@odata.context":"c","@odata.count":1,"@odata.nextLink":"n","value":[{
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
	city := "Foo's"
	held.Numbers = append(held.Numbers,
		graphtest.Number{ID: "sip", TelephoneNumber: "+999", NumberType: "callingPlan", AssignmentStatus: "unassigned",
			Capabilities: []string{"userAssignment", "voiceApplicationAssignment"}, ISOCountryCode: "US", City: &city},
		// Graph says that a user can have it; the rules do not.
		graphtest.Number{ID: "odd", TelephoneNumber: "+18332999999", NumberType: "callingPlan", AssignmentStatus: "unassigned",
			Capabilities: []string{"userAssignment"}, ISOCountryCode: "US"})
	s, c := start(t, held)
	all, err := c.NumberAssignments(t.Context(), NumberFilter{})
	if err != nil || len(all.Numbers) != len(held.Numbers) || len(all.Unjudged) != 0 {
		t.Fatalf("%d and %d of %d numbers, %v", len(all.Numbers), len(all.Unjudged), len(held.Numbers), err)
	}
	if n := len(s.Requests(graphtest.Numbers)); n != 2 {
		t.Errorf("%d pages", n)
	}
	for i, n := range all.Numbers {
		if n.ID != held.Numbers[i].ID {
			t.Fatal("not in Graph's order")
		}
	}

	us := country.MustParseCode("US")
	for _, test := range []struct {
		filter     NumberFilter
		expression string
		none       bool
		unjudged   int
		says       string
	}{
		{NumberFilter{}, "", false, 0, "phone numbers"},
		{NumberFilter{Country: us}, "isoCountryCode eq 'US'", false, 0, "phone numbers in US"},
		{NumberFilter{Type: OperatorConnect}, "numberType eq 'operatorConnect'", false, 0, "operator_connect phone numbers"},
		{NumberFilter{Usage: UserUsage}, "capabilities/any(c:c eq 'userAssignment')", false, 0, "phone numbers for the usage user"},
		{NumberFilter{Usage: VoiceApplicationUsage}, "capabilities/any(c:c eq 'voiceApplicationAssignment')", false, 0, ""},
		{NumberFilter{Status: Unassigned}, "assignmentStatus eq 'unassigned'", false, 0, "unassigned phone numbers"},
		{NumberFilter{City: "zurich"}, "", false, 0, "phone numbers in zurich"},
		{NumberFilter{City: "  MEXICO   city"}, "", false, 0, ""},
		{NumberFilter{City: "foo's"}, "", false, 0, ""},
		{NumberFilter{TollFree: free(true)}, "", false, 1, "toll-free phone numbers"},
		{NumberFilter{TollFree: free(false)}, "", false, 1, "toll phone numbers"},
		{NumberFilter{Country: us, Type: CallingPlan, Usage: VoiceApplicationUsage, Status: Unassigned, TollFree: free(true)},
			"isoCountryCode eq 'US' and numberType eq 'callingPlan' and assignmentStatus eq 'unassigned' and capabilities/any(c:c eq 'voiceApplicationAssignment')",
			false, 1, "unassigned calling_plan toll-free phone numbers in US for the usage voice_application"},
		{NumberFilter{Usage: UserUsage, TollFree: free(true)}, "capabilities/any(c:c eq 'userAssignment')", true, 1, ""},
		{NumberFilter{Status: "a_b'c"}, "assignmentStatus eq 'aB''c'", true, 0, ""},
	} {
		before := len(s.Requests(graphtest.Numbers))
		got, err := c.NumberAssignments(t.Context(), test.filter)
		if err != nil {
			t.Fatalf("%+v: %v", test.filter, err)
		}
		query := s.Requests(graphtest.Numbers)[before].Query
		if query.Get("$filter") != test.expression || query.Get("$top") != "1000" {
			t.Errorf("asks for %v, want the filter %q", query, test.expression)
		}
		want := test.filter.Select(all.Numbers)
		same := func(a, b Number) bool { return a.ID == b.ID }
		if !slices.EqualFunc(got.Numbers, want.Numbers, same) || !slices.EqualFunc(got.Unjudged, want.Unjudged, same) {
			t.Errorf("%v: %d numbers by Graph, %d here", test.filter, len(got.Numbers), len(want.Numbers))
		}
		if (len(got.Numbers) == 0) != test.none || len(got.Unjudged) != test.unjudged {
			t.Errorf("%v: %d numbers, %d unjudged", test.filter, len(got.Numbers), len(got.Unjudged))
		}
		if test.says != "" && test.filter.String() != test.says {
			t.Errorf("says %q, want %q", test.filter, test.says)
		}
		for _, n := range got.Numbers {
			if tollFree, known := n.TollFree(); test.filter.TollFree != nil && (!known || tollFree != *test.filter.TollFree) {
				t.Errorf("%v: %s", test.filter, n.TelephoneNumber)
			}
		}
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
	s.Fail(graphtest.Numbers, 1, graphtest.Forbid())
	_, err := c.NumberAssignments(t.Context(), NumberFilter{})
	var failure *Error
	if !errors.As(err, &failure) || failure.Permission != "TeamsTelephoneNumber.Read.All" || failure.RequestID == "" ||
		failure.Code != "Authorization_RequestDenied" || !strings.Contains(err.Error(), "the application "+clientID) {
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
	if n := len(s.Requests(graphtest.Numbers)); n != 52 {
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
			if err != nil || !number.Valid || number.Country.String() != n.ISOCountryCode {
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
	l := NumberList{Numbers: make([]Number, 2), Unjudged: []Number{{TelephoneNumber: "+999"}}}
	if err := l.Require(f, 2); err != nil {
		t.Error(err)
	}
	err := l.Require(f, 5)
	for _, want := range []string{"5 unassigned toll-free phone numbers in DE are required", "has 2", "Of 1 more", "+999", "Get 3 more"} {
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

// Whatever comes in, decode answers or says no; what it takes, the rest of the
// package can work with.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"value":[]}`, `{"value":null}`, `{"value":[null]}`, `[]`, `null`, `"x"`, ``, `{`,
		`{"value":[{"skuPartNumber":"MCOEV","capabilityStatus":"Enabled","consumedUnits":-1,"prepaidUnits":null,"servicePlans":[{"servicePlanName":"MCOEV","provisioningStatus":"Success"}]}]}`,
		`{"value":[{"telephoneNumber":"+1;ext=5","numberType":"ÄÖÜ","capabilities":[null,"","Assignment"],"isoCountryCode":"xx","city":null}],"@odata.nextLink":"https://h"}`,
		`{"value":[{"telephoneNumber":"+18005550100","assignmentStatus":7}]}`,
	} {
		f.Add([]byte(seed))
	}
	tollFree := true
	f.Fuzz(func(t *testing.T, body []byte) {
		if skus, _, err := decode[SKU](body); err == nil {
			for _, supply := range Summarize(skus) {
				if supply.Free < 0 {
					t.Errorf("%d free", supply.Free)
				}
			}
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("an error with lines: %q", err)
		}
		if numbers, _, err := decode[Number](body); err == nil {
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
		numbers, _, err := decode[Number](page)
		if err != nil || len(numbers) != 50_000 {
			b.Fatal(err)
		}
	}
}
