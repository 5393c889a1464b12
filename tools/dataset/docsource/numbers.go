package docsource

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// A page on number management is one table: what to do to get numbers, to have
// them ported, and so on. The answers are sentences, which the pages share
// except for the name of the country. So what is learned is what a sentence says,
// and a fact is settled if all sentences of its row are known.

// numberPagePrefix begins the name of the file of a page on number management.
const numberPagePrefix = "phone-number-management-for-"

// numberSource begins the ids of the sources that stand for these pages.
const numberSource = "number-management"

// NumberPagesAddress is where these pages are listed.
const NumberPagesAddress = "https://learn.microsoft.com/microsoftteams/manage-phone-numbers-for-your-organization/manage-phone-numbers-for-your-organization"

// The values of the facts.
type (
	userNumbersValue struct {
		Provider    string `json:"provider"`
		AdminCenter string `json:"admin_center"`
		Order       string `json:"order"`
	}
	weeksValue struct {
		Min int `json:"min,omitzero"`
		Max int `json:"max,omitzero"`
	}
	portInValue struct {
		Geographic            string `json:"geographic"`
		Service               string `json:"service"`
		TollFree              string `json:"toll_free"`
		LetterOfAuthorization bool   `json:"letter_of_authorization"`
	}
)

var (
	factUserNumbers = newFact("numbers.user", func(c *availability.Country) userNumbersValue {
		u := c.Numbers.User
		return userNumbersValue{u.Provider, u.AdminCenter, u.Order}
	}, func(c *availability.Country, v userNumbersValue) {
		u := &c.Numbers.User
		u.Provider, u.AdminCenter, u.Order = v.Provider, v.AdminCenter, v.Order
		setUserNumber(c, c.Numbers.UserNumber.Conditions.Contains(availability.KnowYourCustomer))
	})
	factKnowYourCustomer = newFact("numbers.know_your_customer", func(c *availability.Country) bool {
		return c.Numbers.UserNumber.Conditions.Contains(availability.KnowYourCustomer)
	}, setUserNumber)
	factUserDocuments = newFact("numbers.user.documents", func(c *availability.Country) []string { return slices.Sorted(slices.Values(c.Numbers.User.Documents)) },
		func(c *availability.Country, v []string) { c.Numbers.User.Documents = orNil(v) })
	factUserWeeks = newFact("numbers.user.lead_weeks", func(c *availability.Country) weeksValue {
		return weeksValue{c.Numbers.User.LeadWeeksMin, c.Numbers.User.LeadWeeksMax}
	}, func(c *availability.Country, v weeksValue) {
		c.Numbers.User.LeadWeeksMin, c.Numbers.User.LeadWeeksMax = v.Min, v.Max
	})
	factPortIn = newFact("numbers.port_in", func(c *availability.Country) portInValue {
		p := c.Numbers.PortIn
		return portInValue{p.Geographic, p.Service, p.TollFree, p.LetterOfAuthorization}
	}, func(c *availability.Country, v portInValue) {
		p := &c.Numbers.PortIn
		p.Geographic, p.Service, p.TollFree, p.LetterOfAuthorization = v.Geographic, v.Service, v.TollFree, v.LetterOfAuthorization
	})
	factPortDocuments = newFact("numbers.port_in.documents", func(c *availability.Country) []string {
		return slices.Sorted(slices.Values(c.Numbers.PortIn.Documents))
	},
		func(c *availability.Country, v []string) { c.Numbers.PortIn.Documents = orNil(v) })
	factPortWeeks = newFact("numbers.port_in.lead_weeks", func(c *availability.Country) weeksValue { return weeksValue{Max: c.Numbers.PortIn.LeadWeeksMax} },
		func(c *availability.Country, v weeksValue) { c.Numbers.PortIn.LeadWeeksMax = v.Max })
)

