package rollout

import (
	"slices"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// Prerequisite is what has to be bought or set up before features of a rollout
// work.
type Prerequisite struct {
	Feature availability.Feature
	// Alternatives will do in place of Feature; nil where nothing else will.
	// An auto attendant or a call queue needs one service number, and it does
	// not matter whether it is a toll or a toll-free one.
	Alternatives []availability.Feature
	NeededFor    []availability.Feature // in the order of the documentation page
	Countries    []country.Code         // of the users who need it, sorted
	UserCount    int                    // of these
	// JudgedIn is the organization's country for Communications Credits, where
	// it is known; zero where each user's own country counts.
	JudgedIn country.Code
	// UnavailableIn are the countries that it was judged in and cannot be had
	// in, neither itself nor an alternative; nil where there are none.
	UnavailableIn []country.Code
	// Affected is how many of the users need it where it cannot be had.
	Affected int
}

// serviceNumbers are the two kinds of service numbers, either of which will do.
var serviceNumbers = []availability.Feature{availability.TollNumber, availability.TollFreeNumber}

// Prerequisites returns what has to be there first for what the users need, in
// the order of the features of the documentation page. What cannot be had
// anyway has no prerequisite: it is a violation. The organization is the
// country where the organization is, or the zero Code where it is not known.
//
// Phone System and service numbers are judged where the user is.
// Communications Credits are bought by the organization, where the
// organization is; where that is not known, they are judged where the user is
// too. A prerequisite that is conditional can be had, strict or not. Where
// only toll-free numbers can be had for an auto attendant, the credits that
// these need are a prerequisite of the auto attendant too.
//
// Source: Microsoft Teams documentation, "Set up Communications Credits for
// your organization" and "Plan for auto attendants and call queues", snapshots
// 2021-08 and 2023-01; what needs what: [availability.Country.Prerequisites].
func (e *Evaluation) Prerequisites(organization country.Code) []Prerequisite {
	var found [availability.FeatureCount]struct {
		neededFor features
		users     [country.Count]int
	}
	for kind, users := range e.kinds {
		c := e.snapshot.Country(kind.code)
		var first features
		for _, f := range kind.features.list() {
			for _, needed := range firstNeeds(c, f) {
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
		if f == availability.CommunicationsCredits && !organization.IsZero() {
			p.JudgedIn = organization
			judged = []country.Code{organization}
		}
		for _, code := range judged {
			if !e.canBeHad(code, p) {
				p.UnavailableIn = append(p.UnavailableIn, code)
				p.Affected += one.users[code.Index()]
			}
		}
		if !p.JudgedIn.IsZero() && p.UnavailableIn != nil {
			p.Affected = p.UserCount
		}
		list = append(list, p)
	}
	return list
}

// firstNeeds returns what a feature needs in a country, with the first of the
// service numbers for the choice between them.
func firstNeeds(c *availability.Country, f availability.Feature) []availability.Feature {
	needs := c.Prerequisites(f)
	switch toll, tollFree := slices.Contains(needs, serviceNumbers[0]), slices.Index(needs, serviceNumbers[1]); {
	case toll && tollFree >= 0:
		return slices.Delete(needs, tollFree, tollFree+1)
	case tollFree >= 0:
		needs[tollFree] = serviceNumbers[0]
		return append(needs, c.Prerequisites(serviceNumbers[1])...)
	}
	return needs
}

// canBeHad reports whether there is what an auto attendant or any other feature
// needs: itself, or one of the alternatives.
func (e *Evaluation) canBeHad(code country.Code, p Prerequisite) bool {
	c := e.snapshot.Country(code)
	if p.Feature == serviceNumbers[0] {
		return slices.ContainsFunc(serviceNumbers, c.ServesVoiceApplications)
	}
	return c.Verdict(p.Feature).Status.Available()
}
