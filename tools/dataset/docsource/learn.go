package docsource

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// A text means something once at least minPages pages have it, and at least
// minAgreed percent of them have one value in the base.
const (
	minPages  = 3
	minAgreed = 80
	// A meaning learned from fewer than fewPages pages is shown to the
	// maintainer if most pages say the same in other words: these few pages may
	// be the ones that changed together.
	fewPages = 10
)

// tally counts values by the key of the text that has them.
type tally[V comparable] struct {
	groups map[string]*group[V]
}

type group[V comparable] struct {
	text  string // as one page has it
	count map[V]int
	pages int
}

func newTally[V comparable]() *tally[V] { return &tally[V]{groups: make(map[string]*group[V])} }

func (t *tally[V]) add(k, example string, v V) {
	g := t.groups[k]
	if g == nil {
		g = &group[V]{text: example, count: make(map[V]int)}
		t.groups[k] = g
	}
	g.count[v]++
	g.pages++
}

// meaning returns what a text means, or the zero value.
func (t *tally[V]) meaning(k string) V {
	var none V
	g := t.groups[k]
	if g == nil || g.pages < minPages {
		return none
	}
	for v, n := range g.count {
		if 100*n >= minAgreed*g.pages {
			return v
		}
	}
	return none
}

// candidates returns the values of a text, the most frequent first.
func candidates(t *tally[string], k string) []Candidate {
	var list []Candidate
	if g := t.groups[k]; g != nil {
		for v, n := range g.count {
			list = append(list, Candidate{v, n})
		}
	}
	slices.SortFunc(list, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Pages, a.Pages), cmp.Compare(a.Value, b.Value))
	})
	return list
}

// Learned is the meaning of a text, and what it rests on.
type Learned struct {
	Fact    string `json:"fact"`
	Text    string `json:"text"`
	Value   string `json:"value"` // as JSON
	Pages   int    `json:"pages"` // with this value in the base
	Against int    `json:"against"`
	Few     bool   `json:"few,omitzero"` // learned from few pages, while most say the same in other words
}

func (l Learned) String() string {
	return fmt.Sprintf("%s: \"%s\" means %s (%s, %d against)", l.Fact, text.Line(l.Text), l.Value, text.Count(l.Pages, "page"), l.Against)
}

// build is the pages of a folder, and what is learned from them.
type build struct {
	pages     []*Page
	decisions Decisions
	labels    *tally[*fact]            // the facts of rows by their label
	texts     map[*fact]*tally[string] // values of the base by the text of the answer
	rows      *tally[string]           // the same for all findings together
	plans     *tally[string]           // plans without minutes by the text of an item
	lists     int                      // pages with a list of plans
	items     map[string]int           // pages by the text of an item of that list
	introduce *tally[string]           // kinds of assigned numbers by the text before a list
	prose     map[string]int           // pages by the text of a paragraph
	before    map[string]int           // pages by the text before a list of plans or cities
	elsewhere map[string]bool          // names of all cities of the base
	placed    map[string][]placing     // cities named by their place, by the name in the page
	refuted   map[string]bool          // texts that mean yes in one row and no in another
}

// read settles the facts of all pages.
func (b *build) read() {
	b.labels = newTally[*fact]()
	for _, p := range b.pages {
		for i := range sectionRows {
			rows := p.labeled(i, b.decisions)
			if layout := p.layout(i, rows); layout != nil {
				for n, r := range rows {
					b.labels.add(key(r.label()), r.label(), layout[n])
				}
			}
		}
	}
	for _, p := range b.pages {
		for i := range sectionRows {
			p.assign(i, b.labels, b.decisions)
		}
	}
	b.learn()
	b.noticeProse()
	for _, p := range b.pages {
		for _, f := range allFacts {
			if _, failed := p.failed[f]; !failed {
				b.settle(p, f)
			}
		}
		p.agree()
	}
	b.checkPlaces()
}

