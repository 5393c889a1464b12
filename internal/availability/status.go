package availability

import (
	"iter"
	"math/bits"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/enum"
)

// Status says whether a feature is available. The zero Status is not one of them.
type Status uint8

// The statuses, from worst to best: see [Status.Compare].
const (
	Unlisted    Status = iota + 1 // the documentation says nothing about it
	Unavailable                   // it is not available
	Conditional                   // it is available, but a condition applies
	Available                     // it is available
)

var statuses = [...]string{Unlisted: "unlisted", Unavailable: "unavailable", Conditional: "conditional", Available: "available"}

var statusSet = enum.Set[Status]{Kind: "status", Len: len(statuses) - 1, Name: func(s Status) string { return statuses[s] }}

// ParseStatus returns the status with the identifier s, which must match exactly,
// or a [*text.UnknownWordError].
func ParseStatus(s string) (Status, error) { return statusSet.Parse(s) }

// StatusNames returns the identifier of every status, best first.
func StatusNames() []string {
	names := statusSet.Names()
	slices.Reverse(names)
	return names
}

// Available reports whether the feature is available: the status is available
// or conditional.
func (s Status) Available() bool { return s == Conditional || s == Available }

// Compare orders statuses from worst to best: unlisted, unavailable,
// conditional, available.
func (s Status) Compare(t Status) int { return int(s) - int(t) }

// IsZero reports whether s is the zero Status.
func (s Status) IsZero() bool { return s == 0 }

// String returns the identifier, such as "conditional".
func (s Status) String() string { return statusSet.String(s) }

// MarshalText returns the identifier.
func (s Status) MarshalText() ([]byte, error) { return statusSet.Marshal(s) }

// UnmarshalText accepts what [ParseStatus] accepts.
func (s *Status) UnmarshalText(text []byte) (err error) {
	*s, err = ParseStatus(string(text))
	return err
}

// Condition is a reason why a feature is conditional. The zero Condition is
// none.
type Condition uint8

// The conditions, in alphabetical order of their identifiers, which is the
// order of every list of conditions.
const (
	AudioConferencingOnly Condition = iota + 1
	CountrySpecificSKU
	Deprecated
	DomesticOrganizationsOnly
	ExcludesDomesticPurchases
	InCountryAccessOnly
	KnowYourCustomer
	LetterOfAuthorization
	LimitedAvailability
	LimitedNumberRanges
	NonGeographicOnly
	OnRequest
	OutsideCountryUseOnly
	PayPerMinuteOnly
	RequiresCommunicationsCredits
	Screened
	SoldByOperator
	ThroughPartner
	VoiceApplicationsOnly
)

// conditions holds the identifier of each condition, and the condition in words,
// to follow "Conditions:" in a message.
var conditions = [...]struct{ name, meaning string }{
	AudioConferencingOnly:         {"audio_conferencing_only", "only for Audio Conferencing"},
	CountrySpecificSKU:            {"country_specific_sku", "sold under a SKU of its own for this country"},
	Deprecated:                    {"deprecated", "no longer sold"},
	DomesticOrganizationsOnly:     {"domestic_organizations_only", "only for organizations in the country"},
	ExcludesDomesticPurchases:     {"excludes_domestic_purchases", "not for organizations that buy in the country"},
	InCountryAccessOnly:           {"in_country_access_only", "can be reached only from inside the country"},
	KnowYourCustomer:              {"know_your_customer", "a Know Your Customer form is required before the number is assigned"},
	LetterOfAuthorization:         {"letter_of_authorization", "needs a letter of authorization"},
	LimitedAvailability:           {"limited_availability", "availability is limited"},
	LimitedNumberRanges:           {"limited_number_ranges", "only some number ranges"},
	NonGeographicOnly:             {"non_geographic_only", "not tied to a city"},
	OnRequest:                     {"on_request", "ordered from the service desk, not in the admin center"},
	OutsideCountryUseOnly:         {"outside_country_use_only", "only for use outside the country"},
	PayPerMinuteOnly:              {"pay_per_minute_only", "sold as pay-per-minute only"},
	RequiresCommunicationsCredits: {"requires_communications_credits", "needs Communications Credits, or is billed after use with a Microsoft Customer Agreement or through a CSP"},
	Screened:                      {"screened", "an operator first asks the caller for the location"},
	SoldByOperator:                {"sold_by_operator", "sold by an operator, not by Microsoft"},
	ThroughPartner:                {"through_partner", "through the operator that sells the plans"},
	VoiceApplicationsOnly:         {"voice_applications_only", "only for auto attendants and call queues"},
}

