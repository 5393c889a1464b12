package availability

import (
	"maps"
	"slices"
)

// Fact is what a source that is not part of the dataset says about one feature in a
// country, such as what a tenant is offered today. It may make a feature
// available or conditional, and never unavailable: what is missing from such a
// source may be available by another way.
type Fact struct {
	Feature Feature
	Finding Finding
	// Source has no URL: nobody else can open it. About says what it is.
	Source Source
	Remark string // a sentence of ours, which names the source
	// Steps are what must be done before the organization gets the feature in the
	// country, beside those of the dataset.
	Steps []string
}

// Fact returns what a source that is not part of the dataset says about a feature,
// the zero Fact if none does. It does not decide where the feature is for
// users of Calling Plans and none is sold.
func (c *Country) Fact(f Feature) (fact Fact, decides bool) {
	fact, ok := c.facts[f]
	return fact, ok && (!f.ForCallingPlanUsers() || c.Verdict(CallingPlan).Status.Available())
}

// WithFacts returns the country with what decide says about it as the dataset has
// it, where that is newer than what the dataset says about the same feature. Facts
// on features that follow from others are left out. Overrides stay on top.
func (c *Country) WithFacts(decide func(*Country) []Fact) *Country {
	page := c.page()
	changed := *page
	changed.facts = maps.Clone(page.facts)
	for _, fact := range decide(page) {
		place := changed.Place(fact.Feature)
		if place == nil || fact.Source.Date.Compare(page.Source(fact.Feature).Date) <= 0 {
			continue
		}
		if changed.facts == nil {
			changed.facts = make(map[Feature]Fact)
		}
		changed.facts[fact.Feature] = fact
		*place = fact.Finding
		switch fact.Feature {
		case TollNumber:
			changed.ServiceNumbers.Toll = changed.ServiceNumbers.Toll.obtained()
		case UserNumber:
			changed.Numbers.User = changed.Numbers.User.obtained(fact.Finding.Conditions)
		default: // nothing else says the same
		}
	}
	result := &changed
	for _, o := range c.overrides {
		result = result.WithOverride(o)
	}
	return result
}

// obtained returns toll numbers whose cities say no more than their conditions:
// that each is on request, where the kind no longer is.
func (t TollNumbers) obtained() TollNumbers {
	t.Contradictory = false
	if !t.Conditions.Contains(OnRequest) && !slices.ContainsFunc(t.Cities, func(c City) bool { return !c.OnRequest }) {
		t.Cities = slices.Clone(t.Cities)
		for i := range t.Cities {
			t.Cities[i].OnRequest = false
		}
	}
	return t
}

// obtained returns how numbers are obtained as the conditions of user_number have
// it: in the admin center, or on order.
func (u UserNumbers) obtained(conditions Conditions) UserNumbers {
	switch {
	case conditions.Contains(OnRequest):
		u.AdminCenter = "stated_no"
		if u.Order == "alternative" || u.Order == "for_numbers_not_listed" {
			u.Order = "required"
		}
	case !conditions.Contains(ThroughPartner):
		u.AdminCenter = "stated_yes"
		if u.Order == "required" {
			u.Order = "alternative"
		}
	}
	return u
}
