package main

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

// The selector is one page that shows the dataset to a person. The code of the
// provider computes here what is available: the script of the page looks up
// answers and has no rules of its own.
var (
	//go:embed html/page.html
	pageHTML string
	//go:embed html/page.css
	pageCSS string
	//go:embed html/resolve.js
	resolveJS string
	//go:embed html/page.js
	pageJS string

	pageTemplate = template.Must(template.New("page").Parse(pageHTML))
)

// htmlData is what the script of the page reads.
type htmlData struct {
	Dataset    json.RawMessage   `json:"dataset"`
	Features   []htmlFeature     `json:"features"`
	Conditions map[string]string `json:"conditions"` // identifiers to words
	Words      map[string]string `json:"words"`      // of the vocabulary of "numbers"
	Names      map[string]string `json:"names"`      // every code to the name of the country
	// Facts are the answers that differ. Answers has for each listed country the
	// places of its answers among Facts, in the order of the features; Unlisted is
	// what holds in every other country.
	Facts    []htmlFact        `json:"facts"`
	Answers  map[string][]int  `json:"answers"`
	Unlisted []int             `json:"unlisted"`
	Pages    map[string]string `json:"pages"` // code to the address of the country's page
	htmlChanges
	Codes   string         `json:"codes"`
	Olympic string         `json:"olympic"`
	Forms   []country.Form `json:"forms"`
}

// htmlChanges are the changes between every two editions. Differences are those
// that differ: what, whether it opened or closed, before and after. Changes has, by
// the date of the older edition and that of the newer one, the code of each country
// with the places of its changes among Differences.
type htmlChanges struct {
	Differences [][4]string                            `json:"differences"`
	Changes     map[string]map[string]map[string][]int `json:"changes"`
}

type htmlFeature struct {
	ID      string `json:"id"`
	Label   string `json:"label"`
	Meaning string `json:"meaning"`
}

// htmlFact is the answer for a feature.
type htmlFact struct {
	Status     string   `json:"status"`
	Conditions []string `json:"conditions,omitempty"`
	AsOf       string   `json:"as_of"`
	// URL is the address of the source; empty if that is the country's page.
	URL  string `json:"url,omitempty"`
	None bool   `json:"none,omitempty"` // no source says anything
	Note string `json:"note,omitempty"`
	// First is what must be bought or set up first, and Ways what could be done
	// instead, each as a clause.
	First []string `json:"first,omitempty"`
	Ways  []string `json:"ways,omitempty"`
}

// htmlFactOf works out the answer for a feature.
func htmlFactOf(c *availability.Country, f availability.Feature) htmlFact {
	v, source := c.Verdict(f), c.Source(f)
	fact := htmlFact{
		Status: v.Status.String(), Conditions: v.Conditions.Names(), AsOf: source.Date.String(),
		None: source.URL == "", Note: message.Note(c, f), First: neededFirst(c, f),
	}
	if source.URL != c.SourceURL() {
		fact.URL = source.URL
	}
	if v.Status != availability.Available {
		fact.Ways = message.WaysOut(c, f, message.Options{})
	}
	return fact
}

// neededFirst says what must be there before a feature.
func neededFirst(c *availability.Country, f availability.Feature) []string {
	var first, numbers []string
	for _, p := range c.Prerequisites(f) {
		what := fmt.Sprintf("%s (%s)", p.Label(), p)
		switch p {
		case availability.TollNumber, availability.TollFreeNumber:
			numbers = append(numbers, what)
		case availability.CommunicationsCredits:
			first = append(first, what+", where the organization is; with a Microsoft Customer Agreement or through a CSP, usage is billed afterwards")
		default:
			first = append(first, what)
		}
	}
	if numbers != nil {
		first = append(first, strings.Join(numbers, " or "))
	}
	for _, step := range c.Steps(f) {
		what := step
		if note := message.PrerequisiteNote(rollout.Prerequisite{Step: step}); note != "" {
			what += ": " + note
		}
		first = append(first, what)
	}
	return first
}

// numberWords says in words what the numbers section of a dataset says in
// identifiers.
var numberWords = map[string]string{
	"microsoft": "Microsoft", "telstra": "Telstra", "softbank": "SoftBank",
	"stated_yes": "in the Teams admin center", "implied_yes": "in the Teams admin center (implied)",
	"stated_no": "not in the Teams admin center", "not_applicable": "not from Microsoft",
	"alternative": "or by an order at the service desk", "for_numbers_not_listed": "by an order at the service desk for what is not listed there",
	"required": "by an order at the service desk only", "partner": "through a partner",
	"utility_bill": "a utility bill", "tri_party_agreement": "a tri-party agreement", "latest_invoice": "the latest invoice",
	"power_of_attorney": "a power of attorney", "authorized_person_identity": "proof of identity of the authorized person",
	"transfer_letter": "a transfer letter",
	"letter":          "with a letter of authorization", "within_all_numbers_letter": "with the letter of authorization for all numbers",
	"supported": "supported", "not_supported": "not supported", "not_stated": "no page says",
	"at_assignment": "when a number is assigned to a user", "at_acquisition_or_port_in": "when a number is acquired or ported",
}

