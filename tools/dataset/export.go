package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
)

// exporters write a dataset, each in its format. The same dataset gives the
// same bytes.
var exporters = map[string]func(io.Writer, *catalog.Snapshot) error{
	"csv":  exportCSV,
	"html": exportHTML,
	"json": exportJSON,
	"md":   exportMarkdown,
	"svg":  exportSVG,
	"xlsx": exportXLSX,
}

const exportFormats = "csv, xlsx, json, md, svg, html"

// runExport writes a dataset in another form.
func runExport(args []string, stdout, _ io.Writer) error {
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	format := flags.String("format", "", "csv, xlsx, json, md, svg or html")
	out := flags.String("out", "", "the `file` to write (default: standard output)")
	given, err := parse(flags, args, stdout, "FILE")
	if err != nil {
		return err
	}
	write := exporters[*format]
	if write == nil {
		return wrongUse("--format: found %q; allowed: %s", *format, exportFormats)
	}
	if file, ok := stdout.(*os.File); ok && *format == "xlsx" && *out == "" {
		if info, err := file.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return wrongUse("a spreadsheet is not for a terminal; name a file with --out")
		}
	}
	s, err := load(given[0])
	if err != nil {
		return err
	}
	return writeOut(*out, stdout, func(w io.Writer) error { return write(w, s) })
}

// plans writes the plans of a country in a line.
func plans(c *availability.Country) string {
	var texts []string
	for _, p := range c.CallingPlans.Plans {
		s := p.Type.String()
		switch {
		case p.InternationalMinutes > 0:
			s += fmt.Sprintf(" %d/%d", p.DomesticMinutes, p.InternationalMinutes)
		case p.DomesticMinutes > 0:
			s += fmt.Sprintf(" %d", p.DomesticMinutes)
		}
		texts = append(texts, s)
	}
	return strings.Join(texts, "; ")
}

func cityName(c availability.City) string {
	name := c.String()
	if c.OnRequest {
		name += " (on request)"
	}
	return name
}

func cities(c *availability.Country) string {
	var names []string
	for _, city := range c.ServiceNumbers.Toll.Cities {
		names = append(names, cityName(city))
	}
	if c.ServiceNumbers.Toll.OtherCitiesOnRequest {
		names = append(names, "others on request")
	}
	return strings.Join(names, "; ")
}

// conditions says which conditions come with which features.
func conditions(c *availability.Country) string {
	var texts []string
	for _, f := range availability.Features() {
		if v := c.Verdict(f); !v.Conditions.IsZero() {
			texts = append(texts, f.String()+": "+strings.Join(v.Conditions.Names(), ", "))
		}
	}
	return strings.Join(texts, "; ")
}

// tableHeader and tableRow make the table of countries by features that the
// spreadsheets have.
func tableHeader() []string {
	header := []string{"country_code", "country_name"}
	header = append(header, availability.FeatureNames()...)
	return append(header, "oldest_as_of", "newer_facts", "conditions", "operator", "plans", "toll_number_cities", "source_url")
}

func tableRow(c *availability.Country) []string {
	row := []string{c.Code.String(), c.Name}
	for _, f := range availability.Features() {
		row = append(row, c.Verdict(f).Status.String())
	}
	operators := slices.DeleteFunc([]string{c.AudioConferencing.Operator, c.CallingPlans.Operator}, func(s string) bool { return s == "" })
	return append(row, oldest(c), newer(c), conditions(c), strings.Join(slices.Compact(operators), "; "), plans(c), cities(c), c.SourceURL())
}

// oldest returns the date of the oldest fact of a country.
func oldest(c *availability.Country) string {
	date := c.Source(availability.AudioConferencing).Date
	for _, f := range availability.Features() {
		if d := c.Source(f).Date; d.Compare(date) < 0 {
			date = d
		}
	}
	return date.String()
}

// newer says which facts of a country are newer than its page, and their date.
func newer(c *availability.Country) string {
	var facts []string
	for _, f := range availability.Features() {
		if d := c.Source(f).Date; d.Compare(c.PagesAsOf()) > 0 {
			facts = append(facts, f.String()+": "+d.String())
		}
	}
	return strings.Join(facts, "; ")
}

// exportCSV writes one line for each country.
func exportCSV(w io.Writer, s *catalog.Snapshot) error {
	out := csv.NewWriter(w)
	rows := [][]string{tableHeader()}
	for _, c := range s.Listed() {
		row := tableRow(c)
		for i := range row {
			row[i] = inert(row[i])
		}
		rows = append(rows, row)
	}
	return out.WriteAll(rows)
}