// numberRows are the rows of a page that are read, with their facts.
var numberRows = [...]struct {
	name  string
	facts []*fact
}{
	{"get numbers", []*fact{factUserNumbers, factKnowYourCustomer, factUserDocuments, factUserWeeks}},
	{"port numbers", []*fact{factPortIn, factPortDocuments, factPortWeeks}},
}

const getRow, portRow = 0, 1

// numberFacts holds every fact of these pages, in the order in which they are set.
var numberFacts = slices.Concat(numberRows[getRow].facts, numberRows[portRow].facts)

// setUserNumber sets the finding that follows from how numbers are obtained.
func setUserNumber(c *availability.Country, knowYourCustomer bool) {
	var conditions availability.Conditions
	if knowYourCustomer {
		conditions = conditions.With(availability.KnowYourCustomer)
	}
	switch u := c.Numbers.User; {
	case u.Order == "partner":
		conditions = conditions.With(availability.ThroughPartner)
	case u.AdminCenter == "stated_no":
		conditions = conditions.With(availability.OnRequest)
	}
	c.Numbers.UserNumber = judged(availability.Finding{Status: availability.Available}, conditions)
}

// numberPage is what a page on number management adds to a [Page].
type numberPage struct {
	rows      [len(numberRows)]*row
	sentences [len(numberRows)][]*sentence
}

// readNumberPage takes a page on number management apart.
func readNumberPage(ctx context.Context, file string) *Page {
	p := newPage(file, numberPagePrefix)
	code, err := country.Resolve(p.Slug)
	if err != nil {
		return p
	}
	p.Country = code
	data, err := readPage(ctx, file)
	if err == nil {
		p.doc, err = parseNumbers(file, data)
	}
	if err != nil {
		p.fail(0, "", err.Error(), numberFacts...)
		return p
	}
	p.Locale = cmp.Or(p.doc.locale, "en-US")
	return p
}

// also returns the page as that of another country. Microsoft has one for the
// United States and Puerto Rico.
func (p *Page) also(code country.Code) *Page {
	other := newPage(p.File, numberPagePrefix)
	other.Country, other.Locale, other.doc = code, p.Locale, p.doc
	for _, f := range numberFacts {
		if problem, failed := p.failed[f]; failed {
			problem.Country = code
			other.failed[f] = problem
		}
	}
	return other
}

// table returns the rows of the page's table.
func (p *Page) table() []*row {
	if p.doc == nil {
		return nil
	}
	for i := range p.doc.sections {
		var rows []*row
		for j := range p.doc.sections[i].rows {
			if r := &p.doc.sections[i].rows[j]; len(r.cells) == 2 && !r.extra && len(r.cells[1]) > 0 {
				rows = append(rows, r)
			}
		}
		if rows != nil {
			return rows
		}
	}
	return nil
}

// hasLetter reports whether a row links to a letter of authorization.
func (r *row) hasLetter() bool {
	return strings.ContainsAny(textOfSegments(r.cells[1]), string([]rune{markLetter, markLetterAll, markLetterTollFree}))
}

// numbersBuild is the pages on number management of a folder, and what is learned
// from them.
type numbersBuild struct {
	pages     []*Page
	decisions Decisions
	labels    *tally[int]                                // kinds of rows by their label
	groups    [len(numberRows)]map[string]*sentenceGroup // by the key of the sentence
	lessons   []learnedAspect
}

type sentenceGroup struct {
	text    string
	numbers map[*Page][]int // of each page with the sentence
}

// read settles the facts of all pages.
func (b *numbersBuild) read() {
	b.labels = newTally[int]()
	for _, p := range b.pages {
		for i, r := range p.table() {
			kind := kindByPlace(i, r)
			if kind == 0 {
				kind = otherRow
			}
			b.labels.add(key(r.label()), r.label(), kind)
		}
	}
	for _, p := range b.pages {
		b.assign(p)
	}
	b.group()
	for i := range numberRows {
		for _, f := range numberRows[i].facts {
			b.settle(i, f)
		}
	}
}

// otherRow is the kind of a row that nothing is read from. The kinds of the
// others are one more than their places in [numberRows].
const otherRow = -1

