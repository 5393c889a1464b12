package examples_test

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
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
				source = availability.Source{About: "none: the status is `unlisted`"}
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

// TestReadme checks that the example of the README is one that is planned, with what the CLI says about it.
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