// learn counts which texts go with which values of the base.
func (b *build) learn() {
	b.texts, b.rows, b.plans, b.introduce = make(map[*fact]*tally[string]), newTally[string](), newTally[string](), newTally[string]()
	b.elsewhere, b.items, b.before = make(map[string]bool), make(map[string]int), make(map[string]int)
	b.prose, b.placed, b.refuted = make(map[string]int), make(map[string][]placing), make(map[string]bool)
	for _, f := range allFacts {
		b.texts[f] = newTally[string]()
	}
	for _, p := range b.pages {
		for _, paragraph := range p.paragraphs() {
			b.prose[key(paragraph.text)]++
		}
		if r := p.rows[factPlans]; r != nil {
			b.learnPlans(p, r.cells[1])
		}
		for _, f := range []*fact{factPlans, factTollCities} {
			if r := p.rows[f]; r != nil {
				_, before := listOf(r.cells[1])
				b.before[key(before)]++
			}
		}
		if p.base == nil {
			continue
		}
		for _, c := range p.base.ServiceNumbers.Toll.Cities {
			b.elsewhere[folded(c.Name)] = true
		}
		for _, name := range p.base.AudioConferencing.AutoAssignedCities {
			b.elsewhere[folded(name)] = true
		}
		seen := make(map[string]bool)
		for f, r := range p.rows {
			if f == rowLinks {
				continue
			}
			text := textOfSegments(r.cells[1])
			b.texts[f].add(key(text), text, f.get(p.base))
			if f.finding && !seen[key(text)+f.get(p.base)] {
				seen[key(text)+f.get(p.base)] = true
				b.rows.add(key(text), text, f.get(p.base))
			}
			if _, introduction := listOf(r.cells[1]); f == factNumberAssignment && introduction != "" {
				b.introduce.add(key(introduction), introduction, p.base.AudioConferencing.NumberAssignment.String())
			}
		}
	}
	for k := range b.rows.groups {
		said := make(map[bool]bool)
		for _, f := range allFacts {
			if m := b.texts[f].meaning(k); f.finding && m != "" {
				said[isYes(m)] = true
			}
		}
		b.refuted[k] = len(said) > 1
	}
}

// learned returns what was learned, for the report.
func (b *build) learned() []Learned {
	var list []Learned
	for k, g := range b.labels.groups {
		if f := b.labels.meaning(k); f != nil {
			list = append(list, Learned{Fact: decideRow, Text: shown(g.text), Value: encode(f.name), Pages: g.count[f], Against: g.pages - g.count[f]})
		}
	}
	slices.SortFunc(list, func(a, b Learned) int { return cmp.Compare(a.Text, b.Text) })
	for _, f := range allFacts {
		most := make(map[string]int)
		var here []Learned
		for k, g := range b.texts[f].groups {
			if v := b.texts[f].meaning(k); v != "" && !b.refuted[k] {
				here = append(here, Learned{Fact: f.name, Text: shown(g.text), Value: v, Pages: g.count[v], Against: g.pages - g.count[v]})
				most[v] = max(most[v], g.pages)
			}
		}
		for i, l := range here {
			n := l.Pages + l.Against
			here[i].Few = n < fewPages && n < most[l.Value] && b.decisions.find(f.name, marked(l.Text), country.Code{}) == ""
		}
		slices.SortFunc(here, func(a, b Learned) int {
			return cmp.Or(cmp.Compare(b.Pages, a.Pages), cmp.Compare(a.Text, b.Text))
		})
		list = append(list, here...)
	}
	return list
}

// settle reads a fact, or says why it cannot be read.
func (b *build) settle(p *Page, f *fact) {
	r := p.rows[f]
	switch {
	case f == factSKUs:
		b.skus(p)
		return
	case f == factTenantCountries:
		b.tenants(p)
		return
	case f == factRemarks || f == factAudioOnly:
		b.remarks(p, f)
		return
	case r == nil: // only the row on premium numbers may be missing
		none := encode(availability.PremiumCalls{Finding: availability.Finding{Status: availability.Unavailable}})
		p.readings[f] = reading{value: none, how: byStructure, line: p.parts[placeOf("calling-plans")].line}
		return
	}
	cell := r.cells[1]
	text := textOfSegments(cell)
	k := key(text)
	settled := func(value, how string) {
		p.readings[f] = reading{value: value, line: cell[0].line, text: text, how: how}
	}
	unsettled := func(what string, c ...Candidate) {
		p.fail(cell[0].line, text, what, f)
		problem := p.failed[f]
		problem.Candidates = slices.Concat(c, candidates(b.texts[f], k))
		p.failed[f] = problem
	}
	if v := b.decisions.find(f.name, text, p.Country); v != "" {
		settled(v, byDecision)
		return
	}
	v, what, mine := b.structure(p, f, cell)
	switch {
	case v != "":
		settled(v, byStructure)
		return
	case what != "":
		unsettled(what, mine...)
		return
	}
	base := ""
	if p.base != nil {
		base = f.get(p.base)
	}
	switch m, all := b.texts[f].meaning(k), b.rows.meaning(k); {
	case f.finding && b.refuted[k]:
		unsettled("the text means yes in one row and no in another")
	case m != "":
		settled(m, byText)
	case f.finding && all != "" && all == base:
		settled(base, byRows)
	case b.texts[f].groups[k] != nil && b.texts[f].groups[k].pages >= minPages:
		unsettled("the text is divided: the base has several values for it")
	default:
		unsettled("the text is rare")
	}
}

