package rollout

import (
	"cmp"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// The feature and the status of a violation by a user whose country is not
// known. They are not an [availability.Feature] or an [availability.Status]:
// every user needs a location, so nobody can require it or leave it out.
const (
	UsageLocation = "usage_location"
	Unknown       = "unknown"
)

// User is one user of a rollout.
type User struct {
	Name    string // the user principal name, or whatever names the user; blanks around it do not matter
	Country string // the usage location in any spelling; blank if there is none
	// Features are the identifiers of the features that this user needs. Nil
	// means the features of the rollout; an empty list means that the user
	// needs only a usage location.
	Features []string
	// Postal is the column that Country was read from, if it is or may be the
	// country of an address rather than the usage location.
	Postal string
	// Beside is the value of an attribute country beside the usage location. It
	// decides nothing: see [Evaluation.Contradictions].
	Beside string
}

// Options say what is required of a rollout.
type Options struct {
	Features []availability.Feature // what each user needs who names no features
	Strict   bool                   // a conditional feature counts as missing
	// Organization is the country where the organization buys; the zero Code if
	// it is not known. See [availability.Country.VerdictFor].
	Organization country.Code
	// DefaultLocation is the usage location of users without one; with the zero
	// Code, such a user is a violation.
	DefaultLocation country.Code
	// Plan is the type of Calling Plan of users who need a plan, or a feature
	// of its users, and name no type; zero for any.
	Plan availability.PlanType
	// Numbers say where the phone numbers of users with a Calling Plan come from.
	Numbers NumberSource
	// Agreement is how the organization buys.
	Agreement Agreement
	// KeepNames keeps the name of each user, for [Evaluation.Names] and
	// [Evaluation.Lacking].
	KeepNames bool
	// MaxReady is how many names of users without a violation are kept for
	// [Evaluation.Ready]. If there are more, none is kept.
	MaxReady int
}

// LocationFault is what is wrong with a usage location. The zero LocationFault
// means nothing is.
type LocationFault uint8

// The faults.
const (
	NoLocation      LocationFault = iota + 1 // there is none
	EmptyLocation                            // it is empty beside a country, which is not read then
	UnknownLocation                          // it names no country, or more than one
)

// Cause is why a user cannot have a feature. Users of the same country share a
// Cause, so that its address can be a key when it is converted.
type Cause struct {
	// Fault is what is wrong with the usage location; the fields after Err are
	// then zero. Err says why it names no country; nil if it is blank, or if
	// too many reasons are kept already.
	Fault LocationFault
	Err   error

	Country *availability.Country
	Feature availability.Feature
	Verdict availability.Verdict // for the organization of the rollout

	users int
}

// CountryCode returns the code of the country; the zero Code if the usage
// location names none.
func (c *Cause) CountryCode() country.Code {
	if c.Country == nil {
		return country.Code{}
	}
	return c.Country.Code
}

// FeatureName returns the identifier of the feature, or [UsageLocation].
func (c *Cause) FeatureName() string {
	if c.Fault != 0 {
		return UsageLocation
	}
	return c.Feature.String()
}

// StatusName returns the identifier of the status, or [Unknown].
func (c *Cause) StatusName() string {
	if c.Fault != 0 {
		return Unknown
	}
	return c.Verdict.Status.String()
}

// Violation is one feature that one user cannot have.
type Violation struct {
	User    string
	Country string // as it was given
	*Cause
}

// Evaluation is a rollout, judged user by user. It is not safe for concurrent
// use.
type Evaluation struct {
	snapshot *catalog.Snapshot
	options  Options
	features []availability.Feature // of the options, each once

	users      int
	refused    []refusedUser
	violations int // of all refused users
	sorted     bool

	spellings  map[string]*spelling
	countries  [country.Count]*countryState // nil if no user is
	kinds      map[userKind]int             // how many users there are of each kind
	noLocation Cause                        // of users whose location is blank
	empty      Cause                        // of users with an empty one beside a country
	unresolved []*Cause                     // of users with one that names no country
	own        []availability.Feature
	key        []byte

	postal         string // the first column of an address that a location was read from
	postalUsers    int
	defaulted      int
	contradictions int

	named []namedUser // where names are kept
}

// refusedUser is a user with violations. Users of one kind share the causes.
type refusedUser struct {
	name, country string
	causes        []*Cause
}

// namedUser is a user with what a summary needs.
type namedUser struct {
	name    string
	kind    userKind
	refused bool
}

// userKind is what a summary needs of a user: users of one country who state the
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
	text   string
	state  *countryState // nil if it names no country
	causes []*Cause      // why it does not
}