// kindByPlace returns the kind of a row by what it links to and where it is in the
// table, or 0.
func kindByPlace(i int, r *row) int {
	switch {
	case r.hasLetter():
		return 1 + portRow
	case i == 0:
		return 1 + getRow
	}
	return 0
}

// assign finds the rows of a page: the one about porting by a link to a letter
// of authorization, the one about new numbers by its position. It finds neither
// if other pages have the label for another row.
func (b *numbersBuild) assign(p *Page) {
	rows := p.table()
	for i, r := range rows {
		kind := b.labels.meaning(key(r.label())) // zero where the label is rare
		byPlace := kindByPlace(i, r)
		at := cmp.Or(byPlace, kind) - 1
		switch {
		case at < 0:
		case byPlace != 0 && kind != 0 && byPlace != kind:
			p.fail(r.line, r.label(), "the row of "+numberRows[at].name+" has the label of another", numberFacts...)
		case p.numbers.rows[at] != nil:
			p.notice(r.line, r.label(), "the row is listed twice; the first is read")
		default:
			p.numbers.rows[at] = r
			for _, s := range r.cells[1] {
				if s.fault != "" {
					p.fail(s.line, s.text, s.fault, numberRows[at].facts...)
				}
			}
		}
	}
	// Where an operator hands out the numbers, it ports them too.
	if get := p.numbers.rows[getRow]; get != nil && p.numbers.rows[portRow] == nil && operatorIn(textOfSegments(get.cells[1])) != "" {
		p.numbers.rows[portRow] = get
	}
	for i := range numberRows {
		if p.numbers.rows[i] == nil {
			p.fail(0, "", "the row to "+numberRows[i].name+" is missing", numberRows[i].facts...)
		}
	}
}

// group counts which pages have which sentences.
func (b *numbersBuild) group() {
	for i := range b.groups {
		pages := make(map[string]map[*Page]bool) // by key
		for _, p := range b.pages {
			if p.numbers.rows[i] == nil {
				continue
			}
			for _, s := range p.numbers.rows[i].cells[1] {
				p.numbers.sentences[i] = append(p.numbers.sentences[i], sentencesOf(s, p.Country)...)
			}
			for _, s := range p.numbers.sentences[i] {
				s.says = b.decided(s, p.Country)
				for _, k := range s.keys {
					if pages[k] == nil {
						pages[k] = make(map[*Page]bool)
					}
					pages[k][p] = true
				}
			}
		}
		b.groups[i] = make(map[string]*sentenceGroup)
		for _, p := range b.pages {
			for _, s := range p.numbers.sentences[i] {
				s.key = slices.MaxFunc(s.keys, func(x, y string) int { return cmp.Compare(len(pages[x]), len(pages[y])) })
				g := b.groups[i][s.key]
				if g == nil {
					g = &sentenceGroup{text: s.text, numbers: make(map[*Page][]int)}
					b.groups[i][s.key] = g
				}
				g.numbers[p] = s.numbers
			}
		}
	}
}

func (b *numbersBuild) decided(s *sentence, c country.Code) map[string]string {
	meaning := b.decisions.find(decideSentence, s.text, c)
	if meaning == "" {
		return nil
	}
	says, err := parseSays(meaning)
	if err != nil {
		return nil // ParseDecisions refuses it
	}
	return says
}

// lesson is what the sentences of a row say of one value.
type lesson struct {
	says    map[string]string // by the key of the sentence; byNumbers where it has the value
	divided map[string]bool   // sentences whose pages have one value here and another there
	unsaid  string            // what nearly all pages have on which no sentence says anything; "" if they do not
}

const byNumbers = "numbers"

// value returns what a sentence with these numbers says, or "".
func (l lesson) value(f *fact, k string, numbers []int) string {
	if l.says[k] == byNumbers {
		return weeksOf(f, numbers)
	}
	return l.says[k]
}