// structure reads what does not depend on words: v is the value; what says why
// there is none, and is empty if the words decide.
func (b *build) structure(p *Page, f *fact, cell []segment) (v, what string, c []Candidate) {
	text := textOfSegments(cell)
	switch f {
	case factAudioConferencing, factCallingPlan:
		// An operator that sells, by its link or its name, or SKUs of the country:
		// those of the base, after a yes that is learned.
		var known availability.Country
		if p.base != nil {
			known = *p.base
		}
		sold := known.CallingPlans.Operator
		if f == factAudioConferencing {
			sold = known.AudioConferencing.Operator
		}
		names, bad := skuNames(cell)
		operator := operatorIn(text)
		switch {
		case bad != "":
			return "", bad, nil
		case operator == "" && sold == "" && (f == factAudioConferencing || len(names) == 0):
			return "", "", nil // the words decide
		case operator != sold || f == factCallingPlan && encode(names) != factSKUs.get(&known):
			return "", "an operator or SKU part numbers that the base does not have", nil
		case !b.beginsWithYes(f, key(text)):
			return "", "", nil
		}
		return f.get(p.base), "", nil
	case factPlans:
		return b.plansIn(p, cell)
	case factNumberAssignment:
		return b.assignment(p, cell)
	case factTollCities:
		return b.tollCities(p, cell)
	case factOutboundDestinations:
		return destinations(p, cell)
	}
	return "", "", nil
}

