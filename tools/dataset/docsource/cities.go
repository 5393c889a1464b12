package docsource

import (
	_ "embed" // the spellings
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
)

// cityList is a list of cities as a page has it.
type cityList struct {
	line          int
	names         []string // as they stand in the page
	onRequest     []bool
	otherCities   bool
	nonGeographic bool
	conditions    availability.Conditions
}

//go:embed spellings.txt
var spellingsFile string

// spellings maps the name of a city or state as a page has it to the one it goes
// by.
var spellings = sync.OnceValue(func() map[string]string {
	names := make(map[string]string)
	for line := range strings.Lines(spellingsFile) {
		line, _, _ = strings.Cut(line, "#")
		if page, name, ok := strings.Cut(line, "="); ok {
			names[strings.TrimSpace(page)] = strings.TrimSpace(name)
		}
	}
	return names
})

// cities reads a list of cities. What comes with a city stands in brackets
// after it or on the next line.
func (p *Page) cities(fact string, cell []segment) (*cityList, bool) {
	list := &cityList{line: cell[0].line}
	items := slices.ContainsFunc(cell, func(s segment) bool { return s.item })
	said := make(map[meaning]bool)
	for _, s := range cell {
		if s.item && strings.ContainsRune(s.text, markAdvice) {
			p.problem(s.line, s.text, "a list that is not closed", fact)
			return nil, false
		}
		name, tokens, ok := p.city(fact, s, items)
		if !ok {
			return nil, false
		}
		here := make(map[meaning]bool)
		for _, t := range tokens {
			here[t.meaning] = true
		}
		switch {
		case name != "":
			list.names = append(list.names, name)
			list.onRequest = append(list.onRequest, here[onRequest])
			delete(here, onRequest)
		case here[otherCities] && here[onRequest]:
			list.otherCities = true
			continue
		case s.item && !here[otherCities]:
			p.problem(s.line, s.text, "a list item that is no city", fact)
			return nil, false
		}
		for m := range here {
			said[m] = true
		}
	}
	for m := range said {
		switch m {
		case yes, no, notApplicable, skip:
		case nonGeographic:
			list.nonGeographic = true
		case domesticOrgs:
			list.conditions = list.conditions.With(availability.DomesticOrganizationsOnly)
		default:
			p.problem(list.line, textOfSegments(cell), "the answer does not fit the question: "+string(m), fact)
			return nil, false
		}
	}
	negative := said[no] || said[notApplicable] || list.nonGeographic
	switch {
	case negative && len(list.names) > 0:
		p.problem(list.line, textOfSegments(cell), "the answer names cities and says that there are none", fact)
		return nil, false
	case said[yes] && len(list.names) == 0,
		!negative && len(list.names) == 0 && !list.otherCities:
		p.problem(list.line, textOfSegments(cell), "the answer names no city and does not say that there is none", fact)
		return nil, false
	}
	return list, true
}

// city reads one segment: a name, and what is said of it. The name is empty
// where the segment has none. Where there is a list, only its items have names.
func (p *Page) city(fact string, s segment, list bool) (name string, tokens []token, ok bool) {
	tokens, rest := p.lang.consume(s.text)
	if rest == "" || strings.ContainsRune(s.text, markAdvice) || list && !s.item {
		tokens, ok = p.lookUp(fact, s)
		return "", tokens, ok
	}
	if slices.ContainsFunc(tokens, func(t token) bool { return t.meaning != yes && t.meaning != skip }) {
		p.problem(s.line, s.text, "not understood in "+p.Language+" ("+fact+")", fact)
		return "", nil, false
	}
	name = s.text[len(s.text)-len(restOf(s.text, rest)):]
	if at := strings.IndexFunc(name, func(r rune) bool { return r == '(' || r == '（' || isMark(r) }); at > 0 {
		after, unknown := p.lang.consume(name[at:])
		switch {
		case unknown == "":
			tokens = append(tokens, after...)
			name = name[:at]
		case strings.ContainsFunc(name, isMark):
			p.problem(s.line, unknown, "not understood in "+p.Language+" ("+fact+")", fact)
			return "", nil, false
		}
	}
	name = strings.TrimSpace(strings.TrimRight(name, " .:,;。"))
	if !p.translate {
		for part := range strings.SplitSeq(name, ", ") {
			if !validName(part) {
				p.problem(s.line, s.text, "neither an answer nor the name of a city ("+fact+")", fact)
				return "", nil, false
			}
		}
	}
	for _, t := range tokens {
		if t.country != "" && !p.namesThisCountry(t.country) {
			p.problem(s.line, t.text, "the page is about "+p.Country.Name()+", and this names another country", fact)
			return "", nil, false
		}
	}
	return name, tokens, true
}