// newHTMLChanges returns the changes between every two editions up to that of s.
func newHTMLChanges(s *catalog.Snapshot) (htmlChanges, error) {
	var editions []*catalog.Snapshot
	for _, date := range catalog.EmbeddedDates() {
		if date < s.AsOf() {
			edition, err := catalog.Embedded(date)
			if err != nil {
				return htmlChanges{}, err
			}
			editions = append(editions, edition)
		}
	}
	editions = append(editions, s)
	all := htmlChanges{Changes: make(map[string]map[string]map[string][]int)}
	places := make(map[[4]string]int)
	for i, to := range editions {
		for _, from := range editions[:i] {
			changes := make(map[string][]int)
			add := func(code country.Code, difference [4]string) {
				at, known := places[difference]
				if !known {
					at = len(all.Differences)
					places[difference] = at
					all.Differences = append(all.Differences, difference)
				}
				changes[code.String()] = append(changes[code.String()], at)
			}
			for _, c := range catalog.Diff(from, to) {
				kind := "other"
				if c.Opened() {
					kind = "opened"
				} else if c.Closed() {
					kind = "closed"
				}
				add(c.Country, [4]string{c.Feature.String(), kind, findingText(c.From), findingText(c.To)})
			}
			for _, d := range catalog.Details(from, to) {
				add(d.Country, [4]string{d.What, "other", strings.Join(d.From, ", "), strings.Join(d.To, ", ")})
			}
			if all.Changes[from.AsOf()] == nil {
				all.Changes[from.AsOf()] = make(map[string]map[string][]int)
			}
			all.Changes[from.AsOf()][to.AsOf()] = changes
		}
	}
	return all, nil
}

func newHTMLData(s *catalog.Snapshot) (*htmlData, error) {
	changes, err := newHTMLChanges(s)
	if err != nil {
		return nil, err
	}
	var dataset bytes.Buffer
	if err := catalog.Encode(&dataset, s); err != nil {
		return nil, err
	}
	table := country.Spellings()
	data := &htmlData{
		Dataset: dataset.Bytes(), Words: numberWords, htmlChanges: changes,
		Conditions: make(map[string]string), Names: make(map[string]string),
		Answers: make(map[string][]int), Pages: make(map[string]string),
		Codes: table.Codes, Olympic: table.Olympic, Forms: table.Forms,
	}
	for _, f := range availability.Features() {
		data.Features = append(data.Features, htmlFeature{f.String(), f.Label(), f.Meaning()})
	}
	for _, name := range availability.ConditionNames() {
		c, err := availability.ParseCondition(name)
		if err != nil {
			return nil, err
		}
		data.Conditions[name] = c.Meaning()
	}
	seen := make(map[string]int)
	for _, code := range country.Codes() {
		c := s.Country(code)
		data.Names[code.String()] = code.Name()
		var places []int
		for _, f := range availability.Features() {
			fact := htmlFactOf(c, f)
			key, err := json.Marshal(fact)
			if err != nil {
				return nil, err
			}
			at, ok := seen[string(key)]
			if !ok {
				at = len(data.Facts)
				seen[string(key)] = at
				data.Facts = append(data.Facts, fact)
			}
			places = append(places, at)
		}
		switch {
		case c.Listed():
			data.Names[code.String()] = c.Name
			data.Answers[code.String()] = places
			data.Pages[code.String()] = c.SourceURL()
		case data.Unlisted == nil:
			data.Unlisted = places
		case !slices.Equal(data.Unlisted, places):
			return nil, fmt.Errorf("%s is not listed, and yet answered otherwise than other countries that are not", code)
		}
	}
	return data, nil
}

// deflated returns a text as the page holds it: deflated, in base 64. The names of
// countries in all languages would take most of the page otherwise.
func deflated(s string) (string, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := io.WriteString(w, s); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
}

// contentHash is how a Content-Security-Policy names an inline script or style.
func contentHash(s string) template.HTML {
	sum := sha256.Sum256([]byte(s))
	return template.HTML("'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'") //nolint:gosec // letters of base 64
}

// cell is a status in the table: a class and a word, both short as there are
// thousands.
type cell struct{ Class, Word string }

var cells = map[availability.Status]cell{
	availability.Available:   {"y", "yes"},
	availability.Conditional: {"i", "if"},
	availability.Unavailable: {"n", "no"},
	availability.Unlisted:    {"u", "?"},
}

// htmlRow is a country in the table.
type htmlRow struct {
	Country *availability.Country
	Oldest  string
	Cells   []cell
}

// exportHTML writes the selector: one page that asks nothing of the network.
func exportHTML(w io.Writer, s *catalog.Snapshot) error {
	data, err := newHTMLData(s)
	if err != nil {
		return err
	}
	encoded, err := json.Marshal(data)
	if err != nil {
		return err
	}
	table := country.Spellings()
	names, err := deflated(table.Spellings + "\x00" + table.Near)
	if err != nil {
		return err
	}
	var rows []htmlRow
	for _, c := range s.Listed() {
		row := htmlRow{Country: c, Oldest: oldest(c)}
		for _, f := range availability.Features() {
			row.Cells = append(row.Cells, cells[c.Verdict(f).Status])
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b htmlRow) int { return strings.Compare(a.Country.Name, b.Country.Name) })
	script := resolveJS + pageJS
	return pageTemplate.Execute(w, map[string]any{
		"AsOf": s.AsOf(), "PagesAsOf": s.PagesAsOf(), "Features": availability.Features(), "Rows": rows,
		"Style": template.CSS(pageCSS), "Script": template.JS(script), "StyleHash": contentHash(pageCSS), "ScriptHash": contentHash(script), //nolint:gosec // files of ours
		"Data": template.JS(encoded), "Names": template.HTML(names), //nolint:gosec // JSON and base 64, in which no tag can begin
	})
}
