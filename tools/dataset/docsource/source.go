package docsource

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/localfile"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// MaxPages is how many pages a folder may have. Real ones have 114.
const MaxPages = 1000

// indexPage is the page that links to those of all countries.
const indexPage = "country-and-region-availability-for-audio-conferencing-and-calling-plans.md"

// Options say how to read.
type Options struct {
	// Base is an earlier dataset, and required. What texts mean is learned from it, and it
	// has the English names of cities and countries.
	Base *catalog.Snapshot
	// Decisions settle texts whatever Base says. They may be nil.
	Decisions Decisions
	// NumberDirs are folders with pages on number management, one for each build.
	// Such pages in the folders of the country pages are read too.
	NumberDirs []string
	// Progress is called after every page. It may be nil.
	Progress func(done, total int)
}

// Build is a folder of pages.
type Build struct {
	Dir     string    `json:"dir"`
	Locale  string    `json:"locale"` // of most of its pages: "en-US"
	Pages   int       `json:"pages"`
	Learned []Learned `json:"learned"`
}

// Disagreement is a fact on which builds differ and that the majority settles.
type Disagreement struct {
	Country country.Code `json:"country_code"`
	Fact    string       `json:"fact"`
	Chosen  string       `json:"chosen"`
	Others  []string     `json:"others"` // "FILE:LINE: value"
}

func (d Disagreement) String() string {
	return fmt.Sprintf("%s %s: taken is %s; %s", d.Country, d.Fact, d.Chosen, strings.Join(d.Others, "; "))
}

// Change is a fact that is settled and is not what the base says.
type Change struct {
	Country country.Code `json:"country_code"`
	Fact    string       `json:"fact"`
	From    string       `json:"from"` // of the base, as JSON; empty if it does not have the country
	To      string       `json:"to"`   // empty if there is no page
	File    string       `json:"file,omitzero"`
	Line    int          `json:"line,omitzero"`
	Text    string       `json:"text,omitzero"`
	How     string       `json:"how,omitzero"` // text, rows, structure or decision
	// Source is the source of the fact in the base, if it is not the page: its
	// id and date.
	Source string `json:"source,omitzero"`
}

func (c Change) String() string {
	s := fmt.Sprintf("%s %s: %s -> %s", c.Country, c.Fact, cmp.Or(c.From, "none"), cmp.Or(c.To, "none"))
	if c.File != "" {
		s += fmt.Sprintf(" (%s:%d, by %s: %s)", c.File, c.Line, c.How, text.Line(c.Text))
	}
	if c.Source != "" {
		s += "; the base has it from " + c.Source
	}
	return s
}

// Result is what was read.
type Result struct {
	// Countries are sorted by code. A fact that is not settled is that of the
	// base; a country whose fact is missing there is left out.
	Countries     []availability.Country
	Builds        []Build // in the order given
	NumberBuilds  []Build // with pages on number management
	NumberPages   int     // on number management; without one, the numbers of the base stay
	Facts         int     // of all countries with pages
	Unsettled     []Problem
	Changes       []Change
	Evidence      []Change  // what pages say against evidence of the base, which stays
	Notices       []Problem // what a person should look at besides
	Disagreements []Disagreement

	confirmed []country.Code // whose ways to get numbers are those of a page
}

// UnsettledFacts returns how many facts are not settled.
func (r *Result) UnsettledFacts() int {
	facts := make(map[string]bool)
	for _, p := range r.Unsettled {
		facts[p.Country.String()+" "+p.Fact+" "+cmp.Or(p.Fact, p.File)] = true
	}
	return len(facts)
}

