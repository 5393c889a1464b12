package docsource

import (
	_ "embed" // the spellings
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/city"
)

// listOf returns the items of a cell's list, and the text before them.
func listOf(cell []segment) (items []segment, introduction string) {
	var before []segment
	for _, s := range cell {
		switch {
		case s.item:
			items = append(items, s)
		case items == nil:
			before = append(before, s)
		}
	}
	return items, textOfSegments(before)
}

// afterList returns the text after a cell's list, less links.
func afterList(cell []segment) []segment {
	var after []segment
	items := false
	for _, s := range cell {
		items = items || s.item
		if items && !s.item && len(s.links) == 0 {
			after = append(after, s)
		}
	}
	return after
}

var (
	// numberPattern is a number, with or without a mark between thousands.
	numberPattern = regexp.MustCompile(`\d{1,3}(?:[.,'’٬ \x{A0}\x{202F}]\d{3})+\b|\d+`)
	// quotationKind begins a quotation: "[!NOTE]".
	quotationKind = regexp.MustCompile(`^\[!\w+\]\s*`)
	// pathOnly is a paragraph that is nothing but the path of another page.
	pathOnly = regexp.MustCompile(`^[\w./-]+\.md$`)
)

func numbersIn(text string) []int {
	var list []int
	for _, s := range numberPattern.FindAllString(plain(text), -1) {
		n, err := strconv.Atoi(strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return r
			}
			return -1
		}, s))
		if err != nil {
			n = -1 // no number of minutes or countries
		}
		list = append(list, n)
	}
	return list
}

// planItem is the item of a list of plans.
type planItem struct {
	segment
	template string // its key, less the numbers
	minutes  []int
	remark   bool // something in brackets besides minutes
}

func planItemsIn(cell []segment) []planItem {
	var items []planItem
	list, _ := listOf(cell)
	for _, s := range list {
		text := plain(s.text)
		item := planItem{segment: s, template: key(numberPattern.ReplaceAllString(text, "#")), minutes: numbersIn(text)}
		_, rest, open := strings.Cut(text, "(")
		item.remark = open && len(item.minutes) < 2 && rest != ""
		items = append(items, item)
	}
	return items
}

// minutesOf returns the minutes of a plan, as an item has them.
func minutesOf(p availability.Plan) []int {
	switch p.Type {
	case availability.Domestic:
		return []int{p.DomesticMinutes}
	case availability.DomesticAndInternational:
		return []int{p.DomesticMinutes, p.InternationalMinutes}
	case availability.PayAsYouGo:
	}
	return nil
}

// fits reports whether an item has the numbers of a plan, in any order.
func (i planItem) fits(p availability.Plan) bool {
	have, want := slices.Sorted(slices.Values(i.minutes)), slices.Sorted(slices.Values(minutesOf(p)))
	return slices.Equal(have, want)
}

// international reports whether the first number of an item is the one of
// international minutes.
func (i planItem) international(p availability.Plan) bool {
	return len(i.minutes) == 2 && i.minutes[0] == p.InternationalMinutes && i.minutes[0] != p.DomesticMinutes
}

// planKind is a plan without its minutes, as learned from items.
type planKind struct {
	Plan          availability.Plan `json:"plan"`
	International bool              `json:"international_first,omitzero"`
}

// learnPlans counts which items go with which plans of the base: those with the
// same minutes.
func (b *build) learnPlans(p *Page, cell []segment) {
	items := planItemsIn(cell)
	b.lists += btoi(items != nil)
	counted := make(map[string]bool)
	for _, item := range items {
		if !counted[item.template] {
			counted[item.template] = true
			b.items[item.template]++
		}
		if p.base == nil {
			continue
		}
		for _, plan := range p.base.CallingPlans.Plans {
			if item.fits(plan) {
				kind := planKind{availability.Plan{Type: plan.Type, Conditions: plan.Conditions}, item.international(plan)}
				b.plans.add(item.template, item.text, encode(kind))
			}
		}
	}
}

