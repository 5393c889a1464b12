package availability_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	. "github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/city"
)

func TestVerdict(t *testing.T) {
	for _, tt := range []struct {
		name          string
		date, country string
		feature       Feature
		want          string
	}{
		{"on the page", "2023-01-25", "AE", AudioConferencing, "available []"},
		{"not on the page", "2023-01-25", "AE", CallingPlan, "unavailable []"},
		{"a condition", "2023-01-25", "AE", CallMe, "conditional [requires_communications_credits]"},
		{"no page", "2023-01-25", "AF", AudioConferencing, "unlisted []"},
		{"no page, a type of plan", "2023-01-25", "AF", DomesticCallingPlan, "unlisted []"},
		{"yes for a part of Phone System", "2023-01-25", "DE", Voicemail, "available []"},
		{"a type of plan on the list", "2023-01-25", "DE", PayAsYouGoCallingPlan, "available []"},
		{"a type of plan not on the list", "2023-01-25", "US", PayAsYouGoCallingPlan, "unavailable []"},
		{"a type of plan under the condition of all", "2023-01-25", "MX", DomesticCallingPlan, "conditional [country_specific_sku]"},
		{"a plan of limited availability", "2021-08-03", "US", DomesticCallingPlan, "available []"},
		{"an operator sells", "2023-01-25", "AU", CallingPlan, "conditional [sold_by_operator]"},
		{"an operator's plans are not Microsoft's", "2023-01-25", "AU", DomesticCallingPlan, "unavailable []"},
		{"premium numbers in part", "2023-01-25", "GB", PremiumNumberCalls, "conditional [limited_number_ranges requires_communications_credits]"},
		{"toll numbers without a city", "2023-01-25", "LK", TollNumber, "available [non_geographic_only]"},
		{"toll-free numbers, restricted", "2023-01-25", "CN", TollFreeNumber, "conditional [excludes_domestic_purchases on_request]"},
		{"credits", "2023-01-25", "CN", CommunicationsCredits, "unavailable []"},
		{"no feature", "2023-01-25", "DE", 0, "unavailable []"},
	} {
		v := on(t, tt.date, tt.country).Verdict(tt.feature)
		if got := fmt.Sprint(v.Status, " ", v.Conditions.Names()); got != tt.want || v.Overridden {
			t.Errorf("%s: %s is %s in %s, want %s", tt.name, tt.feature, got, tt.country, tt.want)
		}
	}
}

func TestVerdictOfEachSection(t *testing.T) {
	// A country where only one place of the page says yes, and those of what the
	// feature needs.
	no := Finding{Status: Unavailable}
	yes := Finding{Status: Available}
	places := map[Feature]func(*Country){
		AudioConferencing:     func(c *Country) { c.AudioConferencing.Finding = yes },
		CallMe:                func(c *Country) { c.AudioConferencing.CallMe = yes },
		PhoneSystem:           func(c *Country) { c.PhoneSystem.Finding = yes },
		AutoAttendants:        func(c *Country) { c.PhoneSystem.AutoAttendants = true },
		CallQueues:            func(c *Country) { c.PhoneSystem.CallQueues = true },
		Voicemail:             func(c *Country) { c.PhoneSystem.Voicemail = true },
		CallingPlan:           func(c *Country) { c.CallingPlans.Finding = Finding{Conditional, NewConditions(SoldByOperator)} },
		PremiumNumberCalls:    func(c *Country) { c.CallingPlans.PremiumNumberCalls.Finding = yes },
		TollNumber:            func(c *Country) { c.ServiceNumbers.Toll.Finding = yes },
		TollFreeNumber:        func(c *Country) { c.ServiceNumbers.TollFree = yes },
		CommunicationsCredits: func(c *Country) { c.CommunicationsCredits = yes },
	}
	for feature := range places {
		c := &Country{Code: country.MustParseCode("DE"), Slug: "germany", CommunicationsCredits: no}
		c.AudioConferencing.Finding, c.AudioConferencing.CallMe = no, no
		c.PhoneSystem.Finding = no
		c.CallingPlans.Finding, c.CallingPlans.PremiumNumberCalls.Finding = no, no
		c.ServiceNumbers.Toll.Finding, c.ServiceNumbers.TollFree = no, no
		set := []Feature{feature}
		for i := 0; i < len(set); i++ {
			places[set[i]](c)
			set = append(set, set[i].Needs()...)
		}
		for _, f := range Features() {
			if got := c.Verdict(f).Status.Available(); got != slices.Contains(set, f) {
				t.Errorf("where only %v are available, %s is %s", set, f, c.Verdict(f).Status)
			}
		}
		if len(set) > 1 {
			places[feature](c)
			*c.Place(set[len(set)-1]) = no
			if c.Verdict(feature).Status.Available() {
				t.Errorf("without %s, %s is %s", set[len(set)-1], feature, c.Verdict(feature).Status)
			}
		}
	}
}

