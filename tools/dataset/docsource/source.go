package docsource

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// MaxPages is how many pages a folder may have. Real ones have 114.
const MaxPages = 1000

// indexPage is the page that links to those of all countries.
const indexPage = "country-and-region-availability-for-audio-conferencing-and-calling-plans.md"

// Options say how to read.
type Options struct {
	// Base is an earlier dataset: it has the English names of the cities that a
	// translated page names, and the names of the countries. It may be nil.
	Base *catalog.Snapshot
	// Progress is called after every page. It may be nil.
	Progress func(done, total int)
}

// Build is a folder of pages.
type Build struct {
	Dir    string
	Locale string // of most of its pages: "en-US"
	Pages  int
}

// Disagreement is a fact on which builds differ and that the majority settles.
type Disagreement struct {
	Country country.Code
	Fact    string
	Chosen  string
	Others  []string // "FILE:LINE: value", of those who differ or were not understood
}

func (d Disagreement) String() string {
	return fmt.Sprintf("%s %s: taken is %s; %s", d.Country, d.Fact, text.Quote(d.Chosen), strings.Join(d.Others, "; "))
}

// Result is what was read.
type Result struct {
	Countries     []availability.Country // sorted by code
	Builds        []Build                // in the order given
	Problems      []Problem              // what nobody understood; where there are any, Countries is not complete
	Disagreements []Disagreement
}

// Read reads folders of pages: the same pages in several languages where there
// is more than one.
func Read(dirs []string, o Options) (*Result, error) {
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
		locales := make(map[string]int)
		slugs := make(map[country.Code]string)
		for _, file := range files[i] {
			page := readFile(file)
			if other := slugs[page.Country]; other != "" && !page.Country.IsZero() {
				page.problem(0, "", "the folder has two pages of "+page.Country.Name()+"; the other one is "+other, allFacts()...)
			}
			slugs[page.Country] = file
			locales[page.Locale]++
			byCountry[page.Country] = append(byCountry[page.Country], page)
			if done++; o.Progress != nil {
				o.Progress(done, total)
			}
		}
		result.Builds = append(result.Builds, Build{Dir: dir, Locale: mostOf(locales), Pages: len(files[i])})
		readLabels(filepath.Join(dir, indexPage), labels)
	}
	for _, pages := range byCountry[country.Code{}] {
		result.Problems = append(result.Problems, pages.Problems...)
	}
	for _, code := range country.Codes() {
		if pages := byCountry[code]; pages != nil {
			result.combine(pages, o.Base, labels)
		}
	}
	shareMinutes(result.Countries)
	return result, nil
}

// shareMinutes says of every country of a pool of minutes what one of their
// pages says: the users of all of them share it.
func shareMinutes(countries []availability.Country) {
	pools := make(map[country.Code][]country.Code)
	for _, c := range countries {
		for _, member := range c.CallingPlans.MinutePoolCountries {
			pools[member] = c.CallingPlans.MinutePoolCountries
		}
	}
	for i := range countries {
		if c := &countries[i]; c.CallingPlans.MinutePoolCountries == nil {
			c.CallingPlans.MinutePoolCountries = slices.Clone(pools[c.Code])
		}
	}
}

// pageFiles returns the pages of countries in a folder, sorted.
func pageFiles(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), pagePrefix) && filepath.Ext(e.Name()) == ".md" && e.Type().IsRegular() {
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	switch {
	case len(files) == 0:
		return nil, fmt.Errorf("the folder %s has no page: none is named %sSLUG.md", dir, pagePrefix)
	case len(files) > MaxPages:
		return nil, fmt.Errorf("the folder %s has %d pages; at most %d are read", dir, len(files), MaxPages)
	}
	return files, nil
}