// Read reads folders of pages. If there are several, they have the same pages
// in several languages.
func Read(ctx context.Context, dirs []string, o Options) (*Result, error) {
	if o.Base == nil {
		return nil, errors.New("there is no base to learn from")
	}
	result := &Result{}
	files := make([][]string, len(dirs))
	total := 0
	for i, dir := range dirs {
		var err error
		if files[i], err = pageFiles(dir); err != nil {
			return nil, err
		}
		total += len(files[i])
	}
	byCountry := make(map[country.Code][]*Page)
	labels := make(map[string]string)
	done := 0
	for i, dir := range dirs {
		b := &build{decisions: o.Decisions}
		locales := make(map[string]int)
		of := make(map[country.Code]*Page)
		for _, file := range files[i] {
			page := readFile(ctx, file)
			if done++; o.Progress != nil {
				o.Progress(done, total)
			}
			locales[page.Locale]++
			byCountry[page.Country] = append(byCountry[page.Country], page)
			if page.Country.IsZero() {
				continue
			}
			if c := baseCountry(o.Base, page.Country); c != nil {
				page.base = c
			}
			if other := of[page.Country]; other != nil {
				for _, p := range []*Page{page, other} {
					p.fail(0, "", "the folder has two pages of "+page.Country.Name()+": "+page.File+" and "+other.File, allFacts...)
				}
			}
			of[page.Country] = page
			b.pages = append(b.pages, page)
		}
		b.read()
		result.Builds = append(result.Builds, Build{Dir: dir, Locale: mostOf(locales), Pages: len(files[i]), Learned: b.learned()})
		readLabels(ctx, filepath.Join(dir, indexPage), labels)
	}
	numbers, err := readNumbers(ctx, slices.Concat(dirs, o.NumberDirs), o, result)
	if err != nil {
		return nil, err
	}
	for _, page := range byCountry[country.Code{}] {
		result.Unsettled = append(result.Unsettled, Problem{File: page.File, Text: page.Slug, What: "the file is not named after a country"})
	}
	for _, code := range country.Codes() {
		if pages := byCountry[code]; pages != nil {
			result.combine(code, pages, numbers[code], labels, o.Base)
		} else if base := baseCountry(o.Base, code); base != nil {
			result.Changes = append(result.Changes, Change{Country: code, Fact: "page", From: encode(base.Slug)})
		}
	}
	return result, nil
}

func baseCountry(base *catalog.Snapshot, code country.Code) *availability.Country {
	if c := base.Country(code); c.Listed() {
		return c
	}
	return nil
}

// pageExtensions are those of pages: of the repository, and of the site.
var pageExtensions = []string{".md", ".html", ".htm"}

// pageFiles returns the pages of countries in a folder, sorted.
func pageFiles(dir string) ([]string, error) {
	files, err := filesIn(dir, pagePrefix)
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("the folder %s has no page: none is named %sSLUG.md or .html", dir, pagePrefix)
	}
	return files, err
}

// filesIn returns the pages of a folder whose names begin with prefix, sorted.
func filesIn(dir, prefix string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) && slices.Contains(pageExtensions, filepath.Ext(e.Name())) && e.Type().IsRegular() {
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	if len(files) > MaxPages {
		return nil, fmt.Errorf("the folder %s has %d pages; at most %d are read", dir, len(files), MaxPages)
	}
	return files, nil
}

func readPage(ctx context.Context, file string) ([]byte, error) {
	return localfile.Read(ctx, file, MaxPageSize)
}

func readFile(ctx context.Context, file string) *Page {
	data, err := readPage(ctx, file)
	if err != nil {
		page := ReadPage(file, nil)
		clear(page.failed)
		page.fail(0, "", err.Error(), allFacts...)
		return page
	}
	return ReadPage(file, data)
}

func mostOf(counts map[string]int) string {
	best := ""
	for key, n := range counts {
		if n > counts[best] || n == counts[best] && key < best {
			best = key
		}
	}
	return best
}

var labelLink = regexp.MustCompile(`\[([^\]\n]{1,80})\]\(` + pagePrefix + `([a-z0-9-]+)\.md\)`)

// readLabels reads the names of the countries from the index of an English
// build, where there is one.
func readLabels(ctx context.Context, file string, labels map[string]string) {
	data, err := localfile.Read(ctx, file, MaxPageSize)
	if err != nil {
		return
	}
	if matter, _, err := cutFrontMatter(data); err != nil || contentLocale(matter) != "" {
		return // the names are not in English, even in a bilingual build
	}
	for _, m := range labelLink.FindAllSubmatch(data, -1) {
		labels[string(m[2])] = string(m[1])
	}
}