// plansIn reads the plans on sale from a list. The base confirms a list with
// the same numbers in the same order; in another list each item must have been
// learned.
func (b *build) plansIn(p *Page, cell []segment) (v, what string, c []Candidate) {
	items := planItemsIn(cell)
	if items == nil {
		if operatorIn(textOfSegments(cell)) != "" && p.base != nil && p.base.CallingPlans.Operator == operatorIn(textOfSegments(cell)) {
			return encode([]availability.Plan(nil)), "", nil
		}
		return "", "", nil // the words decide
	}
	if p.base != nil {
		known := p.base.CallingPlans.Plans
		same := len(items) == len(known)
		for i := 0; same && i < len(items); i++ {
			same = items[i].fits(known[i]) && items[i].remark != known[i].Conditions.IsZero()
		}
		if same {
			for _, item := range items {
				if b.items[item.template] < minPages && b.decidedPlan(p, item) == "" {
					p.notice(item.line, item.text, "a plan known by its numbers, in words that few pages have")
				}
			}
			return factPlans.get(p.base), "", nil
		}
	}
	var plans []availability.Plan
	for _, item := range items {
		plan, ok := b.planOf(p, item)
		if !ok {
			return "", "an item of the list is no plan that is learned: " + shown(item.text), nil
		}
		plans = append(plans, plan)
	}
	return encode(plans), "", nil
}

// decidedPlan returns the plan, without minutes, that a decision assigns to an
// item; in its text "#" stands for a number.
func (b *build) decidedPlan(p *Page, item planItem) string {
	return b.decisions.find(decidePlan, numberPattern.ReplaceAllString(plain(item.text), "#"), p.Country)
}

// planOf returns the plan of an item. An item without a number that appeared in
// most lists at once is the plan without minutes: there is only one.
func (b *build) planOf(p *Page, item planItem) (plan availability.Plan, ok bool) {
	var kind planKind
	if decided := b.decidedPlan(p, item); decided != "" {
		plan, err := decoded[availability.Plan](decided)
		if err != nil {
			return plan, false
		}
		kind.Plan = plan
	} else if learned := b.plans.meaning(item.template); learned != "" {
		var err error
		if kind, err = decoded[planKind](learned); err != nil {
			return plan, false
		}
	} else if n := b.items[item.template]; len(item.minutes) == 0 && len(item.links) == 0 && !item.remark && n >= minPages && 2*n > b.lists {
		kind.Plan.Type = availability.PayAsYouGo
	}
	plan = kind.Plan
	switch {
	case plan.Type == availability.PayAsYouGo && len(item.minutes) == 0:
	case plan.Type == availability.Domestic && len(item.minutes) == 1:
		plan.DomesticMinutes = item.minutes[0]
	case plan.Type == availability.DomesticAndInternational && len(item.minutes) == 2:
		plan.DomesticMinutes, plan.InternationalMinutes = item.minutes[0], item.minutes[1]
		if kind.International {
			plan.DomesticMinutes, plan.InternationalMinutes = plan.InternationalMinutes, plan.DomesticMinutes
		}
	default:
		return plan, false
	}
	if p.base != nil {
		// The zone, and who cannot buy the plan, are not on the page.
		for _, known := range p.base.CallingPlans.Plans {
			if known.Type == plan.Type && slices.Equal(minutesOf(known), minutesOf(plan)) {
				plan.Zone, plan.NotSoldToOrganizationsIn = known.Zone, known.NotSoldToOrganizationsIn
			}
		}
	}
	return plan, true
}

// destinations reads how many countries can be called: the number in an answer
// that links to the list.
func destinations(p *Page, cell []segment) (v, what string, c []Candidate) {
	text := textOfSegments(cell)
	numbers := numbersIn(text)
	switch {
	case operatorIn(text) != "":
		if p.base != nil && p.base.CallingPlans.OutboundDestinationCount == 0 && p.base.CallingPlans.Operator == operatorIn(text) {
			return "0", "", nil
		}
		return "", "an operator that the base does not name", nil
	case len(numbers) == 0:
		return "", "", nil // the words decide
	case len(numbers) == 1 && strings.ContainsRune(text, markDestinations) && 0 < numbers[0] && numbers[0] <= country.Count:
		return strconv.Itoa(numbers[0]), "", nil
	case len(numbers) == 1 && p.base != nil && numbers[0] == p.base.CallingPlans.OutboundDestinationCount:
		return strconv.Itoa(numbers[0]), "", nil
	}
	return "", "neither one number of countries with a link to the list, nor none", nil
}

//go:embed spellings.txt
var spellingsFile string

