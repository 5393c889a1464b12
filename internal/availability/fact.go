package availability

import (
	"maps"
	"slices"
)

// Fact is what a source outside the dataset says about one feature in a
// country, such as what a tenant is offered today. It can make a feature
// available or conditional but never unavailable: what such a source does not
// list may be available in another way.
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

// Fact returns what a source outside the dataset says about a feature, or the
// zero Fact. It does not decide for a feature of Calling Plan users if no plan
// is sold.
func (c *Country) Fact(f Feature) (fact Fact, decides bool) {
	fact, ok := c.facts[f]
	return fact, ok && (!f.ForCallingPlanUsers() || c.Verdict(CallingPlan).Status.Available())
}

// WithFacts returns the country with the facts that decide returns for it, as
// far as they are newer than what the dataset says about the same feature.
// Facts on features that follow from others are left out. Overrides still win.
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

// obtained returns toll numbers whose cities agree with their conditions: no
// city stays on request if the number type no longer is.
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

// obtained returns how numbers are obtained, to agree with the conditions of
// user_number: in the admin center, or on order.
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
