package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// call runs the command and returns what it wrote and its exit code.
func call(args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	code = run(args, &out, &errs)
	return out.String(), errs.String(), code
}

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// tiny returns a dataset of one country, and of the source "here".
func tiny(t *testing.T) string {
	t.Helper()
	s, err := catalog.Embedded("2021-08-03")
	if err != nil {
		t.Fatal(err)
	}
	doc := s.Document()
	doc.Source, doc.Countries = "here", doc.Countries[:1]
	one, err := catalog.FromDocument(doc)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := catalog.Encode(&b, one); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWrongUse(t *testing.T) {
	dir := t.TempDir()
	for _, tt := range []struct {
		name string
		args []string
		want string // part of what is said
	}{
		{"no command", nil, "usage: dataset"},
		{"an unknown command", []string{"improt"}, `no command "improt"; allowed: fetch, import, edition, validate, diff, compare-offers, export`},
		{"an unknown flag", []string{"diff", "--fromat", "json", "a", "b"}, "allowed flags: --format"},
		{"import without pages", []string{"import", "--as-of", "2026-01-02", "--out", "x"}, "--pages is missing"},
		{"import with an invalid date", []string{"import", "--pages", dir, "--as-of", "soon", "--out", "x"}, `"soon" is not a date`},
		{"import of a folder that is not there", []string{"import", "--pages", dir + "/no", "--as-of", "2026-01-02", "--out", "x"}, "is not a folder"},
		{"import with builds that do not match", []string{"import", "--pages", dir, "--build", "a", "--build", "b", "--as-of", "2026-01-02", "--out", "x"}, "2 --build for 1 --pages"},
		{"import with an argument", []string{"import", "--pages", dir, "--as-of", "2026-01-02", "--out", "x", "y"}, "found 1 arguments (y)"},
		{"validate without a file", []string{"validate"}, "wanted: FILE"},
		{"validate of a file that is not there", []string{"validate", "2020-02-02"}, "embedded are 2021-08-03, 2023-01-25"},
		{"diff of one", []string{"diff", "2023-01-25"}, "wanted: A B"},
		{"diff in an invalid format", []string{"diff", "2021-08-03", "2023-01-25", "--format", "yaml"}, `found "yaml"; allowed: text, json, markdown`},
		{"export without a format", []string{"export", "2023-01-25"}, "allowed: csv, xlsx, json, md, svg, html"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, stderr, code := call(tt.args...)
			if code != exitUsage || !strings.Contains(stderr, tt.want) {
				t.Errorf("exit code %d, %q; want %d, %q", code, stderr, exitUsage, tt.want)
			}
		})
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"--help"}, {"import", "-h"}, {"diff", "--help"}} {
		if out, _, code := call(args...); code != exitOK || !strings.Contains(out, "usage: dataset") {
			t.Errorf("%v: exit code %d, %q", args, code, out)
		}
	}
}

func TestValidate(t *testing.T) {
	for _, date := range catalog.EmbeddedDates() {
		if out, errs, code := call("validate", date); code != exitOK || !strings.Contains(out, "114 countries as of "+date) {
			t.Errorf("%s: exit code %d, %q, %q", date, code, out, errs)
		}
	}
	broken := file(t, "broken.json", "{\n\"format\": 1,\n\"as_of\": \"2026-01-02\",\n\"source\": \"\",\n\"countries\": []\n}")
	_, errs, code := call("validate", broken)
	if code != exitProblem || !strings.Contains(errs, "broken.json:4: /source") || !strings.Contains(errs, "2 faults") {
		t.Errorf("exit code %d, %q", code, errs)
	}
	_, errs, _ = call("validate", file(t, "one.json", strings.Replace(tiny(t), `"here"`, `""`, 1)))
	if !strings.Contains(errs, "\n1 fault\n") {
		t.Errorf("%q", errs)
	}
	if out, errs, _ := call("validate", file(t, "tiny.json", tiny(t))); !strings.Contains(out, "is valid: 1 country as of") {
		t.Errorf("%q, %q", out, errs)
	}
	if _, errs, code := call("validate", file(t, "x.json", "{")); code != exitProblem || errs == "" {
		t.Errorf("exit code %d, %q", code, errs)
	}
}