// countryState is what is known of one country with users.
type countryState struct {
	country *availability.Country
	judged  features
	causes  [availability.FeatureCount]*Cause // nil if the feature is there
	// refusals hold the causes for users who state the same features in the
	// same order; the key has a byte for each feature.
	refusals map[string][]*Cause
}

const (
	// maxSpellings is how many spellings of countries are remembered. It is
	// more than all names of all countries in all languages.
	maxSpellings = 1 << 16
	// maxReasons is how many spellings that name no country get their own
	// reason. If there are more, the column does not hold countries, and a
	// reason for each would only take memory.
	maxReasons = 1000
	// maxRefusals is how many lists of features are remembered in one country.
	maxRefusals = 1 << 10
)

// New begins the evaluation of a rollout. A feature that the options name twice
// counts once.
func New(s *catalog.Snapshot, o Options) *Evaluation {
	e := &Evaluation{
		snapshot:   s,
		options:    o,
		spellings:  make(map[string]*spelling),
		kinds:      make(map[userKind]int),
		noLocation: Cause{Fault: NoLocation},
		empty:      Cause{Fault: EmptyLocation},
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

// ErrNoName says that a user has no name.
var ErrNoName = errors.New("the user has no name")

// Add judges one user. It returns an error for a user without a name or with an
// unknown feature, and leaves the evaluation unchanged. A user without a usage
// location, or with one that names no country, is a violation and not an error.
//
// Add keeps nothing of u itself, so its strings may be parts of a larger text.
func (e *Evaluation) Add(u User) error {
	name := strings.TrimSpace(u.Name)
	if name == "" {
		return ErrNoName
	}
	required, err := e.required(u)
	if err != nil {
		return err
	}
	e.users++
	if u.Postal != "" {
		if e.postalUsers++; e.postal == "" {
			e.postal = strings.Clone(u.Postal)
		}
		if strings.TrimSpace(u.Country) == "0" {
			u.Country = "" // how Active Directory writes that there is no countryCode
		}
	}
	if !e.options.DefaultLocation.IsZero() && country.IsNoLocation(u.Country) {
		u.Country, u.Beside = e.options.DefaultLocation.String(), ""
		e.defaulted++
	}
	s := e.spelling(u.Country)
	causes := s.causes
	var kind userKind
	if s.state != nil {
		if u.Beside != "" && e.contradicts(s.state, u.Beside) {
			e.contradictions++
		}
		kind.code = s.state.country.Code
		for _, f := range required {
			kind.features = kind.features.with(f)
		}
		e.kinds[kind]++
		causes = e.refusal(s.state, required)
	} else if s.causes[0].Fault == NoLocation && !country.IsNoLocation(u.Beside) {
		causes = []*Cause{&e.empty}
	}
	keep := e.options.KeepNames
	if causes == nil && !keep {
		// Names of half a million users are not kept for an answer that is not given.
		if keep = e.ReadyCount() <= e.options.MaxReady; !keep {
			e.named = nil
		}
	}
	if keep || causes != nil {
		name = strings.Clone(name)
	}
	if causes != nil {
		for _, c := range causes {
			c.users++
		}
		e.violations += len(causes)
		e.refused = append(e.refused, refusedUser{name, s.text, causes})
		e.sorted = false
	}
	if keep && s.state != nil {
		e.named = append(e.named, namedUser{name, kind, causes != nil})
	}
	return nil
}

// OwnFeatureError says that a feature of a user's own is none.
type OwnFeatureError struct{ Err error }

func (e *OwnFeatureError) Error() string { return "the features: " + e.Err.Error() }

func (e *OwnFeatureError) Unwrap() error { return e.Err }

// required returns the features that the user states, in order and without
// repetition. It is valid until the next call.
func (e *Evaluation) required(u User) ([]availability.Feature, error) {
	if u.Features == nil {
		return e.features, nil
	}
	var seen features
	e.own = e.own[:0]
	for _, word := range u.Features {
		f, err := availability.ParseFeature(word)
		if err != nil {
			return nil, &OwnFeatureError{err}
		}
		if !seen.contains(f) {
			seen = seen.with(f)
			e.own = append(e.own, f)
		}
	}
	return e.own, nil
}

// refusal returns why a user in a country cannot have all of the features that
// it states and those that follow from them; nil if it can.
func (e *Evaluation) refusal(c *countryState, stated []availability.Feature) []*Cause {
	e.key = e.key[:0]
	for _, f := range stated {
		e.key = append(e.key, byte(f))
	}
	if causes, known := c.refusals[string(e.key)]; known {
		return causes
	}
	var causes []*Cause
	var set features
	for _, f := range stated {
		set = set.with(f)
		if cause := e.cause(c, f); cause != nil {
			causes = append(causes, cause)
		}
	}
	for _, f := range (e.needed(c, set) &^ set).list() {
		if cause := e.cause(c, f); cause != nil {
			causes = append(causes, cause)
		}
	}
	if len(c.refusals) < maxRefusals {
		c.refusals[string(e.key)] = causes
	}
	return causes
}

// needed returns the features that users in a country need who state a set of
// features. With [Options.Plan], a user who needs a Calling Plan and names no
// type needs one of that type. With [Options.Numbers], such a user needs a
// number. If a Calling Plan is missing, what depends on it is missing too and
// not reported again.
func (e *Evaluation) needed(c *countryState, stated features) features {
	all := stated
	if plan := e.options.Plan; plan != 0 && hasPlan(stated) && !ownPlan(stated) && !e.lacksPlan(c, stated) {
		all = all.with(plan.Feature())
	}
	if source := e.options.Numbers.Feature(); source != 0 && hasPlan(all) && !e.lacksPlan(c, all) {
		all = all.with(source)
	}
	return all
}

// ofPlanUsers are the features that only users with a Calling Plan need: the
// plan, its types, and the features of its users. Shared Calling serves users
// without a plan.
var ofPlanUsers = func() (set features) {
	for _, f := range availability.Features() {
		if f == availability.CallingPlan || f != availability.SharedCalling && slices.Contains(f.Needs(), availability.CallingPlan) {
			set = set.with(f)
		}
	}
	return set
}()

// hasPlan reports whether the features are those of a user with a Calling Plan.
func hasPlan(set features) bool { return set&ofPlanUsers != 0 }

// lacksPlan reports whether a country lacks a Calling Plan of the set or, if
// none is sold, a feature of its users.
func (e *Evaluation) lacksPlan(c *countryState, set features) bool {
	sold := e.verdict(c.country, availability.CallingPlan).Status.Available()
	for _, f := range (set & ofPlanUsers).list() {
		if (f == availability.CallingPlan || f.PlanType() != 0 || !sold) && e.cause(c, f) != nil {
			return true
		}
	}
	return false
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
		return &spelling{text: written, causes: []*Cause{e.noLocationCause(written)}}
	}
	code, found := country.Find(written)
	if !found {
		return &spelling{text: written, causes: []*Cause{e.unresolvedCause(written)}}
	}
	return &spelling{text: written, state: e.state(code)}
}

// state returns what is known of a country.
func (e *Evaluation) state(code country.Code) *countryState {
	c := e.countries[code.Index()]
	if c == nil {
		c = &countryState{country: e.snapshot.Country(code), refusals: make(map[string][]*Cause)}
		e.countries[code.Index()] = c
	}
	return c
}

// contradicts reports whether the value beside a usage location names another
// country.
func (e *Evaluation) contradicts(c *countryState, beside string) bool {
	if s := e.spellings[beside]; s != nil {
		return s.state != nil && s.state != c
	}
	code, found := country.Find(beside)
	return found && code != c.country.Code
}

// noLocationCause returns why a user without a usage location cannot be judged: it
// is blank, or a word such as "N/A" stands for none.
func (e *Evaluation) noLocationCause(written string) *Cause {
	if strings.TrimSpace(written) == "" || len(e.spellings) >= maxReasons {
		return &e.noLocation
	}
	return &Cause{Fault: NoLocation, Err: &country.NotFoundError{Input: written, NoLocation: true}}
}

// unresolvedCause returns why a user with a spelling that names no country
// cannot be judged. It searches for near names only as often as a person would
// read them: the search is slow, and a list may have a wrong column.
func (e *Evaluation) unresolvedCause(written string) *Cause {
	if len(e.unresolved) > maxReasons {
		return e.unresolved[maxReasons]
	}
	cause := &Cause{Fault: UnknownLocation}
	if len(e.unresolved) < maxReasons {
		_, cause.Err = country.Resolve(written)
	}
	e.unresolved = append(e.unresolved, cause)
	return cause
}

// cause returns why a feature is missing in a country; nil if it is there.
func (e *Evaluation) cause(c *countryState, f availability.Feature) *Cause {
	if c.judged.contains(f) {
		return c.causes[f.Index()]
	}
	c.judged = c.judged.with(f)
	v := c.country.VerdictFor(f, e.options.Organization)
	if v.Satisfies(e.options.Strict) || f == availability.CommunicationsCredits && e.options.Agreement.BillsAfterUse() {
		return nil
	}
	c.causes[f.Index()] = &Cause{Country: c.country, Feature: f, Verdict: v}
	return c.causes[f.Index()]
}

// UserCount returns how many users were added.
func (e *Evaluation) UserCount() int { return e.users }

// RefusedCount returns how many users have a violation.
func (e *Evaluation) RefusedCount() int { return len(e.refused) }

// ReadyCount returns how many users have no violation.
func (e *Evaluation) ReadyCount() int { return e.users - len(e.refused) }

// ViolationCount returns how many violations there are.
func (e *Evaluation) ViolationCount() int { return e.violations }

// Violations returns what is wrong, sorted by user and, for one user, in the
// order of the features.
func (e *Evaluation) Violations() iter.Seq[Violation] {
	if !e.sorted {
		slices.SortStableFunc(e.refused, func(a, b refusedUser) int { return strings.Compare(a.name, b.name) })
		e.sorted = true
	}
	return func(yield func(Violation) bool) {
		for _, u := range e.refused {
			for _, c := range u.causes {
				if !yield(Violation{u.name, u.country, c}) {
					return
				}
			}
		}
	}
}

// Ready returns the users without a violation and their countries, in the order
// in which they were added; none if there are more than [Options.MaxReady].
func (e *Evaluation) Ready() iter.Seq2[string, country.Code] {
	return func(yield func(string, country.Code) bool) {
		if e.ReadyCount() > e.options.MaxReady {
			return
		}
		for _, u := range e.named {
			if !u.refused && !yield(u.name, u.kind.code) {
				return
			}
		}
	}
}

// PostalUsers returns how many users have a location that was read from a column
// of addresses, and the first such column.
func (e *Evaluation) PostalUsers() (count int, column string) { return e.postalUsers, e.postal }

// Defaulted returns how many users are judged by [Options.DefaultLocation].
func (e *Evaluation) Defaulted() int { return e.defaulted }

// Contradictions returns how many users have another country beside their usage
// location. The usage location decides.
func (e *Evaluation) Contradictions() int { return e.contradictions }

// Group is every violation of one kind.
type Group struct {
	Fault     LocationFault        // what is wrong with the usage locations, or
	Feature   availability.Feature // the feature that is missing, and
	Status    availability.Status  // its status
	UserCount int
	Countries []CountryUsers  // sorted by their users, most first; nil for a fault
	Locations []LocationUsers // sorted by their users, most first; nil for a feature
}

// LocationUsers is who has one spelling of a usage location that names no country.
type LocationUsers struct {
	*Cause
	UserCount int
	Users     []string // the first
}

// CountryUsers is how many users of a country are concerned.
type CountryUsers struct {
	*Cause
	UserCount int
}

// Groups returns the violations by kind: first the users whose country is not
// known, then each feature, in the order of the documentation page, and within
// it each status, worst first. Each spelling of a fault of locations comes with at
// most a number of users.
func (e *Evaluation) Groups(maxUsers int) []Group {
	groups := []Group{}
	for _, fault := range []LocationFault{NoLocation, EmptyLocation, UnknownLocation} {
		g := Group{Fault: fault}
		at := make(map[*Cause]int)
		for v := range e.Violations() {
			if v.Fault != fault {
				continue
			}
			g.UserCount++
			i, seen := at[v.Cause]
			if !seen {
				i = len(g.Locations)
				at[v.Cause] = i
				g.Locations = append(g.Locations, LocationUsers{Cause: v.Cause, UserCount: v.users})
			}
			if l := &g.Locations[i]; len(l.Users) < maxUsers {
				l.Users = append(l.Users, v.User)
			}
		}
		if g.UserCount > 0 {
			slices.SortStableFunc(g.Locations, func(a, b LocationUsers) int { return cmp.Compare(b.UserCount, a.UserCount) })
			groups = append(groups, g)
		}
	}
	for _, f := range availability.Features() {
		for _, status := range []availability.Status{availability.Unlisted, availability.Unavailable, availability.Conditional} {
			if g := e.group(f, status); g.Countries != nil {
				groups = append(groups, g)
			}
		}
	}
	return groups
}

// group returns the violations of one feature with one status.
func (e *Evaluation) group(f availability.Feature, status availability.Status) Group {
	g := Group{Feature: f, Status: status}
	for _, c := range e.countries {
		if c == nil {
			continue
		}
		if cause := c.causes[f.Index()]; cause != nil && cause.Verdict.Status == status && cause.users > 0 {
			g.UserCount += cause.users
			g.Countries = append(g.Countries, CountryUsers{cause, cause.users})
		}
	}
	slices.SortStableFunc(g.Countries, func(a, b CountryUsers) int { return cmp.Compare(b.UserCount, a.UserCount) })
	return g
}