func TestVerdictSatisfies(t *testing.T) {
	for status, want := range map[Status][2]bool{
		Available: {true, true}, Conditional: {true, false}, Unavailable: {false, false}, Unlisted: {false, false},
	} {
		v := Verdict{Status: status}
		if v.Satisfies(false) != want[0] || v.Satisfies(true) != want[1] {
			t.Errorf("%s satisfies %v, strictly %v", status, v.Satisfies(false), v.Satisfies(true))
		}
	}
}

func TestMissing(t *testing.T) {
	asked := []Feature{TollFreeNumber, CallingPlan, CallMe, CallingPlan, PhoneSystem}
	if got := fmt.Sprintf("%v", in(t, "AE").Missing(asked, Options{Strict: false})); got != "[calling_plan calling_plan]" {
		t.Errorf("in AE: %s", got)
	}
	if got := fmt.Sprintf("%v", in(t, "AE").Missing(asked, Options{Strict: true})); got != "[toll_free_number calling_plan call_me calling_plan]" {
		t.Errorf("in AE, strictly: %s", got)
	}
	if got := in(t, "FR").Missing(asked, Options{Strict: true}); got != nil {
		t.Errorf("in FR: %v", got)
	}
	if got := in(t, "AF").Missing(asked, Options{Strict: false}); !slices.Equal(got, asked) {
		t.Errorf("in AF: %v", got)
	}
}

func TestVerdictDoesNotAllocate(t *testing.T) {
	overridden := in(t, "AE").WithOverride(Override{Feature: DomesticCallingPlan, Finding: Finding{Status: Available}})
	for _, c := range []*Country{in(t, "DE"), in(t, "AF"), overridden} {
		for _, f := range Features() {
			if n := testing.AllocsPerRun(10, func() { c.Verdict(f) }); n != 0 {
				t.Errorf("%s in %s: %v allocations", f, c.Code, n)
			}
		}
	}
}