func TestDiffFormats(t *testing.T) {
	text, _, code := call("diff", "2021-08-03", "2023-01-25")
	if code != exitOK || !strings.Contains(text, "Estonia (EE)\n  + calling_plan: unavailable -> available") {
		t.Errorf("exit code %d, %q", code, text)
	}
	markdown, _, _ := call("diff", "--format", "markdown", "2021-08-03", "2023-01-25")
	if !strings.Contains(markdown, "| Estonia (EE) | `calling_plan` | unavailable | available |") {
		t.Errorf("%q", markdown)
	}
	out, _, _ := call("diff", "2021-08-03", "--format=json", "2023-01-25")
	var doc jsonDifference
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.From != "2021-08-03" || len(doc.Opened) == 0 || len(doc.Closed) != 0 || doc.Changed == nil || len(doc.Details) == 0 {
		t.Errorf("%+v", doc)
	}
	if back, _, _ := call("diff", "2023-01-25", "2021-08-03"); !strings.Contains(back, fmt.Sprintf("0 features opened (+), %d closed (-)", len(doc.Opened))) {
		t.Errorf("the other way round: %q", back)
	}
}

// exported returns an export, after making sure that it is the same each time.
func exported(t *testing.T, format string) string {
	t.Helper()
	first, errs, code := call("export", "2023-01-25", "--format", format)
	if code != exitOK {
		t.Fatalf("exit code %d, %q", code, errs)
	}
	out := filepath.Join(t.TempDir(), "out")
	if _, errs, code := call("export", "2023-01-25", "--out", out, "--format", format); code != exitOK {
		t.Fatalf("exit code %d, %q", code, errs)
	}
	again, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if first != string(again) {
		t.Errorf("the %s differs from one time to the next", format)
	}
	return first
}

