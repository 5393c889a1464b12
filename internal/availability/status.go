package availability

import (
	"iter"
	"math/bits"
	"slices"
	"strings"
)

// Status says whether a feature can be had. The zero Status is none of them.
type Status struct{ v uint8 }

// The statuses, from worst to best: see [Status.Compare].
var (
	Unlisted    = Status{1} // the documentation has no page for the country
	Unavailable = Status{2} // it cannot be had
	Conditional = Status{3} // it can be had, but a condition applies
	Available   = Status{4} // it can be had
)

var statusWords = words{"status", []string{"unlisted", "unavailable", "conditional", "available"}}

// ParseStatus returns the status with the identifier s, spelled exactly so,
// or an [*UnknownWordError].
func ParseStatus(s string) (Status, error) {
	v, err := statusWords.parse(s)
	return Status{v}, err
}

// StatusNames returns the identifier of every status, best first.
func StatusNames() []string {
	names := append([]string(nil), statusWords.names...)
	slices.Reverse(names)
	return names
}

// Available reports whether the feature can be had: the status is available
// or conditional.
func (s Status) Available() bool { return s.v >= Conditional.v }

// Compare orders statuses from worst to best: unlisted, unavailable,
// conditional, available.
func (s Status) Compare(t Status) int { return int(s.v) - int(t.v) }

// IsZero reports whether s is the zero Status.
func (s Status) IsZero() bool { return s.v == 0 }

// String returns the identifier, such as "conditional".
func (s Status) String() string { return statusWords.name(s.v) }

// MarshalText returns the identifier.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText accepts what [ParseStatus] accepts.
func (s *Status) UnmarshalText(text []byte) (err error) {
	*s, err = ParseStatus(string(text))
	return err
}

// Condition is a reason why a feature is conditional. The zero Condition is
// none.
type Condition struct{ v uint8 }

// The conditions, in alphabetical order of their identifiers, which is the
// order of every list of conditions.
var (
	AudioConferencingOnly         = Condition{1}
	CountrySpecificSKU            = Condition{2}
	DomesticOrganizationsOnly     = Condition{3}
	ExcludesDomesticPurchases     = Condition{4}
	InCountryAccessOnly           = Condition{5}
	LimitedAvailability           = Condition{6}
	LimitedNumberRanges           = Condition{7}
	NonGeographicOnly             = Condition{8}
	OnRequest                     = Condition{9}
	OutsideCountryUseOnly         = Condition{10}
	PayPerMinuteOnly              = Condition{11}
	RequiresCommunicationsCredits = Condition{12}
	SoldByOperator                = Condition{13}
)

var conditionWords = words{"condition", []string{
	"audio_conferencing_only", "country_specific_sku", "domestic_organizations_only", "excludes_domestic_purchases",
	"in_country_access_only", "limited_availability", "limited_number_ranges", "non_geographic_only", "on_request",
	"outside_country_use_only", "pay_per_minute_only", "requires_communications_credits", "sold_by_operator",
}}

// conditionTexts holds each condition in words, to follow "Conditions:" in a
// message.
var conditionTexts = []string{
	"only for Audio Conferencing",
	"sold under a SKU of its own for this country",
	"only for organizations in the country",
	"not for organizations that buy in the country",
	"can be reached only from inside the country",
	"availability is limited",
	"only some number ranges",
	"not tied to a city",
	"ordered from the service desk, not in the admin center",
	"only for use outside the country",
	"sold as pay-per-minute only",
	"needs Communications Credits",
	"sold by an operator, not by Microsoft",
}

// ParseCondition returns the condition with the identifier s, spelled exactly
// so, or an [*UnknownWordError].
func ParseCondition(s string) (Condition, error) {
	v, err := conditionWords.parse(s)
	return Condition{v}, err
}

// ConditionNames returns the identifier of every condition, sorted.
func ConditionNames() []string {
	return append([]string(nil), conditionWords.names...)
}

// String returns the identifier, such as "on_request".
func (c Condition) String() string { return conditionWords.name(c.v) }

// Meaning returns the condition in words; it is empty for the zero Condition.
func (c Condition) Meaning() string {
	if c == (Condition{}) {
		return ""
	}
	return conditionTexts[c.v-1]
}

// MarshalText returns the identifier.
func (c Condition) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText accepts what [ParseCondition] accepts.
func (c *Condition) UnmarshalText(text []byte) (err error) {
	*c, err = ParseCondition(string(text))
	return err
}

// Conditions is a set of conditions. The zero value is the empty set. Sets are
// comparable and cheap to copy.
type Conditions struct{ bits uint16 }

// NewConditions returns the set of the given conditions.
func NewConditions(list ...Condition) Conditions {
	var set Conditions
	for _, c := range list {
		set.bits |= 1 << (c.v - 1)
	}
	return set
}

// Contains reports whether c is in the set.
func (s Conditions) Contains(c Condition) bool { return s.bits&(1<<(c.v-1)) != 0 }

// With returns the set with c added.
func (s Conditions) With(c Condition) Conditions { return Conditions{s.bits | 1<<(c.v-1)} }

// Without returns the set with c removed.
func (s Conditions) Without(c Condition) Conditions { return Conditions{s.bits &^ (1 << (c.v - 1))} }

// IsZero reports whether the set is empty.
func (s Conditions) IsZero() bool { return s.bits == 0 }

// Len returns how many conditions the set holds.
func (s Conditions) Len() int { return bits.OnesCount16(s.bits) }

// All yields the conditions of the set in alphabetical order.
func (s Conditions) All() iter.Seq[Condition] {
	return func(yield func(Condition) bool) {
		for v := uint8(1); int(v) <= len(conditionWords.names); v++ {
			if c := (Condition{v}); s.Contains(c) && !yield(c) {
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
// only not tied to a city is available all the same.
func (s Conditions) Limits() bool { return !s.Without(NonGeographicOnly).IsZero() }
