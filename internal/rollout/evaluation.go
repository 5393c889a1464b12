package rollout

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// The feature and the status of a violation by a user whose country is not
// known. They are no [availability.Feature] and no [availability.Status]: a
// user cannot do without a location, so it cannot be required or left out.
const (
	UsageLocation = "usage_location"
	Unknown       = "unknown"
)

// User is one user of a rollout.
type User struct {
	Name    string // the user principal name, or whatever names the user
	Country string // the usage location in any spelling; blank where there is none
	// Features are the identifiers of what this user needs. Nil stands for the
	// features of the rollout; an empty list means that the user needs nothing
	// but a usage location.
	Features []string
}

// Options say what is required of a rollout.
type Options struct {
	Features []availability.Feature // what each user needs who names no features
	Strict   bool                   // a conditional feature counts as missing
	// KeepNames keeps the name of each user, for [Evaluation.Lacking].
	KeepNames bool
}

// Cause is why a user cannot have a feature. Users of the same country share
// it, so that its address can serve as a key where it is turned into something
// else.
type Cause struct {
	CountryCode string // empty where the usage location names no country
	Feature     string // a feature, or [UsageLocation]
	Status      string // a status, or [Unknown]
	Conditions  []string
	Reason      string // one sentence

	users int
}

// Violation is one feature that one user cannot have.
type Violation struct {
	User    string
	Country string // as it was given
	*Cause

	order int
}

// Evaluation is a rollout, judged user by user. It is not safe for concurrent
// use.
type Evaluation struct {
	snapshot *catalog.Snapshot
	features []availability.Feature
	strict   bool

	users      int
	violations []Violation
	sorted     bool

	spellings  map[string]*spelling
	countries  [country.Count]*countryState // nil where no user is
	kinds      map[userKind]int             // how many users there are of each kind
	unnamed    Cause                        // of users without a location
	unresolved []*Cause                     // of users with one that names no country
	own        []availability.Feature

	keepNames bool
	named     []namedUser // where names are kept
}

// namedUser is a user with what a summary needs.
type namedUser struct {
	name string
	kind userKind
}

// userKind is what a summary needs of a user: users of one country who need the
// same features are of one kind.
type userKind struct {
	code     country.Code
	features features
}

// features is a set of features.
type features uint64

// A set has a bit for each feature; this does not compile where it has not.
const _ = uint(64 - availability.FeatureCount)

func (s features) contains(f availability.Feature) bool { return s&(1<<f.Index()) != 0 }

func (s features) with(f availability.Feature) features { return s | 1<<f.Index() }

// list returns the features of the set in the order of the documentation page.
func (s features) list() []availability.Feature {
	var list []availability.Feature
	for _, f := range availability.Features() {
		if s.contains(f) {
			list = append(list, f)
		}
	}
	return list
}

// spelling is one spelling of a country, with what it means.
type spelling struct {
	text  string
	state *countryState // nil where it names no country
	cause *Cause        // why it does not
}

// countryState is what is known of one country with users.
type countryState struct {
	country *availability.Country
	judged  features
	causes  [availability.FeatureCount]*Cause // nil where the feature is there
}

const (
	// maxSpellings is how many spellings of countries are remembered. All
	// names of all countries in all languages are fewer.
	maxSpellings = 1 << 16
	// maxReasons is how many spellings that name no country get a reason of
	// their own. Where there are more, the column is not one of countries, and
	// a reason for each would only take memory.
	maxReasons = 1000
)

// New begins the evaluation of a rollout. A feature that stands in the options
// twice counts once.
func New(s *catalog.Snapshot, o Options) *Evaluation {
	e := &Evaluation{
		snapshot:  s,
		strict:    o.Strict,
		keepNames: o.KeepNames,
		spellings: make(map[string]*spelling),
		kinds:     make(map[userKind]int),
		unnamed:   Cause{Feature: UsageLocation, Status: Unknown, Conditions: []string{}, Reason: "The user has no usage location."},
	}
	var seen features
	for _, f := range o.Features {
		if !seen.contains(f) {
			seen = seen.with(f)
			e.features = append(e.features, f)
		}
	}
	return e
}