func TestExportCSV(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(exported(t, "csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 115 || len(rows[0]) != len(rows[1]) || rows[0][2] != "audio_conferencing" || rows[1][0] != "AE" {
		t.Errorf("%d rows, %q", len(rows), rows[:2])
	}
}

func TestCSVHoldsNoFormula(t *testing.T) {
	for _, text := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=x", "|calc"} {
		if got := inert(text); got != "'"+text {
			t.Errorf("%q is written as %q", text, got)
		}
	}
	for text, want := range map[string]string{"a;=1+1": "a;'=1+1", "a, @x": "a, '@x", "a\n-1": "a\n'-1", "＝1": "'＝1"} {
		if got := inert(text); got != want {
			t.Errorf("%q is written as %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"", "Stoke-on-Trent", "a; b: c, d", "Germany", "São Paulo", "'t Harde"} {
		if got := inert(text); got != text {
			t.Errorf("%q is written as %q", text, got)
		}
	}
}

func TestExportXLSX(t *testing.T) {
	book, err := excelize.OpenReader(strings.NewReader(exported(t, "xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Coverage")
	if err != nil || len(rows) != 115 || rows[0][0] != "country_code" {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	panes, err := book.GetPanes("Coverage")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes: %+v, %v", panes, err)
	}
	formats, err := book.GetConditionalFormats("Coverage")
	if err != nil || len(formats) != 1 {
		t.Errorf("conditional formats: %v, %v", formats, err)
	}
	if cities, err := book.GetRows("Cities"); err != nil || len(cities) < 200 {
		t.Errorf("%d cities, %v", len(cities), err)
	}
	if book.SheetCount != 4 {
		t.Errorf("sheets: %v", book.GetSheetList())
	}
}

func TestExportJSON(t *testing.T) {
	var doc jsonSnapshot
	if err := json.Unmarshal([]byte(exported(t, "json")), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Countries) != 114 || len(doc.Countries[0].Features) != availability.FeatureCount {
		t.Errorf("%d countries", len(doc.Countries))
	}
}

func TestExportMarkdown(t *testing.T) {
	text := exported(t, "md")
	rows := 0
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "| [") {
			rows++
			if n := strings.Count(line, "|"); n != availability.FeatureCount+3 {
				t.Errorf("%d bars in %q", n, line)
			}
		}
	}
	if rows != 114 {
		t.Errorf("%d rows, want 114", rows)
	}
}

func TestMarkdownEscapes(t *testing.T) {
	if got, want := markdownText("a|b <c> [d](e) _f_ `g`\nh"), "a\\|b &lt;c&gt; \\[d\\](e) \\_f\\_ \\`g\\` h"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Texts of a dataset stay texts in every form that a browser or a spreadsheet
// opens.
func TestExportsHoldNoMarkup(t *testing.T) {
	s, err := catalog.Embedded("2021-08-03")
	if err != nil {
		t.Fatal(err)
	}
	doc := s.Document()
	const script = `</script></title><script>alert("1")</script><img src=x onerror='alert(1)'>&lt;]]>=1+1`
	at := slices.IndexFunc(doc.Countries, func(c availability.Country) bool { return c.Code.String() == "DE" })
	doc.Source, doc.Countries = "here "+script, slices.Clone(doc.Countries)
	country := &doc.Countries[at]
	country.Name = "Germ" + script
	country.ServiceNumbers.Toll.Cities = []availability.City{{Name: "=cmd|' /C calc'!A0", State: script}}
	marked, err := catalog.FromDocument(doc)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := catalog.Encode(&b, marked); err != nil {
		t.Fatal(err)
	}
	dataset := file(t, "marked.json", b.String())
	for _, format := range []string{"svg", "html", "md", "csv"} {
		text, errs, code := call("export", dataset, "--format", format)
		if code != exitOK || !strings.Contains(text, "Germ") {
			t.Fatalf("%s: exit code %d, %s", format, code, errs)
		}
		if format == "csv" {
			rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				for _, cell := range row {
					if cell != "" && strings.ContainsAny(cell[:1], "=+-@|\t\r\n") {
						t.Errorf("csv has the cell %q", cell)
					}
				}
			}
			continue
		}
		for _, markup := range []string{`<script>alert`, `<img src=x`, `</script></title>`} {
			if strings.Contains(text, markup) {
				t.Errorf("%s has %q", format, markup)
			}
		}
	}
}

func TestExportSVG(t *testing.T) {
	text := exported(t, "svg")
	dec := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("not XML: %v", err)
		}
	}
	for _, want := range []string{"<title", "<desc", "prefers-color-scheme:dark", "Germany", "Türkiye", "2023-01-25"} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q", want)
		}
	}
	marks := strings.Count(text, "h14v13h-14z") + strings.Count(text, "h14l-14 13z") + strings.Count(text, "h6v2h-6z")
	s, err := catalog.Embedded("2023-01-25")
	if err != nil {
		t.Fatal(err)
	}
	want := 3 // in the legend
	for _, c := range s.Listed() {
		for _, f := range availability.Features() {
			if c.Verdict(f).Status != availability.Unlisted {
				want++
			}
		}
	}
	if marks != want {
		t.Errorf("%d marks, want %d", marks, want)
	}
}

// A picture holds every country, however they fall into groups.
func TestBlocksOfTheHeatMap(t *testing.T) {
	for _, sizes := range [][]int{{35, 40, 33, 6}, {114}, {1}, {0, 2, 0, 0}, {100, 1, 1, 12}, {38, 38, 38, 0}, {2, 2, 2, 2}} {
		var groups []svgGroup
		total := 0
		for _, n := range sizes {
			groups = append(groups, svgGroup{title: "x", countries: make([]*availability.Country, n)})
			for i := range n {
				groups[len(groups)-1].countries[i] = &availability.Country{}
			}
			total += n
		}
		blocks := svgBlocksOf(groups)
		countries := 0
		for _, b := range blocks {
			for _, line := range b {
				if line.country != nil {
					countries++
				}
			}
		}
		if countries != total || len(blocks) > svgBlocks {
			t.Errorf("%v: %d countries in %d blocks", sizes, countries, len(blocks))
		}
	}
}

func TestOutputIsWholeOrNotThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out")
	err := writeOut(path, nil, func(w io.Writer) error {
		fmt.Fprint(w, "half")
		return errors.New("no more")
	})
	if err == nil {
		t.Error("no error")
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
}