// formula matches where a spreadsheet would begin a formula: at the beginning
// of a cell, and after a character that separates cells if the file is opened
// with another separator than the comma. The full-width signs are those of East
// Asian spreadsheets.
var formula = regexp.MustCompile(`(^|[;,\t\r\n|] *)([=+\-@%|＝＋－＠\t\r\n])`)

// inert keeps a spreadsheet from taking a text for a formula: a dataset may
// come from anyone.
func inert(s string) string { return formula.ReplaceAllString(s, "$1'$2") }

// The JSON form: what a program needs from a snapshot, with the statuses of all
// features computed.
type (
	jsonCountry struct {
		Code     string                 `json:"country_code"`
		Name     string                 `json:"country_name"`
		URL      string                 `json:"source_url"`
		Features map[string]jsonFinding `json:"features"`
		Plans    []string               `json:"plans"`
		Cities   []string               `json:"toll_number_cities"`
	}
	jsonSnapshot struct {
		AsOf      string        `json:"as_of"`
		Source    string        `json:"source"`
		Countries []jsonCountry `json:"countries"`
	}
)

func exportJSON(w io.Writer, s *catalog.Snapshot) error {
	doc := jsonSnapshot{AsOf: s.AsOf(), Source: s.Source(), Countries: []jsonCountry{}}
	for _, c := range s.Listed() {
		j := jsonCountry{
			Code: c.Code.String(), Name: c.Name, URL: c.SourceURL(),
			Features: make(map[string]jsonFinding), Plans: []string{}, Cities: []string{},
		}
		for _, f := range availability.Features() {
			v := c.Verdict(f)
			j.Features[f.String()] = jsonFinding{v.Status.String(), v.Conditions.Names()}
		}
		if text := plans(c); text != "" {
			j.Plans = strings.Split(text, "; ")
		}
		for _, city := range c.ServiceNumbers.Toll.Cities {
			j.Cities = append(j.Cities, city.String())
		}
		doc.Countries = append(doc.Countries, j)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	return enc.Encode(doc)
}

// statusMark is the mark of a status in a matrix: a shape each, so that nothing
// depends on color.
func statusMark(s availability.Status) string {
	switch s {
	case availability.Available:
		return "●"
	case availability.Conditional:
		return "◐"
	case availability.Unavailable:
		return "○"
	case availability.Unlisted:
	}
	return " "
}

// exportMarkdown writes the matrix of countries by features.
func exportMarkdown(w io.Writer, s *catalog.Snapshot) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "As of %s, %d countries and regions. ● available, ◐ available under conditions (see below), ○ unavailable, empty: `unlisted`.\n\n",
		s.AsOf(), s.Len())
	b.WriteString("| Country |")
	for _, f := range availability.Features() {
		b.WriteString(" " + f.ShortLabel() + " |")
	}
	b.WriteString(" Oldest fact |\n|---|" + strings.Repeat(":-:|", availability.FeatureCount) + "---|\n")
	var total [availability.FeatureCount]int
	for _, c := range s.Listed() {
		fmt.Fprintf(&b, "| [%s](%s) `%s` |", markdownText(c.Name), c.SourceURL(), c.Code)
		for i, f := range availability.Features() {
			v := c.Verdict(f)
			if v.Status.Available() {
				total[i]++
			}
			b.WriteString(" " + statusMark(v.Status) + " |")
		}
		fmt.Fprintf(&b, " %s |\n", oldest(c))
	}
	b.WriteString("| **Countries with it** |")
	for _, n := range total {
		b.WriteString(" " + strconv.Itoa(n) + " |")
	}
	b.WriteString(" |\n\n## Columns\n\n| Column | Feature | Meaning |\n|---|---|---|\n")
	for _, f := range availability.Features() {
		fmt.Fprintf(&b, "| %s | `%s` | %s |\n", f.ShortLabel(), f, markdownText(f.Meaning()))
	}
	b.WriteString("\n## Conditions\n\n| Country | Feature | Conditions |\n|---|---|---|\n")
	for _, c := range s.Listed() {
		for _, f := range availability.Features() {
			if v := c.Verdict(f); v.Conditions.Limits() {
				fmt.Fprintf(&b, "| %s `%s` | `%s` | %s |\n", markdownText(c.Name), c.Code, f, v.Conditions)
			}
		}
	}
	_, err := b.WriteTo(w)
	return err
}