// combine makes one country of its pages in several builds.
func (r *Result) combine(code country.Code, pages, numbers []*Page, labels map[string]string, base *catalog.Snapshot) {
	first := pages[0]
	c := availability.Country{Code: code, Name: code.Name()}
	if first.base != nil {
		c = *first.base // for what the pages do not say
	}
	c.Slug = first.Slug
	if label := labels[first.Slug]; label != "" {
		c.Name = label
	}
	for _, p := range pages {
		r.Notices = append(r.Notices, p.notices...)
	}
	if first.base != nil {
		c.Evidence = maps.Clone(first.base.Evidence)
	}
	complete := true
	settled := make(map[*fact]string)
	for _, f := range allFacts {
		r.Facts++
		known := ""
		if first.base != nil {
			known = f.get(first.base)
		}
		page, ok := r.vote(code, f, pages, known)
		value := known
		if ok {
			read := page.readings[f]
			change := Change{code, f.name, known, read.value, page.File, read.line, shown(read.text), read.how, first.source(f)}
			switch {
			case read.value == known:
				settled[f] = known
			case change.Source != "":
				r.Evidence = append(r.Evidence, change)
			default:
				value, settled[f] = read.value, read.value
				r.Changes = append(r.Changes, change)
			}
		}
		switch err := f.set(&c, value); {
		case value == "":
			complete = false
		case err != nil:
			r.Unsettled = append(r.Unsettled, Problem{Country: code, Fact: f.name, File: first.File, What: err.Error()})
		}
	}
	if !complete {
		return
	}
	if first.base != nil && first.base.CallingPlans.Status.Available() && !c.CallingPlans.Status.Available() && settled[factCallingPlan] != "" {
		c.Numbers = availability.NumbersSection{}
		c.Remarks = maps.Clone(c.Remarks)
		for _, feature := range availability.Features() {
			if feature.ForCallingPlanUsers() {
				delete(c.Evidence, feature)
				delete(c.Remarks, feature)
			}
		}
		r.Notices = append(r.Notices, Problem{
			Country: code, File: first.File,
			What: "no Calling Plan is sold anymore: what the base has on the numbers of its users is left out",
		})
	}
	// What is settled must go together with the facts of the base.
	var apart []*fact
	for f, value := range settled {
		if f.get(&c) != value {
			apart = append(apart, f)
		}
	}
	if first.base != nil && !valid(c, base) {
		for _, f := range allFacts {
			if value, ok := settled[f]; ok && value != f.get(first.base) {
				apart = append(apart, f)
			}
		}
		slug, name := c.Slug, c.Name
		c = *first.base
		c.Slug, c.Name, c.Evidence = slug, name, maps.Clone(c.Evidence)
	}
	for _, f := range allFacts {
		if slices.Contains(apart, f) {
			r.Unsettled = append(r.Unsettled, Problem{
				Country: code, Fact: f.name, File: first.File, Text: settled[f], Base: f.get(&c),
				What: "it does not go together with other facts of the country",
			})
			delete(settled, f)
			r.Changes = slices.DeleteFunc(r.Changes, func(ch Change) bool { return ch.Country == code && ch.Fact == f.name })
		}
	}
	for _, f := range allFacts {
		if _, ok := settled[f]; ok {
			continue
		}
		for _, feature := range f.features {
			if c.Evidence == nil {
				c.Evidence = make(map[availability.Feature]string)
			}
			if c.Evidence[feature] == "" {
				c.Evidence[feature] = catalogSource(base)
			}
		}
	}
	r.combineNumbers(&c, numbers, base)
	r.Countries = append(r.Countries, c)
}

// catalogSource returns the id of the source that stands for the pages of the
// base: what the new pages do not settle is as old as those.
func catalogSource(base *catalog.Snapshot) string { return pagesPrefix + base.PagesAsOf() }

const pagesPrefix = "pages-"

// source returns the id and date of the source that the base has a fact from,
// or "" where that is the country's page.
func (p *Page) source(f *fact) string {
	if p.base == nil {
		return ""
	}
	for _, feature := range f.features {
		if id := p.base.Evidence[feature]; id != "" && !strings.HasPrefix(id, pagesPrefix) {
			return id + " of " + p.base.Source(feature).Date.String()
		}
	}
	return ""
}

