// Package availabilitytest holds what must be true of every answer, for tests.
package availabilitytest

import (
	"fmt"
	"slices"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// Contradictions returns what the answers for one country say against each
// other, each as a sentence; nil if they agree. Whatever dataset is accepted
// and whatever overrides are accepted, there is none.
//
// That a feature is unavailable where another is unavailable is never true the
// other way round, and nothing is known about a feature that is unlisted: the
// configuration may know of Calling Plans in a country that has no page.
func Contradictions(c *availability.Country) []string {
	k := checker{c: c}
	for _, f := range availability.Features() {
		k.feature(f)
	}
	k.phoneSystem()
	k.callingPlans()
	k.conferencing()
	k.tollNumbers()
	for _, organization := range organizations {
		k.organization(organization)
	}
	return k.found
}

// Organizations of countries whose plans differ, and those of an operator.
var organizations = []country.Code{
	country.MustParseCode("AU"), country.MustParseCode("CN"), country.MustParseCode("DE"), country.MustParseCode("MX"), country.MustParseCode("US"),
}

// PoolContradictions returns what countries say against each other of the
// minutes that they share.
func PoolContradictions(all func(country.Code) *availability.Country) []string {
	var found []string
	for _, code := range country.Codes() {
		pool := all(code).MinutePoolCountries()
		if !slices.Contains(pool, code) {
			found = append(found, fmt.Sprintf("%s is not in its own minute pool, %s", code, country.Join(pool)))
		}
		for _, other := range pool {
			if theirs := all(other).MinutePoolCountries(); !slices.Equal(theirs, pool) && all(other).CallingPlans.Status.Available() {
				found = append(found, fmt.Sprintf("%s shares minutes with %s, and %s with %s", code, country.Join(pool), other, country.Join(theirs)))
			}
		}
	}
	return found
}

type checker struct {
	c     *availability.Country
	found []string
}

func (k *checker) say(format string, args ...any) {
	k.found = append(k.found, k.c.Code.String()+": "+fmt.Sprintf(format, args...))
}

func (k *checker) status(f availability.Feature) availability.Status { return k.c.Verdict(f).Status }

func (k *checker) there(f availability.Feature) bool { return k.status(f).Available() }

// feature checks what is true of every feature.
func (k *checker) feature(f availability.Feature) {
	v := k.c.Verdict(f)
	switch limits := v.Conditions.Limits(); {
	case v.Status == 0:
		k.say("%s has no status", f)
	case limits != (v.Status == availability.Conditional):
		k.say("%s is %s with the conditions %v", f, v.Status, v.Conditions.Names())
	case !v.Status.Available() && !v.Conditions.IsZero():
		k.say("%s is %s, and has the conditions %v", f, v.Status, v.Conditions.Names())
	}
	if v.Satisfies(true) && !v.Satisfies(false) {
		k.say("%s is available strictly, and not otherwise", f)
	}
	if f != availability.TollNumber && v.Conditions.Contains(availability.NonGeographicOnly) {
		k.say("%s belongs to no city", f)
	}
	if needs := k.c.Prerequisites(f); !v.Status.Available() && len(needs) > 0 {
		k.say("%s is %s, and needs %v", f, v.Status, needs)
	}
	// Following prerequisites, nobody comes back to where they started.
	seen := map[availability.Feature]bool{}
	for ask := k.c.Prerequisites(f); len(ask) > 0; {
		g := ask[0]
		ask = ask[1:]
		if g == f {
			k.say("%s is its own prerequisite", f)
			return
		}
		if !seen[g] {
			seen[g] = true
			ask = append(ask, k.c.Prerequisites(g)...)
		}
	}
}

// without checks that features are unavailable where what they need is.
func (k *checker) without(need availability.Feature, features ...availability.Feature) {
	if k.status(need) != availability.Unavailable {
		return
	}
	for _, f := range features {
		if k.there(f) {
			k.say("%s is %s without %s", f, k.status(f), need)
		}
	}
}

func (k *checker) phoneSystem() {
	k.without(availability.PhoneSystem, availability.AutoAttendants, availability.CallQueues, availability.Voicemail, availability.CallingPlan,
		availability.DomesticCallingPlan, availability.DomesticAndInternationalCallingPlan, availability.PayAsYouGoCallingPlan, availability.PremiumNumberCalls)
	s := k.c.PhoneSystem
	for f, there := range map[availability.Feature]bool{
		availability.PhoneSystem:    s.Status.Available(),
		availability.AutoAttendants: s.AutoAttendants,
		availability.CallQueues:     s.CallQueues,
		availability.Voicemail:      s.Voicemail,
	} {
		if there != k.there(f) {
			k.say("%s is %s, and its section says %t", f, k.status(f), there)
		}
	}
}

func (k *checker) callingPlans() {
	plan, s := k.c.Verdict(availability.CallingPlan), k.c.CallingPlans
	byOperator := plan.Conditions.Contains(availability.SoldByOperator)
	for _, f := range availability.Features() {
		if f.PlanType() != 0 || f.ForCallingPlanUsers() || f == availability.PremiumNumberCalls {
			k.without(availability.CallingPlan, f)
		}
	}
	best := availability.Unavailable
	for _, t := range availability.PlanTypes() {
		v := k.c.Verdict(t.Feature())
		if v.Status.Compare(best) > 0 {
			best = v.Status
		}
		if v.Status.Available() && v.Status.Compare(plan.Status) > 0 {
			k.say("%s is %s, and any Calling Plan is %s", t.Feature(), v.Status, plan.Status)
		}
		if v.Conditions.Contains(availability.SoldByOperator) {
			k.say("%s is sold by an operator, whose plans are its own", t.Feature())
		}
		// What is on the list can be bought, unless it is no longer sold.
		for _, p := range k.c.PlansOf(t) {
			if !v.Status.Available() && !p.Conditions.Contains(availability.Deprecated) {
				k.say("a plan of the type %s is on the list, and its status is %s", t, v.Status)
			}
		}
	}
	// Where the configuration alone says that plans are sold, it need not say which.
	if plan.Status.Available() && !byOperator && !plan.Overridden && best != plan.Status {
		k.say("any Calling Plan is %s, and the best type of plan is %s", plan.Status, best)
	}
	switch {
	case s.Status.Available() != plan.Status.Available():
		k.say("any Calling Plan is %s, and its section says %s", plan.Status, s.Status)
	case !plan.Status.Available() && len(s.Plans) > 0:
		k.say("no Calling Plan is available, and %d are on the list", len(s.Plans))
	case !plan.Status.Available() && s.OutboundDestinationCount > 0:
		k.say("no Calling Plan is available, and one can call %d countries", s.OutboundDestinationCount)
	case !byOperator && (s.Operator != "" || len(s.OperatorTenantCountries) > 0):
		k.say("%q sells to %s, and no operator sells", s.Operator, country.Join(s.OperatorTenantCountries))
	case byOperator && len(s.Plans) > 0:
		k.say("%d plans of Microsoft's are on the list, and an operator sells its own", len(s.Plans))
	}
	if !slices.Contains(k.c.DomesticCallCountries(), k.c.Code) {
		k.say("a call inside the country is not domestic")
	}
	if premium := s.PremiumNumberCalls; !k.there(availability.PremiumNumberCalls) && len(premium.SupportedPrefixes) > 0 {
		k.say("no premium number can be called, and those that begin with %v can", premium.SupportedPrefixes)
	}
}

func (k *checker) conferencing() {
	s := k.c.AudioConferencing
	if (s.NumberAssignment == availability.CityAssignment) != (len(s.AutoAssignedCities) > 0) {
		k.say("numbers are assigned by %q, in %d cities", s.NumberAssignment, len(s.AutoAssignedCities))
	}
	if s.Operator != "" && !k.c.Verdict(availability.AudioConferencing).Conditions.Contains(availability.SoldByOperator) {
		k.say("%q sells Audio Conferencing, and no operator sells", s.Operator)
	}
}

func (k *checker) tollNumbers() {
	v, t := k.c.Verdict(availability.TollNumber), k.c.ServiceNumbers.Toll
	if t.Status != 0 && (t.Status != v.Status || t.Conditions != v.Conditions) {
		k.say("toll numbers are %s %v, and their section says %s %v", v.Status, v.Conditions.Names(), t.Status, t.Conditions.Names())
	}
	if v.Status.Available() && (t.Contradictory || t.Geographic != (len(t.Cities) > 0)) {
		k.say("toll numbers are %s in %d cities; geographic: %t, contradictory: %t", v.Status, len(t.Cities), t.Geographic, t.Contradictory)
	}
	if t.Geographic && v.Conditions.Contains(availability.NonGeographicOnly) {
		k.say("toll numbers belong to cities and to none")
	}
	for _, city := range t.Cities {
		for _, name := range []string{city.Name, city.String()} {
			if found, err := k.c.HasTollNumberIn(name, availability.Options{}); err != nil || found != v.Status.Available() {
				k.say("toll numbers are %s, and not so in %s, which is on the list: %v", v.Status, name, err)
			}
		}
	}
	k.without(availability.TollNumber, availability.SharedCalling)
}

// organization checks the answers for an organization that buys in a country.
func (k *checker) organization(code country.Code) {
	c := k.c
	plan := c.VerdictFor(availability.CallingPlan, code)
	best := availability.Unavailable
	for _, f := range availability.Features() {
		v, open := c.VerdictFor(f, code), c.Verdict(f)
		switch {
		case v.Status.Available() && !open.Status.Available():
			k.say("%s is %s to organizations in %s, and %s", f, v.Status, code, open.Status)
		case v.Conditions.Limits() != (v.Status == availability.Conditional):
			k.say("%s is %s to organizations in %s with the conditions %v", f, v.Status, code, v.Conditions.Names())
		case v.Conditions.Contains(availability.DomesticOrganizationsOnly) || v.Conditions.Contains(availability.ExcludesDomesticPurchases):
			k.say("%s has the conditions %v to organizations in %s", f, v.Conditions.Names(), code)
		}
		for _, need := range f.Needs() {
			if v.Status.Available() && c.VerdictFor(need, code).Status == availability.Unavailable {
				k.say("%s is %s to organizations in %s, without %s", f, v.Status, code, need)
			}
		}
		if f.PlanType() == 0 {
			continue
		}
		if v.Status.Compare(best) > 0 {
			best = v.Status
		}
		if v.Status.Available() && v.Status.Compare(plan.Status) > 0 && !c.SetByConfiguration(availability.CallingPlan) {
			k.say("%s is %s to organizations in %s, and any Calling Plan is %s", f, v.Status, code, plan.Status)
		}
	}
	if plan.Status.Available() && !plan.Conditions.Contains(availability.SoldByOperator) && !plan.Overridden && best != plan.Status {
		k.say("any Calling Plan is %s to organizations in %s, and the best type of plan is %s", plan.Status, code, best)
	}
}