func TestCountry(t *testing.T) {
	de := in(t, "DE")
	if de.Title() != "Germany (DE)" || !de.Listed() {
		t.Errorf("%s, listed %v", de.Title(), de.Listed())
	}
	if got, want := in(t, "AE").SourceURL(), "https://learn.microsoft.com/microsoftteams/phone-reference/plan-availability/availability-in-the-united-arab-emirates-uae"; got != want {
		t.Errorf("AE is at %s", got)
	}
	af := in(t, "AF")
	if af.Title() != "Afghanistan (AF)" || af.Listed() || af.SourceURL() != "" || af.Name != "Afghanistan" {
		t.Errorf("%s, listed %v, at %q, named %q", af.Title(), af.Listed(), af.SourceURL(), af.Name)
	}
	if got := af.AudioConferencing.NumberAssignment.String(); got != "none" {
		t.Errorf("in AF, numbers are assigned by %q", got)
	}
	for code, want := range map[string][2]string{
		"US": {"CA, PR, US", "PR, US"}, "CA": {"CA, US", "CA"}, "PR": {"PR, US", "PR, US"}, "DE": {"DE", "DE"}, "AF": {"AF", "AF"},
	} {
		c := in(t, code)
		if got := country.Join(c.DomesticCallCountries()); got != want[0] {
			t.Errorf("calls are domestic from %s to %s, want %s", code, got, want[0])
		}
		if got := country.Join(c.MinutePoolCountries()); got != want[1] {
			t.Errorf("%s shares minutes with %s, want %s", code, got, want[1])
		}
	}
	var minutes []int
	for _, p := range in(t, "GB").PlansOf(Domestic) {
		minutes = append(minutes, p.DomesticMinutes)
	}
	if !slices.Equal(minutes, []int{120, 240, 1200}) {
		t.Errorf("domestic plans in GB: %v", minutes)
	}
	if plans := in(t, "AE").PlansOf(Domestic); plans != nil {
		t.Errorf("domestic plans in AE: %v", plans)
	}
}

func TestPrerequisites(t *testing.T) {
	for _, tt := range []struct {
		country string
		feature Feature
		want    string
	}{
		{"DE", CallingPlan, "[phone_system]"},
		{"DE", DomesticCallingPlan, "[phone_system]"},
		{"DE", DomesticAndInternationalCallingPlan, "[phone_system]"},
		{"DE", PayAsYouGoCallingPlan, "[communications_credits phone_system]"},
		{"AU", CallingPlan, "[phone_system]"},
		{"AU", DomesticCallingPlan, "[]"}, // is not available
		{"AE", CallingPlan, "[]"},         // is not available
		{"DE", AutoAttendants, "[phone_system toll_free_number toll_number]"},
		{"DE", CallQueues, "[phone_system toll_free_number toll_number]"},
		{"AE", CallQueues, "[phone_system toll_free_number]"},
		{"RU", AutoAttendants, "[phone_system toll_number]"},
		{"BH", AutoAttendants, "[phone_system toll_free_number toll_number]"}, // neither is available
		{"IN", AutoAttendants, "[phone_system toll_free_number toll_number]"}, // both are for bridges alone
		{"PK", CallQueues, "[phone_system toll_free_number toll_number]"},     // so are the toll numbers there are
		{"DE", Voicemail, "[]"},
		{"DE", PhoneSystem, "[]"},
		{"DE", TollNumber, "[]"},
		{"DE", TollFreeNumber, "[communications_credits]"},
		{"RU", TollFreeNumber, "[]"}, // is not available
		{"DE", AudioConferencing, "[]"},
		{"AG", AudioConferencing, "[communications_credits]"},
		{"DE", CallMe, "[]"},
		{"AE", CallMe, "[communications_credits]"},
		{"FR", PremiumNumberCalls, "[communications_credits]"},
		{"DE", CommunicationsCredits, "[]"},
		{"AF", CallMe, "[]"},
	} {
		if got := fmt.Sprintf("%v", in(t, tt.country).Prerequisites(tt.feature)); got != tt.want {
			t.Errorf("%s in %s needs %s, want %s", tt.feature, tt.country, got, tt.want)
		}
	}
	credits := in(t, "DE").WithOverride(Override{Feature: TollFreeNumber,
		Finding: Finding{Conditional, NewConditions(RequiresCommunicationsCredits)}})
	if got := fmt.Sprint(credits.Prerequisites(TollFreeNumber)); got != "[communications_credits]" {
		t.Errorf("toll_free_number, which needs credits twice over, needs %s", got)
	}
}

