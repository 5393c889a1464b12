package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// Change is one feature of one country whose status or conditions differ
// between two snapshots.
type Change struct {
	Country  country.Code
	Feature  availability.Feature
	From, To availability.Finding
}

// Opened reports whether the feature is available now and could not before.
func (c Change) Opened() bool { return !c.From.Status.Available() && c.To.Status.Available() }

// Closed reports whether the feature was available before and is not now.
func (c Change) Closed() bool { return c.From.Status.Available() && !c.To.Status.Available() }

// Diff returns what changed from one snapshot to another, sorted by country
// and then in the order of the features. Overrides count. A country that only
// one of them lists is unlisted in the other.
func Diff(from, to *Snapshot) []Change {
	var changes []Change
	for _, code := range country.Codes() {
		a, b := from.Country(code), to.Country(code)
		for _, f := range availability.Features() {
			change := Change{Country: code, Feature: f, From: a.Verdict(f).Finding(), To: b.Verdict(f).Finding()}
			if change.From != change.To {
				changes = append(changes, change)
			}
		}
	}
	return changes
}

// Detail is something besides statuses that the pages say about a country and that
// differs between two snapshots: cities, plans, minutes, operators, how numbers are
// obtained. From and To are the values in the order of the page: one for a single
// value, none if no page has one.
type Detail struct {
	Country  country.Code
	What     string // its place in the dataset, such as "calling_plans.plans"
	From, To []string
}

// Added returns the values of To that are not in From.
func (d Detail) Added() []string { return without(d.To, d.From) }

// Removed returns the values of From that are not in To.
func (d Detail) Removed() []string { return without(d.From, d.To) }

func without(list, other []string) []string {
	var rest []string
	for _, s := range list {
		if !slices.Contains(other, s) {
			rest = append(rest, s)
		}
	}
	return rest
}

// Details returns the changes that [Diff] does not show, sorted by country and
// then in the order of the page. A country that only one of the snapshots lists
// has none: all of it is new or gone.
func Details(from, to *Snapshot) []Detail {
	var details []Detail
	for _, code := range country.Codes() {
		a, b := from.Country(code), to.Country(code)
		if !a.Listed() || !b.Listed() {
			continue
		}
		before, after := detailsOf(a), detailsOf(b)
		for i := range before {
			if !slices.Equal(before[i].values, after[i].values) {
				details = append(details, Detail{code, before[i].what, before[i].values, after[i].values})
			}
		}
	}
	return details
}

type detail struct {
	what   string
	values []string
}

// detailsOf returns all that a dataset says besides statuses and conditions, the
// same places in the same order for every country.
func detailsOf(c *availability.Country) []detail {
	a, p, t := &c.AudioConferencing, &c.CallingPlans, &c.ServiceNumbers.Toll
	user, port, address := &c.Numbers.User, &c.Numbers.PortIn, &c.Numbers.EmergencyAddress
	stated := func(yes bool) []string {
		if !c.Numbers.IsStated() {
			return nil
		}
		return flag(yes)
	}
	list := []detail{
		{"name", one(c.Name)},
		{"slug", one(c.Slug)},
		{"audio_conferencing.operator", one(a.Operator)},
		{"audio_conferencing.number_assignment", one(a.NumberAssignment.String())},
		{"audio_conferencing.auto_assigned_cities", a.AutoAssignedCities},
		{"calling_plans.operator", one(p.Operator)},
		{"calling_plans.operator_tenant_countries", texts(p.OperatorTenantCountries, country.Code.String)},
		{"calling_plans.plans", texts(p.Plans, planText)},
		{"calling_plans.outbound_destination_count", number(p.OutboundDestinationCount)},
		{"calling_plans.premium_number_calls.supported_prefixes", p.PremiumNumberCalls.SupportedPrefixes},
		{"calling_plans.premium_number_calls.unsupported_prefixes", p.PremiumNumberCalls.UnsupportedPrefixes},
		{"calling_plans.domestic_call_countries", texts(c.DomesticCallCountries(), country.Code.String)},
		{"calling_plans.minute_pool_countries", texts(c.MinutePoolCountries(), country.Code.String)},
		{"service_numbers.toll.geographic", flag(t.Geographic)},
		{"service_numbers.toll.cities", texts(t.Cities, cityText)},
		{"service_numbers.toll.other_cities_on_request", flag(t.OtherCitiesOnRequest)},
		{"service_numbers.toll.contradictory", flag(t.Contradictory)},
		{"numbers.user.provider", one(user.Provider)},
		{"numbers.user.admin_center", one(user.AdminCenter)},
		{"numbers.user.order", one(user.Order)},
		{"numbers.user.lead_weeks_min", number(user.LeadWeeksMin)},
		{"numbers.user.lead_weeks_max", number(user.LeadWeeksMax)},
		{"numbers.user.documents", user.Documents},
		{"numbers.port_in.geographic", one(port.Geographic)},
		{"numbers.port_in.service", one(port.Service)},
		{"numbers.port_in.mobile", one(port.Mobile)},
		{"numbers.port_in.toll_free", one(port.TollFree)},
		{"numbers.port_in.letter_of_authorization", stated(port.LetterOfAuthorization)},
		{"numbers.port_in.documents", port.Documents},
		{"numbers.port_in.lead_weeks_max", number(port.LeadWeeksMax)},
		{"numbers.emergency_address.required", one(address.Required)},
		{"numbers.emergency_address.must_match_area_code", stated(address.MustMatchAreaCode)},
	}
	for _, f := range availability.Features() {
		list = append(list, detail{"remarks." + f.String(), one(c.Remarks[f])})
	}
	return list
}

func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func number(n int) []string {
	if n == 0 {
		return nil
	}
	return []string{strconv.Itoa(n)}
}

func flag(yes bool) []string { return []string{strconv.FormatBool(yes)} }

func texts[T any](list []T, text func(T) string) []string {
	var result []string
	for _, v := range list {
		result = append(result, text(v))
	}
	return result
}

func planText(p availability.Plan) string {
	s := p.Type.String()
	if p.DomesticMinutes > 0 {
		s += fmt.Sprintf(" %d", p.DomesticMinutes)
	}
	if p.InternationalMinutes > 0 {
		s += fmt.Sprintf("/%d", p.InternationalMinutes)
	}
	if p.SKUPartNumber != "" {
		s += " " + p.SKUPartNumber
	}
	if p.Zone != "" {
		s += " zone " + p.Zone
	}
	if p.NotSoldToOrganizationsIn != nil {
		s += " not in " + country.Join(p.NotSoldToOrganizationsIn)
	}
	if !p.Conditions.IsZero() {
		s += " (" + strings.Join(p.Conditions.Names(), ", ") + ")"
	}
	return s
}

func cityText(c availability.City) string {
	s := c.String()
	if c.OnRequest {
		s += " (on_request)"
	}
	return s
}