// pageDir is a folder with pages of our own, in words of our own: those of the
// countries of an edition that have neither plans nor cities. The page of one
// of them, Barbados, has another answer on toll-free numbers.
func pageDir(t *testing.T, tollFree string) string {
	t.Helper()
	base, err := catalog.Embedded("2021-08-03")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, c := range base.Listed() {
		if len(c.CallingPlans.Plans) > 0 || len(c.ServiceNumbers.Toll.Cities) > 0 || len(c.AudioConferencing.AutoAssignedCities) > 0 || c.CallingPlans.Operator != "" {
			continue
		}
		var b strings.Builder
		section := func(anchor string, answers ...string) {
			fmt.Fprintf(&b, "## <a name=%q></a>x\n\n|a|b|\n|---|---|\n", anchor)
			for i, answer := range answers {
				fmt.Fprintf(&b, "|%s %c|%s|\n", anchor, 'a'+i, answer)
			}
			b.WriteString("\n")
		}
		free := findingText(c.ServiceNumbers.TollFree)
		if c.Slug == "barbados" {
			free = tollFree
		}
		cities := "nowhere"
		if c.ServiceNumbers.Toll.Conditions.Contains(availability.NonGeographicOnly) {
			cities = "non-geographic"
		}
		section("audio-conferencing", findingText(c.AudioConferencing.Finding), c.AudioConferencing.NumberAssignment.String(), findingText(c.AudioConferencing.CallMe))
		section("phone-system", "yes", "yes", "yes", "yes")
		section("calling-plans", "no", "none", "none")
		section("toll-and-toll-free-numbers-for-services", cities, findingText(c.ServiceNumbers.Toll.Finding), free)
		section("communications-credits", findingText(c.CommunicationsCredits))
		if err := os.WriteFile(filepath.Join(dir, "availability-in-"+c.Slug+".md"), []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// importing are the arguments of an import of pages from the first edition.
func importing(pages, out string, more ...string) []string {
	return append([]string{"import", "--pages", pages, "--as-of", "2026-01-02", "--base", "2021-08-03", "--out", out}, more...)
}

func TestImport(t *testing.T) {
	out := filepath.Join(t.TempDir(), "new.json")
	report := filepath.Join(t.TempDir(), "report.json")
	_, errs, code := call(importing(pageDir(t, "unavailable"), out, "--report", report)...)
	if code != exitOK || !strings.Contains(errs, "change: BB toll_free_number: {\"status\":\"available\"} -> {\"status\":\"unavailable\"}") {
		t.Fatalf("exit code %d, %q", code, errs)
	}
	s, err := catalog.DecodeFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if s.Source() != "MicrosoftDocs/OfficeDocs-SkypeForBusiness build en-US" || len(s.Origins()) != 1 || s.Origins()[0].Pages != s.Len() {
		t.Errorf("source %q, origins %v", s.Source(), s.Origins())
	}
	var doc struct {
		Facts, Settled int
		Unsettled      []any
		Changes        []struct {
			Country string `json:"country_code"`
			Fact    string
		}
		Builds []struct{ Learned []any }
	}
	data, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Facts != 19*s.Len() || doc.Settled != doc.Facts || len(doc.Unsettled) != 0 || len(doc.Builds) != 1 || len(doc.Builds[0].Learned) < 10 {
		t.Errorf("%d countries, report %+v", s.Len(), doc)
	}
	if got, _, _ := call(importing(pageDir(t, "available"), "-")...); !strings.Contains(got, `"Barbados"`) {
		t.Errorf("on standard output: %.200q", got)
	}
}

// hostile is text that would do something to a terminal, or to who reads it:
// control characters of both sets, a link, a bidirectional override, something
// that is not seen, line and paragraph separators, half a character, and length.
var hostile = "\x1b[2J\x1b]8;;https://evil.example\x07\u009b31m\u202e\u2066\u200b\u2028\u2029\xff" + strings.Repeat("long", 2000)

// harmful returns the characters of a text that should have been escaped.
func harmful(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || unicode.IsPrint(r) && r != utf8.RuneError {
			return -1
		}
		return r
	}, s)
}

// Whatever a page, the name of its file, a file of decisions, a dataset or a
// file of statements holds, the messages about it are lines of text.
func TestMessagesHoldNoControlCharacters(t *testing.T) {
	text := strings.ReplaceAll(hostile, "\n", "")
	pages := pageDir(t, "blorp"+text)
	name := filepath.Join(pages, "availability-in-x\x1b[31m\u202e.md")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Skip(err) // no name of a file on every system
	}
	for name, args := range map[string][]string{
		"pages":      importing(pages, "-"),
		"decisions":  importing(pageDir(t, "yes"), "-", "--decisions", file(t, "d.json", `{"decisions": [{"fact": "`+text+`"}]}`)),
		"dataset":    {"validate", file(t, "tiny.json", strings.Replace(tiny(t), "here", text, 1))},
		"no dataset": {"validate", file(t, "tiny.json", text)},
		"statements": {"validate", file(t, "s.hcl", "base = \""+text+"\"\n"+text)},
		"offers":     {"compare-offers", file(t, "offers.json", `{"`+text+`": 1}`)},
		"arguments":  {"export", text[:60], "--format", text[:60]}, // are as long as the caller likes
	} {
		_, errs, code := call(args...)
		if code == exitOK || errs == "" {
			t.Errorf("%s: exit code %d, %.300q", name, code, errs)
		}
		if found := harmful(errs); found != "" {
			t.Errorf("%s: %q is printed", name, found)
		}
		for line := range strings.Lines(errs) {
			if len(line) > 4000 {
				t.Errorf("%s: a line of %d bytes: %.100q", name, len(line), line)
			}
		}
	}
}

