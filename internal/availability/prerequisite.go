package availability

import (
	"slices"
	"strings"
)

// Prerequisites returns what must be bought or set up before the feature works
// in the country, sorted by identifier; nil if there is nothing, or if the
// feature is not available.
//
// Auto attendants and call queues need a service number, toll_number or
// toll_free_number. The result has those that are available for them in the
// country, or both if none is: see [Country.ServesVoiceApplications].
//
// The organization buys Communications Credits in its own country. The caller
// therefore judges whether they are available, in the organization's country if
// that is known.
//
// Source: Microsoft Teams documentation, "Country and region availability for
// Audio Conferencing and Calling Plans", "Set up Communications Credits for
// your organization" and "Plan for auto attendants and call queues", snapshots
// 2021-08 and 2023-01.
func (c *Country) Prerequisites(f Feature) []Feature {
	v := c.Verdict(f)
	if !v.Status.Available() {
		return nil
	}
	var needs []Feature
	switch f {
	case CallingPlan, DomesticCallingPlan, DomesticAndInternationalCallingPlan:
		needs = append(needs, PhoneSystem)
	case PayAsYouGoCallingPlan:
		needs = append(needs, PhoneSystem, CommunicationsCredits)
	case AutoAttendants, CallQueues:
		needs = append(needs, PhoneSystem)
		needs = append(needs, c.serviceNumberChoice()...)
	case TollFreeNumber:
		needs = append(needs, CommunicationsCredits)
	case AudioConferencing:
		if v.Conditions.Contains(PayPerMinuteOnly) {
			needs = append(needs, CommunicationsCredits)
		}
	default: // nothing of its own
	}
	if v.Conditions.Contains(RequiresCommunicationsCredits) && !slices.Contains(needs, CommunicationsCredits) {
		needs = append(needs, CommunicationsCredits)
	}
	slices.SortFunc(needs, func(a, b Feature) int { return strings.Compare(a.String(), b.String()) })
	return needs
}

// ServesVoiceApplications reports whether service numbers of a kind,
// [TollNumber] or [TollFreeNumber], are available in the country for auto
// attendants and call queues, not only for conference bridges.
func (c *Country) ServesVoiceApplications(kind Feature) bool {
	v := c.Verdict(kind)
	return v.Status.Available() && !v.Conditions.Contains(AudioConferencingOnly)
}

func (c *Country) serviceNumberChoice() []Feature {
	both := []Feature{TollNumber, TollFreeNumber}
	var there []Feature
	for _, f := range both {
		if c.ServesVoiceApplications(f) {
			there = append(there, f)
		}
	}
	if there == nil {
		return both
	}
	return there
}
