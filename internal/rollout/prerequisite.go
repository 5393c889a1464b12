package rollout

import (
	"maps"
	"slices"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// Prerequisite is what must be bought or set up before features of a rollout
// work.
type Prerequisite struct {
	Feature availability.Feature
	// Step is what must be done once before the organization gets the feature.
	// Feature and the fields after Countries are then zero.
	Step string
	// Alternatives are features that serve instead of Feature; nil if none
	// does. An auto attendant or a call queue needs one service number, either
	// toll or toll-free.
	Alternatives []availability.Feature
	NeededFor    []availability.Feature // in the order of the documentation page
	Countries    []country.Code         // of the users who need it, sorted
	UserCount    int                    // of these
	// BilledAfterUse is whether there are no Communications Credits to buy,
	// because the organization's agreement bills calls after use.
	BilledAfterUse bool
	// JudgedIn is the organization's country for Communications Credits, if
	// known; zero if each user's own country counts.
	JudgedIn country.Code
	// UnavailableIn are the countries in which neither it nor an alternative is
	// available; nil if there are none.
	UnavailableIn []country.Code
	// Affected is how many of the users need it where it is not available.
	Affected int
}

// serviceNumbers are the two kinds of service numbers, either of which will do.
var serviceNumbers = []availability.Feature{availability.TollNumber, availability.TollFreeNumber}

// Prerequisites returns what the features of the users need first, in the order
// of the features of the documentation page. A feature that is not available
// has no prerequisites: it is a violation. Steps come last.
//
// Phone System and service numbers are judged in the user's country. The
// organization buys Communications Credits in its own country; if that is not
// known, they are judged in the user's country too. A prerequisite that is
// conditional is available, strict or not. If only toll-free numbers are
// available for an auto attendant, the credits that these need are a
// prerequisite of the auto attendant too.
//
// Source: Microsoft Teams documentation, "Set up Communications Credits for
// your organization" and "Plan for auto attendants and call queues", snapshots
// 2021-08 and 2023-01; what needs what: [availability.Country.Prerequisites].
func (e *Evaluation) Prerequisites() []Prerequisite {
	organization := e.options.Organization
	var found [availability.FeatureCount]struct {
		neededFor features
		users     [country.Count]int
	}
	for kind, users := range e.kinds {
		c := e.snapshot.Country(kind.code)
		var first features
		for _, f := range e.needed(e.state(kind.code), kind.features).list() {
			if !e.verdict(c, f).Status.Available() {
				continue
			}
			for _, needed := range e.firstNeeds(c, f) {
				first = first.with(needed)
				found[needed.Index()].neededFor = found[needed.Index()].neededFor.with(f)
			}
		}
		for _, needed := range first.list() {
			found[needed.Index()].users[kind.code.Index()] += users
		}
	}
	list := []Prerequisite{}
	for _, f := range availability.Features() {
		one := found[f.Index()]
		if one.neededFor == 0 {
			continue
		}
		p := Prerequisite{Feature: f, NeededFor: one.neededFor.list()}
		if f == serviceNumbers[0] {
			p.Alternatives = serviceNumbers[1:]
		}
		for _, code := range country.Codes() {
			if users := one.users[code.Index()]; users > 0 {
				p.UserCount += users
				p.Countries = append(p.Countries, code)
			}
		}
		judged := p.Countries
		switch {
		case f != availability.CommunicationsCredits:
		case e.options.Agreement.BillsAfterUse():
			p.BilledAfterUse, judged = true, nil
		case !organization.IsZero():
			p.JudgedIn = organization
			judged = []country.Code{organization}
		}
		for _, code := range judged {
			if !e.isAvailable(code, p) {
				p.UnavailableIn = append(p.UnavailableIn, code)
				p.Affected += one.users[code.Index()]
			}
		}
		if !p.JudgedIn.IsZero() && p.UnavailableIn != nil {
			p.Affected = p.UserCount
		}
		list = append(list, p)
	}
	return append(list, e.steps()...)
}

// steps returns what the organization must do once.
func (e *Evaluation) steps() []Prerequisite {
	neededFor := make(map[string]features)
	users := make(map[string]*[country.Count]int)
	for kind, count := range e.kinds {
		c := e.snapshot.Country(kind.code)
		steps := make(map[string]bool)
		for _, f := range e.needed(e.state(kind.code), kind.features).list() {
			if !e.verdict(c, f).Status.Available() {
				continue
			}
			for _, step := range c.Steps(f) {
				neededFor[step] = neededFor[step].with(f)
				steps[step] = true
			}
		}
		for step := range steps {
			if users[step] == nil {
				users[step] = new([country.Count]int)
			}
			users[step][kind.code.Index()] += count
		}
	}
	var list []Prerequisite
	for _, step := range slices.Sorted(maps.Keys(neededFor)) {
		p := Prerequisite{Step: step, NeededFor: neededFor[step].list()}
		for _, code := range country.Codes() {
			if n := users[step][code.Index()]; n > 0 {
				p.UserCount += n
				p.Countries = append(p.Countries, code)
			}
		}
		list = append(list, p)
	}
	return list
}

// firstNeeds returns what a feature needs in a country, with the first of the
// service numbers for the choice between them where the organization has one.
func (e *Evaluation) firstNeeds(c *availability.Country, f availability.Feature) []availability.Feature {
	needs := c.Prerequisites(f)
	closed := func(need availability.Feature) bool {
		return slices.Contains(serviceNumbers, need) && !e.verdict(c, need).Status.Available()
	}
	if slices.ContainsFunc(needs, func(need availability.Feature) bool { return slices.Contains(serviceNumbers, need) && !closed(need) }) {
		needs = slices.DeleteFunc(needs, closed)
	}
	switch toll, tollFree := slices.Contains(needs, serviceNumbers[0]), slices.Index(needs, serviceNumbers[1]); {
	case toll && tollFree >= 0:
		return slices.Delete(needs, tollFree, tollFree+1)
	case tollFree >= 0:
		needs[tollFree] = serviceNumbers[0]
		return append(needs, c.Prerequisites(serviceNumbers[1])...)
	}
	return needs
}

// isAvailable reports whether there is what an auto attendant or any other feature
// needs: itself, or one of the alternatives.
func (e *Evaluation) isAvailable(code country.Code, p Prerequisite) bool {
	c := e.snapshot.Country(code)
	if p.Feature == serviceNumbers[0] {
		return slices.ContainsFunc(serviceNumbers, func(kind availability.Feature) bool {
			return c.ServesVoiceApplications(kind) && e.verdict(c, kind).Status.Available()
		})
	}
	return e.verdict(c, p.Feature).Status.Available()
}
