package examples_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	// holdName is what holds a promise of SECURITY.md: a test, or a script that CI runs.
	holdName     = regexp.MustCompile("`((?:Test|Fuzz)[A-Z]\\w*|scripts/[\\w-]+)`")
	testFunction = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)[A-Z]\w*)\(\w+ \*testing\.[TF]\)`)
)

// TestSecurityPage wants of each promise of SECURITY.md, which is a row of a table or an item of a list before "Verifying a
// release", that it names what holds it, and of all that is named that it exists.
func TestSecurityPage(t *testing.T) {
	t.Parallel()
	exists := make(map[string]bool)
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != ".." && strings.HasPrefix(entry.Name(), "."):
			return filepath.SkipDir
		case strings.HasSuffix(path, "_test.go"):
			source, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, m := range testFunction.FindAllStringSubmatch(string(source), -1) {
				exists[m[1]] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	ci := read(t, filepath.Join("..", ".ci", "run"))
	page, _, _ := strings.Cut(read(t, filepath.Join("..", "SECURITY.md")), "## Verifying a release")
	promises := promisesOf(page)
	if len(promises) < 30 {
		t.Errorf("only %d promises are found", len(promises))
	}
	for _, promise := range promises {
		if !holdName.MatchString(promise) {
			t.Errorf("nothing holds: %s", promise)
		}
	}
	for _, m := range holdName.FindAllStringSubmatch(page, -1) {
		switch name := m[1]; {
		case strings.HasPrefix(name, "scripts/"):
			target := strings.TrimPrefix(name, "scripts/")
			if _, err := os.Stat(filepath.Join("..", name)); err != nil || !strings.Contains(ci, name) && !strings.Contains(ci, "make "+target) {
				t.Errorf("%s is not there, or CI does not run it", name)
			}
		case !exists[name]:
			t.Errorf("there is no test %s", name)
		}
	}
}

// promisesOf returns the rows of the tables, in one of which the last column says what holds them, and the items of the
// lists.
func promisesOf(page string) []string {
	var promises []string
	for paragraph := range strings.SplitSeq(page, "\n\n") {
		lines := strings.Split(strings.TrimSpace(paragraph), "\n")
		switch {
		case strings.HasPrefix(lines[0], "|"):
			for _, row := range lines[2:] {
				cells := strings.Split(strings.Trim(row, "| "), " | ")
				promises = append(promises, cells[len(cells)-1])
			}
		case strings.HasPrefix(lines[0], "- "):
			promises = append(promises, strings.Split(strings.TrimPrefix(strings.Join(lines, " "), "- "), " - **")...)
		}
	}
	return slices.DeleteFunc(promises, func(p string) bool { return p == "" })
}
