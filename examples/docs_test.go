package examples_test

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

// TestGenerated compares the generated parts of the guides with the domain and the newest snapshot. With
//
//	go test ./examples -run TestGenerated -update
//
// it writes them; make docs then carries them into docs/.
func TestGenerated(t *testing.T) {
	t.Parallel()
	for name, tables := range map[string]map[string]func(*testing.T) string{
		"features":            {"features": featureTable, "conditions": conditionTable},
		"coverage":            {"coverage": coverageTable},
		"keep-the-data-fresh": {"ages": ageTable},
	} {
		file := filepath.Join("..", "templates", "guides", name+".md.tmpl")
		text := read(t, file)
		for part, make := range tables {
			before, rest, ok := strings.Cut(text, "{{/* generated: "+part+" */ -}}")
			_, after, ended := strings.Cut(rest, "{{/* end */}}")
			if !ok || !ended {
				t.Fatalf("%s has no part %q", file, part)
			}
			text = before + "{{/* generated: " + part + " */ -}}\n" + make(t) + "{{/* end */}}" + after
		}
		testkit.Golden(t, file, text)
	}
}

func featureTable(*testing.T) string {
	var b strings.Builder
	for _, f := range availability.Features() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", f, f.Meaning())
	}
	return b.String()
}

func conditionTable(*testing.T) string {
	var b strings.Builder
	for _, name := range availability.ConditionNames() {
		c, err := availability.ParseCondition(name)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "| `%s` | %s |\n", c, c.Meaning())
	}
	return b.String()
}

// coverageTable is what the maintainer's command exports.
func coverageTable(t *testing.T) string {
	t.Helper()
	snapshot, err := catalog.Newest()
	if err != nil {
		t.Fatal(err)
	}
	return export(t, snapshot.AsOf(), "md")
}

// ageTable returns a row for each feature: how many countries' facts have which date, and what they rest on, newest first.
func ageTable(t *testing.T) string {
	t.Helper()
	snapshot, err := catalog.Newest()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range availability.Features() {
		countries := make(map[availability.Source]int)
		for _, c := range snapshot.Listed() {
			source := c.Source(f)
			switch {
			case c.Verdict(f).Status == availability.Unlisted:
				source = availability.Source{About: "no source says anything of them"}
			case source.URL == c.SourceURL():
				source = availability.Source{Date: source.Date, About: "the page of each country, `source_url`"}
			default:
				source = availability.Source{Date: source.Date, URL: source.URL, About: "<" + source.URL + ">"}
			}
			countries[source]++
		}
		for _, source := range slices.SortedFunc(maps.Keys(countries), func(x, y availability.Source) int {
			return cmp.Or(strings.Compare(y.Date.String(), x.Date.String()), strings.Compare(x.URL, y.URL))
		}) {
			date := "-"
			if !source.Date.IsZero() {
				date = source.Date.String()
			}
			fmt.Fprintf(&b, "| `%s` | %s | %d | %s |\n", f, date, countries[source], source.About)
		}
	}
	return b.String()
}

func export(t *testing.T, asOf, format string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "-C", "../tools/dataset", "run", ".", "export", asOf, "--format", format)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	return stdout.String()
}

// TestReadme checks that the example of the README is one that is planned, with what the CLI says of it.
func TestReadme(t *testing.T) {
	t.Parallel()
	readme := read(t, filepath.Join("..", "README.md"))
	folder := filepath.Join("guides", "gates", "required")
	_, configuration, _ := strings.Cut(read(t, filepath.Join(folder, "main.tf")), "\n") // after "# expect: ..."
	for language, text := range map[string]string{"terraform": configuration, "text": read(t, filepath.Join(folder, "output.txt"))} {
		if !strings.Contains(readme, text+"```\n") {
			t.Errorf("README.md lacks this %s, or has another version of it:\n%s", language, text)
		}
	}
}

// TestPicture compares the picture of the README with the newest snapshot; with -update it draws it.
func TestPicture(t *testing.T) {
	t.Parallel()
	snapshot, err := catalog.Newest()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("..", "assets", "coverage.svg")
	testkit.Golden(t, file, export(t, snapshot.AsOf(), "svg"))
}

var (
	fence  = regexp.MustCompile("(?ms)^```.*?^```$")
	code   = regexp.MustCompile("`[^`\n]*`")
	link   = regexp.MustCompile(`\]\(([^)\s]+)\)|<a href="([^"]+)"`)
	anchor = regexp.MustCompile(`<a id="([^"]+)"`)
	head   = regexp.MustCompile(`(?m)^#+ (.*)$`)
)

// TestLinks follows every relative link of the documentation.
func TestLinks(t *testing.T) {
	t.Parallel()
	var pages []string
	for _, pattern := range []string{"../*.md", "../docs/*.md", "../docs/*/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, found...)
	}
	if len(pages) < 20 {
		t.Fatalf("found only %d pages", len(pages))
	}
	for _, page := range pages {
		text := fence.ReplaceAllString(read(t, page), "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			target := m[1] + m[2]
			if strings.Contains(target, "://") {
				continue
			}
			file, fragment, _ := strings.Cut(target, "#")
			path := page
			if file != "" {
				path = filepath.Join(filepath.Dir(page), filepath.FromSlash(file))
			}
			if _, err := os.Stat(path); err != nil {
				t.Errorf("%s links to %s, which is not there", page, target)
				continue
			}
			if fragment != "" && !anchors(read(t, path))[fragment] {
				t.Errorf("%s links to %s, and there is no such heading", page, target)
			}
		}
	}
}

// anchors returns the anchors of a page: those written out, and those of the headings as GitHub and the registry make
// them.
func anchors(text string) map[string]bool {
	set := make(map[string]bool)
	text = fence.ReplaceAllString(text, "")
	for _, m := range anchor.FindAllStringSubmatch(text, -1) {
		set[m[1]] = true
	}
	for _, m := range head.FindAllStringSubmatch(text, -1) {
		id := strings.Map(func(r rune) rune {
			switch {
			case r == ' ' || r == '-':
				return '-'
			case r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z':
				return r
			}
			return -1
		}, strings.ToLower(code.ReplaceAllStringFunc(m[1], func(s string) string { return strings.Trim(s, "`") })))
		set[id] = true
	}
	return set
}
