package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
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
	NumberError     NumberType = "internal_error" // Graph could not tell
)

// The usages. A user's number is geographic; auto attendants and call queues,
// which are voice applications, and conference bridges take toll and toll-free
// numbers.
const (
	UserUsage             Usage = "user"
	ConferenceUsage       Usage = "conference"
	VoiceApplicationUsage Usage = "voice_application"
	TeamsPhoneMobileUsage Usage = "teams_phone_mobile" // a mobile operator's, for users with Teams Phone Mobile
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

// The activation states that count.
const (
	Activated         State = "activated"
	AssignmentPending State = "assignment_pending"
)

// NumberTypes returns every number type.
func NumberTypes() []NumberType {
	return []NumberType{DirectRouting, CallingPlan, OperatorConnect, NumberError}
}

// Usages returns every usage.
func Usages() []Usage {
	return []Usage{UserUsage, ConferenceUsage, VoiceApplicationUsage, TeamsPhoneMobileUsage}
}

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

// A Number is a phone number of the tenant, as in Graph's resource
// numberAssignment.
type Number struct {
	ID                 string       `json:"id"`
	TelephoneNumber    string       `json:"telephoneNumber"` // E.164: "+12052582895"
	OperatorID         string       `json:"operatorId"`
	NumberType         NumberType   `json:"numberType"`
	ActivationState    State        `json:"activationState"`
	Capabilities       parts[Usage] `json:"capabilities"` // what it can be assigned to
	AssignmentStatus   Status       `json:"assignmentStatus"`
	AssignmentTargetID string       `json:"assignmentTargetId"`
	AssignmentCategory State        `json:"assignmentCategory"` // primary, private, alternate
	ISOCountryCode     string       `json:"isoCountryCode"`     // none for Direct Routing: see [Number.Country]
	City               string       `json:"city"`
	NumberSource       State        `json:"numberSource"` // online, on_premises
	PortInStatus       State        `json:"portInStatus"`

	plan judgment
}

func (n *Number) key() string { return n.ID }

func (n *Number) check() error {
	if n.TelephoneNumber == "" {
		return errors.New("has no telephoneNumber")
	}
	return nil
}

// TollFree reports whether the number is toll-free, and whether that is known.
// It comes from the numbering plan; Graph does not say.
func (n Number) TollFree() (tollFree, known bool) { return n.plan.tollFree, n.plan.known }

// Kind returns "toll", "toll_free" or "unknown": see [Number.TollFree].
func (n Number) Kind() string {
	switch {
	case !n.plan.known:
		return "unknown"
	case n.plan.tollFree:
		return "toll_free"
	}
	return "toll"
}

// Country returns the country of the number, in capital letters: that of Graph
// or, as for numbers of Direct Routing, that of the numbering plan. It is empty
// if neither knows it.
func (n Number) Country() string {
	if n.ISOCountryCode != "" {
		return strings.ToUpper(n.ISOCountryCode)
	}
	return n.plan.number.Country.String()
}

// In reports whether the number is one of the country.
func (n Number) In(code country.Code) bool {
	if n.ISOCountryCode != "" {
		return strings.EqualFold(n.ISOCountryCode, code.String())
	}
	return n.plan.in(code)
}

// Free reports whether the number can be assigned: it is activated, and nobody
// has it. Graph does not say whether it is blocked from assignment.
func (n Number) Free() bool {
	return n.AssignmentStatus == Unassigned && n.ActivationState == Activated
}

// Pending reports whether the number is on its way to someone.
func (n Number) Pending() bool { return n.ActivationState == AssignmentPending }

// NumberFilter says which numbers to return; a field with the zero value does not
// restrict them.
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

	// Unjudged are numbers that match except that their prefix does not show
	// whether they are toll-free, which was asked. They are not in Numbers.
	Unjudged []Number
}

const numbersPath = "/admin/teams/telephoneNumberManagement/numberAssignments"

// NumberAssignments returns the phone numbers of the tenant that match f, in
// Graph's order. It requests those of the type, or all; one answer serves all
// callers, whatever else they filter by. It cannot filter by country in Graph,
// which has none for numbers of Direct Routing.
func (c *Client) NumberAssignments(ctx context.Context, f NumberFilter) (NumberList, error) {
	q := query{
		what:       "read the tenant's phone numbers",
		path:       numbersPath,
		parameters: url.Values{"$top": {"1000"}}, // the most that Graph gives at a time
		permission: "TeamsTelephoneNumber.Read.All",
		header:     http.Header{"Prefer": {"include-unknown-enum-members"}},
		fullPage:   500, // what Graph gives where it does not heed $top
	}
	if f.Type != "" {
		q.parameters.Set("$filter", "numberType eq "+quote(camel(f.Type)))
	}
	k, err := c.connect()
	if err != nil {
		return NumberList{}, err
	}
	if !k.environment.HasPhoneNumbers() {
		return NumberList{}, &Error{
			Doing:   q.what,
			Message: fmt.Sprintf("Microsoft Graph has phone numbers in the global cloud only, and environment is %q", k.environment),
			Advice:  "Leave phone numbers out of a configuration for this cloud.",
		}
	}
	if all, ok := c.numbers[""].peek(); ok {
		return f.Select(all), nil
	}
	asked, known := c.numbers[f.Type]
	if !known {
		asked = new(shared[[]Number]) // of a type that Microsoft adds
	}
	numbers, err := asked.get(ctx, func() ([]Number, error) {
		var all []Number
		err := list(ctx, c, q, func(n *Number) error {
			all = append(all, n.Judged())
			return nil
		})
		return all, err
	})
	if err != nil {
		return NumberList{}, err
	}
	return f.Select(numbers), nil
}