// Add judges one user. The error, for a user without a name or with an unknown
// feature of its own, leaves the evaluation as it was. A user without a usage
// location, or with one that names no country, is a violation and no error.
//
// Add keeps nothing of u itself, so that its strings may be parts of a larger text.
func (e *Evaluation) Add(u User) error {
	if u.Name == "" {
		return errors.New("the user has no name")
	}
	required, err := e.required(u)
	if err != nil {
		return err
	}
	e.users++
	s := e.spelling(u.Country)
	if s.cause != nil {
		e.addViolation(u, s, s.cause)
		return nil
	}
	var set features
	for _, f := range required {
		set = set.with(f)
		if cause := e.cause(s.state, f); cause != nil {
			e.addViolation(u, s, cause)
		}
	}
	kind := userKind{s.state.country.Code, set}
	e.kinds[kind]++
	if e.keepNames {
		e.named = append(e.named, namedUser{strings.Clone(u.Name), kind})
	}
	return nil
}

// required returns what the user needs, in order and without repetition. It is
// valid until the next call.
func (e *Evaluation) required(u User) ([]availability.Feature, error) {
	if u.Features == nil {
		return e.features, nil
	}
	var seen features
	e.own = e.own[:0]
	for _, word := range u.Features {
		f, err := availability.ParseFeature(word)
		if err != nil {
			return nil, fmt.Errorf("the features of user %s: %w", text.Quote(u.Name), err)
		}
		if !seen.contains(f) {
			seen = seen.with(f)
			e.own = append(e.own, f)
		}
	}
	return e.own, nil
}

func (e *Evaluation) addViolation(u User, s *spelling, cause *Cause) {
	cause.users++
	name := u.Name
	if n := len(e.violations); n > 0 && e.violations[n-1].User == name {
		name = e.violations[n-1].User
	} else {
		name = strings.Clone(name)
	}
	e.violations = append(e.violations, Violation{User: name, Country: s.text, Cause: cause, order: len(e.violations)})
	e.sorted = false
}

// spelling returns what a text means as a country. Users repeat the same few
// spellings, so each is resolved once.
func (e *Evaluation) spelling(written string) *spelling {
	if s := e.spellings[written]; s != nil {
		return s
	}
	s := e.resolve(strings.Clone(written))
	if len(e.spellings) < maxSpellings {
		e.spellings[s.text] = s
	}
	return s
}

func (e *Evaluation) resolve(written string) *spelling {
	if country.IsNoLocation(written) {
		return &spelling{text: written, cause: &e.unnamed}
	}
	code, found := country.Find(written)
	if !found {
		return &spelling{text: written, cause: e.unresolvedCause(written)}
	}
	c := e.countries[code.Index()]
	if c == nil {
		c = &countryState{country: e.snapshot.Country(code)}
		e.countries[code.Index()] = c
	}
	return &spelling{text: written, state: c}
}

// unresolvedCause returns why a user with a spelling that names no country
// cannot be judged. Near names are looked for only as often as a person would
// read them: the look is slow, and a list may have a wrong column.
func (e *Evaluation) unresolvedCause(written string) *Cause {
	if len(e.unresolved) > maxReasons {
		return e.unresolved[maxReasons]
	}
	reason := "The usage location names no country or region."
	if len(e.unresolved) < maxReasons {
		if _, err := country.Resolve(written); err != nil {
			reason = text.Sentence(err.Error())
		}
	}
	cause := &Cause{Feature: UsageLocation, Status: Unknown, Conditions: []string{}, Reason: reason}
	e.unresolved = append(e.unresolved, cause)
	return cause
}

// cause returns why a feature is missing in a country; nil where it is there.
func (e *Evaluation) cause(c *countryState, f availability.Feature) *Cause {
	if c.judged.contains(f) {
		return c.causes[f.Index()]
	}
	c.judged = c.judged.with(f)
	v := c.country.Verdict(f)
	if v.Satisfies(e.strict) {
		return nil
	}
	c.causes[f.Index()] = &Cause{
		CountryCode: c.country.Code.String(),
		Feature:     f.String(),
		Status:      v.Status.String(),
		Conditions:  v.Conditions.Names(),
		Reason:      message.Reason(c.country, f, message.Options{}),
	}
	return c.causes[f.Index()]
}

// UserCount returns how many users were added.
func (e *Evaluation) UserCount() int { return e.users }

// Violations returns what is wrong, sorted by user and, for one user, in the
// order of the features; never nil. It is not to be changed.
func (e *Evaluation) Violations() []Violation {
	if !e.sorted {
		slices.SortFunc(e.violations, func(a, b Violation) int {
			return cmp.Or(strings.Compare(a.User, b.User), cmp.Compare(a.order, b.order))
		})
		for i := range e.violations {
			e.violations[i].order = i
		}
		e.sorted = true
	}
	if e.violations == nil {
		return []Violation{}
	}
	return e.violations
}