// learn finds out which sentences say a value, from what the base has for the
// pages that have them. A sentence says something if nearly all of its pages have
// one value, and few others have it; pages on which a clearer sentence says so do
// not count: what most of them say besides is no reason.
func (b *numbersBuild) learn(row int, f *fact, get func(*availability.Country) string) lesson {
	l := lesson{says: make(map[string]string), divided: make(map[string]bool)}
	var pages []*Page
	for _, p := range b.pages {
		if p.base != nil && p.numbers.rows[row] != nil && structural(p, p.numbers.rows[row], f) == "" {
			pages = append(pages, p)
		}
	}
	covered := make(map[*Page]bool)
	for _, p := range pages {
		covered[p] = slices.ContainsFunc(p.numbers.sentences[row], func(s *sentence) bool { _, decided := s.says[f.name]; return decided })
	}
	accept := func(k, value string, on []*Page) {
		l.says[k] = value
		for _, p := range on {
			covered[p] = true
		}
	}
	with := func(k string) (open, all []*Page) {
		for _, p := range pages {
			if _, has := b.groups[row][k].numbers[p]; has {
				all = append(all, p)
				if !covered[p] {
					open = append(open, p)
				}
			}
		}
		return open, all
	}
	top := func(of []*Page) (value string, n int) {
		counts := make(map[string]int)
		for _, p := range of {
			counts[get(p.base)]++
		}
		for _, v := range slices.Sorted(maps.Keys(counts)) {
			if counts[v] > n {
				value, n = v, counts[v]
			}
		}
		return value, n
	}
	keys := slices.Sorted(maps.Keys(b.groups[row]))
	for _, k := range keys {
		_, all := with(k)
		right := 0
		for _, p := range all {
			if v := weeksOf(f, b.groups[row][k].numbers[p]); v != "" && v == get(p.base) {
				right++
			}
		}
		if len(all) >= minPages && 100*right >= minAgreed*len(all) {
			accept(k, byNumbers, all)
		}
	}
	// The clearest first, and of these the one that most pages have.
	share, size := make(map[string]int), make(map[string]int)
	for _, k := range keys {
		_, all := with(k)
		_, n := top(all)
		share[k], size[k] = 100*n/max(1, len(all)), len(all)
	}
	slices.SortStableFunc(keys, func(x, y string) int {
		return cmp.Or(cmp.Compare(share[y], share[x]), cmp.Compare(size[y], size[x]))
	})
	for _, k := range keys {
		open, all := with(k)
		value, n := top(open)
		if l.says[k] != "" || len(open) < minPages || 100*n < minAgreed*len(open) {
			continue
		}
		others, same := 0, 0
		for _, p := range pages {
			if !slices.Contains(all, p) && !covered[p] {
				others++
				same += btoi(get(p.base) == value)
			}
		}
		if others > 0 && 100*same <= (100-minAgreed)*others {
			accept(k, value, all)
		}
	}
	// A page with a sentence that few pages have may have its value from that one.
	explained := func(p *Page) bool {
		return !slices.ContainsFunc(p.numbers.sentences[row], func(s *sentence) bool { return b.rare(row, s) })
	}
	var rest []*Page
	for _, p := range pages {
		if !covered[p] && explained(p) {
			rest = append(rest, p)
		}
	}
	if v, n := top(rest); n >= minPages && 100*n >= minAgreed*len(rest) {
		l.unsaid = v
	}
	for _, k := range keys {
		open, _ := with(k)
		of, same := 0, 0
		for _, p := range open {
			of += btoi(explained(p))
			same += btoi(explained(p) && get(p.base) == l.unsaid)
		}
		l.divided[k] = l.unsaid != "" && l.says[k] == "" && 100*same < minAgreed*of
	}
	return l
}

// rare reports whether few pages have a sentence, and nobody has decided what it
// says.
func (b *numbersBuild) rare(row int, s *sentence) bool {
	return s.says == nil && len(b.groups[row][s.key].numbers) < minPages
}