// restOf returns the end of text that is rest once normalized. A page's text
// differs from the normalized one in case and width only, so that it has as
// many words.
func restOf(text, rest string) string {
	words := len(strings.Fields(rest))
	for i := len(text); i > 0 && words > 0; {
		at := strings.LastIndexByte(strings.TrimRight(text[:i], " "), ' ')
		words--
		i = at
		if words == 0 {
			return text[at+1:]
		}
	}
	return text
}

func (p *Page) numberAssignment(cell []segment) {
	list, ok := p.cities(factNumberAssignment, cell)
	if !ok {
		return
	}
	switch {
	case len(list.names) > 0:
		p.auto = list
	case list.nonGeographic:
		p.setAssignment(list.line, availability.NonGeographicAssignment, nil)
	default:
		p.setAssignment(list.line, availability.NoAssignment, nil)
	}
}

func (p *Page) setAssignment(line int, kind availability.Assignment, cities []string) {
	p.set(factNumberAssignment, line, kind.String()+" "+strings.Join(cities, ", "), func(c *availability.Country) {
		c.AudioConferencing.NumberAssignment, c.AudioConferencing.AutoAssignedCities = kind, cities
	})
}

func (p *Page) tollCities(cell []segment) {
	if list, ok := p.cities(factTollCities, cell); ok {
		p.toll = list
	}
}

// nameCities gives the cities their names: those of the page itself, or, for a
// translated page, those of base by their place in the list. Base may be nil.
func (p *Page) nameCities(base *availability.Country) {
	if list := p.auto; list != nil {
		var names []string
		if base != nil {
			names = base.AudioConferencing.AutoAssignedCities
		}
		if cities, ok := p.matched(factNumberAssignment, list, names); ok {
			p.setAssignment(list.line, availability.CityAssignment, cities)
		}
	}
	list := p.toll
	if list == nil {
		return
	}
	var cities []availability.City
	if p.translate {
		if base != nil {
			cities = slices.Clone(base.ServiceNumbers.Toll.Cities)
		}
		names := make([]string, len(cities))
		for i, c := range cities {
			names[i] = c.Name
		}
		if _, ok := p.matched(factTollCities, list, names); !ok {
			return
		}
	} else {
		for _, name := range list.names {
			city := availability.City{Name: name}
			if state, inState, ok := strings.Cut(name, ", "); ok {
				city = availability.City{Name: inState, State: spelled(state)}
			}
			city.Name = spelled(city.Name)
			cities = append(cities, city)
		}
	}
	for i := range cities {
		cities[i].OnRequest = list.onRequest[i]
	}
	p.set(factTollCities, list.line, list.value(cities), func(c *availability.Country) {
		t := &c.ServiceNumbers.Toll
		t.Cities, t.Geographic, t.OtherCitiesOnRequest = slices.Clone(cities), len(cities) > 0, list.otherCities
		t.Conditions = list.conditions
		if list.nonGeographic {
			t.Conditions = t.Conditions.With(availability.NonGeographicOnly)
		}
	})
}

// value writes the list with the names that its cities have been given.
func (l *cityList) value(cities []availability.City) string {
	var parts []string
	for _, c := range cities {
		name := c.String()
		if c.OnRequest {
			name += " on request"
		}
		parts = append(parts, name)
	}
	if l.otherCities {
		parts = append(parts, "others on request")
	}
	if l.nonGeographic {
		parts = append(parts, "non-geographic")
	}
	parts = append(parts, l.conditions.Names()...)
	if parts == nil {
		return "none"
	}
	return strings.Join(parts, "; ")
}

// matched returns the names of the cities in a list: the page's own, or for a
// translated page those given, where there are as many.
func (p *Page) matched(fact string, list *cityList, given []string) ([]string, bool) {
	if !p.translate {
		names := make([]string, len(list.names))
		for i, name := range list.names {
			names[i] = spelled(name)
		}
		return names, true
	}
	if len(given) == len(list.names) {
		return slices.Clone(given), true
	}
	p.problem(list.line, strings.Join(list.names, ", "), fmt.Sprintf(
		"the page names %d cities in %s, and %d are known by their English names (--base, or English pages)",
		len(list.names), p.Language, len(given)), fact)
	return nil, false
}

func spelled(name string) string {
	if better, ok := spellings()[name]; ok {
		return better
	}
	return name
}