func TestHasTollNumberIn(t *testing.T) {
	for _, tt := range []struct {
		name, country, city string
		want                bool
	}{
		{"as it is written", "DE", "Munich", true},
		{"in other case", "DE", "mUNICH", true},
		{"between blanks", "DE", "  Munich\t", true},
		{"a city without numbers", "DE", "Springfield", false},
		{"a part of the name", "DE", "Muni", false},
		{"no name", "DE", "", false},
		{"only punctuation", "DE", " -,. ", false},
		{"with accents", "BR", "São Paulo", true},
		{"with accents that stand apart", "BR", "Sa\u0303o Paulo", true},
		{"without accents", "BR", "sao paulo", true},
		{"with a letter that is not an accent", "PL", "Łódź", true},
		{"in its plain form", "PL", "LODZ", true},
		{"the city alone, in one of two states", "US", "Portland", true},
		{"city and state", "US", "Portland, Maine", true},
		{"state and city", "US", "Oregon, Portland", true},
		{"city and state in other case", "US", " portland ,OREGON ", true},
		{"the wrong state", "US", "Portland, Texas", false},
		{"the state alone", "US", "Maine", false},
		{"the state and nothing", "US", "Maine,", false},
		{"nothing and the state", "US", ", Maine", false},
		{"the city twice", "US", "Portland, Portland", false},
		{"the state twice", "US", "Maine, Maine", false},
		{"a part of the country", "GB", "London, England", true},
		{"nothing beside the city", "GB", "London,", true},
		{"two names, both", "GB", "Teesside (Middlesbrough)", true},
		{"two names, the first", "GB", "Teesside", true},
		{"two names, the second", "GB", "middlesbrough", true},
		{"a name with its district", "US", "Washington DC", true},
		{"a name with its district after a comma", "US", "Washington, D.C.", true},
		{"a name in its district", "US", "Washington DC, District of Columbia", true},
		{"a name with a full stop", "US", "St. Paul", true},
		{"a name without its full stop", "US", "St Paul", true},
		{"a name with hyphens", "GB", "Stoke on Trent", true},
		{"numbers on request", "JO", "Amman", true},
		{"cities of a number that is unavailable", "BH", "Manama", false},
		{"numbers that have no city", "LK", "Colombo", false},
		{"a country without numbers", "AE", "Dubai", false},
		{"a country without a page", "AF", "Kabul", false},
	} {
		got, err := in(t, tt.country).HasTollNumberIn(tt.city, Options{})
		if got != tt.want || got && err != nil {
			t.Errorf("%s: %q in %s is %v, %v", tt.name, tt.city, tt.country, got, err)
		}
	}
}

// Every city of every page is found by its name, and by its state and name.
func TestEveryCityIsFound(t *testing.T) {
	for _, code := range country.Codes() {
		c := in(t, code.String())
		if !c.Verdict(TollNumber).Status.Available() {
			continue
		}
		for _, city := range c.ServiceNumbers.Toll.Cities {
			names := []string{city.Name, strings.ToUpper(city.Name)}
			if city.State != "" {
				names = append(names, city.Name+", "+city.State, city.State+", "+city.Name)
			}
			for _, name := range names {
				if found, err := c.HasTollNumberIn(name, Options{}); !found || err != nil {
					t.Errorf("%q is not found in %s: %v", name, code, err)
				}
			}
		}
	}
}

func TestFoldCityWritesLettersPlainly(t *testing.T) {
	for _, s := range []string{"ÆÐĐıŁØŒẞÞ 1’2", "æðđıłøœßþ 1’2"} {
		if got := FoldCity(s); got != "aeddilooessth 12" {
			t.Errorf("%q folds to %q", s, got)
		}
	}
}

func TestHasTollNumberInNearACity(t *testing.T) {
	found, err := in(t, "DE").HasTollNumberIn("Munnich", Options{})
	var near *city.NearError
	if found || !errors.As(err, &near) || near.Input != "Munnich" || len(near.Suggestions) != 1 || near.Suggestions[0].Name != "Munich" {
		t.Errorf("%v, %v", found, err)
	}
	if found, err := in(t, "AE").HasTollNumberIn("Munnich", Options{}); found || err != nil {
		t.Errorf("without toll numbers: %v, %v", found, err)
	}
}