// weeksOf returns numbers as the value of a fact about weeks, or "".
func weeksOf(f *fact, numbers []int) string {
	switch {
	case f == factUserWeeks && len(numbers) == 2:
		return encode(weeksValue{numbers[0], numbers[1]})
	case f == factPortWeeks && (len(numbers) == 1 || len(numbers) == 2):
		return encode(weeksValue{Max: numbers[len(numbers)-1]})
	}
	return ""
}

// settle reads a fact of all pages, or says why it cannot be read. A decision
// of a person comes before what was learned.
func (b *numbersBuild) settle(row int, f *fact) {
	aspects := []aspect{{get: f.get}}
	if f.isList {
		aspects = nil
		for _, word := range availability.NumberDocuments() {
			aspects = append(aspects, aspect{word: word, get: func(c *availability.Country) string {
				return encode(strings.Contains(f.get(c), encode(word)))
			}})
		}
	}
	for i := range aspects {
		aspects[i].lesson = b.learn(row, f, aspects[i].get)
		b.lessons = append(b.lessons, learnedAspect{row, f, aspects[i]})
	}
	for _, p := range b.pages {
		if _, failed := p.failed[f]; !failed {
			b.settleOne(p, row, f, aspects)
		}
	}
}

// aspect is a value that is learned by itself: that of a fact, or whether a word is
// in the list that the fact is.
type aspect struct {
	word string
	get  func(*availability.Country) string
	lesson
}

type learnedAspect struct {
	row int
	f   *fact
	aspect
}

func (b *numbersBuild) settleOne(p *Page, row int, f *fact, aspects []aspect) {
	r, sentences := p.numbers.rows[row], p.numbers.sentences[row]
	if v := structural(p, r, f); v != "" {
		p.readings[f] = reading{value: v, line: r.line, how: byStructure}
		return
	}
	var said *sentence
	value, how, byItsNumbers := "", byText, false
	say := func(s *sentence, v string) bool {
		if value != "" && v != value {
			p.fail(s.line, s.text, fmt.Sprintf("one sentence says %s, and another %s", value, v), f)
			return false
		}
		said, value = s, v
		if s.says != nil {
			how = byDecision
		}
		return true
	}
	var words []string
	for _, s := range sentences {
		switch v, decided := s.says[f.name]; {
		case decided && f.isList:
			list, err := decoded[[]string](v)
			if err == nil {
				words, how = append(words, list...), byDecision
			}
			continue
		case decided:
			if !say(s, v) {
				return
			}
			continue
		case s.says != nil:
			continue
		}
		for _, a := range aspects {
			v := a.value(f, s.key, s.numbers)
			byItsNumbers = byItsNumbers || v != "" && a.says[s.key] == byNumbers
			switch {
			case v == "":
			case a.word != "":
				if v == encode(true) {
					words = append(words, a.word)
				}
			case !say(s, v):
				return
			}
		}
	}
	for _, s := range sentences {
		// Many pages may have a sentence only because they have the one that says it. So it
		// says nothing beside one that is not known: "can't" in other words, for one. What a
		// person decided, and the numbers in a sentence, hold by themselves.
		if how == byText && !byItsNumbers && b.rare(row, s) {
			p.fail(s.line, s.text, "a sentence that few pages have", f)
			return
		}
	}
	if said != nil {
		p.readings[f] = reading{value: value, line: said.line, text: said.text, how: how}
		return
	}
	for _, s := range sentences {
		if s.says != nil {
			continue
		}
		if b.rare(row, s) {
			p.fail(s.line, s.text, "a sentence that few pages have", f)
			return
		}
		speaks := slices.ContainsFunc(aspects, func(a aspect) bool { return a.says[s.key] != "" })
		if !speaks && slices.ContainsFunc(aspects, func(a aspect) bool { return a.divided[s.key] }) {
			p.fail(s.line, s.text, "pages with this sentence have several values in the base", f)
			return
		}
	}
	if f.isList {
		slices.Sort(words)
		value = encode(slices.Compact(words))
	} else if value = aspects[0].unsaid; value == "" || f == factPortIn { // a letter of another kind would be taken for the usual one
		p.fail(r.line, r.label(), "no sentence says it", f)
		return
	}
	p.readings[f] = reading{value: value, line: r.line, text: r.label(), how: how}
}

