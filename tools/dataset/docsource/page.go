package docsource

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// The facts that are read from a page, each from a row or from the remarks, in
// the order of the page.
const (
	factAudioConferencing    = "audio_conferencing"
	factNumberAssignment     = "number_assignment"
	factCallMe               = "call_me"
	factPhoneSystem          = "phone_system"
	factAutoAttendants       = "auto_attendants"
	factCallQueues           = "call_queues"
	factVoicemail            = "voicemail"
	factCallingPlan          = "calling_plan"
	factPlans                = "plans"
	factPremiumNumberCalls   = "premium_number_calls"
	factOutboundDestinations = "outbound_destinations"
	factSKUs                 = "sku_part_numbers"
	factTenantCountries      = "operator_tenant_countries"
	factDomesticCalls        = "domestic_calls"
	factMinutePool           = "minute_pool"
	factTollCities           = "toll_cities"
	factTollNumber           = "toll_number"
	factTollFreeNumber       = "toll_free_number"
	factServiceNumberUse     = "service_number_use"
	factCredits              = "communications_credits"

	rowLinks = "links" // a row that says nothing but where to read more
)

// sectionRow is a section of a page, and its rows in their order.
type sectionRow struct {
	anchor   string
	rows     []string
	optional []string // those of the rows that may be missing
	remarks  []string // facts that stand in the text below the table
}

var sectionRows = []sectionRow{
	{"audio-conferencing", []string{factAudioConferencing, factNumberAssignment, factCallMe}, nil, nil},
	{"phone-system", []string{factPhoneSystem, factAutoAttendants, factCallQueues, factVoicemail}, nil, nil},
	{
		"calling-plans",
		[]string{factCallingPlan, factPlans, factPremiumNumberCalls, factOutboundDestinations, rowLinks},
		[]string{factPremiumNumberCalls, rowLinks},
		[]string{factSKUs, factTenantCountries, factDomesticCalls, factMinutePool},
	},
	{
		"toll-and-toll-free-numbers-for-services",
		[]string{factTollCities, factTollNumber, factTollFreeNumber},
		nil,
		[]string{factServiceNumberUse},
	},
	{"communications-credits", []string{factCredits}, nil, nil},
}

// tenantsAnchor begins the name of the part of the section on Calling Plans that
// lists where an operator's customers may be.
const tenantsAnchor = "if-your-tenant-is-located-outside-"

// specialSubsection reports whether a heading below the second level begins a
// section of its own.
func specialSubsection(anchor string) bool {
	return strings.HasPrefix(anchor, tenantsAnchor) || ignoredSection(anchor)
}

func ignoredSection(anchor string) bool {
	return anchor == "related-topics" || anchor == "see-also" || anchor == "other-resources"
}

// allFacts returns every fact, in the order of the page.
func allFacts() []string {
	var facts []string
	for _, s := range sectionRows {
		facts = append(facts, s.facts()...)
	}
	return facts
}

func (s sectionRow) facts() []string {
	facts := slices.DeleteFunc(slices.Clone(s.rows), func(f string) bool { return f == rowLinks })
	return append(facts, s.remarks...)
}

// Problem is something in a page that is not understood.
type Problem struct {
	File string
	Line int    // from 1; 0 where the whole file is meant
	Text string // what stands there
	What string // what is wrong with it

	facts []string // those that cannot be read because of it
}

func (p Problem) String() string {
	s := p.File
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
	}
	s += ": " + p.What
	if p.Text != "" {
		s += ": " + text.Quote(shown(p.Text))
	}
	return s
}

// shown replaces the marks of links by a word.
func shown(text string) string {
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return '→'
		}
		return r
	}, text)
}

// reading is one fact as a page has it.
type reading struct {
	value string // readings of equal facts have equal values
	line  int
	apply func(*availability.Country)
}

// Page is one page as it was read.
type Page struct {
	File     string
	Slug     string
	Country  country.Code
	Language string // of its words: "en" for a bilingual page
	Locale   string // of the build: "en-US"
	Problems []Problem

	readings  map[string]reading
	failed    map[string]bool // facts that cannot be read
	toll      *cityList       // cities, before they have names
	auto      *cityList
	translate bool // city names are not to be taken from the page
	lang      *language

	microsoftSells bool           // Calling Plans of its own
	tenantsOutside []country.Code // where an operator's customers may be, besides the country itself
	domesticCalls  []country.Code // to which calls are domestic
	minutePool     []country.Code // whose users share their minutes
}

// pagePrefix begins the name of the file of every country's page.
const pagePrefix = "availability-in-"

