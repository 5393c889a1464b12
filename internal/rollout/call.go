package rollout

import (
	"slices"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// Charge says what pays for an outbound call. The zero Charge is none.
type Charge struct{ word string }

// The charges.
var (
	DomesticMinutes      = Charge{"domestic"}               // the plan's domestic minutes, as long as they last
	InternationalMinutes = Charge{"international"}          // the plan's international minutes, as long as they last
	Credits              = Charge{"communications_credits"} // Communications Credits, by the minute
	NoCall               = Charge{"unavailable"}            // the plan is not sold where the caller is
)

// String returns the identifier, such as "communications_credits".
func (c Charge) String() string { return c.word }

// OutboundCall returns what pays for a call from a user in one country to a
// number in another, or the same, where the user has a Calling Plan of the
// type.
//
// Communications Credits are the organization's, and where that is does not
// follow from the call. So the answer is [Credits] also where no credits can
// be set up in the caller's country. The plans of an operator are not
// Microsoft's: where one sells in Microsoft's place, the answer is [NoCall].
// Premium and satellite numbers are not looked at.
//
// Source: Microsoft Teams documentation, "Calling Plans for Microsoft 365"
// and "Users can make outbound calls to these countries and regions",
// snapshots 2021-08 and 2023-01: a Domestic plan calls inside the country of
// the licence, a Domestic and International plan also to the destinations of
// the list; anything else is paid from credits, as is every call of a
// pay-as-you-go plan. A call between US and CA counts as domestic.
func OutboundCall(s *catalog.Snapshot, from, to country.Code, plan availability.PlanType) Charge {
	caller := s.Country(from)
	if caller == nil || to.IsZero() || !caller.Verdict(plan.Feature()).Status.Available() {
		return NoCall
	}
	switch {
	case plan == availability.PayAsYouGo:
		return Credits
	case slices.Contains(caller.DomesticCallCountries(), to):
		return DomesticMinutes
	case plan == availability.DomesticAndInternational && catalog.IsOutboundDestination(to):
		return InternationalMinutes
	}
	return Credits
}
