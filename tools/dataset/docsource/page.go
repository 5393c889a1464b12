package docsource

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Problem is something in a page that a person must look at.
type Problem struct {
	Country    country.Code `json:"country_code,omitzero"`
	Fact       string       `json:"fact,omitzero"` // empty if it concerns none
	File       string       `json:"file"`
	Line       int          `json:"line,omitzero"` // from 1; 0 if the whole file is meant
	Text       string       `json:"text,omitzero"` // what is written there, links to known pages as "[more]"
	What       string       `json:"what"`
	Base       string       `json:"base,omitzero"`       // the value of the base, as JSON
	Candidates []Candidate  `json:"candidates,omitzero"` // what the text may mean, the likeliest first
}

// Candidate is a value that a text may mean.
type Candidate struct {
	Value string `json:"value"` // as JSON
	Pages int    `json:"pages"` // how many countries with this text have it in the base
}

func (p Problem) String() string {
	s := p.File
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
	}
	s += ": "
	if p.Fact != "" {
		s += p.Country.String() + " " + p.Fact + ": "
	}
	s += p.What
	if p.Text != "" {
		s += `: "` + text.Line(p.Text) + `"`
	}
	for i, c := range p.Candidates {
		s += fmt.Sprintf("%s %s (%d)", []string{",", "; candidates:"}[btoi(i == 0)], c.Value, c.Pages)
	}
	return s
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// reading is one fact as a page has it.
type reading struct {
	value string // as JSON
	line  int
	text  string
	how   string // what settled it
}

// Ways in which a fact is settled.
const (
	byText      = "text"      // pages with this text nearly all have this value in the base
	byRows      = "rows"      // as byText, over all rows together; the base has the same
	byStructure = "structure" // links, numbers and lists
	byDecision  = "decision"
)

// Page is one page, and what was read from it.
type Page struct {
	File    string
	Slug    string
	Country country.Code
	Locale  string // of the build: "en-US"

	translated bool                  // the page is in another language than English
	base       *availability.Country // of the base; nil if it has no such country
	doc        *document
	rows       map[*fact]*row
	parts      []*part // by the index of sectionRows
	numbers    numberPage
	readings   map[*fact]reading
	failed     map[*fact]Problem
	notices    []Problem
}

// part is a section with what stands below its deeper headings.
type part struct {
	*section
	prose []prose
	subs  []*section // with tables of their own
}

// pagePrefix begins the name of the file of every country's page.
const pagePrefix = "availability-in-"

// ReadPage parses a page. For any data it returns a page, with problems if its
// structure is not that of the pages.
func ReadPage(file string, data []byte) *Page {
	p := newPage(file, pagePrefix)
	code, err := country.Resolve(p.Slug)
	if err != nil {
		p.fail(0, p.Slug, "the file is not named after a country", allFacts...)
		return p
	}
	p.Country = code
	if p.doc, err = parse(file, data); err != nil {
		p.fail(0, "", err.Error(), allFacts...)
		return p
	}
	p.Locale = cmp.Or(p.doc.locale, "en-US")
	p.translated = !p.doc.bilingual && !strings.HasPrefix(strings.ToLower(p.Locale), "en")
	p.outline()
	return p
}

// newPage returns a page of which nothing is read yet.
func newPage(file, prefix string) *Page {
	base := filepath.Base(file)
	return &Page{
		File: file, Slug: strings.TrimSuffix(strings.TrimPrefix(base, prefix), filepath.Ext(base)),
		rows: make(map[*fact]*row), parts: make([]*part, len(sectionRows)),
		readings: make(map[*fact]reading), failed: make(map[*fact]Problem),
	}
}

// fail notes why facts cannot be read. The first reason stays.
func (p *Page) fail(line int, s, what string, facts ...*fact) {
	for _, f := range facts {
		delete(p.readings, f)
		if _, there := p.failed[f]; !there {
			p.failed[f] = Problem{Country: p.Country, Fact: f.name, File: p.File, Line: line, Text: shown(s), What: what}
		}
	}
}

func (p *Page) notice(line int, s, what string) {
	p.notices = append(p.notices, Problem{Country: p.Country, File: p.File, Line: line, Text: shown(s), What: what})
}

