package catalog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// validate returns what is wrong with a document that decoded, or nil.
func validate(doc *Document) *Faults {
	v := &validator{format: doc.Format, sources: doc.Sources}
	if doc.Format < 1 || doc.Format > Format {
		v.fault("/format", "found %d; this version reads the formats 1 to %d", doc.Format, Format)
	}
	if doc.AsOf.IsZero() {
		v.fault("/as_of", "the date of the documentation is missing")
	}
	v.text("/source", doc.Source, "source")
	for i, o := range doc.Origins {
		p := fmt.Sprintf("/origins/%d", i)
		if o.Repository == "" || o.Build == "" || o.Date.IsZero() {
			v.fault(p, "an origin has a repository, a build and a date")
		}
		v.optionalText(p+"/repository", o.Repository, "repository")
		v.optionalText(p+"/build", o.Build, "build")
		if o.Pages < 1 {
			v.fault(p+"/pages", "found %d; an origin has at least one page", o.Pages)
		}
	}
	v.evidence(doc)
	if len(doc.Countries) == 0 {
		v.fault("/countries", "the list is empty")
	}
	codes, slugs := make(map[country.Code]int), make(map[string]int)
	for i := range doc.Countries {
		c := &doc.Countries[i]
		p := fmt.Sprintf("/countries/%d", i)
		if c.Code.IsZero() {
			v.fault(p+"/code", "the code is missing")
		} else if j, twice := codes[c.Code]; twice {
			v.fault(p+"/code", "%s is already at /countries/%d", c.Code, j)
		} else if i > 0 && doc.Countries[i-1].Code.Compare(c.Code) > 0 {
			v.fault(p+"/code", "%s comes after %s; countries are sorted by code", c.Code, doc.Countries[i-1].Code)
		}
		codes[c.Code] = i
		if !validSlug(c.Slug) {
			v.fault(p+"/slug", "found %s; a slug is the last part of the page's address: up to 100 lowercase letters, digits and hyphens", text.Quote(c.Slug))
		} else if j, twice := slugs[c.Slug]; twice {
			v.fault(p+"/slug", "%q is already at /countries/%d", c.Slug, j)
		}
		slugs[c.Slug] = i
		v.askedBy(p+"/name", c.Name, "name")
		v.country(p, c)
	}
	v.contradictions(doc)
	return v.faults.orNil()
}

