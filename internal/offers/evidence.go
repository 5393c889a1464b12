package offers

import (
	"fmt"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Apply returns the snapshot with what the export says about phone numbers, where
// that is newer than what the dataset says:
//
//   - A kind of number that is offered is available. It keeps the conditions that
//     an offer says nothing about, such as a form that comes first or calls from
//     inside the country alone; those that say how or by whom it is obtained are
//     gone. Offered for conferences or for voice applications alone, it is for
//     these alone.
//   - A kind that is not offered, and that the dataset has as available, is to be
//     ordered from the service desk. What the dataset has as unavailable or does
//     not list stays so.
//
// Numbers of users are for users of a Calling Plan, so the feature stays
// unavailable where none is sold: an offer says nothing about that.
func (e *Export) Apply(s *catalog.Snapshot) *catalog.Snapshot {
	return s.WithFacts(e.facts)
}

// Source returns the export as the source of what it says. It has no address.
func (e *Export) Source() availability.Source {
	date, err := availability.ParseDate(e.ExportedAt.Format(time.DateOnly))
	if err != nil {
		return availability.Source{} // a year of five digits, which no export that was read has
	}
	return availability.Source{Date: date, Kind: "number_offers", About: "number offers of " + e.tenant() + ", exported on " + date.String()}
}

// tenant names the tenant in a sentence.
func (e *Export) tenant() string {
	if e.TenantID == "" {
		return "a tenant that the file does not name"
	}
	return "tenant " + text.Line(e.TenantID)
}

// kinds are the features that an export mentions, and the number types that each
// is about.
var kinds = []struct {
	feature availability.Feature
	scope   func(*Country) Scope
	types   []NumberType
}{
	{availability.UserNumber, (*Country).UserNumbers, []NumberType{UserSubscriber, UserSubscriberVoiceAndSMS}},
	{availability.SMS, (*Country).SMSNumbers, []NumberType{UserSubscriberVoiceAndSMS}},
	{availability.TollNumber, (*Country).TollNumbers, []NumberType{ConferenceToll, CallQueueToll, AutoAttendantToll}},
	{availability.TollFreeNumber, (*Country).TollFreeNumbers, []NumberType{ConferenceTollFree, CallQueueTollFree, AutoAttendantTollFree}},
}

// CivicAddress is the step before a number can be acquired if an offer requires
// a civic address.
const CivicAddress = "civic_address"

// Features returns the features that an export mentions.
func Features() []availability.Feature {
	list := make([]availability.Feature, len(kinds))
	for i, kind := range kinds {
		list[i] = kind.feature
	}
	return list
}

// facts returns what the export says about a country.
func (e *Export) facts(c *availability.Country) []availability.Fact {
	offered := e.Country(c.Code)
	source := e.Source()
	var facts []availability.Fact
	for _, kind := range kinds {
		scope := kind.scope(offered)
		known := c.Verdict(kind.feature)
		fact := availability.Fact{Feature: kind.feature, Source: source}
		switch scope {
		case Undetermined:
			continue
		case NotOffered:
			if !known.Status.Available() {
				continue
			}
			fact.Finding = notOffered(known.Conditions)
			fact.Remark = "Not among the " + source.About + ", so the Teams admin center has none to search for. " + calledAvailable(c, kind.feature, known)
		default:
			fact.Finding = offeredFor(scope, known.Conditions)
			fact.Remark = "Among the " + source.About + offeredOnly(scope) + "."
			if offered.needsAddress(kind.types) {
				fact.Steps = []string{CivicAddress}
			}
		}
		facts = append(facts, fact)
	}
	return facts
}

// calledAvailable says in a sentence what the dataset says about a feature.
func calledAvailable(c *availability.Country, f availability.Feature, known availability.Verdict) string {
	source := c.Source(f)
	return fmt.Sprintf("The documentation of %s says that it is %s (%s).", source.Date, known.Status, text.Line(source.Name()))
}

func offeredOnly(scope Scope) string {
	switch scope {
	case ForConferences:
		return ", for conference bridges only"
	case ForVoiceApplications:
		return ", for auto attendants and call queues only"
	default:
		return ""
	}
}

// obtaining are the conditions that say how or by whom a number is obtained, for
// which use, or to whom it is sold. An offer to the organization settles them.
var obtaining = availability.NewConditions(
	availability.AudioConferencingOnly, availability.VoiceApplicationsOnly, availability.OnRequest, availability.LimitedAvailability,
	availability.ThroughPartner, availability.SoldByOperator, availability.DomesticOrganizationsOnly, availability.ExcludesDomesticPurchases,
)

// offeredFor returns the finding on a kind of number that is offered.
func offeredFor(scope Scope, conditions availability.Conditions) availability.Finding {
	for c := range obtaining.All() {
		conditions = conditions.Without(c)
	}
	switch scope {
	case ForConferences:
		conditions = conditions.With(availability.AudioConferencingOnly)
	case ForVoiceApplications:
		conditions = conditions.With(availability.VoiceApplicationsOnly)
	default: // for all uses
	}
	finding := availability.Finding{Status: availability.Available, Conditions: conditions}
	if conditions.Limits() {
		finding.Status = availability.Conditional
	}
	return finding
}

// notOffered returns the finding on a kind of number that is available and not
// offered. A number from an operator is not ordered from Microsoft.
func notOffered(conditions availability.Conditions) availability.Finding {
	if !conditions.Contains(availability.ThroughPartner) {
		conditions = conditions.With(availability.OnRequest)
	}
	return availability.Finding{Status: availability.Conditional, Conditions: conditions}
}
