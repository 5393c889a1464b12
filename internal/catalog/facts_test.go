package catalog

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// The tests in this file compare the embedded snapshots with the facts that
// they were made from, by the mapping table of the facts' README. They share no
// code with what made the snapshots.

type factCity struct {
	Name      string `json:"name"`
	State     string `json:"state"`
	OnRequest bool   `json:"on_request"`
}

type factPlan struct {
	Type                 string `json:"type"`
	DomesticMinutes      int    `json:"domestic_minutes"`
	InternationalMinutes int    `json:"international_minutes"`
	Limited              bool   `json:"limited"`
}

type factRemark struct {
	Kind                string            `json:"kind"`
	Feature             string            `json:"feature"`
	Operator            string            `json:"operator"`
	TenantCountries     []string          `json:"tenant_countries"`
	Countries           []string          `json:"countries"`
	SupportedPrefixes   []string          `json:"supported_prefixes"`
	UnsupportedPrefixes []string          `json:"unsupported_prefixes"`
	Requires            string            `json:"requires"`
	SKUPartNumbers      map[string]string `json:"sku_part_numbers"`
}

type factCountry struct {
	Code              string `json:"code"`
	Name              string `json:"name"`
	Slug              string `json:"slug"`
	SeedLabel         string `json:"seed_label"`
	AudioConferencing struct {
		Availability        string `json:"availability"`
		AutoAssignedNumbers struct {
			Kind   string   `json:"kind"`
			Cities []string `json:"cities"`
		} `json:"auto_assigned_numbers"`
		CallMeDialOut string `json:"call_me_dial_out"`
	} `json:"audio_conferencing"`
	PhoneSystem struct {
		Available      bool `json:"available"`
		AutoAttendants bool `json:"auto_attendants"`
		CallQueues     bool `json:"call_queues"`
		Voicemail      bool `json:"voicemail"`
	} `json:"phone_system"`
	CallingPlans struct {
		Availability         string     `json:"availability"`
		Operator             string     `json:"operator"`
		Plans                []factPlan `json:"plans"`
		PremiumOutbound      *string    `json:"premium_outbound"`
		OutboundDestinations *int       `json:"outbound_destinations"`
	} `json:"calling_plans"`
	ServiceNumbers struct {
		Toll                 string     `json:"toll"`
		TollFree             string     `json:"toll_free"`
		TollNumberKind       string     `json:"toll_number_kind"`
		TollCities           []factCity `json:"toll_cities"`
		OtherCitiesOnRequest bool       `json:"other_cities_on_request"`
	} `json:"service_numbers"`
	CommunicationsCredits bool         `json:"communications_credits"`
	Remarks               []factRemark `json:"remarks"`
}