// structural returns what links say about a fact: letters of authorization, and
// the operator that provides the numbers.
func structural(p *Page, r *row, f *fact) string {
	text := textOfSegments(r.cells[1])
	operator := operatorIn(text)
	switch {
	case operator != "" && !r.hasLetter():
		switch f {
		case factUserNumbers:
			return encode(userNumbersValue{strings.ToLower(operator), "not_applicable", "partner"})
		case factPortIn:
			return encode(portInValue{"partner", "partner", availability.NotStated, false})
		}
		if p.base != nil && p.base.Numbers.User.Order == "partner" && !strings.ContainsFunc(text, unicode.IsDigit) {
			return f.get(&availability.Country{}) // nothing, as the operator decides it
		}
	case f == factPortIn && strings.ContainsRune(text, markLetterTollFree):
		return encode(portInValue{"letter", "letter", "letter", true})
	case f == factPortIn && strings.ContainsRune(text, markLetterAll):
		return encode(portInValue{"letter", "letter", "within_all_numbers_letter", true})
	}
	return ""
}

// learned returns what sentences say, for the report.
func (b *numbersBuild) learned() []Learned {
	var list []Learned
	for _, l := range b.lessons {
		var here []Learned
		for k, value := range l.says {
			g := b.groups[l.row][k]
			against := 0
			for p, numbers := range g.numbers {
				against += btoi(p.base != nil && l.value(l.f, k, numbers) != l.get(p.base))
			}
			switch {
			case value == byNumbers:
				value = encode(byNumbers)
			case l.word != "":
				value = encode(map[string]bool{l.word: value == encode(true)})
			}
			here = append(here, Learned{Fact: l.f.name, Text: shown(g.text), Value: value, Pages: len(g.numbers) - against, Against: against})
		}
		slices.SortFunc(here, func(a, b Learned) int {
			return cmp.Or(cmp.Compare(b.Pages, a.Pages), cmp.Compare(a.Text, b.Text))
		})
		list = append(list, here...)
	}
	return list
}

// readNumbers reads the pages on number management of the folders.
func readNumbers(ctx context.Context, dirs []string, o Options, r *Result) (map[country.Code][]*Page, error) {
	byCountry := make(map[country.Code][]*Page)
	for _, dir := range dirs {
		files, err := filesIn(dir, numberPagePrefix)
		if err != nil {
			return nil, err
		}
		if files == nil {
			continue
		}
		b := &numbersBuild{decisions: o.Decisions}
		locales := make(map[string]int)
		of := make(map[country.Code]*Page)
		for _, file := range files {
			page := readNumberPage(ctx, file)
			if page.Country.IsZero() {
				r.Unsettled = append(r.Unsettled, Problem{File: file, Text: page.Slug, What: "the file is not named after a country"})
				continue
			}
			locales[page.Locale]++
			pages := []*Page{page}
			if pr, err := country.ParseCode("PR"); err == nil && page.Country.String() == "US" {
				pages = append(pages, page.also(pr))
			}
			for _, p := range pages {
				p.base = baseCountry(o.Base, p.Country)
				if other := of[p.Country]; other != nil {
					for _, twin := range []*Page{p, other} {
						twin.fail(0, "", "the folder has two pages on the numbers of "+p.Country.Name()+": "+p.File+" and "+other.File, numberFacts...)
					}
				}
				of[p.Country] = p
				b.pages = append(b.pages, p)
				byCountry[p.Country] = append(byCountry[p.Country], p)
			}
		}
		b.read()
		r.NumberPages += len(files)
		r.NumberBuilds = append(r.NumberBuilds, Build{Dir: dir, Locale: mostOf(locales), Pages: len(files), Learned: b.learned()})
	}
	return byCountry, nil
}