// spellings maps the name of a city or state on a page to its usual name.
var spellings = sync.OnceValue(func() map[string]string {
	names := make(map[string]string)
	for line := range strings.Lines(spellingsFile) {
		line, _, _ = strings.Cut(line, "#")
		if page, name, ok := strings.Cut(line, "="); ok {
			names[folded(page)] = strings.TrimSpace(name)
		}
	}
	return names
})

// cityItem is a city as a page has it.
type cityItem struct {
	segment
	name      string   // as it is written
	spelled   []string // the name, with and without what stands in brackets
	beside    string   // what stands in brackets, less links
	onRequest bool     // with a link to the service desk
	bare      bool     // the link stands in no brackets
}

func cityItemOf(s segment) cityItem {
	text := plain(s.text)
	item := cityItem{segment: s, name: text, onRequest: strings.ContainsRune(text, markServiceDesk)}
	if at := strings.IndexFunc(text, func(r rune) bool { return r == '(' || isMark(r) }); at > 0 {
		item.name, item.beside = text[:at], strings.Trim(withoutMarks(text[at:]), " ()")
		item.bare = isMark([]rune(text[at:])[0])
	}
	item.name = strings.TrimFunc(item.name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".:,;。、", r) })
	for _, name := range []string{item.name, strings.TrimSpace(withoutMarks(text))} {
		parts := strings.Split(name, ", ")
		for i, part := range parts {
			if better, ok := spellings()[folded(part)]; ok {
				parts[i] = better
			}
		}
		item.spelled = append(item.spelled, strings.Join(parts, ", "))
	}
	return item
}

// among returns the cities of a country that an item names, in any language, or
// otherwise those that are close to it.
func (i cityItem) among(c country.Code, cities []availability.City) (named, near []int) {
	places := make([]city.Place, len(cities))
	for n, one := range cities {
		places[n] = city.Place{Name: one.Name, State: one.State}
	}
	for _, name := range i.spelled {
		found, err := city.Find(c, places, name)
		if len(found) > 0 {
			return found, nil
		}
		var nearly *city.NearError
		if errors.As(err, &nearly) {
			for _, place := range nearly.Suggestions {
				near = append(near, slices.Index(places, place))
			}
		}
	}
	return nil, near
}

// placing is a city that got its English name by its place in a list.
type placing struct {
	page *Page
	fact *fact
	name string // English
}

// cityNames gives the items of a list their English names: those that the base
// has for the country, by how they are written, or, in another language, by
// their place in a list of as many.
func (b *build) cityNames(p *Page, f *fact, items []cityItem, base []availability.City) (cities []availability.City, what string) {
	const unknown, new = -1, -2
	at, near := make([]int, len(items)), make([][]int, len(items))
	cities = make([]availability.City, len(items))
	for i, item := range items {
		at[i] = unknown
		if decided := b.decisions.find(decideCity, item.name, p.Country); decided != "" {
			if city, err := decoded[availability.City](decided); err == nil {
				cities[i], at[i] = city, new
				continue
			}
		}
		var named []int
		named, near[i] = item.among(p.Country, base)
		for _, n := range named {
			if at[i] < 0 && !slices.Contains(at[:i], n) {
				at[i], cities[i] = n, availability.City{Name: base[n].Name, State: base[n].State}
			}
		}
		// A city that the base has in its other list.
		toll := p.base.ServiceNumbers.Toll.Cities
		if named, _ := item.among(p.Country, toll); at[i] == unknown && f == factNumberAssignment && len(named) > 0 {
			at[i], cities[i] = new, availability.City{Name: toll[named[0]].Name}
		}
	}
	for i, item := range items {
		if item.beside != "" && !strings.Contains(cities[i].Name, "(") && !slices.ContainsFunc(base, func(c availability.City) bool { return strings.Contains(c.Name, "(") }) {
			p.notice(item.line, item.text, "text beside a city; nothing is read from it")
		}
	}
	if !slices.Contains(at, unknown) {
		return cities, ""
	}
	if !p.translated || len(items) != len(base) {
		i := slices.Index(at, unknown)
		return nil, fmt.Sprintf("a city that the base does not have: %s (there are %d cities; the base has %d)", items[i].name, len(items), len(base))
	}
	var byPlace []string
	for i, item := range items {
		switch {
		case at[i] == i:
		case at[i] == unknown && b.elsewhere[folded(item.name)]:
			return nil, "a city that the base has elsewhere: " + item.name
		case at[i] == unknown && (near[i] == nil || slices.Contains(near[i], i)):
			cities[i] = availability.City{Name: base[i].Name, State: base[i].State}
			b.placed[folded(item.name)] = append(b.placed[folded(item.name)], placing{p, f, base[i].Name})
			byPlace = append(byPlace, item.name+" = "+base[i].String())
		default:
			return nil, "the cities are not in the order of the base: " + item.name
		}
	}
	p.notice(items[0].line, strings.Join(byPlace, ", "), "cities named by their place in the list ("+f.name+")")
	return cities, ""
}

