package message_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	. "github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

// What is offered instead of a feature is available in the country, and for a strict
// gate without conditions: it would refuse them too.
func TestWaysOutAreAvailable(t *testing.T) {
	for _, strict := range []bool{false, true} {
		testWaysOut(t, message.Options{Options: Options{Strict: strict}})
	}
}

func testWaysOut(t *testing.T, o message.Options) {
	for _, date := range catalog.EmbeddedDates() {
		s, err := catalog.Embedded(date)
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range country.Codes() {
			c := s.Country(code)
			for _, f := range Features() {
				for _, way := range message.WaysOut(c, f, o) {
					for _, g := range Features() {
						if strings.Contains(way, "("+g.String()+")") && !c.Verdict(g).Satisfies(o.Strict) {
							t.Errorf("%s in %s: %q is offered, which is %s", f, code, way, c.Verdict(g).Status)
						}
					}
					if strings.Contains(way, "Direct Routing") && !c.Verdict(PhoneSystem).Status.Available() {
						t.Errorf("%s in %s: %q needs Teams Phone", f, code, way)
					}
				}
			}
		}
	}
}

// in returns a country of the edition of 2023-01-25.
func in(t testing.TB, code string) *Country {
	t.Helper()
	return on(t, "2023-01-25", code)
}

// on returns a country of the edition of a date.
func on(t testing.TB, date, code string) *Country {
	t.Helper()
	s, err := catalog.Embedded(date)
	if err != nil {
		t.Fatal(err)
	}
	return s.Country(country.MustParseCode(code))
}

func TestNotes(t *testing.T) {
	for _, tt := range []struct {
		date, country string
		feature       Feature
		want          string
	}{
		{"2023-01-25", "IN", AudioConferencing, "Sold by Tata Communications."},
		{"2023-01-25", "AG", AudioConferencing, "Sold only through volume licensing; calls are billed by the minute, from Communications Credits where the organization has them."},
		{"2023-01-25", "DE", AudioConferencing, ""},
		{"2023-01-25", "AU", CallingPlan, "Sold by Telstra as plans of its own, to organizations in the countries of operator_tenant_countries."},
		{"2023-01-25", "JP", DomesticCallingPlan, "The plans sold there are those of SoftBank, not Microsoft's."},
		{"2023-01-25", "JP", DomesticAndInternationalCallingPlan, "The plans sold there are those of SoftBank, not Microsoft's."},
		{"2023-01-25", "JP", PayAsYouGoCallingPlan, "The plans sold there are those of SoftBank, not Microsoft's."},
		{"2023-01-25", "DE", CallingPlan, ""},
		{"2023-01-25", "DE", DomesticCallingPlan, ""},
		{"2021-08-03", "US", DomesticCallingPlan, "The plans of 120 and 240 minutes are of limited availability."},
		{"2021-08-03", "US", DomesticAndInternationalCallingPlan, ""},
		{"2023-01-25", "GB", PremiumNumberCalls, "Numbers that begin with +44843, +44844, +44845, +44870, +44871, +44872 can be called; numbers that begin with +449 cannot."},
		{"2023-01-25", "FR", PremiumNumberCalls, ""},
		{"2023-01-25", "BH", TollNumber, "The page lists cities but says that no toll number is available, so the status is unavailable."},
		{"2023-01-25", "KR", TollNumber, "The page does not name the cities."},
		{"2023-01-25", "LK", TollNumber, ""},
		{"2023-01-25", "AE", TollNumber, ""},
		{"2023-01-25", "BR", TollNumber, "Numbers in cities that the page does not list are ordered from the service desk."},
		{"2023-01-25", "VN", TollNumber, "Numbers in every city are ordered from the service desk."},
		{"2023-01-25", "RU", TollNumber, "Numbers in St. Petersburg are ordered from the service desk."},
		{"2023-01-25", "DE", TollNumber, ""},
		{"2023-01-25", "CN", TollFreeNumber, ""},
		{"2023-01-25", "AF", TollNumber, ""},
		{"2023-01-25", "AF", CallingPlan, ""},
	} {
		if got := message.Note(on(t, tt.date, tt.country), tt.feature); got != tt.want {
			t.Errorf("%s in %s: %q, want %q", tt.feature, tt.country, got, tt.want)
		}
	}
	two := &Country{Slug: "x"}
	two.ServiceNumbers.Toll = TollNumbers{Finding: Finding{Status: Available}, Geographic: true,
		Cities: []City{{Name: "A", OnRequest: true}, {Name: "B"}, {Name: "C", OnRequest: true}}}
	if got := message.Note(two, TollNumber); got != "Numbers in A, C are ordered from the service desk." {
		t.Errorf("of two cities: %q", got)
	}
	two.CallingPlans.PremiumNumberCalls.SupportedPrefixes = []string{"49"}
	three := *in(t, "DE")
	three.CallingPlans.PremiumNumberCalls.UnsupportedPrefixes = []string{"49", "50"}
	if got := message.Note(&three, PremiumNumberCalls); got != "Numbers that begin with +49, +50 cannot be called." {
		t.Errorf("premium numbers: %s", got)
	}
	if got := message.Note(two, PremiumNumberCalls); got != "Numbers that begin with +49 can be called." {
		t.Errorf("of supported prefixes: %q", got)
	}
}

