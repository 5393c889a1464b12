package rollout

import (
	"slices"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/enum"
)

// Charge says what pays for an outbound call, of a user or from a meeting. The zero Charge is none.
type Charge uint8

// The charges.
const (
	DomesticMinutes      Charge = iota + 1 // the plan's domestic minutes, as long as they last
	InternationalMinutes                   // the plan's international minutes, as long as they last
	PooledMinutes                          // the dial-out minutes of all Audio Conferencing licenses, as long as they last
	Credits                                // Communications Credits, by the minute
	NoCall                                 // the plan is not sold where the caller is, or the license does not call there
)

var charges = [...]string{
	DomesticMinutes: "domestic", InternationalMinutes: "international", PooledMinutes: "included",
	Credits: "communications_credits", NoCall: "unavailable",
}

var chargeSet = enum.Set[Charge]{Kind: "charge", Len: len(charges) - 1, Name: func(c Charge) string { return charges[c] }}

// String returns the identifier, such as "communications_credits".
func (c Charge) String() string { return chargeSet.String(c) }

// OutboundCall returns what pays for a call from a user in one country to a
// number in another, or the same, where the user has a Calling Plan of the
// type.
//
// Communications Credits are the organization's, and where that is does not
// follow from the call. So the answer is [Credits] also where no credits can
// be set up in the caller's country. The plans of an operator are not
// Microsoft's: where one sells instead of Microsoft, the answer is [NoCall].
// Premium and satellite numbers are ignored.
//
// Source: Microsoft Teams documentation, "Calling Plans for Microsoft 365"
// and "Users can make outbound calls to these countries and regions",
// snapshots 2021-08 and 2023-01: a Domestic plan calls inside the country of
// the license, a Domestic and International plan also to the destinations of
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
	case plan == availability.DomesticAndInternational && s.IsOutboundDestination(to):
		return InternationalMinutes
	}
	return Credits
}

// DialOutLicense is a license of Audio Conferencing, by what it pays for when a
// meeting dials out. The zero DialOutLicense is none.
type DialOutLicense uint8

// The licenses.
const (
	AudioConferencing              DialOutLicense = iota + 1 // the subscription, with minutes to dial-out zone A
	AudioConferencingPayPerMinute                            // no minutes: every call is paid by the minute
	AudioConferencingSelectDialOut                           // minutes to the United States and Canada, and no other calls
)

var dialOutLicenses = [...]string{
	AudioConferencing:              "audio_conferencing",
	AudioConferencingPayPerMinute:  "audio_conferencing_pay_per_minute",
	AudioConferencingSelectDialOut: "audio_conferencing_select_dial_out",
}

var dialOutLicenseSet = enum.Set[DialOutLicense]{
	Kind: "license", Len: len(dialOutLicenses) - 1, Name: func(l DialOutLicense) string { return dialOutLicenses[l] },
}

// ParseDialOutLicense returns the license with the identifier s, spelled exactly
// so, or a [*text.UnknownWordError].
func ParseDialOutLicense(s string) (DialOutLicense, error) { return dialOutLicenseSet.Parse(s) }

// DialOutLicenseNames returns the identifier of every license.
func DialOutLicenseNames() []string { return dialOutLicenseSet.Names() }

// String returns the identifier, such as "audio_conferencing".
func (l DialOutLicense) String() string { return dialOutLicenseSet.String(l) }

// ConferenceDialOut returns what pays for a call from a meeting to a number in a
// country, whether for Call Me or a participant who is added: [PooledMinutes], [Credits]
// or [NoCall]. The destination decides alone, not where the organizer has the
// license or who dials. Premium numbers are ignored.
//
// Source: Microsoft, "Audio Conferencing subscription dial-out", 2025-05-29: each
// license gives 60 minutes a month to non-premium numbers in dial-out zone A, or,
// the one with dial-out to USA and Canada, to these two; pay-per-minute licenses
// give none.
func ConferenceDialOut(s *catalog.Snapshot, to country.Code, license DialOutLicense) Charge {
	destination := s.Country(to)
	switch {
	case destination == nil || license == 0:
		return NoCall
	case license == AudioConferencingSelectDialOut && to.String() != "US" && to.String() != "CA":
		return NoCall
	case license == AudioConferencingSelectDialOut,
		license == AudioConferencing && destination.DialOutZone == "A":
		return PooledMinutes
	}
	return Credits
}