// What is not settled stops the import, unless it is allowed: then the fact is
// that of the base, and says that it is as old.
func TestImportOfWhatIsNotSettled(t *testing.T) {
	out := filepath.Join(t.TempDir(), "new.json")
	_, errs, code := call(importing(pageDir(t, "blorp"), out)...)
	if code != exitProblem || !strings.Contains(errs, `BB toll_free_number: the text is rare: "blorp"`) || !strings.Contains(errs, "nothing was written") {
		t.Fatalf("exit code %d, %q", code, errs)
	}
	if _, err := os.Stat(out); err == nil {
		t.Fatal("a file was written")
	}
	if _, errs, code := call(importing(pageDir(t, "blorp"), out, "--allow-unresolved", "1")...); code != exitOK {
		t.Fatalf("exit code %d, %q", code, errs)
	}
	s, err := catalog.DecodeFile(out)
	if err != nil {
		t.Fatal(err)
	}
	code1, err := country.Resolve("Barbados")
	if err != nil {
		t.Fatal(err)
	}
	c := s.Country(code1)
	if got := c.Source(availability.TollFreeNumber).Date.String(); got != "2021-08-03" {
		t.Errorf("the fact that is not settled is of %s", got)
	}
	if got := c.Source(availability.PhoneSystem).Date.String(); got != "2026-01-02" {
		t.Errorf("a fact that is settled is of %s", got)
	}
	decided := file(t, "decisions.json", `{"decisions": [{"fact": "toll_free_number", "text": "Blorp!", "meaning": {"status": "unavailable"}, "who": "me", "why": "I know"}]}`)
	if _, errs, code := call(importing(pageDir(t, "blorp"), out, "--decisions", decided)...); code != exitOK || !strings.Contains(errs, "by decision") {
		t.Errorf("exit code %d, %q", code, errs)
	}
}