func TestNotesOfOverrides(t *testing.T) {
	ae := in(t, "AE")
	for _, tt := range []struct {
		override Override
		feature  Feature
		want     string
	}{
		{Override{Feature: CallMe, Note: "Ask Anna.", Reason: "she knows"}, CallMe, "Ask Anna."},
		{Override{Feature: CallMe, Reason: "the carrier says so"}, CallMe, "Set by the provider's configuration: the carrier says so."},
		{Override{Feature: CallMe, Reason: "Really?"}, CallMe, "Set by the provider's configuration: Really?"},
		{Override{Feature: CallMe, Reason: "No!"}, CallMe, "Set by the provider's configuration: No!"},
		{Override{Feature: CallMe, Reason: "A test."}, CallMe, "Set by the provider's configuration: A test."},
		{Override{Feature: CallMe, Reason: "x"}, PhoneSystem, ""},
		{Override{Feature: DomesticCallingPlan, Finding: Finding{Status: Available}}, CallingPlan, "Follows from what the provider's configuration says about a type of plan."},
		{Override{Feature: DomesticCallingPlan, Finding: Finding{Status: Unavailable}}, CallingPlan, ""},
		{Override{Feature: CallingPlan, Finding: Finding{Status: Available}}, DomesticCallingPlan, ""}, // not on the list
	} {
		if got := message.Note(ae.WithOverride(tt.override), tt.feature); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.override, got, tt.want)
		}
	}
}

func TestNoteOfATypeOfPlanThatFollowsFromAnyPlan(t *testing.T) {
	de := in(t, "DE").WithOverride(Override{Feature: CallingPlan, Finding: Finding{Status: Unavailable}, Reason: "news"})
	if got, want := message.Note(de, DomesticCallingPlan), "Follows from what the provider's configuration says about calling_plan."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestExplain compares with testdata/explain.txt what a failed plan says. Run
// it with -update to rewrite the file, and read the difference.
func TestExplain(t *testing.T) {
	set := func(code string, o Override) *Country { return in(t, code).WithOverride(o) }
	var b strings.Builder
	for _, tt := range []struct {
		country  *Country
		features []Feature
	}{
		{in(t, "AE"), []Feature{CallingPlan, DomesticCallingPlan, PayAsYouGoCallingPlan, CallMe, TollNumber, PremiumNumberCalls}},
		{in(t, "AF"), Features()},
		{in(t, "IN"), []Feature{AudioConferencing, CommunicationsCredits}},
		{in(t, "GB"), []Feature{PremiumNumberCalls}},
		{in(t, "AU"), []Feature{CallingPlan, DomesticCallingPlan, PayAsYouGoCallingPlan}},
		{in(t, "AG"), []Feature{AudioConferencing}},
		{in(t, "CN"), []Feature{TollFreeNumber, AudioConferencing, CallMe}},
		{on(t, "2021-08-03", "US"), []Feature{DomesticCallingPlan, PayAsYouGoCallingPlan}},
		{in(t, "BH"), []Feature{TollNumber, TollFreeNumber, CallMe}},
		{in(t, "MX"), []Feature{DomesticAndInternationalCallingPlan}},
		{set("DE", Override{Feature: CallingPlan, Finding: Finding{Status: Unavailable}, Reason: "the works council has not agreed"}), []Feature{CallingPlan, DomesticCallingPlan}},
		{set("DE", Override{Feature: TollNumber, Finding: Finding{Status: Conditional, Conditions: NewConditions(OnRequest)}, Note: "Ask Anna."}), []Feature{TollNumber}},
		{set("AE", Override{Feature: CallingPlan, Note: "Expected next year.", Reason: "news"}), []Feature{CallingPlan}},
		{set("AE", Override{Feature: DomesticCallingPlan, Finding: Finding{Status: Conditional, Conditions: NewConditions(OnRequest)}, Reason: "news"}), []Feature{CallingPlan}},
		{set("AE", Override{Feature: PhoneSystem, Finding: Finding{Status: Unavailable}, Reason: "news"}), []Feature{PhoneSystem, CallingPlan, TollNumber, PremiumNumberCalls}},
		{set("AU", Override{Feature: CallingPlan, Finding: Finding{Status: Unavailable}, Reason: "news"}), []Feature{CallingPlan}},
	} {
		fmt.Fprintf(&b, "=== %s %v\n%s\n\n", tt.country.Code, tt.features, message.Explain(tt.country, tt.features, message.Options{}))
	}
	testkit.Golden(t, filepath.Join("testdata", "explain.txt"), b.String())
}