// combineNumbers sets what the pages on number management say of a country.
func (r *Result) combineNumbers(c *availability.Country, pages []*Page, base *catalog.Snapshot) {
	known := baseCountry(base, c.Code)
	stated := known != nil && known.Numbers.User.Provider != ""
	switch {
	case len(pages) == 0:
		if stated && r.NumberPages > 0 {
			r.Notices = append(r.Notices, Problem{Country: c.Code, What: "there is no page on number management: its numbers are those of the base, of their date"})
		}
		return
	case !c.CallingPlans.Status.Available():
		r.Notices = append(r.Notices, Problem{Country: c.Code, File: pages[0].File, What: "no Calling Plan is sold: what the page on number management says is left out"})
		return
	}
	other := ""
	if known != nil {
		if id := known.Evidence[availability.UserNumber]; id != "" && !strings.HasPrefix(id, numberSource) && !strings.HasPrefix(id, pagesPrefix) {
			other = id + " of " + known.Source(availability.UserNumber).Date.String()
		}
	}
	next := *c
	var changes []Change
	settled := make(map[*fact]bool)
	for _, f := range numberFacts {
		r.Facts++
		from := ""
		if stated {
			from = f.get(known)
		}
		page, ok := r.vote(c.Code, f, pages, from)
		if !ok {
			continue
		}
		read := page.readings[f]
		change := Change{c.Code, f.name, from, read.value, page.File, read.line, shown(read.text), read.how, other}
		if read.value != from && other != "" {
			r.Evidence = append(r.Evidence, change)
			continue
		}
		if read.value != from {
			changes = append(changes, change)
		}
		if err := f.set(&next, read.value); err == nil {
			settled[f] = true
		}
	}
	if !stated && len(settled) < len(numberFacts) {
		return // there is no base for the rest; what is not settled is listed
	}
	// The sources of what the country pages leave open are not in the base yet.
	checked := next
	if known != nil {
		checked.Evidence = known.Evidence
	}
	if !valid(checked, base) {
		for _, f := range numberFacts {
			if settled[f] {
				r.Unsettled = append(r.Unsettled, Problem{Country: c.Code, Fact: f.name, File: pages[0].File, What: "it does not go together with other facts of the country"})
			}
		}
		return
	}
	*c = next
	r.Changes = append(r.Changes, changes...)
	if slices.ContainsFunc(changes, func(ch Change) bool { return ch.Fact == factUserNumbers.name }) {
		r.Notices = append(r.Notices, Problem{
			Country: c.Code, File: pages[0].File,
			What: "how numbers are obtained has changed: see whether toll_number and toll_free_number still are on_request, or are now",
		})
	}
	if !slices.ContainsFunc(numberRows[getRow].facts, func(f *fact) bool { return !settled[f] }) {
		r.confirmed = append(r.confirmed, c.Code)
	}
}

// dateNumbers gives what the pages on number management confirm the date of the
// new ones.
func (r *Result) dateNumbers(doc *catalog.Document, asOf catalog.Date) {
	id := numberSource + "-" + asOf.String()
	for i := range doc.Countries {
		c := &doc.Countries[i]
		if !slices.Contains(r.confirmed, c.Code) {
			continue
		}
		if old := doc.Sources[c.Evidence[availability.UserNumber]]; old.Date.Compare(asOf) >= 0 {
			continue
		}
		c.Evidence = maps.Clone(c.Evidence)
		if c.Evidence == nil {
			c.Evidence = make(map[availability.Feature]string)
		}
		c.Evidence[availability.UserNumber] = id
		if doc.Sources == nil {
			doc.Sources = make(map[string]availability.Source)
		}
		doc.Sources[id] = availability.Source{
			URL: NumberPagesAddress, Date: asOf, Kind: "microsoft_page", About: "how phone numbers of each country are obtained, ordered and ported",
		}
	}
}
