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
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
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

func TestWrongUse(t *testing.T) {
	dir := t.TempDir()
	for _, test := range []struct {
		name string
		args []string
		want string // part of what is said
	}{
		{"no command", nil, "usage: dataset"},
		{"an unknown command", []string{"improt"}, `no command "improt"; allowed: import, validate, diff, export`},
		{"an unknown flag", []string{"diff", "--fromat", "json", "a", "b"}, "allowed flags: --format"},
		{"import without pages", []string{"import", "--as-of", "2026-01-02", "--out", "x"}, "--pages is missing"},
		{"import with a date that is none", []string{"import", "--pages", dir, "--as-of", "soon", "--out", "x"}, `"soon" is not a date`},
		{"import of a folder that is not there", []string{"import", "--pages", dir + "/no", "--as-of", "2026-01-02", "--out", "x"}, "is not a folder"},
		{"import with builds that do not match", []string{"import", "--pages", dir, "--build", "a", "--build", "b", "--as-of", "2026-01-02", "--out", "x"}, "2 --build for 1 --pages"},
		{"import with an argument", []string{"import", "--pages", dir, "--as-of", "2026-01-02", "--out", "x", "y"}, "found 1 arguments (y)"},
		{"validate without a file", []string{"validate"}, "wanted: FILE"},
		{"validate of a file that is not there", []string{"validate", "2020-02-02"}, "embedded are 2021-08-03, 2023-01-25"},
		{"diff of one", []string{"diff", "2023-01-25"}, "wanted: A B"},
		{"diff in a format that is none", []string{"diff", "2021-08-03", "2023-01-25", "--format", "yaml"}, `found "yaml"; allowed: text, json, markdown`},
		{"export without a format", []string{"export", "2023-01-25"}, "allowed: csv, xlsx, json, md, svg"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, stderr, code := call(test.args...)
			if code != exitUsage || !strings.Contains(stderr, test.want) {
				t.Errorf("exit code %d, %q; want %d, %q", code, stderr, exitUsage, test.want)
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
	for _, text := range []string{"", "Germany", "São Paulo", "'t Harde"} {
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
			if n := strings.Count(line, "|"); n != availability.FeatureCount+2 {
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
	if want := 114*availability.FeatureCount + 3; marks != want { // and three in the legend
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

// pageDir is a folder with one page of our own.
func pageDir(t *testing.T, credits string) string {
	t.Helper()
	section := func(title string, rows ...string) string {
		return "## " + title + "\n\n|a|b|\n|---|---|\n" + strings.Join(rows, "\n") + "\n\n"
	}
	page := "# Here\n\n" +
		section("Audio Conferencing",
			"|Is Audio Conferencing available for purchase?|Yes|",
			"|Are phone numbers automatically assigned for Audio Conferencing?|No|",
			"|Dial-out capability using the Call Me feature|Available|") +
		section("Phone System", "|Is Phone System available for purchase?|Yes|", "|Auto attendants|Available|", "|Call queues|Available|", "|Voicemail|Available|") +
		section("Calling Plans", "|Calling Plans are available to purchase?|No|", "|Minutes available for Calling Plans|Not applicable|", "|Can make outbound calls to?|Not applicable|") +
		section("Toll and toll-free numbers for services",
			"|What capitals or major cities can you get toll numbers for?|Here|", "|Are toll numbers available?|Yes|", "|Are toll-free numbers available?|No|") +
		section("Communications Credits", "|Are Communications Credits available?|"+credits+"|")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "availability-in-iceland.md"), []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestImport(t *testing.T) {
	out := filepath.Join(t.TempDir(), "new.json")
	_, errs, code := call("import", "--pages", pageDir(t, "Yes"), "--as-of", "2026-01-02", "--out", out)
	if code != exitOK || !strings.Contains(errs, "1 countries as of 2026-01-02 from 1 pages (en-US); 0 disagreements") {
		t.Fatalf("exit code %d, %q", code, errs)
	}
	s, err := catalog.DecodeFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if s.Source() != "MicrosoftDocs/OfficeDocs-SkypeForBusiness build en-US" || len(s.Origins()) != 1 || s.Origins()[0].Pages != 1 {
		t.Errorf("source %q, origins %v", s.Source(), s.Origins())
	}
	if text, _, code := call("diff", "2023-01-25", out); code != exitOK || !strings.Contains(text, "Iceland (IS)\n  + audio_conferencing: unlisted -> available") {
		t.Errorf("exit code %d, %.300q", code, text)
	}
	if got, _, _ := call("import", "--pages", pageDir(t, "Yes"), "--as-of", "2026-01-02", "--out", "-"); !strings.Contains(got, `"Iceland"`) {
		t.Errorf("on standard output: %.200q", got)
	}
}

func TestImportReportsAndWritesNothing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "new.json")
	_, errs, code := call("import", "--pages", pageDir(t, "Blorp"), "--as-of", "2026-01-02", "--out", out)
	if code != exitProblem || !strings.Contains(errs, `availability-in-iceland.md:40: not understood in en (communications_credits): "blorp"`) {
		t.Errorf("exit code %d, %q", code, errs)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a file was written")
	}
}

func TestImportOfSeveralBuilds(t *testing.T) {
	out := filepath.Join(t.TempDir(), "new.json")
	_, errs, code := call("import", "--as-of", "2026-01-02", "--out", out, "--build", "a", "--build", "b", "--build", "c",
		"--pages", pageDir(t, "Yes"), "--pages", pageDir(t, "No"), "--pages", pageDir(t, "Yes"))
	if code != exitOK || !strings.Contains(errs, "disagreement: IS communications_credits: taken is \"available\"") {
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

// The command writes the embedded dataset of 2021 byte for byte from the real
// pages, which are not part of the repository.
func TestImportOfTheRealPages(t *testing.T) {
	root := os.Getenv("TEAMSVOICE_DOCS_PAGES")
	if root == "" {
		t.Skip("TEAMSVOICE_DOCS_PAGES does not name the folder with the builds of Microsoft's documentation")
	}
	got, errs, code := call("import", "--pages", filepath.Join(root, "en-2021-08-03"), "--as-of", "2021-08-03", "--out", "-")
	if code != exitOK {
		t.Fatalf("exit code %d, %q", code, errs)
	}
	want, err := os.ReadFile("../../internal/catalog/data/2021-08-03.json")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Error("the dataset differs from the embedded one")
	}
}