var conditionSet = enum.Set[Condition]{Kind: "condition", Len: len(conditions) - 1, Name: func(c Condition) string { return conditions[c].name }}

// ParseCondition returns the condition with the identifier s, spelled exactly
// so, or a [*text.UnknownWordError].
func ParseCondition(s string) (Condition, error) { return conditionSet.Parse(s) }

// ConditionNames returns the identifier of every condition, sorted.
func ConditionNames() []string { return conditionSet.Names() }

// String returns the identifier, such as "on_request".
func (c Condition) String() string { return conditionSet.String(c) }

// Meaning returns the condition in words; it is empty for the zero Condition.
func (c Condition) Meaning() string {
	if !conditionSet.Has(c) {
		return ""
	}
	return conditions[c].meaning
}

// MarshalText returns the identifier.
func (c Condition) MarshalText() ([]byte, error) { return conditionSet.Marshal(c) }

// UnmarshalText accepts what [ParseCondition] accepts.
func (c *Condition) UnmarshalText(text []byte) (err error) {
	*c, err = ParseCondition(string(text))
	return err
}

// Conditions is a set of conditions. The zero value is the empty set. Sets are
// comparable and cheap to copy.
type Conditions struct{ bits uint32 }

// bit returns the bit of c in a set; 0 for a value that is no condition, so that
// no set ever holds one.
func (c Condition) bit() uint32 {
	if !conditionSet.Has(c) {
		return 0
	}
	return 1 << (c - 1)
}

// NewConditions returns the set of the given conditions.
func NewConditions(list ...Condition) Conditions {
	var set Conditions
	for _, c := range list {
		set = set.With(c)
	}
	return set
}

// Contains reports whether c is in the set.
func (s Conditions) Contains(c Condition) bool { return s.bits&c.bit() != 0 }

// With returns the set with c added.
func (s Conditions) With(c Condition) Conditions { return Conditions{s.bits | c.bit()} }

// Union returns the set of the conditions that are in either.
func (s Conditions) Union(other Conditions) Conditions { return Conditions{s.bits | other.bits} }

// Without returns the set with c removed.
func (s Conditions) Without(c Condition) Conditions { return Conditions{s.bits &^ c.bit()} }

// Contradiction says why a feature cannot have these conditions: which of them
// together rule it out. It is "" if it can.
func (s Conditions) Contradiction() string {
	switch {
	case s.Contains(Deprecated):
		return "only a single plan can be deprecated; a feature that is no longer sold is unavailable"
	case s.Contains(DomesticOrganizationsOnly) && s.Contains(ExcludesDomesticPurchases):
		return "with domestic_organizations_only and excludes_domestic_purchases no organization could buy it; then it is unavailable"
	case s.Contains(AudioConferencingOnly) && s.Contains(VoiceApplicationsOnly):
		return "with audio_conferencing_only and voice_applications_only it could be used for nothing; then it is unavailable"
	}
	return ""
}

// IsZero reports whether the set is empty.
func (s Conditions) IsZero() bool { return s.bits == 0 }

// Len returns how many conditions the set holds.
func (s Conditions) Len() int { return bits.OnesCount32(s.bits) }

// All yields the conditions of the set in alphabetical order.
func (s Conditions) All() iter.Seq[Condition] {
	return func(yield func(Condition) bool) {
		for c := AudioConferencingOnly; conditionSet.Has(c); c++ {
			if s.Contains(c) && !yield(c) {
				return
			}
		}
	}
}

// Names returns the identifiers of the conditions, sorted; never nil.
func (s Conditions) Names() []string {
	names := make([]string, 0, s.Len())
	for c := range s.All() {
		names = append(names, c.String())
	}
	return names
}

// String returns the conditions in words, separated by semicolons.
func (s Conditions) String() string {
	var texts []string
	for c := range s.All() {
		texts = append(texts, c.Meaning())
	}
	return strings.Join(texts, "; ")
}

// Limits reports whether the set makes a feature conditional. A number that is
// only not tied to a city is still available.
func (s Conditions) Limits() bool { return !s.Without(NonGeographicOnly).IsZero() }