func TestOverrideApplies(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	until := Override{Until: day("2024-05-01")}
	for date, want := range map[string]bool{"2024-04-30": true, "2024-05-01": false, "2024-05-02": false} {
		if got := until.Applies(day(date)); got != want {
			t.Errorf("on %s it applies: %v", date, got)
		}
	}
	if !until.Applies(day("2024-04-30").Add(24*time.Hour - time.Nanosecond)) {
		t.Error("it does not apply at the end of its last day")
	}
	if !(Override{}).Applies(day("2999-01-01")) {
		t.Error("without a date, it ends")
	}
}

func TestOverrides(t *testing.T) {
	set := func(f Feature, s Status, conditions ...Condition) Override {
		return Override{Feature: f, Finding: Finding{s, NewConditions(conditions...)}, Reason: "the carrier says so"}
	}
	toll := func(s Status, cities ...City) Override {
		o := set(TollNumber, s)
		o.Cities = append([]City{}, cities...)
		return o
	}
	remark := func(f Feature) Override { return Override{Feature: f, Note: "Ask Anna.", Reason: "she knows"} }
	for _, tt := range []struct {
		name      string
		country   string
		overrides []Override
		want      map[Feature]string
	}{
		{"replaces the status", "AE", []Override{set(TollNumber, Available)},
			map[Feature]string{TollNumber: "available [] overridden", TollFreeNumber: "conditional [limited_availability]"}},
		{"replaces the conditions", "AE", []Override{set(CallMe, Conditional, OnRequest)},
			map[Feature]string{CallMe: "conditional [on_request] overridden"}},
		{"lowers", "DE", []Override{set(CommunicationsCredits, Unavailable)},
			map[Feature]string{CommunicationsCredits: "unavailable [] overridden"}},
		{"the last one counts", "DE", []Override{set(CallMe, Unavailable), set(CallMe, Conditional, OnRequest)},
			map[Feature]string{CallMe: "conditional [on_request] overridden"}},
		{"of a country without a page", "AF", []Override{set(PhoneSystem, Available)},
			map[Feature]string{PhoneSystem: "available [] overridden", Voicemail: "unlisted []"}},
		{"a type of plan lifts any plan", "AE", []Override{set(DomesticCallingPlan, Available)},
			map[Feature]string{CallingPlan: "available [] overridden", DomesticCallingPlan: "available [] overridden", PayAsYouGoCallingPlan: "unavailable []"}},
		{"a type of plan lifts any plan as far as it goes", "AE", []Override{set(PayAsYouGoCallingPlan, Conditional, OnRequest)},
			map[Feature]string{CallingPlan: "conditional [on_request] overridden"}},
		{"the best type of plan lifts any plan", "AE", []Override{set(DomesticCallingPlan, Conditional, OnRequest), set(PayAsYouGoCallingPlan, Available)},
			map[Feature]string{CallingPlan: "available [] overridden", DomesticCallingPlan: "conditional [on_request] overridden"}},
		{"the first of two types as good lifts any plan", "AE", []Override{set(DomesticCallingPlan, Conditional, OnRequest), set(PayAsYouGoCallingPlan, Conditional, LimitedAvailability)},
			map[Feature]string{CallingPlan: "conditional [on_request] overridden"}},
		{"a type of plan lifts any plan where there is no page", "AF", []Override{set(DomesticCallingPlan, Available)},
			map[Feature]string{CallingPlan: "available [] overridden", PayAsYouGoCallingPlan: "unlisted []"}},
		{"a type of plan that is not available lifts none", "AF", []Override{set(DomesticCallingPlan, Unavailable)},
			map[Feature]string{CallingPlan: "unlisted []", DomesticCallingPlan: "unavailable [] overridden"}},
		{"a type of plan does not lower any plan", "DE", []Override{set(DomesticCallingPlan, Unavailable)},
			map[Feature]string{CallingPlan: "available []", DomesticAndInternationalCallingPlan: "available []"}},
		{"a type of plan does not lift the other types", "MX", []Override{set(DomesticCallingPlan, Available)},
			map[Feature]string{CallingPlan: "available [] overridden", PayAsYouGoCallingPlan: "conditional [country_specific_sku]"}},
		{"any plan holds for the types on the list", "MX", []Override{set(CallingPlan, Available)},
			map[Feature]string{CallingPlan: "available [] overridden", PayAsYouGoCallingPlan: "available [] overridden"}},
		{"any plan does not put a type on the list", "US", []Override{set(CallingPlan, Conditional, OnRequest)},
			map[Feature]string{PayAsYouGoCallingPlan: "unavailable []", DomesticCallingPlan: "conditional [on_request] overridden"}},
		{"any plan does not put a type on the list where there is no page", "AF", []Override{set(CallingPlan, Available)},
			map[Feature]string{CallingPlan: "available [] overridden", DomesticCallingPlan: "unlisted []"}},
		{"an override of any plan stays, and decides", "AE", []Override{set(CallingPlan, Unavailable), set(DomesticCallingPlan, Available)},
			map[Feature]string{CallingPlan: "unavailable [] overridden", DomesticCallingPlan: "unavailable [] overridden"}},
		{"all types of plan take any plan with them", "DE", []Override{set(DomesticCallingPlan, Unavailable), set(DomesticAndInternationalCallingPlan, Unavailable), set(PayAsYouGoCallingPlan, Unavailable)},
			map[Feature]string{CallingPlan: "unavailable [] overridden", SMS: "unavailable [] overridden", PhoneSystem: "available []"}},
		{"all types that are sold take any plan with them", "US", []Override{set(DomesticCallingPlan, Unavailable), set(DomesticAndInternationalCallingPlan, Unavailable)},
			map[Feature]string{CallingPlan: "unavailable [] overridden", PayAsYouGoCallingPlan: "unavailable []"}},
		{"types of plan that are all conditional make any plan so", "DE", []Override{set(DomesticCallingPlan, Conditional, OnRequest), set(DomesticAndInternationalCallingPlan, Unavailable), set(PayAsYouGoCallingPlan, Conditional, LimitedAvailability)},
			map[Feature]string{CallingPlan: "conditional [on_request] overridden"}},
		{"types of plan say nothing of an operator's", "AU", []Override{set(DomesticCallingPlan, Unavailable), set(DomesticAndInternationalCallingPlan, Unavailable), set(PayAsYouGoCallingPlan, Unavailable)},
			map[Feature]string{CallingPlan: "conditional [sold_by_operator]"}},
		{"Phone System takes with it what comes with it", "DE", []Override{set(PhoneSystem, Unavailable)},
			map[Feature]string{AutoAttendants: "unavailable [] overridden", CallQueues: "unavailable [] overridden", Voicemail: "unavailable [] overridden",
				CallingPlan: "unavailable [] overridden", PayAsYouGoCallingPlan: "unavailable [] overridden", UserNumber: "unavailable [] overridden",
				AudioConferencing: "available []", CallMe: "available []", TollNumber: "conditional [on_request]", CommunicationsCredits: "available []"}},
		{"Phone System takes an operator's plans with it", "AU", []Override{set(PhoneSystem, Unavailable)},
			map[Feature]string{CallingPlan: "unavailable [] overridden"}},
		{"Phone System takes with it what was set", "AE", []Override{set(DomesticCallingPlan, Available), set(PhoneSystem, Unavailable)},
			map[Feature]string{CallingPlan: "unavailable [] overridden", DomesticCallingPlan: "unavailable [] overridden"}},
		{"Phone System takes with it what no page speaks of", "AF", []Override{set(PhoneSystem, Unavailable)},
			map[Feature]string{CallingPlan: "unavailable [] overridden", Voicemail: "unavailable [] overridden", TollNumber: "unlisted []"}},
		{"any plan takes premium numbers with it", "GB", []Override{set(CallingPlan, Unavailable)},
			map[Feature]string{PremiumNumberCalls: "unavailable [] overridden", DomesticCallingPlan: "unavailable [] overridden", NumberPorting: "unavailable [] overridden"}},
		{"an operator's plans are of no type", "DE", []Override{set(CallingPlan, Conditional, SoldByOperator)},
			map[Feature]string{CallingPlan: "conditional [sold_by_operator] overridden", DomesticCallingPlan: "unavailable [] overridden"}},
		{"Call Me needs no Audio Conferencing in the country", "DE", []Override{set(AudioConferencing, Unavailable)},
			map[Feature]string{CallMe: "available []"}},
		{"a note leaves the status", "AE", []Override{remark(CallMe), remark(CallingPlan)},
			map[Feature]string{CallMe: "conditional [requires_communications_credits] overridden", CallingPlan: "unavailable [] overridden", DomesticCallingPlan: "unavailable []"}},
		{"a note on any plan leaves the types", "AF", []Override{remark(CallingPlan)},
			map[Feature]string{CallingPlan: "unlisted [] overridden", DomesticCallingPlan: "unlisted []"}},
		{"cities leave the status", "FR", []Override{{Feature: TollNumber, Cities: []City{{Name: "Ulm"}}}},
			map[Feature]string{TollNumber: "available [] overridden"}},
		{"cities make numbers geographic", "LK", []Override{{Feature: TollNumber, Cities: []City{{Name: "Jurong"}}}},
			map[Feature]string{TollNumber: "available [] overridden"}},
		{"cities and a status", "AE", []Override{toll(Available, City{Name: "Dubai"})},
			map[Feature]string{TollNumber: "available [] overridden"}},
	} {
		c := in(t, tt.country)
		before := *c
		o := c
		for _, override := range tt.overrides {
			o = o.WithOverride(override)
		}
		for f, want := range tt.want {
			v := o.Verdict(f)
			got := fmt.Sprint(v.Status, " ", v.Conditions.Names())
			if v.Overridden {
				got += " overridden"
			}
			if got != want {
				t.Errorf("%s: %s is %s, want %s", tt.name, f, got, want)
			}
		}
		if !reflect.DeepEqual(*c, before) {
			t.Errorf("%s: the country itself was changed", tt.name)
		}
	}
}

