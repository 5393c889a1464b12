package availability

import (
	"maps"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// Override replaces what a dataset says of one feature in one country. In the
// sections of the [Country] it changes the toll numbers only: ask
// [Country.Verdict] for the status of a feature.
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
	// Reason says why the dataset is not followed.
	Reason string
	// Source is the address of what says so; empty where there is none. AsOf is
	// when it said so, zero where that is not known.
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

// FollowsFrom returns the feature whose override the verdict on f follows from,
// where f has none of its own; else the zero Feature.
func (c *Country) FollowsFrom(f Feature) Feature {
	if _, own := c.overrides[f]; own || !c.Verdict(f).Overridden {
		return 0
	}
	return c.overriddenBy(f)
}

// SetByConfiguration reports whether an override sets the status of the feature
// itself, and not only its note or the status of another feature from which this
// one follows.
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
	if o.Feature == TollNumber {
		if changed.tollOnPage == nil {
			changed.tollOnPage = &c.ServiceNumbers.Toll
		}
		changed.ServiceNumbers.Toll = changed.tollOnPage.with(o)
	}
	return &changed
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