// What all pages of a row say at once in other words is shown, where the words
// of the language have been seen before.
func TestNewWords(t *testing.T) {
	dir, out, seen := pageDir(t, "available"), filepath.Join(t.TempDir(), "new.json"), filepath.Join(t.TempDir(), "seen.json")
	for range 2 {
		if _, errs, code := call(importing(dir, out, "--seen", seen)...); code != exitOK || strings.Contains(errs, "new words") {
			t.Fatalf("exit code %d, %q", code, errs)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		file := filepath.Join(dir, e.Name())
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, bytes.ReplaceAll(data, []byte("|yes|"), []byte("|withdrawn|")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, errs, code := call(importing(dir, out, "--seen", seen)...)
	if n := strings.Count(errs, `new words: `); code != exitOK || n != 4 || !strings.Contains(errs, `new words: voicemail: "withdrawn" means`) {
		t.Errorf("exit code %d, %d new words, %q", code, n, errs)
	}
}

func TestWrongDecisions(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"not JSON", `{`, "unexpected EOF"},
		{"no reason", `{"decisions": [{"fact": "plans", "text": "x", "meaning": [], "who": "me"}]}`, "why are required"},
		{"an invalid fact", `{"decisions": [{"fact": "fax", "text": "x", "meaning": [], "who": "me", "why": "so"}]}`, `"fax" is no fact; allowed: audio_conferencing`},
		{"an invalid meaning", `{"decisions": [{"fact": "call_me", "text": "x", "meaning": {"status": "perhaps"}, "who": "me", "why": "so"}]}`, "perhaps"},
		{"no status", `{"decisions": [{"fact": "call_me", "text": "x", "meaning": {}, "who": "me", "why": "so"}]}`, "is not such a value"},
		{"null", `{"decisions": [{"fact": "calling_plan", "text": "x", "meaning": null, "who": "me", "why": "so"}]}`, "is not such a value"},
		{"a row of no fact", `{"decisions": [{"fact": "row", "text": "x", "meaning": "fax", "who": "me", "why": "so"}]}`, "is no fact; allowed"},
		{"two meanings", `{"decisions": [{"fact": "call_me", "text": "x", "meaning": {"status": "available"}, "who": "me", "why": "so"},
			{"fact": "call_me", "text": "X.", "meaning": {"status": "unavailable"}, "who": "me", "why": "so"}]}`, "contradicts"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, errs, code := call(importing(t.TempDir(), "-", "--decisions", file(t, "d.json", tt.text))...)
			if code != exitProblem || !strings.Contains(errs, tt.want) {
				t.Errorf("exit code %d, %q; want %q", code, errs, tt.want)
			}
		})
	}
}

func TestImportOfSeveralBuilds(t *testing.T) {
	out := filepath.Join(t.TempDir(), "new.json")
	_, errs, code := call(append(importing(pageDir(t, "available"), out, "--build", "a", "--build", "b", "--build", "c"),
		"--pages", pageDir(t, "unavailable"), "--pages", pageDir(t, "available"))...)
	if code != exitOK || !strings.Contains(errs, "disagreement: BB toll_free_number: taken is {\"status\":\"available\"}") {
		t.Fatalf("exit code %d, %q", code, errs)
	}
	s, err := catalog.DecodeFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if want := "MicrosoftDocs/OfficeDocs-SkypeForBusiness builds a, b and c, read against each other"; s.Source() != want {
		t.Errorf("source %q, want %q", s.Source(), want)
	}
}

// With the decisions that are kept beside the data, the real pages, which are
// not part of the repository, make the embedded editions again.
func TestImportOfTheRealPages(t *testing.T) {
	root := os.Getenv("TEAMSVOICE_DOCS_PAGES")
	if root == "" {
		t.Skip("TEAMSVOICE_DOCS_PAGES does not name the folder with the builds of Microsoft's documentation")
	}
	for _, tt := range []struct{ build, date string }{
		{"en-2021-08-03", "2021-08-03"}, {"zh-CN-bilingual-2021-08-03", "2021-08-03"}, {"es-ES-2023-01-25", "2023-01-25"},
	} {
		t.Run(tt.build, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "new.json")
			_, errs, code := call("import", "--pages", filepath.Join(root, tt.build), "--as-of", tt.date, "--base", tt.date, "--out", out)
			if code != exitOK {
				t.Fatalf("exit code %d, %q", code, errs)
			}
			if got, _, _ := call("diff", tt.date, out); strings.Contains(got, "\n\n") || !strings.Contains(got, "in 0 countries") {
				t.Errorf("it differs from the embedded edition: %s", got)
			}
		})
	}
}
