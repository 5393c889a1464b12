package graph

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/numbering"
)

// The enumerations of phone numbers, spelled as Terraform spells words:
// "direct_routing" for Graph's "directRouting". A value that Microsoft adds is
// carried through in that spelling.
type (
	// NumberType is where a number comes from.
	NumberType string
	// Usage is what a number can be assigned to.
	Usage string
	// Status is what a number is assigned to.
	Status string
	// State is a value of any other enumeration.
	State string
)

// The number types.
const (
	DirectRouting   NumberType = "direct_routing"
	CallingPlan     NumberType = "calling_plan"
	OperatorConnect NumberType = "operator_connect"
)

// The usages. A user's number is geographic; auto attendants and call queues,
// which are voice applications, and conference bridges take toll and toll-free
// numbers.
const (
	UserUsage             Usage = "user"
	ConferenceUsage       Usage = "conference"
	VoiceApplicationUsage Usage = "voice_application"
)

// The statuses.
const (
	Unassigned               Status = "unassigned"
	InternalError            Status = "internal_error"
	UserAssigned             Status = "user_assigned"
	ConferenceAssigned       Status = "conference_assigned"
	VoiceApplicationAssigned Status = "voice_application_assigned"
	ThirdPartyAppAssigned    Status = "third_party_app_assigned"
	PolicyAssigned           Status = "policy_assigned"
)

// NumberTypes returns every number type.
func NumberTypes() []NumberType { return []NumberType{DirectRouting, CallingPlan, OperatorConnect} }

// Usages returns every usage.
func Usages() []Usage { return []Usage{UserUsage, ConferenceUsage, VoiceApplicationUsage} }

// Statuses returns every status.
func Statuses() []Status {
	return []Status{Unassigned, InternalError, UserAssigned, ConferenceAssigned, VoiceApplicationAssigned,
		ThirdPartyAppAssigned, PolicyAssigned}
}

// ParseNumberType returns the number type that s spells.
func ParseNumberType(s string) (NumberType, error) { return oneOf("number type", s, NumberTypes()) }

// ParseUsage returns the usage that s spells.
func ParseUsage(s string) (Usage, error) { return oneOf("usage", s, Usages()) }

// ParseStatus returns the status that s spells.
func ParseStatus(s string) (Status, error) { return oneOf("status", s, Statuses()) }

// assignment is what Graph adds to a usage: "userAssignment".
const assignment = "Assignment"

// UnmarshalText reads Graph's spelling, "directRouting".
func (t *NumberType) UnmarshalText(text []byte) error { *t = NumberType(snake(text)); return nil }

// UnmarshalText reads Graph's spelling, "userAssignment".
func (u *Usage) UnmarshalText(text []byte) error {
	*u = Usage(snake([]byte(strings.TrimSuffix(string(text), assignment))))
	return nil
}

// UnmarshalText reads Graph's spelling, "userAssigned".
func (s *Status) UnmarshalText(text []byte) error { *s = Status(snake(text)); return nil }

// UnmarshalText reads Graph's spelling, "assignmentPending".
func (s *State) UnmarshalText(text []byte) error { *s = State(snake(text)); return nil }

