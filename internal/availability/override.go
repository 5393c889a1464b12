package availability

import (
	"maps"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// Override replaces what a dataset says about one feature in one country, and
// with it what depends on the feature; see [Country.Verdict].
type Override struct {
	Country country.Code
	Feature Feature
	// Finding replaces the status and the conditions. A zero Status leaves
	// both as the dataset has them.
	Finding Finding
	// Note is shown with the answer.
	Note string
	// Cities replaces the cities of toll numbers; nil leaves them as they are.
	Cities []City
	// Plans replaces the plans of Calling Plan features: of one type, or with
	// [CallingPlan] of every type; nil leaves them as they are.
	Plans []Plan
	// Reason says why the dataset is not followed.
	Reason string
	// Source is the address of what says so; empty if there is none. AsOf is
	// when it said so, zero if that is not known.
	Source string
	AsOf   Date
	// Until is the first day on which the override no longer applies; zero
	// means that it always does.
	Until time.Time
}

// Applies reports whether the override is in force on a day.
func (o Override) Applies(day time.Time) bool {
	return o.Until.IsZero() || day.Before(o.Until)
}

// Override returns the override of the feature itself, and whether there is one.
func (c *Country) Override(f Feature) (Override, bool) {
	o, ok := c.overrides[f]
	return o, ok
}

// FollowsFrom returns the feature whose override decides the verdict on f, if f
// has no override of its own; otherwise the zero Feature.
func (c *Country) FollowsFrom(f Feature) Feature {
	if _, own := c.overrides[f]; own || !c.Verdict(f).Overridden {
		return 0
	}
	return c.overriddenBy(f)
}

// SetByConfiguration reports whether an override sets the status of this
// feature itself, rather than only its note or the status of a feature that it
// depends on.
func (c *Country) SetByConfiguration(f Feature) bool { return !c.overrides[f].Finding.Status.IsZero() }

// WithOverride returns the country with o in force. A later override of the
// same feature replaces an earlier one.
func (c *Country) WithOverride(o Override) *Country {
	changed := *c
	changed.overrides = maps.Clone(c.overrides)
	if changed.overrides == nil {
		changed.overrides = make(map[Feature]Override, 1)
	}
	changed.overrides[o.Feature] = o
	changed.original = c.page()
	changed.bringSectionsInForce()
	return &changed
}

// page returns the country as the dataset has it, without overrides.
func (c *Country) page() *Country {
	if c.original != nil {
		return c.original
	}
	return c
}

// bringSectionsInForce makes the sections say what the verdicts say.
func (c *Country) bringSectionsInForce() {
	page := c.page()
	finding := func(f Feature) Finding { return c.Verdict(f).Finding() }
	there := func(f Feature) bool { return c.Verdict(f).Status.Available() }

	conferencing := &c.AudioConferencing
	conferencing.Finding, conferencing.CallMe = finding(AudioConferencing), finding(CallMe)
	conferencing.Operator = ""
	if conferencing.Conditions.Contains(SoldByOperator) {
		conferencing.Operator = page.AudioConferencing.Operator
	}
	c.PhoneSystem = PhoneSystemSection{finding(PhoneSystem), there(AutoAttendants), there(CallQueues), there(Voicemail)}
	c.CallingPlans = c.callingPlansInForce()
	if o, ok := c.overrides[TollNumber]; ok {
		c.ServiceNumbers.Toll = page.ServiceNumbers.Toll.with(o)
	}
	c.ServiceNumbers.TollFree = finding(TollFreeNumber)
	c.CommunicationsCredits = finding(CommunicationsCredits)
}

// callingPlansInForce returns the section on Calling Plans so that it agrees
// with the verdicts. A plan of the page stays on the list if its type is
// available, or was not on the page at all.
func (c *Country) callingPlansInForce() CallingPlansSection {
	page := c.page()
	s := page.CallingPlans
	plan, premium := c.Verdict(CallingPlan), c.Verdict(PremiumNumberCalls)
	s.Finding, s.PremiumNumberCalls.Finding = plan.Finding(), premium.Finding()
	if !premium.Status.Available() {
		s.PremiumNumberCalls.SupportedPrefixes = nil
	}
	byOperator := plan.Conditions.Contains(SoldByOperator)
	if !byOperator {
		s.Operator, s.OperatorTenantCountries = "", nil
	}
	if !plan.Status.Available() {
		s.Plans, s.OutboundDestinationCount, s.DomesticCallCountries, s.MinutePoolCountries = nil, 0, nil, nil
		return s
	}
	s.Plans = nil
	for _, t := range []PlanType{PayAsYouGo, Domestic, DomesticAndInternational} { // the order of the pages
		if !byOperator && (c.Verdict(t.Feature()).Status.Available() || !page.Verdict(t.Feature()).Status.Available()) {
			for _, p := range c.plansStated(t) {
				if p.Type == t {
					s.Plans = append(s.Plans, p)
				}
			}
		}
	}
	return s
}

// statesPlans reports whether an override states the plans of a type.
func (c *Country) statesPlans(t PlanType) bool {
	return c.overrides[t.Feature()].Plans != nil || c.overrides[CallingPlan].Plans != nil
}

// plansStated returns the list with the plans of a type: that of an override,
// otherwise that of the dataset.
func (c *Country) plansStated(t PlanType) []Plan {
	if o := c.overrides[t.Feature()]; o.Plans != nil {
		return o.Plans
	}
	if o := c.overrides[CallingPlan]; o.Plans != nil {
		return o.Plans
	}
	return c.page().CallingPlans.Plans
}

// with returns the toll numbers as the override has them.
func (t TollNumbers) with(o Override) TollNumbers {
	if !o.Finding.Status.IsZero() {
		if !o.Finding.Status.Available() {
			return TollNumbers{Finding: o.Finding}
		}
		t.Finding, t.Contradictory = o.Finding, false
	}
	if o.Cities != nil {
		t.Cities, t.Geographic, t.OtherCitiesOnRequest = o.Cities, len(o.Cities) > 0, false
	}
	if o.Finding.Conditions.Contains(NonGeographicOnly) {
		t.Cities, t.Geographic, t.OtherCitiesOnRequest = nil, false, false
	}
	if t.Geographic {
		t.Conditions = t.Conditions.Without(NonGeographicOnly)
	}
	return t
}