// quote writes a string as OData does.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Select returns those of numbers that match f.
func (f NumberFilter) Select(numbers []Number) NumberList {
	var l NumberList
	city := availability.FoldCity(f.City)
	for i := range numbers {
		n := &numbers[i]
		if !f.matches(n) || city != "" && city != availability.FoldCity(n.City) {
			continue
		}
		if f.TollFree != nil {
			tollFree, known := n.TollFree()
			if !known {
				l.Unjudged = append(l.Unjudged, *n)
			}
			if !known || tollFree != *f.TollFree {
				continue
			}
		}
		l.Numbers = append(l.Numbers, *n)
	}
	return l
}

// matches judges all but the city and toll or toll-free.
func (f NumberFilter) matches(n *Number) bool {
	return (f.Country.IsZero() || n.In(f.Country)) &&
		(f.Type == "" || f.Type == n.NumberType) &&
		(f.Status == "" || f.Status == n.AssignmentStatus) &&
		(f.Usage == "" || n.FitsUsage(f.Usage))
}

// FitsUsage reports whether the number can be assigned for the usage: Graph
// must say so, and a user's number must not be toll-free ("What a number may be
// used for", Teams documentation, 2023-01).
func (n Number) FitsUsage(usage Usage) bool {
	if tollFree, _ := n.TollFree(); tollFree && usage == UserUsage {
		return false
	}
	return slices.Contains(n.Capabilities, usage)
}

// ByCountry counts numbers by their country. Numbers without a known country
// are not counted.
func ByCountry(numbers []Number) map[string]int {
	counts := make(map[string]int)
	for _, n := range numbers {
		if code := n.Country(); code != "" {
			counts[code]++
		}
	}
	return counts
}

// NumberCount counts the numbers of one country, city, kind and set of usages.
type NumberCount struct {
	Country string // "" where none is known
	City    string // "" where Graph tells none
	Kind    string // see [Number.Kind]
	Usages  []Usage

	Numbers, Free, Pending int
}

// CountNumbers groups numbers, so that each is in one group. The groups are
// sorted by country, city, kind and usages.
func CountNumbers(numbers []Number) []NumberCount {
	type group struct{ country, city, kind, usages string }
	counts := make(map[group]*NumberCount)
	for i := range numbers {
		n := &numbers[i]
		usages := slices.Clone(n.Capabilities)
		slices.Sort(usages)
		usages = slices.Compact(usages)
		key := group{n.Country(), n.City, n.Kind(), fmt.Sprint(usages)}
		c := counts[key]
		if c == nil {
			c = &NumberCount{Country: key.country, City: key.city, Kind: key.kind, Usages: usages}
			counts[key] = c
		}
		c.Numbers++
		if n.Free() {
			c.Free++
		}
		if n.Pending() {
			c.Pending++
		}
	}
	groups := make([]NumberCount, 0, len(counts))
	for _, c := range counts {
		groups = append(groups, *c)
	}
	slices.SortFunc(groups, func(a, b NumberCount) int {
		return cmp.Or(strings.Compare(a.Country, b.Country), strings.Compare(a.City, b.City), strings.Compare(a.Kind, b.Kind),
			slices.Compare(a.Usages, b.Usages))
	})
	return groups
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

// Require returns an error that says how many numbers are missing if l, which f
// selected, holds fewer than n. If f asks for unassigned numbers, only those
// count that can be assigned: the activated ones.
func (l NumberList) Require(f NumberFilter, n int) error {
	counted, left := l.Numbers, ""
	if f.Status == Unassigned {
		counted = slices.DeleteFunc(slices.Clone(l.Numbers), func(n Number) bool { return !n.Free() })
		if idle := len(l.Numbers) - len(counted); idle > 0 {
			left = fmt.Sprintf(" %s %s not activated.", text.Count(idle, "more number"), text.Verb(idle, "is", "are"))
		}
	}
	have := len(counted)
	if have >= n {
		return nil
	}
	if len(l.Unjudged) > 0 {
		left += fmt.Sprintf(" For %d more, such as %s, it is not known whether they are toll-free.",
			len(l.Unjudged), text.Line(l.Unjudged[0].TelephoneNumber))
	}
	return fmt.Errorf("%d %s are required, and the tenant has %d.%s Get %d more, or take back numbers that are assigned.",
		n, f, have, left, n-have)
}
