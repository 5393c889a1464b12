package availability

import (
	"maps"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// Override replaces what a dataset says of one feature in one country.
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
	// Until is the first day on which the override no longer applies; zero
	// means that it always does.
	Until time.Time
}

// Applies reports whether the override is in force on a day.
func (o Override) Applies(day time.Time) bool {
	return o.Until.IsZero() || day.Before(o.Until)
}

// WithOverride returns the country with o in force. A later override of the
// same feature replaces an earlier one.
func (c *Country) WithOverride(o Override) *Country {
	changed := *c
	changed.overrides = maps.Clone(c.overrides)
	if changed.overrides == nil {
		changed.overrides = make(map[Feature]Override, 1)
	}
	changed.overrides[o.Feature] = o
	if o.Feature == TollNumber && !o.Finding.Status.IsZero() && !o.Finding.Status.Available() {
		changed.ServiceNumbers.Toll = TollNumbers{Finding: o.Finding}
	}
	if o.Feature == TollNumber && o.Cities != nil {
		changed.ServiceNumbers.Toll.Geographic = len(o.Cities) > 0
		changed.ServiceNumbers.Toll.Cities = o.Cities
	}
	return &changed
}