func readFile(file string) *Page {
	info, err := os.Stat(file)
	if err == nil && info.Size() > MaxPageSize {
		err = fmt.Errorf("the page has %d bytes; at most %d are read", info.Size(), MaxPageSize)
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(file)
	}
	if err == nil {
		return ReadPage(file, data)
	}
	page := ReadPage(file, nil)
	page.Problems = nil
	page.problem(0, "", err.Error(), allFacts()...)
	return page
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
func readLabels(file string, labels map[string]string) {
	if info, err := os.Stat(file); err != nil || info.Size() > MaxPageSize {
		return
	}
	data, err := os.ReadFile(file)
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
func (r *Result) combine(pages []*Page, base *catalog.Snapshot, labels map[string]string) {
	first := pages[0]
	c := availability.Country{Code: first.Country, Slug: first.Slug, Name: first.Country.Name()}
	var known *availability.Country
	if base != nil {
		known = base.Country(first.Country)
	}
	switch {
	case labels[first.Slug] != "":
		c.Name = labels[first.Slug]
	case known != nil && known.Listed():
		c.Name = known.Name
	}
	// English pages come first: they have the names of the cities.
	var english *availability.Country
	for _, translated := range []bool{false, true} {
		for _, p := range pages {
			if p.translate != translated {
				continue
			}
			if english == nil {
				p.nameCities(known)
			} else {
				p.nameCities(english)
			}
			p.finish()
			if !translated && english == nil {
				english = &availability.Country{}
				for _, reading := range p.readings {
					reading.apply(english)
				}
			}
		}
	}
	before := len(r.Problems)
	settled := make(map[string]bool)
	for _, fact := range allFacts() {
		winner, ok := r.vote(c.Code, fact, pages)
		if ok {
			winner.apply(&c)
			settled[fact] = true
		}
	}
	for _, p := range pages {
		for _, problem := range p.Problems {
			if len(problem.facts) > 0 && !slices.ContainsFunc(problem.facts, func(f string) bool { return !settled[f] }) {
				continue // the other builds agree; it is among the disagreements
			}
			r.Problems = append(r.Problems, problem)
		}
	}
	if len(r.Problems) > before {
		return
	}
	for _, fact := range allFacts() {
		if !settled[fact] {
			r.Problems = append(r.Problems, Problem{File: first.File, Text: fact, What: "the page does not have this fact"})
			return
		}
	}
	toll := &c.ServiceNumbers.Toll
	if toll.Status == availability.Unavailable {
		toll.Conditions = availability.Conditions{}
		toll.Contradictory = len(toll.Cities) > 0
	}
	if toll.Conditions.Limits() && toll.Status == availability.Available {
		toll.Status = availability.Conditional
	}
	r.Countries = append(r.Countries, c)
}

// vote returns the reading of a fact that more than half of the pages have.
func (r *Result) vote(code country.Code, fact string, pages []*Page) (reading, bool) {
	votes := make(map[string]int)
	best := ""
	var winner reading
	for _, p := range pages {
		if read, ok := p.readings[fact]; ok {
			votes[read.value]++
			if votes[read.value] > votes[best] || winner.apply == nil {
				best, winner = read.value, read
			}
		}
	}
	var others []string
	for _, p := range pages {
		switch read, ok := p.readings[fact]; {
		case !ok:
			others = append(others, p.File+": not understood"+p.why(fact))
		case read.value != best:
			others = append(others, fmt.Sprintf("%s:%d: %s", p.File, read.line, text.Quote(read.value)))
		}
	}
	if 2*votes[best] > len(pages) {
		if others != nil {
			r.Disagreements = append(r.Disagreements, Disagreement{Country: code, Fact: fact, Chosen: best, Others: others})
		}
		return winner, true
	}
	if len(votes) > 1 {
		r.Problems = append(r.Problems, Problem{
			File: pages[0].File, Line: winner.line, Text: best,
			What: fmt.Sprintf("no majority for %s; %s; and", fact, strings.Join(others, "; ")),
		})
	}
	return reading{}, false
}

// why returns the first reason why a fact was not understood.
func (p *Page) why(fact string) string {
	for _, problem := range p.Problems {
		if slices.Contains(problem.facts, fact) {
			return fmt.Sprintf(" (line %d: %s: %s)", problem.Line, problem.What, text.Quote(shown(problem.Text)))
		}
	}
	return ""
}