func TestOverridesOfTollNumbers(t *testing.T) {
	available, unavailable := Finding{Status: Available}, Finding{Status: Unavailable}
	cities := []City{{Name: "Ulm", State: "Baden"}}
	for _, tt := range []struct {
		name      string
		country   string
		overrides []Override
		want      TollNumbers
	}{
		{"cities instead of those of the page", "BR", []Override{{Feature: TollNumber, Cities: cities}},
			TollNumbers{Finding: available, Geographic: true, Cities: cities}},
		{"numbers of no city", "DE", []Override{{Feature: TollNumber, Finding: Finding{Conditional, NewConditions(NonGeographicOnly)}}},
			TollNumbers{Finding: Finding{Conditional, NewConditions(NonGeographicOnly)}}},
		{"no city", "FR", []Override{{Feature: TollNumber, Cities: []City{}}},
			TollNumbers{Finding: available, Cities: []City{}}},
		{"a status alone", "JO", []Override{{Feature: TollNumber, Finding: available}},
			TollNumbers{Finding: available, Geographic: true, Cities: []City{{Name: "Amman", OnRequest: true}}}},
		{"cities of a number that had none", "LK", []Override{{Feature: TollNumber, Cities: cities}},
			TollNumbers{Finding: available, Geographic: true, Cities: cities}},
		{"no longer contradictory", "BH", []Override{{Feature: TollNumber, Finding: available}},
			TollNumbers{Finding: available, Geographic: true, Cities: []City{{Name: "Manama"}}}},
		{"unavailable", "DE", []Override{{Feature: TollNumber, Finding: unavailable, Cities: cities}},
			TollNumbers{Finding: unavailable}},
		{"unavailable, then not", "JO", []Override{{Feature: TollNumber, Finding: unavailable}, {Feature: TollNumber, Finding: available}},
			TollNumbers{Finding: available, Geographic: true, Cities: []City{{Name: "Amman", OnRequest: true}}}},
		{"of another feature", "LK", []Override{{Feature: TollFreeNumber, Finding: unavailable, Cities: cities}},
			TollNumbers{Finding: Finding{Available, NewConditions(NonGeographicOnly)}}},
	} {
		c := in(t, tt.country)
		for _, o := range tt.overrides {
			c = c.WithOverride(o)
		}
		if got := c.ServiceNumbers.Toll; !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
	c := in(t, "AE").WithOverride(Override{Feature: TollNumber, Finding: available, Cities: cities})
	ulm, _ := c.HasTollNumberIn("Ulm, Baden", Options{})
	dubai, _ := c.HasTollNumberIn("Dubai", Options{})
	if !ulm || dubai {
		t.Error("the city of an override is not found, or another is")
	}
}

func TestTitle(t *testing.T) {
	for code, want := range map[string]string{
		"AE": "the United Arab Emirates (AE)", "AX": "the Åland Islands (AX)", "BS": "the Bahamas (BS)", "CD": "the Democratic Republic of the Congo (CD)",
		"CF": "the Central African Republic (CF)", "DE": "Germany (DE)", "GM": "the Gambia (GM)", "GS": "South Georgia and the South Sandwich Islands (GS)",
		"HM": "Heard Island and McDonald Islands (HM)", "IM": "the Isle of Man (IM)", "IO": "the British Indian Ocean Territory (IO)",
		"KM": "the Comoros (KM)", "MV": "the Maldives (MV)", "NL": "the Netherlands (NL)", "PH": "the Philippines (PH)",
		"TF": "the French Southern Territories (TF)", "TO": "Tonga (TO)", "US": "the United States (US)", "ZA": "South Africa (ZA)",
	} {
		if got := NewUnlisted(country.MustParseCode(code)).Title(); got != want {
			t.Errorf("%s is %q, want %q", code, got, want)
		}
	}
}

func BenchmarkVerdict(b *testing.B) {
	for _, tt := range []struct {
		name string
		c    *Country
		f    Feature
	}{
		{"page", in(b, "DE"), TollNumber},
		{"type of plan", in(b, "DE"), PayAsYouGoCallingPlan},
		{"unlisted", in(b, "AF"), TollNumber},
		{"overridden", in(b, "DE").WithOverride(Override{Feature: TollNumber, Finding: Finding{Status: Unavailable}}), TollNumber},
	} {
		b.Run(tt.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				tt.c.Verdict(tt.f)
			}
		})
	}
}

func BenchmarkHasTollNumberIn(b *testing.B) {
	us := in(b, "US")
	b.ReportAllocs()
	for b.Loop() {
		_, _ = us.HasTollNumberIn("Milwaukee, Wisconsin", Options{})
	}
}

// A step that the dataset and a source beside it name comes once.
func TestStepsOfTwoSources(t *testing.T) {
	c := &Country{Code: country.MustParseCode("DE"), Slug: "germany", Provenance: &Provenance{
		Steps: map[Feature][]string{TollNumber: {"civic_address", "know_your_customer"}},
	}}
	c = c.WithFacts(func(*Country) []Fact {
		date, err := ParseDate("2026-01-01")
		if err != nil {
			t.Fatal(err)
		}
		return []Fact{{Feature: TollNumber, Finding: Finding{Status: Available},
			Source: Source{Date: date}, Steps: []string{"civic_address"}}}
	})
	if got := c.Steps(TollNumber); !slices.Equal(got, []string{"civic_address", "know_your_customer"}) {
		t.Errorf("got %q", got)
	}
}