// readFacts reads a file of the facts into v, which must know every member.
func readFacts(t *testing.T, name string, v any) {
	t.Helper()
	dir := os.Getenv("TEAMSVOICE_FACTS")
	if dir == "" {
		t.Skip("TEAMSVOICE_FACTS does not name the folder of the facts")
	}
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// factVerdict is what the mapping table makes of the facts.
type factVerdict struct {
	Status     string
	Conditions []string
}

// verdictFromFacts follows the mapping table row by row.
func verdictFromFacts(t *testing.T, c *factCountry, feature string) factVerdict {
	t.Helper()
	is := func(status string, conditions ...string) factVerdict {
		slices.Sort(conditions)
		return factVerdict{status, slices.Compact(conditions)}
	}
	yesNo := func(yes bool) factVerdict {
		if yes {
			return is("available")
		}
		return is("unavailable")
	}
	// remarks returns the kinds of the remarks on a feature.
	remarks := func(features ...string) (kinds []string) {
		for _, r := range c.Remarks {
			if slices.Contains(features, r.Feature) {
				kinds = append(kinds, r.Kind)
			}
		}
		return kinds
	}
	unknown := func(fact string) factVerdict {
		t.Fatalf("%s: the mapping table has no row for %s %q", c.Code, feature, fact)
		return factVerdict{}
	}

	switch feature {
	case "audio_conferencing":
		switch fact := c.AudioConferencing.Availability; fact {
		case "available", "unavailable":
			return is(fact)
		case "pay_per_minute_only":
			return is("conditional", "pay_per_minute_only")
		case "partner":
			return is("conditional", "sold_by_operator")
		case "restricted":
			return is("conditional", "outside_country_use_only")
		default:
			return unknown(fact)
		}
	case "call_me":
		switch fact := c.AudioConferencing.CallMeDialOut; fact {
		case "included":
			return is("available")
		case "communications_credits":
			return is("conditional", "requires_communications_credits")
		case "restricted":
			return is("conditional", "excludes_domestic_purchases")
		default:
			return unknown(fact)
		}
	case "phone_system":
		return yesNo(c.PhoneSystem.Available)
	case "auto_attendants":
		return yesNo(c.PhoneSystem.AutoAttendants)
	case "call_queues":
		return yesNo(c.PhoneSystem.CallQueues)
	case "voicemail":
		return yesNo(c.PhoneSystem.Voicemail)
	case "communications_credits":
		return yesNo(c.CommunicationsCredits)
	case "calling_plan":
		switch fact := c.CallingPlans.Availability; {
		case fact == "partner":
			return is("conditional", "sold_by_operator")
		case slices.Contains(remarks("calling_plan"), "country_specific_sku"):
			return is("conditional", "country_specific_sku")
		case fact == "available" || fact == "unavailable":
			return is(fact)
		default:
			return unknown(fact)
		}
	case "domestic_calling_plan", "domestic_and_international_calling_plan", "pay_as_you_go_calling_plan":
		for _, p := range c.CallingPlans.Plans {
			if p.Type+"_calling_plan" == feature {
				return verdictFromFacts(t, c, "calling_plan")
			}
		}
		return is("unavailable")
	case "premium_number_calls":
		if c.CallingPlans.PremiumOutbound == nil {
			return is("unavailable")
		}
		switch fact := *c.CallingPlans.PremiumOutbound; fact {
		case "supported":
			return is("available")
		case "communications_credits":
			return is("conditional", "requires_communications_credits")
		case "partial":
			return is("conditional", "limited_number_ranges", "requires_communications_credits")
		case "unsupported":
			return is("unavailable")
		default:
			return unknown(fact)
		}
	case "toll_number", "toll_free_number":
		fact := c.ServiceNumbers.Toll
		if feature == "toll_free_number" {
			fact = c.ServiceNumbers.TollFree
		}
		var conditions []string
		status := "conditional"
		switch fact {
		case "unavailable":
			return is("unavailable")
		case "available":
			status = "available"
		case "on_request":
			conditions = []string{"on_request"}
		case "restricted":
			conditions = remarks(feature)
		default:
			return unknown(fact)
		}
		if slices.Contains(remarks("service_numbers"), "audio_conferencing_only") {
			status = "conditional"
			conditions = append(conditions, "audio_conferencing_only")
		}
		if feature == "toll_number" && c.ServiceNumbers.TollNumberKind == "non_geographic" {
			conditions = append(conditions, "non_geographic_only")
		}
		return is(status, conditions...)
	}
	t.Fatalf("the mapping table has no feature %s", feature)
	return factVerdict{}
}

func TestSnapshotsAgreeWithTheFacts(t *testing.T) {
	numbers := numberFacts(t)
	for _, asOf := range []string{"2021-08-03", "2023-01-25"} {
		t.Run(asOf, func(t *testing.T) {
			var facts struct {
				AsOf      string        `json:"as_of"`
				Source    string        `json:"source"`
				Countries []factCountry `json:"countries"`
			}
			readFacts(t, "availability-"+asOf+".json", &facts)
			s := edition(t, asOf)
			equal(t, "as of", s.AsOf(), facts.AsOf)
			equal(t, "countries", s.Len(), len(facts.Countries))
			equal(t, "countries", len(facts.Countries), 114)
			answers := 0
			for i := range facts.Countries {
				want := &facts.Countries[i]
				code, err := country.ParseCode(want.Code)
				if err != nil {
					t.Fatal(err)
				}
				t.Run(want.Code, func(t *testing.T) {
					got := s.Country(code)
					for _, f := range availability.Features() {
						v := got.Verdict(f)
						w := pageOrNumberFacts(t, want, numbers, asOf, f)
						if v.Status.String() != w.Status || !slices.Equal(v.Conditions.Names(), w.Conditions) || v.Overridden {
							t.Errorf("%s is %v %v, want %v %v", f, v.Status, v.Conditions.Names(), w.Status, w.Conditions)
						}
						answers++
					}
					sectionsAgree(t, got, want)
				})
			}
			equal(t, "answers", answers, 114*availability.FeatureCount)
		})
	}
}

// numberFact is what the mapping of the pages on number management says about one
// feature in one country.
type numberFact struct {
	Status     string   `json:"status"`
	Conditions []string `json:"conditions"`
	Basis      string   `json:"basis"`
}

// numberFacts returns number-features.json: by feature and country.
func numberFacts(t *testing.T) map[string]map[string]numberFact {
	t.Helper()
	var facts struct {
		AsOf     string                           `json:"as_of"`
		Features map[string]map[string]numberFact `json:"features"`
	}
	readFacts(t, "number-features.json", &facts)
	return facts.Features
}

// pageOrNumberFacts returns what the facts say about a feature: those of the country
// page, and in the edition of 2023-01-25 those of number management over them.
func pageOrNumberFacts(t *testing.T, c *factCountry, numbers map[string]map[string]numberFact, asOf string, f availability.Feature) factVerdict {
	t.Helper()
	number, stated := numbers[f.String()][c.Code]
	stated = stated && asOf != "2021-08-03" && number.Status != "unlisted"
	if f.ForCallingPlanUsers() {
		switch plan := verdictFromFacts(t, c, "calling_plan").Status; {
		case plan == "unavailable":
			return factVerdict{"unavailable", []string{}}
		case !stated:
			return factVerdict{"unlisted", []string{}}
		default:
			return factVerdict{number.Status, sorted(number.Conditions)}
		}
	}
	v := verdictFromFacts(t, c, f.String())
	if stated {
		v = factVerdict{number.Status, sorted(append(number.Conditions, v.Conditions...))}
		v.Conditions = slices.Compact(v.Conditions)
	}
	return v
}

func sectionsAgree(t *testing.T, got *availability.Country, want *factCountry) {
	t.Helper()
	equal(t, "code", got.Code.String(), want.Code)
	equal(t, "name", got.Name, want.Name)
	equal(t, "slug", got.Slug, want.Slug)
	equal(t, "listed", got.Listed(), true)

	audio, numbers := got.AudioConferencing, want.AudioConferencing.AutoAssignedNumbers
	equal(t, "number assignment", audio.NumberAssignment.String(), numbers.Kind)
	equal(t, "auto-assigned cities", list(audio.AutoAssignedCities), list(numbers.Cities))

	var operator = map[string]string{}
	var tenants, domestic, pool []string
	var supported, unsupported []string
	var skus map[string]string
	for _, r := range want.Remarks {
		switch r.Kind {
		case "sold_by_operator":
			operator[r.Feature] = r.Operator
			if r.Feature == "calling_plan" {
				tenants = r.TenantCountries
				equal(t, "operator of the section and of the remark", r.Operator, want.CallingPlans.Operator)
			}
		case "domestic_calls_include":
			domestic = r.Countries
		case "shared_minute_pool":
			pool = r.Countries
		case "country_specific_sku":
			skus = r.SKUPartNumbers
		case "partial":
			supported, unsupported = r.SupportedPrefixes, r.UnsupportedPrefixes
		}
	}
	if domestic == nil {
		domestic = []string{want.Code}
	}
	if pool == nil {
		pool = []string{want.Code}
	}
	equal(t, "operator of Audio Conferencing", audio.Operator, operator["audio_conferencing"])

	plans := got.CallingPlans
	equal(t, "operator of Calling Plans", plans.Operator, operator["calling_plan"])
	equal(t, "tenant countries", codeNames(plans.OperatorTenantCountries), sorted(tenants))
	equal(t, "domestic call countries", codeNames(got.DomesticCallCountries()), sorted(domestic))
	equal(t, "minute pool countries", codeNames(got.MinutePoolCountries()), sorted(pool))
	equal(t, "supported prefixes", list(plans.PremiumNumberCalls.SupportedPrefixes), list(supported))
	equal(t, "unsupported prefixes", list(plans.PremiumNumberCalls.UnsupportedPrefixes), list(unsupported))
	destinations := 0
	if n := want.CallingPlans.OutboundDestinations; n != nil {
		destinations = *n
	}
	equal(t, "outbound destinations", plans.OutboundDestinationCount, destinations)

	var gotPlans, wantPlans []string
	for _, p := range plans.Plans {
		gotPlans = append(gotPlans, describe(p.Type.String(), p.DomesticMinutes, p.InternationalMinutes, p.SKUPartNumber, p.Conditions.Names()))
	}
	for _, p := range want.CallingPlans.Plans {
		conditions := []string{}
		if p.Limited {
			conditions = append(conditions, "limited_availability")
		}
		wantPlans = append(wantPlans, describe(p.Type, p.DomesticMinutes, p.InternationalMinutes, skus[p.Type], conditions))
	}
	equal(t, "plans", gotPlans, wantPlans)

	toll := got.ServiceNumbers.Toll
	equal(t, "geographic", toll.Geographic, want.ServiceNumbers.TollNumberKind == "cities")
	equal(t, "other cities on request", toll.OtherCitiesOnRequest, want.ServiceNumbers.OtherCitiesOnRequest)
	equal(t, "contradictory", toll.Contradictory, want.ServiceNumbers.Toll == "unavailable" && len(want.ServiceNumbers.TollCities) > 0)
	var cities []factCity
	for _, c := range toll.Cities {
		cities = append(cities, factCity(c))
	}
	equal(t, "cities", list(cities), list(want.ServiceNumbers.TollCities))
}

// withdrawn holds the labels for which the facts have a code that ISO 3166-1 no
// longer has, or had for another part of the country, and the current code.
var withdrawn = map[string]string{
	"Germany DD": "DE", "Serbia CS": "RS", "Viet Nam VD": "VN", "Yemen YD": "YE", "Zimbabwe RH": "ZW",
}

func TestOutboundDestinationsAgreeWithTheFacts(t *testing.T) {
	var facts struct {
		AsOf         string `json:"as_of"`
		Note         string `json:"note"`
		Destinations []struct {
			Label string   `json:"label"`
			Codes []string `json:"codes"`
		} `json:"destinations"`
	}
	readFacts(t, "outbound-destinations.json", &facts)
	equal(t, "labels", len(facts.Destinations), 198)
	var want []string
	for _, d := range facts.Destinations {
		for _, code := range d.Codes {
			if today := withdrawn[d.Label+" "+code]; today != "" {
				code = today
			}
			want = append(want, code)
		}
	}
	var got []string
	s := edition(t, "2023-01-25")
	for _, code := range country.Codes() {
		if s.IsOutboundDestination(code) {
			got = append(got, code.String())
		}
	}
	equal(t, "destinations", got, sorted(want))
	equal(t, "number of destinations", len(got), 200)
}

func TestDialOutZoneAAgreesWithTheFacts(t *testing.T) {
	var facts struct {
		AsOf  string   `json:"as_of"`
		Zone  string   `json:"zone"`
		Codes []string `json:"codes"`
	}
	readFacts(t, "audio-conferencing-zone-a.json", &facts)
	s := edition(t, "2023-01-25")
	var got []string
	for _, code := range country.Codes() {
		zone := s.Country(code).DialOutZone
		equal(t, "zone of "+code.String(), zone == facts.Zone, s.InDialOutZoneA(code))
		if zone != "" {
			got = append(got, code.String())
		}
	}
	equal(t, "zone A", got, sorted(facts.Codes))
	equal(t, "number of countries in zone A", len(got), 44)
}

func describe(v ...any) string {
	b, _ := json.Marshal(v) //nolint:errchkjson // strings and numbers
	return string(b)
}

func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// list returns s, or an empty list for nil, so that the two compare equal.
func list[T any](s []T) []T {
	return append([]T{}, s...)
}

func sorted(s []string) []string {
	s = list(s)
	slices.Sort(s)
	return s
}

func codeNames(codes []country.Code) []string {
	names := []string{}
	for _, c := range codes {
		names = append(names, c.String())
	}
	return names
}