// ReadPage reads a page. Whatever the data is, it returns a page, with problems
// where it is not understood.
func ReadPage(file string, data []byte) *Page {
	p := &Page{File: file, readings: make(map[string]reading), failed: make(map[string]bool)}
	base := filepath.Base(file)
	p.Slug = strings.TrimSuffix(strings.TrimPrefix(base, pagePrefix), filepath.Ext(base))
	code, err := country.Resolve(p.Slug)
	if err != nil {
		p.problem(0, p.Slug, "the file is not named after a country", allFacts()...)
		return p
	}
	p.Country = code
	doc, err := parse(data)
	if err != nil {
		p.problem(0, "", err.Error(), allFacts()...)
		return p
	}
	all, err := languages()
	if err != nil {
		p.problem(0, "", err.Error(), allFacts()...)
		return p
	}
	p.Language, p.Locale = "en", "en-US"
	if doc.locale != "" {
		p.Locale = doc.locale
	}
	if doc.locale != "" && !doc.bilingual {
		tag, _, _ := strings.Cut(strings.ToLower(doc.locale), "-")
		p.Language = tag
	}
	p.translate = p.Language != "en"
	if p.lang = all[p.Language]; p.lang == nil {
		p.problem(0, doc.locale, "there is no vocabulary for the language of the page", allFacts()...)
		return p
	}
	p.sections(doc)
	return p
}

// problem notes what is not understood. The facts that it concerns count as
// not read, whatever else the page says of them.
func (p *Page) problem(line int, text, what string, facts ...string) {
	for _, fact := range facts {
		p.failed[fact] = true
		delete(p.readings, fact)
	}
	p.Problems = append(p.Problems, Problem{File: p.File, Line: line, Text: text, What: what, facts: facts})
}

func (p *Page) sections(doc *document) {
	seen := make(map[string]bool)
	for i := range doc.sections {
		s := &doc.sections[i]
		if ignoredSection(s.anchor) {
			continue
		}
		if strings.HasPrefix(s.anchor, tenantsAnchor) {
			p.tenants(s)
			continue
		}
		n := slices.IndexFunc(sectionRows, func(known sectionRow) bool { return known.anchor == s.anchor })
		switch {
		case n < 0:
			p.problem(s.line, s.anchor, "pages have no section of this name")
		case seen[s.anchor]:
			p.problem(s.line, s.anchor, "the section stands here twice", sectionRows[n].facts()...)
		default:
			p.section(sectionRows[n], s)
		}
		seen[s.anchor] = true
	}
	for _, known := range sectionRows {
		if !seen[known.anchor] {
			p.problem(0, known.anchor, "the section is missing", known.facts()...)
		}
	}
}

// section reads the rows of a section. A row is known by its label, and has to
// stand where pages have it.
func (p *Page) section(known sectionRow, s *section) {
	byFact := make(map[string]*row)
	last := -1
	for i := range s.rows {
		r := &s.rows[i]
		label := textOfSegments(r.cells[0])
		facts := p.lang.label(label, known.rows)
		switch {
		case len(facts) == 0:
			p.problem(r.line, label, "no row of this section has such a label")
			continue
		case len(facts) > 1:
			p.problem(r.line, label, "the label fits several rows: "+strings.Join(facts, ", "), facts...)
			continue
		}
		fact := facts[0]
		place := slices.Index(known.rows, fact)
		switch {
		case byFact[fact] != nil:
			p.problem(r.line, label, "the row stands here twice", fact)
			byFact[fact] = &row{}
		case place < last:
			p.problem(r.line, label, "the row stands after "+known.rows[last]+", where it does not belong", fact, known.rows[last])
			byFact[fact], byFact[known.rows[last]] = &row{}, &row{}
		case r.extra || len(r.cells) != 2:
			p.problem(r.line, label, "the row has not two cells", fact)
			byFact[fact] = &row{}
		default:
			byFact[fact] = r
		}
		last = max(last, place)
	}
	for _, fact := range known.rows {
		r := byFact[fact]
		switch {
		case r == nil && slices.Contains(known.optional, fact):
			p.missing(fact, s.line)
		case r == nil:
			p.problem(s.line, fact, "the row is missing", fact)
		case r.cells == nil || fact == rowLinks:
		case len(r.cells[1]) == 0:
			p.problem(r.line, textOfSegments(r.cells[0]), "the answer is missing", fact)
		default:
			p.answer(fact, r)
		}
	}
	for _, fact := range known.remarks {
		p.missing(fact, s.line)
	}
	for _, text := range s.prose {
		p.prose(known, text)
	}
}

func textOfSegments(segments []segment) string {
	texts := make([]string, len(segments))
	for i, s := range segments {
		texts[i] = s.text
	}
	return strings.Join(texts, " ")
}