// outline finds the sections by their anchors or, if the page has the usual
// number of tables, by their order.
func (p *Page) outline() {
	var parts []*part
	for i := range p.doc.sections {
		s := &p.doc.sections[i]
		switch {
		case s.level == 2 || len(parts) == 0:
			parts = append(parts, &part{section: s, prose: s.prose})
		case len(s.rows) > 0:
			last := parts[len(parts)-1]
			last.subs = append(last.subs, s)
		default:
			last := parts[len(parts)-1]
			last.prose = append(last.prose, s.prose...)
		}
	}
	parts = slices.DeleteFunc(parts, func(t *part) bool { return len(t.rows) == 0 && placeOf(t.anchor) < 0 })
	inOrder := len(parts) == len(sectionRows)
	for i, t := range parts {
		if at := placeOf(t.anchor); at >= 0 && at != i {
			inOrder = false
		}
	}
	for i, t := range parts {
		at := placeOf(t.anchor)
		if at < 0 && inOrder {
			at = i
		}
		switch {
		case at < 0:
			p.notice(t.line, t.anchor, "a section that pages do not have; nothing of it is read")
		case p.parts[at] != nil:
			p.fail(t.line, t.anchor, "the section is listed twice", sectionRows[at].facts()...)
		default:
			p.parts[at] = t
		}
	}
	for i, known := range sectionRows {
		if p.parts[i] != nil && !slices.Contains(known.remarks, factTenantCountries) {
			for _, s := range p.parts[i].subs {
				p.notice(s.line, s.anchor, "a table that pages do not have; nothing of it is read")
			}
		}
		if p.parts[i] == nil {
			p.fail(0, known.anchor, "the section is missing", known.facts()...)
		}
	}
}

func placeOf(anchor string) int {
	return slices.IndexFunc(sectionRows, func(s sectionRow) bool { return s.anchor == anchor })
}

// layout returns the facts of the rows of a section by their position, or nil
// if a table of the section never has that number of rows.
func (p *Page) layout(section int, rows []*row) []*fact {
	for _, l := range sectionRows[section].layouts {
		if len(l) == len(rows) {
			return l
		}
	}
	return nil
}

// labeled returns the rows of a section without those that a decision leaves
// out.
func (p *Page) labeled(section int, d Decisions) []*row {
	var rows []*row
	if p.parts[section] == nil {
		return nil
	}
	for i := range p.parts[section].rows {
		if r := &p.parts[section].rows[i]; d.find(decideRow, r.label(), p.Country) != encode(ignored) {
			rows = append(rows, r)
		}
	}
	return rows
}

func (r *row) label() string { return textOfSegments(r.cells[0]) }

// assign assigns rows to facts: a row is identified by its position, and its
// label must not be that of another row on the other pages.
func (p *Page) assign(section int, labels *tally[*fact], d Decisions) {
	known := sectionRows[section]
	rows := p.labeled(section, d)
	if p.parts[section] == nil {
		return
	}
	layout := p.layout(section, rows)
	for i, r := range rows {
		byLabel := labels.meaning(key(r.label()))
		if decided := d.find(decideRow, r.label(), p.Country); decided != "" {
			i := slices.IndexFunc(known.facts(), func(f *fact) bool { return encode(f.name) == decided })
			if i >= 0 {
				byLabel = known.facts()[i]
			}
		}
		var byPlace *fact
		if layout != nil {
			byPlace = layout[i]
		}
		f := cmp.Or(byPlace, byLabel)
		switch {
		case f == nil:
			p.notice(r.line, r.label(), "a row that pages do not have; nothing of it is read")
		case byPlace != nil && byLabel != nil && byPlace != byLabel:
			p.fail(r.line, r.label(), fmt.Sprintf("the row of %s has the label of %s", byPlace.name, byLabel.name), byPlace, byLabel)
		case p.rows[f] != nil:
			p.fail(r.line, r.label(), "the row is listed twice", f)
		case r.extra || len(r.cells) != 2:
			p.fail(r.line, r.label(), "the row has not two cells", f)
		case len(r.cells[1]) == 0:
			p.fail(r.line, r.label(), "the answer is missing", f)
		default:
			p.rows[f] = r
			for _, s := range r.cells[1] {
				if s.fault != "" {
					p.fail(s.line, s.text, s.fault, f)
				}
			}
		}
	}
	for _, f := range known.layouts[len(known.layouts)-1] {
		if f != rowLinks && p.rows[f] == nil && (f != factPremiumNumberCalls || layout == nil) {
			p.fail(p.parts[section].line, "", "the row is missing", f)
		}
	}
}

// CheckPage says what is wrong with a page without the sections of a country
// page or the table of a page on number management, such as a sign-in page or a
// shell that a script would fill.
func CheckPage(file string, data []byte) error {
	if strings.HasPrefix(filepath.Base(file), numberPagePrefix) {
		doc, err := parseNumbers(file, data)
		if err == nil && (&Page{doc: doc}).table() == nil {
			err = errors.New("it is no page on number management, but perhaps a sign-in page or an empty shell: it has no table")
		}
		return err
	}
	p := ReadPage(file, data)
	for _, f := range allFacts {
		if problem, failed := p.failed[f]; failed {
			return fmt.Errorf("it is no page of a country, but perhaps a sign-in page or an empty shell: %s (%s)", problem.What, problem.Text)
		}
	}
	return nil
}