func validSlug(s string) bool {
	return s != "" && len(s) <= 100 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

type validator struct {
	format  int
	sources map[string]availability.Source
	faults  Faults
}

func (v *validator) fault(pointer, format string, args ...any) {
	v.faults.add(pointer, format, args...)
}

func (v *validator) country(p string, c *availability.Country) {
	v.audioConferencing(p+"/audio_conferencing", &c.AudioConferencing)
	v.phoneSystem(p+"/phone_system", &c.PhoneSystem)
	v.callingPlans(p+"/calling_plans", c)
	v.tollNumbers(p+"/service_numbers/toll", c.Code, &c.ServiceNumbers.Toll)
	v.finding(p+"/service_numbers/toll_free", c.ServiceNumbers.TollFree, false)
	v.finding(p+"/communications_credits", c.CommunicationsCredits, false)
	v.numbers(p+"/numbers", c)
	v.provenance(p, c)
}

// finding checks that status and conditions agree.
func (v *validator) finding(p string, f availability.Finding, geographicMatters bool) {
	switch {
	case f.Status.IsZero():
		v.fault(p+"/status", "the status is missing; allowed: available, conditional, unavailable")
	case f.Status == availability.Unlisted:
		v.fault(p+"/status", `found "unlisted"; a country in the list has available, conditional or unavailable`)
	case f.Status == availability.Conditional && !f.Conditions.Limits():
		v.fault(p+"/conditions", "the status is conditional, but no condition says why")
	case f.Status == availability.Available && f.Conditions.Limits():
		v.fault(p+"/status", `found "available" with conditions (%s); with conditions it is conditional`, strings.Join(f.Conditions.Names(), ", "))
	case f.Status == availability.Unavailable && !f.Conditions.IsZero():
		v.fault(p+"/conditions", "the status is unavailable, so no condition can apply")
	}
	if problem := f.Conditions.Contradiction(); problem != "" {
		v.fault(p+"/conditions", "%s", problem)
	}
	if !geographicMatters && f.Conditions.Contains(availability.NonGeographicOnly) {
		v.fault(p+"/conditions", "non_geographic_only is a condition of toll numbers only")
	}
}

// operator checks that an operator is named where one sells, and only there.
func (v *validator) operator(p string, f availability.Finding, operator string) {
	sold := f.Conditions.Contains(availability.SoldByOperator)
	if sold && strings.TrimSpace(operator) == "" {
		v.fault(p+"/operator", "the operator is missing; the conditions say sold_by_operator")
	}
	v.optionalText(p+"/operator", operator, "operator")
	if !sold && operator != "" {
		v.fault(p+"/operator", "found %s, but the conditions do not say sold_by_operator", text.Quote(operator))
	}
}

func (v *validator) audioConferencing(p string, a *availability.AudioConferencingSection) {
	v.finding(p, a.Finding, false)
	v.operator(p, a.Finding, a.Operator)
	v.finding(p+"/call_me", a.CallMe, false)
	inCities := a.NumberAssignment == availability.CityAssignment
	switch {
	case a.NumberAssignment == 0:
		v.fault(p+"/number_assignment", "the number assignment is missing; allowed: %s", strings.Join(availability.AssignmentNames(), ", "))
	case inCities && len(a.AutoAssignedCities) == 0:
		v.fault(p+"/auto_assigned_cities", `the list is empty, but number_assignment is "cities"`)
	case !inCities && len(a.AutoAssignedCities) > 0:
		v.fault(p+"/auto_assigned_cities", "the list has cities, but number_assignment is %q", a.NumberAssignment)
	}
	seen := make(map[string]bool)
	for i, name := range a.AutoAssignedCities {
		v.cityName(fmt.Sprintf("%s/auto_assigned_cities/%d", p, i), name, seen)
	}
}

func (v *validator) cityName(p, name string, seen map[string]bool) {
	if !v.askedBy(p, name, "name of the city") {
		return
	}
	folded := availability.FoldCity(name) // as it is asked for
	if seen[folded] {
		v.fault(p, "%s is named twice", text.Quote(name))
	}
	seen[folded] = true
}

func (v *validator) phoneSystem(p string, s *availability.PhoneSystemSection) {
	v.finding(p, s.Finding, false)
	if s.Status.Available() {
		return
	}
	for _, part := range []struct {
		name  string
		there bool
	}{{"auto_attendants", s.AutoAttendants}, {"call_queues", s.CallQueues}, {"voicemail", s.Voicemail}} {
		if part.there {
			v.fault(p+"/"+part.name, "found true, but Phone System itself is unavailable")
		}
	}
}

func (v *validator) callingPlans(p string, c *availability.Country) {
	s := &c.CallingPlans
	v.finding(p, s.Finding, false)
	v.operator(p, s.Finding, s.Operator)
	v.finding(p+"/premium_number_calls", s.PremiumNumberCalls.Finding, false)
	v.prefixes(p+"/premium_number_calls/supported_prefixes", s.PremiumNumberCalls.SupportedPrefixes)
	v.prefixes(p+"/premium_number_calls/unsupported_prefixes", s.PremiumNumberCalls.UnsupportedPrefixes)

	bySomeoneElse := s.Conditions.Contains(availability.SoldByOperator)
	switch {
	case s.Status == availability.Unavailable && len(s.Plans) > 0:
		v.fault(p+"/plans", "the list has plans, but Calling Plans are unavailable")
	case bySomeoneElse && len(s.Plans) > 0:
		v.fault(p+"/plans", "the list has plans of Microsoft's, but an operator sells its own")
	case s.Status.Available() && !bySomeoneElse && len(s.Plans) == 0:
		v.fault(p+"/plans", "the list is empty, but Calling Plans are %s", s.Status)
	}
	if s.OutboundDestinationCount < 0 || s.OutboundDestinationCount > country.Count {
		v.fault(p+"/outbound_destination_count", "found %d; allowed: 0 to %d", s.OutboundDestinationCount, country.Count)
	}
	if s.PremiumNumberCalls.Status.Available() && !s.Status.Available() {
		v.fault(p+"/premium_number_calls/status", "found %q, but Calling Plans are unavailable", s.PremiumNumberCalls.Status)
	}
	type offer struct {
		planType                availability.PlanType
		domestic, international int
		sku                     string
	}
	seen := make(map[offer]bool)
	for i, plan := range s.Plans {
		at := fmt.Sprintf("%s/plans/%d", p, i)
		v.plan(at, plan)
		one := offer{plan.Type, plan.DomesticMinutes, plan.InternationalMinutes, plan.SKUPartNumber}
		if seen[one] {
			v.fault(at, "the same plan is listed twice")
		}
		seen[one] = true
	}
	v.codes(p+"/operator_tenant_countries", s.OperatorTenantCountries)
	if len(s.OperatorTenantCountries) > 0 && !bySomeoneElse {
		v.fault(p+"/operator_tenant_countries", "the list has countries, but no operator sells")
	}
	for _, list := range []struct {
		name  string
		codes []country.Code
	}{{"domestic_call_countries", s.DomesticCallCountries}, {"minute_pool_countries", s.MinutePoolCountries}} {
		v.codes(p+"/"+list.name, list.codes)
		if list.codes != nil && !slices.Contains(list.codes, c.Code) {
			v.fault(p+"/"+list.name, "the country itself, %s, is missing", c.Code)
		}
	}
}

func (v *validator) plan(p string, plan availability.Plan) {
	const most = 44640 // minutes in a month of 31 days
	wantDomestic := plan.Type == availability.Domestic || plan.Type == availability.DomesticAndInternational
	wantInternational := plan.Type == availability.DomesticAndInternational
	check := func(name string, minutes int, want bool) {
		switch {
		case want && minutes == 0 && v.format > 1: // no source states them
		case want && (minutes < 1 || minutes > most):
			v.fault(p+"/"+name, "found %d; a plan of type %s has 1 to %d minutes a month", minutes, plan.Type, most)
		case !want && minutes != 0:
			v.fault(p+"/"+name, "found %d; a plan of type %s has none", minutes, plan.Type)
		}
	}
	if plan.Type == 0 {
		v.fault(p+"/type", "the type is missing; allowed: %s", strings.Join(availability.PlanTypeNames(), ", "))
		return
	}
	v.optionalText(p+"/sku_part_number", plan.SKUPartNumber, "SKU part number")
	if plan.Conditions.Contains(availability.NonGeographicOnly) {
		v.fault(p+"/conditions", "non_geographic_only is a condition of toll numbers only")
	}
	if problem := plan.Conditions.Without(availability.Deprecated).Contradiction(); problem != "" {
		v.fault(p+"/conditions", "%s", problem)
	}
	check("domestic_minutes", plan.DomesticMinutes, wantDomestic)
	check("international_minutes", plan.InternationalMinutes, wantInternational)
	if plan.Zone != "" && plan.Type != availability.PayAsYouGo {
		v.fault(p+"/zone", "found %s; only a plan of type pay_as_you_go has a zone", text.Quote(plan.Zone))
	}
	v.optionalText(p+"/zone", plan.Zone, "zone")
	v.codes(p+"/not_sold_to_organizations_in", plan.NotSoldToOrganizationsIn)
}

func (v *validator) tollNumbers(p string, code country.Code, t *availability.TollNumbers) {
	v.finding(p, t.Finding, true)
	there := t.Status.Available()
	nonGeographic := t.Conditions.Contains(availability.NonGeographicOnly)
	switch {
	case !there && len(t.Cities) > 0 && !t.Contradictory:
		v.fault(p+"/cities", "the list has cities, but toll numbers are unavailable; where the page contradicts itself so, set contradictory to true")
	case there && t.Contradictory:
		v.fault(p+"/contradictory", "found true, but toll numbers are %s", t.Status)
	case t.Contradictory && len(t.Cities) == 0:
		v.fault(p+"/contradictory", "found true, but no city is named")
	case nonGeographic && t.Geographic:
		v.fault(p+"/geographic", "found true, but the conditions say non_geographic_only")
	case t.Geographic && len(t.Cities) == 0:
		v.fault(p+"/cities", "the list is empty, but the numbers are geographic")
	case !t.Geographic && len(t.Cities) > 0:
		v.fault(p+"/geographic", "found false, but the list has cities")
	}
	if t.OtherCitiesOnRequest && !t.Geographic && len(t.Cities) == 0 {
		v.fault(p+"/other_cities_on_request", "found true, but the numbers are not geographic")
	}
	seen := make(map[string]bool)
	for i, city := range t.Cities {
		at := fmt.Sprintf("%s/cities/%d", p, i)
		if v.askedBy(at+"/name", city.Name, "name of the city") && (city.State == "" || v.askedBy(at+"/state", city.State, "state")) {
			v.cityName(at, city.String(), seen)
			if !city.CanBeAskedFor(code) {
				v.fault(at+"/name", "found %s, by which nobody could ask for numbers there", text.Quote(city.String()))
			}
		}
	}
}

// maxPrefixes is how many prefixes a list may have: the pages have a few.
const maxPrefixes = 1000

// prefixes checks a list of E.164 prefixes.
func (v *validator) prefixes(p string, prefixes []string) {
	if len(prefixes) > maxPrefixes {
		v.fault(p, "the list has %d prefixes; allowed: up to %d", len(prefixes), maxPrefixes)
		return
	}
	for i, prefix := range prefixes {
		if prefix == "" || len(prefix) > 15 || strings.Trim(prefix, "0123456789") != "" {
			v.fault(fmt.Sprintf("%s/%d", p, i), "found %s; a prefix has 1 to 15 digits, with the country calling code and no plus sign", text.Quote(prefix))
		}
		if slices.Contains(prefixes[:i], prefix) {
			v.fault(fmt.Sprintf("%s/%d", p, i), "%s is named twice", text.Quote(prefix))
		}
	}
}

// codes checks that a list of countries is sorted and names none twice.
func (v *validator) codes(p string, codes []country.Code) {
	for i := 1; i < len(codes); i++ {
		switch d := codes[i-1].Compare(codes[i]); {
		case d == 0:
			v.fault(fmt.Sprintf("%s/%d", p, i), "%s is named twice", codes[i])
		case d > 0:
			v.fault(fmt.Sprintf("%s/%d", p, i), "%s comes after %s; the list is sorted", codes[i], codes[i-1])
		}
	}
}