// valid reports whether a dataset like the base can have the country. It looks only
// at those of the base that a check compares it with: one that shares minutes with
// it, as one of the two says, and one of the same slug.
func valid(c availability.Country, base *catalog.Snapshot) bool {
	doc := base.Document()
	doc.Countries = slices.DeleteFunc(slices.Clone(doc.Countries), func(known availability.Country) bool {
		shares := slices.Contains(c.MinutePoolCountries(), known.Code) || slices.Contains(known.MinutePoolCountries(), c.Code)
		return known.Code == c.Code || !shares && known.Slug != c.Slug
	})
	doc.Countries = append(doc.Countries, c)
	slices.SortFunc(doc.Countries, func(x, y availability.Country) int { return x.Code.Compare(y.Code) })
	_, err := catalog.FromDocument(doc)
	return err == nil
}

// Snapshot makes an edition of what was read, on top of the base: facts that no
// page states stay, and facts that are not settled keep their date. There must
// be countries. It returns [catalog.Faults] if they are not a valid dataset.
func (r *Result) Snapshot(asOf catalog.Date, source string, origins []catalog.Origin, base *catalog.Snapshot) (*catalog.Snapshot, error) {
	doc := base.Document()
	doc.Format, doc.AsOf, doc.PagesAsOf, doc.Source, doc.Origins, doc.Countries = catalog.Format, asOf, catalog.Date{}, source, origins, r.Countries
	doc.Sources = maps.Clone(doc.Sources)
	for _, s := range doc.Sources {
		if s.Date.Compare(doc.AsOf) > 0 {
			doc.AsOf, doc.PagesAsOf = s.Date, asOf
		}
	}
	r.dateNumbers(&doc, asOf)
	id := catalogSource(base)
	if slices.ContainsFunc(doc.Countries, func(c availability.Country) bool { return slices.Contains(slices.Collect(maps.Values(c.Evidence)), id) }) {
		date, err := catalog.ParseDate(base.PagesAsOf())
		if err != nil {
			return nil, err
		}
		if doc.Sources == nil {
			doc.Sources = make(map[string]availability.Source)
		}
		doc.Sources[id] = availability.Source{
			URL: pagesAddress, Date: date, Kind: "microsoft_page",
			About: "what the country page of this date said; the later one does not settle it",
		}
	}
	return catalog.FromDocument(doc)
}

// pagesAddress is where the pages are listed.
const pagesAddress = "https://learn.microsoft.com/microsoftteams/country-and-region-availability-for-audio-conferencing-and-calling-plans/country-and-region-availability-for-audio-conferencing-and-calling-plans"

// vote returns the page with the reading that more than half of the pages with
// a settled fact have. If there is none it says so.
func (r *Result) vote(code country.Code, f *fact, pages []*Page, base string) (*Page, bool) {
	votes := make(map[string]int)
	var winner *Page
	total := 0
	for _, p := range pages {
		if read, ok := p.readings[f]; ok {
			total++
			if votes[read.value]++; winner == nil || votes[read.value] > votes[winner.readings[f].value] {
				winner = p
			}
		}
	}
	var others []string
	for _, p := range pages {
		switch read, ok := p.readings[f]; {
		case !ok:
			others = append(others, p.failed[f].String())
		case read.value != winner.readings[f].value:
			others = append(others, fmt.Sprintf("%s:%d: %s", p.File, read.line, read.value))
		}
	}
	switch {
	case winner != nil && 2*votes[winner.readings[f].value] > total:
		if others != nil {
			r.Disagreements = append(r.Disagreements, Disagreement{code, f.name, winner.readings[f].value, others})
		}
		return winner, true
	case winner != nil:
		r.Unsettled = append(r.Unsettled, Problem{
			Country: code, Fact: f.name, File: pages[0].File, Base: base,
			What: "the builds have no majority: " + winner.readings[f].value + "; " + strings.Join(others, "; "),
		})
	default:
		for _, p := range pages {
			problem := p.failed[f]
			problem.Base = base
			r.Unsettled = append(r.Unsettled, problem)
		}
	}
	return nil, false
}
