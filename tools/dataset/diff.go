package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// runDiff says what changed from one dataset to another.
func runDiff(args []string, stdout, _ io.Writer) error {
	flags := flag.NewFlagSet("diff", flag.ContinueOnError)
	format := flags.String("format", "text", "text, json or markdown")
	given, err := parse(flags, args, stdout, "A", "B")
	if err != nil {
		return err
	}
	write, ok := map[string]func(*difference, io.Writer) error{
		"text": (*difference).text, "json": (*difference).json, "markdown": (*difference).markdown,
	}[*format]
	if !ok {
		return wrongUse("--format: found %q; allowed: text, json, markdown", *format)
	}
	from, err := load(given[0])
	if err != nil {
		return err
	}
	to, err := load(given[1])
	if err != nil {
		return err
	}
	return write(newDifference(from, to), stdout)
}

// difference is what changed, by country.
type difference struct {
	from, to  *catalog.Snapshot
	names     [2]string // of the two, for people
	countries []country.Code
	changes   map[country.Code][]catalog.Change
	details   map[country.Code][]catalog.Detail
}

func newDifference(from, to *catalog.Snapshot) *difference {
	d := &difference{
		from: from, to: to, names: [2]string{from.AsOf(), to.AsOf()},
		changes: make(map[country.Code][]catalog.Change),
		details: make(map[country.Code][]catalog.Detail),
	}
	for _, c := range catalog.Diff(from, to) {
		d.changes[c.Country] = append(d.changes[c.Country], c)
		d.countries = append(d.countries, c.Country)
	}
	for _, c := range catalog.Details(from, to) {
		d.details[c.Country] = append(d.details[c.Country], c)
		d.countries = append(d.countries, c.Country)
	}
	slices.SortFunc(d.countries, country.Code.Compare)
	d.countries = slices.Compact(d.countries)
	return d
}

// sides returns the changes that opened, that closed, and the others.
func (d *difference) sides() (opened, closed, other []catalog.Change) {
	for _, code := range d.countries {
		for _, c := range d.changes[code] {
			switch {
			case c.Opened():
				opened = append(opened, c)
			case c.Closed():
				closed = append(closed, c)
			default:
				other = append(other, c)
			}
		}
	}
	return opened, closed, other
}

func findingText(f availability.Finding) string {
	if f.Conditions.IsZero() {
		return f.Status.String()
	}
	return f.Status.String() + " (" + strings.Join(f.Conditions.Names(), ", ") + ")"
}

func changeMark(c catalog.Change) string {
	switch {
	case c.Opened():
		return "+"
	case c.Closed():
		return "-"
	}
	return "~"
}

func (d *difference) text(w io.Writer) error {
	opened, closed, other := d.sides()
	fmt.Fprintf(w, "%s -> %s: %s opened (+), %d closed (-), %d changed otherwise (~), in %s\n",
		d.names[0], d.names[1], text.Count(len(opened), "feature"), len(closed), len(other), text.Count(len(d.countries), "country"))
	for _, code := range d.countries {
		fmt.Fprintf(w, "\n%s (%s)\n", code.Name(), code)
		for _, c := range d.changes[code] {
			fmt.Fprintf(w, "  %s %s: %s -> %s\n", changeMark(c), c.Feature, findingText(c.From), findingText(c.To))
		}
		for _, detail := range d.details[code] {
			fmt.Fprintf(w, "  ~ %s: %s\n", detail.What, detailText(detail))
		}
	}
	return nil
}

// detailText says which values came and went, or else that their order changed.
func detailText(d catalog.Detail) string {
	var parts []string
	for _, v := range d.Removed() {
		parts = append(parts, "- "+v)
	}
	for _, v := range d.Added() {
		parts = append(parts, "+ "+v)
	}
	if parts == nil {
		return "the order changed"
	}
	return strings.Join(parts, "; ")
}

// The JSON form of a difference.
type (
	jsonFinding struct {
		Status     string   `json:"status"`
		Conditions []string `json:"conditions"`
	}
	jsonChange struct {
		Country string      `json:"country_code"`
		Feature string      `json:"feature"`
		From    jsonFinding `json:"from"`
		To      jsonFinding `json:"to"`
	}
	jsonDetail struct {
		Country string   `json:"country_code"`
		What    string   `json:"what"`
		Added   []string `json:"added"`
		Removed []string `json:"removed"`
	}
	jsonDifference struct {
		From    string       `json:"from"`
		To      string       `json:"to"`
		Opened  []jsonChange `json:"opened"`
		Closed  []jsonChange `json:"closed"`
		Changed []jsonChange `json:"changed"`
		Details []jsonDetail `json:"details"`
	}
)

func (d *difference) json(w io.Writer) error {
	convert := func(changes []catalog.Change) []jsonChange {
		list := make([]jsonChange, 0, len(changes))
		for _, c := range changes {
			list = append(list, jsonChange{
				c.Country.String(), c.Feature.String(),
				jsonFinding{c.From.Status.String(), c.From.Conditions.Names()},
				jsonFinding{c.To.Status.String(), c.To.Conditions.Names()},
			})
		}
		return list
	}
	opened, closed, other := d.sides()
	doc := jsonDifference{
		From: d.from.AsOf(), To: d.to.AsOf(),
		Opened: convert(opened), Closed: convert(closed), Changed: convert(other), Details: []jsonDetail{},
	}
	for _, code := range d.countries {
		for _, detail := range d.details[code] {
			doc.Details = append(doc.Details, jsonDetail{
				code.String(), detail.What, append([]string{}, detail.Added()...), append([]string{}, detail.Removed()...),
			})
		}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

func (d *difference) markdown(w io.Writer) error {
	opened, closed, other := d.sides()
	fmt.Fprintf(w, "## From %s to %s\n\n%s opened, %d closed, %d changed otherwise, in %s.\n",
		d.names[0], d.names[1], text.Count(len(opened), "feature"), len(closed), len(other), text.Count(len(d.countries), "country"))
	for _, part := range []struct {
		title   string
		changes []catalog.Change
	}{{"Opened", opened}, {"Closed", closed}, {"Changed", other}} {
		if len(part.changes) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n### %s\n\n| Country | Feature | From | To |\n|---|---|---|---|\n", part.title)
		for _, c := range part.changes {
			fmt.Fprintf(w, "| %s (%s) | `%s` | %s | %s |\n", markdownText(c.Country.Name()), c.Country, c.Feature, findingText(c.From), findingText(c.To))
		}
	}
	first := true
	for _, code := range d.countries {
		for _, detail := range d.details[code] {
			if first {
				fmt.Fprint(w, "\n### Details\n\n| Country | What | Change |\n|---|---|---|\n")
				first = false
			}
			fmt.Fprintf(w, "| %s (%s) | `%s` | %s |\n", markdownText(code.Name()), code, detail.What, markdownText(detailText(detail)))
		}
	}
	return nil
}

// markdownText escapes what would be more than text in a table of Markdown.
func markdownText(s string) string {
	return strings.NewReplacer(
		"\\", "\\\\", "|", "\\|", "<", "&lt;", ">", "&gt;", "&", "&amp;", "*", "\\*", "_", "\\_", "`", "\\`", "[", "\\[", "]", "\\]", "\n", " ",
	).Replace(s)
}