// beginsWithYes reports whether an answer begins with another answer of the row
// that is known to mean yes.
func (b *build) beginsWithYes(f *fact, k string) bool {
	longest, yes := 0, false
	for other := range b.texts[f].groups {
		rest, begins := strings.CutPrefix(k, other)
		if m := b.texts[f].meaning(other); m == "" || b.refuted[other] || !begins || len(other) <= longest {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(other)
		if next, _ := utf8.DecodeRuneInString(rest); next == ' ' || isMark(next) || unspaced(last) {
			longest, yes = len(other), isYes(b.texts[f].meaning(other))
		}
	}
	return yes
}

// isYes reports whether the value of a finding says that something is available.
func isYes(value string) bool {
	v, err := decoded[struct {
		Status availability.Status `json:"status"`
		Rest   jsontext.Value      `json:",unknown"`
	}](value)
	return err == nil && v.Status.Available()
}

// agree takes back what contradicts other rows of the page.
func (p *Page) agree() {
	sells := func(value string) bool {
		v, err := decoded[soldValue](value)
		return err == nil && v.Status.Available() && v.Operator == ""
	}
	const noPlans = "[]"
	plan, sold := p.readings[factCallingPlan]
	plans, listed := p.readings[factPlans]
	switch {
	case sold && listed && sells(plan.value) != (plans.value != noPlans):
		p.fail(plan.line, plan.text, "the row contradicts the list of plans: "+plans.value, factCallingPlan)
		p.fail(plans.line, plans.text, "the row contradicts the one on Calling Plans: "+plan.value, factPlans)
	}
	row, there := p.rows[factPremiumNumberCalls]
	switch {
	case !sold:
	case !there && sells(plan.value):
		p.fail(plan.line, "", "Calling Plans are sold, and the row on premium numbers is missing", factPremiumNumberCalls)
	case there && !sells(plan.value):
		p.fail(row.line, row.label(), "no Calling Plan of Microsoft is sold, and there is a row on premium numbers", factCallingPlan)
	}
}

// paragraph is text outside the tables.
type paragraph struct {
	section int
	line    int
	text    string
}

func (p *Page) paragraphs() []paragraph {
	var list []paragraph
	for i, t := range p.parts {
		if t == nil {
			continue
		}
		for _, text := range t.prose {
			whole := quotationKind.ReplaceAllString(textOfSegments(text.segments), "")
			if !pathOnly.MatchString(whole) {
				list = append(list, paragraph{i, text.line, whole})
			}
		}
	}
	return list
}

// noticeProse shows each text that is not advice and that gives no fact:
// remarks that many pages have or that belong to no fact, and what follows the
// list in a cell.
func (b *build) noticeProse() {
	shown := make(map[string]bool)
	show := func(p *Page, text paragraph, where string) {
		k := key(text.text)
		decided := slices.ContainsFunc(sectionRows[text.section].facts(), func(f *fact) bool { return b.decisions.find(f.name, text.text, p.Country) != "" })
		if !decided && !shown[k] && !strings.ContainsRune(text.text, markAdvice) && operatorIn(text.text) == "" {
			shown[k] = true
			p.notice(text.line, text.text, where+"; nothing is read from it")
		}
	}
	for _, p := range b.pages {
		for _, text := range p.paragraphs() {
			if n := b.prose[key(text.text)]; len(sectionRows[text.section].remarks) == 0 || n >= minPages {
				show(p, text, fmt.Sprintf("a remark of %d pages", n))
			}
		}
		for i, s := range sectionRows {
			for _, f := range s.facts() {
				r := p.rows[f]
				if r == nil {
					continue
				}
				for _, after := range afterList(r.cells[1]) {
					show(p, paragraph{i, after.line, after.text}, "text after a list")
				}
				if items, before := listOf(r.cells[1]); items != nil && before != "" && (f == factPlans || f == factTollCities) && b.before[key(before)] < minPages {
					show(p, paragraph{i, r.line, before}, "text before a list")
				}
			}
		}
	}
}

// remarkable returns the paragraphs of a section that may say something about
// the country: those that few pages have, without advice on where to read more,
// unless advice is requested too.
func (b *build) remarkable(p *Page, section int, advice bool) []paragraph {
	var list []paragraph
	for _, text := range p.paragraphs() {
		if text.section != section || b.prose[key(text.text)] >= minPages || operatorIn(text.text) != "" {
			continue
		}
		if advice || !strings.ContainsRune(text.text, markAdvice) || len(countriesIn(text.text)) > 0 {
			list = append(list, text)
		}
	}
	if r := p.rows[factPlans]; section == placeOf("calling-plans") && r != nil {
		if items, _ := listOf(r.cells[1]); items == nil && b.texts[factPlans].groups[key(textOfSegments(r.cells[1]))] != nil {
			text := textOfSegments(r.cells[1])
			if g := b.texts[factPlans].groups[key(text)]; g.pages < minPages && operatorIn(text) == "" {
				list = append(list, paragraph{section, r.line, text})
			}
		}
	}
	return list
}

// remarks reads the text below a table. Its meaning is never learned: a remark
// is confirmed by the countries that it names, or decided.
func (b *build) remarks(p *Page, f *fact) {
	section := placeOf("calling-plans")
	if f == factAudioOnly {
		section = placeOf("toll-and-toll-free-numbers-for-services")
	}
	line := 0
	if t := p.parts[section]; t != nil {
		line = t.line
	}
	none, base := f.get(&availability.Country{}), ""
	if p.base != nil {
		base = f.get(p.base)
	}
	var open []paragraph
	remarks := b.remarkable(p, section, false)
	if len(remarks) == 0 && base != none {
		remarks = b.remarkable(p, section, true)
	}
	for _, text := range remarks {
		switch v := b.decisions.find(f.name, text.text, p.Country); v {
		case "":
			open = append(open, text)
		case none:
		default:
			p.readings[f] = reading{value: v, line: text.line, text: text.text, how: byDecision}
		}
	}
	_, decided := p.readings[f]
	switch {
	case len(open) == 0 && decided:
	case len(open) == 0 && (base == none || base == ""):
		p.readings[f] = reading{value: none, line: line, how: byStructure}
	case f == factRemarks && base != "" && base != none && !decided && b.names(p, open):
		p.readings[f] = reading{value: base, line: line, how: byStructure}
	case len(open) == 0:
		p.fail(line, "", "the page does not have the remark that the base is from", f)
	default:
		for _, text := range open {
			p.fail(text.line, text.text, "a remark that few pages have", f)
		}
	}
}

// names reports whether remarks name exactly the countries that the base has
// for them; those of a country that shares them count if there are none.
func (b *build) names(p *Page, remarks []paragraph) bool {
	known := p.base.CallingPlans
	want := sortedCodes(known.DomesticCallCountries, known.MinutePoolCountries, []country.Code{p.Country})
	if len(remarks) == 0 {
		for _, other := range b.pages {
			if other != p && slices.Contains(want, other.Country) {
				remarks = append(remarks, b.remarkable(other, placeOf("calling-plans"), false)...)
			}
		}
		named := namedIn(remarks)
		return !slices.ContainsFunc(want, func(c country.Code) bool { return c != p.Country && !slices.Contains(named, c) })
	}
	return slices.Equal(sortedCodes(namedIn(remarks), []country.Code{p.Country}), want)
}

func namedIn(remarks []paragraph) []country.Code {
	var named []country.Code
	for _, text := range remarks {
		named = append(named, countriesIn(text.text)...)
	}
	return sortedCodes(named)
}

// tenants reads the table of countries in which customers of an operator may
// be. A name that a translation mangled is recognized if only one country is
// left.
func (b *build) tenants(p *Page) {
	var table *section
	if t := p.parts[placeOf("calling-plans")]; t != nil && len(t.subs) > 0 {
		table = t.subs[0]
		for _, more := range t.subs[1:] {
			p.notice(more.line, more.anchor, "a table that pages do not have; nothing of it is read")
		}
	}
	var base []country.Code
	if p.base != nil {
		base = p.base.CallingPlans.OperatorTenantCountries
	}
	if table != nil && base == nil {
		p.notice(table.line, table.anchor, "a table that the page did not have; nothing of it is read")
		table = nil
	}
	if table == nil {
		switch {
		case len(base) == 0 || slices.Equal(base, []country.Code{p.Country}):
			p.readings[factTenantCountries] = reading{value: encode(base), how: byStructure}
		default:
			p.fail(0, "", "the table of an operator's customers is missing", factTenantCountries)
		}
		return
	}
	named := []country.Code{p.Country}
	var unknown []string
	for _, r := range table.rows {
		if r.extra || len(r.cells) != 2 {
			p.fail(r.line, "", "the row has not two cells", factTenantCountries)
			return
		}
		for name := range strings.FieldsFuncSeq(plain(textOfSegments(r.cells[1])), func(c rune) bool { return strings.ContainsRune(",、،;", c) }) {
			if name = strings.TrimSpace(name); name == "" {
				continue
			}
			if code, ok := country.Find(name); ok {
				named = append(named, code)
			} else {
				unknown = append(unknown, name)
			}
		}
	}
	named = sortedCodes(named)
	left := slices.DeleteFunc(slices.Clone(base), func(c country.Code) bool { return slices.Contains(named, c) })
	fits := len(left) <= len(unknown) && !slices.ContainsFunc(named, func(c country.Code) bool { return !slices.Contains(base, c) })
	switch {
	case len(unknown) == 0:
		p.readings[factTenantCountries] = reading{value: encode(named), line: table.line, how: byStructure}
	case fits && len(left) == len(unknown):
		p.readings[factTenantCountries] = reading{value: encode(base), line: table.line, how: byStructure}
	default:
		p.fail(table.line, strings.Join(unknown, ", "), fmt.Sprintf("names of countries that are not known; %d of the base are left", len(left)), factTenantCountries)
	}
}

// skus reads the names of SKUs, which are set as code below the answer.
func (b *build) skus(p *Page) {
	r := p.rows[factCallingPlan]
	if r == nil {
		p.fail(0, "", "the row is missing", factSKUs)
		return
	}
	names, bad := skuNames(r.cells[1])
	if bad != "" {
		p.fail(r.line, textOfSegments(r.cells[1]), bad, factSKUs)
		return
	}
	p.readings[factSKUs] = reading{value: encode(names), line: r.line, how: byStructure}
}

func skuNames(cell []segment) (names skuValue, bad string) {
	names = make(skuValue)
	for _, s := range cell {
		for _, name := range s.code {
			t, ok := skuType(name)
			if _, twice := names[t.String()]; !ok || twice {
				return nil, "not the name of one SKU for a type of plan: " + name
			}
			names[t.String()] = name
		}
	}
	return names, ""
}

func skuType(name string) (availability.PlanType, bool) {
	switch lower := strings.ToLower(name); {
	case strings.Contains(lower, "pay_as_you_go"):
		return availability.PayAsYouGo, true
	case strings.Contains(lower, "domestic_and_international"):
		return availability.DomesticAndInternational, true
	case strings.Contains(lower, "domestic"):
		return availability.Domestic, true
	}
	return 0, false
}