// checkPlaces takes back what names one city by two names.
func (b *build) checkPlaces() {
	for _, local := range slices.Sorted(maps.Keys(b.placed)) {
		list := b.placed[local]
		for _, one := range list[1:] {
			if one.name == list[0].name {
				continue
			}
			for _, p := range list {
				p.page.fail(p.page.rows[p.fact].line, local, "by its place in lists the city has several names: "+one.name+", "+list[0].name, p.fact)
			}
			break
		}
	}
}

// assignment reads which cities have automatically assigned numbers.
func (b *build) assignment(p *Page, cell []segment) (v, what string, c []Candidate) {
	list, introduction := listOf(cell)
	switch {
	case list == nil:
		return "", "", nil // the words decide
	case p.base == nil:
		return "", "the base does not have the country", nil
	}
	known := p.base.AudioConferencing
	base := make([]availability.City, len(known.AutoAssignedCities))
	for i, name := range known.AutoAssignedCities {
		base[i].Name = name
	}
	if kind := b.introduce.meaning(key(introduction)); introduction != "" && kind != availability.CityAssignment.String() {
		return "", "the text before the list is not learned: " + shown(introduction), nil
	}
	items := make([]cityItem, len(list))
	for i, s := range list {
		items[i] = cityItemOf(s)
	}
	cities, what := b.cityNames(p, factNumberAssignment, items, base)
	if what != "" {
		return "", what, nil
	}
	value := assignmentValue{Kind: availability.CityAssignment}
	for _, city := range cities {
		value.Cities = append(value.Cities, city.Name)
	}
	return encode(value), "", nil
}

// tollCities reads the cities with toll numbers.
func (b *build) tollCities(p *Page, cell []segment) (v, what string, c []Candidate) {
	list, _ := listOf(cell)
	only := list == nil && len(cell) == 1
	switch {
	case list == nil && b.texts[factTollCities].meaning(key(textOfSegments(cell))) != "":
		return "", "", nil // the words decide
	case p.base == nil:
		return "", "the base does not have the country", nil
	case only:
		list = cell
	case list == nil:
		return "", "", nil
	}
	base := p.base.ServiceNumbers.Toll
	var items []cityItem
	for _, s := range list {
		items = append(items, cityItemOf(s))
	}
	other := false
	if last := items[len(items)-1]; base.OtherCitiesOnRequest && !only && last.onRequest && last.bare {
		other, items = true, items[:len(items)-1]
	}
	if only && !b.isCity(p, items[0]) {
		return "", "not known to be the name of a city", nil
	}
	cities, what := b.cityNames(p, factTollCities, items, base.Cities)
	if what != "" {
		return "", what, nil
	}
	for i := range cities {
		cities[i].OnRequest = items[i].onRequest
	}
	return encode(citiesValue{Cities: cities, Other: other}), "", nil
}

// isCity reports whether the only text of a cell is the name of the one city of
// the base: it is spelled like it in any language, has its link to the service desk, or is
// named in the list of assigned numbers too, where the base has the same city.
func (b *build) isCity(p *Page, item cityItem) bool {
	base := p.base.ServiceNumbers.Toll.Cities
	if b.decisions.find(decideCity, item.name, p.Country) != "" {
		return true
	}
	if len(base) != 1 {
		return len(base) > 0 && !p.translated
	}
	if named, near := item.among(p.Country, base); named != nil || near != nil || item.onRequest && !item.bare && base[0].OnRequest {
		return true
	}
	if r := p.rows[factNumberAssignment]; r != nil {
		list, _ := listOf(r.cells[1])
		for i, s := range list {
			auto := p.base.AudioConferencing.AutoAssignedCities
			if len(auto) == len(list) && auto[i] == base[0].Name && folded(cityItemOf(s).name) == folded(item.name) {
				return true
			}
		}
	}
	return false
}