// snake turns "directRouting" into "direct_routing".
func snake(text []byte) string {
	var b strings.Builder
	b.Grow(len(text) + 4)
	for i, r := range string(text) {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// camel turns "direct_routing" into "directRouting".
func camel[T ~string](value T) string {
	words := strings.Split(string(value), "_")
	for i, word := range words {
		if i > 0 && word != "" {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "")
}

// A Number is a phone number of the tenant, as Graph's resource
// numberAssignment tells it.
type Number struct {
	ID                 string     `json:"id"`
	TelephoneNumber    string     `json:"telephoneNumber"` // E.164: "+12052582895"
	OperatorID         string     `json:"operatorId"`
	NumberType         NumberType `json:"numberType"`
	ActivationState    State      `json:"activationState"`
	Capabilities       []Usage    `json:"capabilities"` // what it can be assigned to
	AssignmentStatus   Status     `json:"assignmentStatus"`
	AssignmentTargetID string     `json:"assignmentTargetId"`
	AssignmentCategory State      `json:"assignmentCategory"` // primary, private, alternate
	ISOCountryCode     string     `json:"isoCountryCode"`
	City               string     `json:"city"`
	NumberSource       State      `json:"numberSource"` // online, on_premises
	PortInStatus       State      `json:"portInStatus"`
}

// TollFree reports whether the number is toll-free, and whether that is known.
// The numbering plan tells; Graph does not.
func (n Number) TollFree() (tollFree, known bool) {
	number, err := numbering.Parse(n.TelephoneNumber)
	if err != nil {
		return false, false
	}
	return number.TollFree()
}

// NumberFilter says which numbers to return; the zero value of a field filters
// nothing.
type NumberFilter struct {
	Country  country.Code
	Type     NumberType
	Usage    Usage
	Status   Status
	City     string // case and accents do not matter
	TollFree *bool
}

// NumberList is the answer to a [NumberFilter].
type NumberList struct {
	Numbers []Number

	// Unjudged are numbers that match in all but what was asked of toll and
	// toll-free, which their prefix does not tell. They are not in Numbers.
	Unjudged []Number
}

// NumberAssignments returns the phone numbers of the tenant that match f, in
// Graph's order. Graph itself filters by country, type, usage and status; it
// cannot by city, and knows nothing of toll-free numbers.
func (c *Client) NumberAssignments(ctx context.Context, f NumberFilter) (NumberList, error) {
	q := query{
		what:       "read the tenant's phone numbers",
		path:       "/admin/teams/telephoneNumberManagement/numberAssignments",
		parameters: url.Values{"$top": {"1000"}}, // the most that Graph gives at a time
		permission: "TeamsTelephoneNumber.Read.All",
	}
	if expression := f.expression(); expression != "" {
		q.parameters.Set("$filter", expression)
	}
	k, err := c.connect()
	if err != nil {
		return NumberList{}, err
	}
	if !k.environment.HasPhoneNumbers() {
		return NumberList{}, &Error{
			Doing:   q.what,
			Message: fmt.Sprintf("Microsoft Graph tells phone numbers in the global cloud only, and environment is %q", k.environment),
			Advice:  "Leave phone numbers out of a configuration for this cloud.",
		}
	}
	numbers, err := list[Number](ctx, c, q)
	if err != nil {
		return NumberList{}, err
	}
	return f.Select(numbers), nil
}

// expression returns the $filter for what Graph can filter by.
func (f NumberFilter) expression() string {
	var terms []string
	equal := func(property, value string) {
		if value != "" {
			terms = append(terms, property+" eq "+quote(value))
		}
	}
	equal("isoCountryCode", f.Country.String())
	equal("numberType", camel(f.Type))
	equal("assignmentStatus", camel(f.Status))
	if f.Usage != "" {
		terms = append(terms, "capabilities/any(c:c eq "+quote(camel(f.Usage)+assignment)+")")
	}
	return strings.Join(terms, " and ")
}

// quote writes a string as OData does.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Select returns those of numbers that match f.
func (f NumberFilter) Select(numbers []Number) NumberList {
	var l NumberList
	city := availability.FoldCity(f.City)
	for i := range numbers {
		switch n := &numbers[i]; {
		case !f.matches(n), city != "" && city != availability.FoldCity(n.City):
		case f.TollFree == nil:
			l.Numbers = append(l.Numbers, *n)
		default:
			tollFree, known := n.TollFree()
			if !known {
				l.Unjudged = append(l.Unjudged, *n)
			} else if tollFree == *f.TollFree {
				l.Numbers = append(l.Numbers, *n)
			}
		}
	}
	return l
}

// matches judges all but the city and toll or toll-free.
func (f NumberFilter) matches(n *Number) bool {
	return (f.Country.IsZero() || strings.EqualFold(f.Country.String(), n.ISOCountryCode)) &&
		(f.Type == "" || f.Type == n.NumberType) &&
		(f.Status == "" || f.Status == n.AssignmentStatus) &&
		(f.Usage == "" || n.FitsUsage(f.Usage))
}

// FitsUsage reports whether the number can be assigned so: Graph must say that
// it can, and a user's number must not be toll-free ("What a number may be used
// for", Teams documentation, 2023-01).
func (n Number) FitsUsage(usage Usage) bool {
	if tollFree, _ := n.TollFree(); tollFree && usage == UserUsage {
		return false
	}
	return slices.Contains(n.Capabilities, usage)
}

// ByCountry counts numbers by the country code that Graph gives, in capital
// letters. Numbers to which it gives none are not counted.
func ByCountry(numbers []Number) map[string]int {
	counts := make(map[string]int)
	for _, n := range numbers {
		if n.ISOCountryCode != "" {
			counts[strings.ToUpper(n.ISOCountryCode)]++
		}
	}
	return counts
}

// String says in words what f asks for: "unassigned calling_plan toll-free
// phone numbers in DE for the usage user".
func (f NumberFilter) String() string {
	var words []string
	add := func(word string) {
		if word != "" {
			words = append(words, word)
		}
	}
	add(string(f.Status))
	add(string(f.Type))
	if f.TollFree != nil {
		add(map[bool]string{true: "toll-free", false: "toll"}[*f.TollFree])
	}
	add("phone numbers")
	if place := cmp.Or(f.City, f.Country.String()); place != "" {
		if f.City != "" && !f.Country.IsZero() {
			place += ", " + f.Country.String()
		}
		add("in " + place)
	}
	if f.Usage != "" {
		add("for the usage " + string(f.Usage))
	}
	return strings.Join(words, " ")
}

// Require returns an error that says how many numbers are missing when l, which
// f selected, holds fewer than n.
func (l NumberList) Require(f NumberFilter, n int) error {
	have := len(l.Numbers)
	if have >= n {
		return nil
	}
	unjudged := ""
	if len(l.Unjudged) > 0 {
		unjudged = fmt.Sprintf(" Of %d more it cannot be told whether they are toll-free, such as %s.",
			len(l.Unjudged), l.Unjudged[0].TelephoneNumber)
	}
	return fmt.Errorf("%d %s are required, and the tenant has %d.%s Get %d more, or take back numbers that are assigned.",
		n, f, have, unjudged, n-have)
}
