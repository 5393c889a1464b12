package docsource

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
)

// realPages returns the folder of a build of the real documentation, which is
// not part of the repository.
func realPages(t testing.TB, build string) string {
	t.Helper()
	root := os.Getenv("TEAMSVOICE_DOCS_PAGES")
	if root == "" {
		t.Skip("TEAMSVOICE_DOCS_PAGES does not name the folder with the builds of Microsoft's documentation")
	}
	dir := filepath.Join(root, build)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the build %s is not there: %v", build, err)
	}
	return dir
}

func embedded(t testing.TB, asOf string) *catalog.Snapshot {
	t.Helper()
	s, err := catalog.Embedded(asOf)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// mustRead reads folders in which everything has to be understood.
func mustRead(t testing.TB, o Options, dirs ...string) *Result {
	t.Helper()
	r, err := Read(dirs, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Error(p)
	}
	return r
}

// rebuilt makes a snapshot of what was read, with the head of another.
func rebuilt(t testing.TB, r *Result, like *catalog.Snapshot) *catalog.Snapshot {
	t.Helper()
	asOf, err := catalog.ParseDate(like.AsOf())
	if err != nil {
		t.Fatal(err)
	}
	s, err := catalog.New(asOf, like.Source(), like.Origins(), r.Countries)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func encoded(t testing.TB, s *catalog.Snapshot) string {
	t.Helper()
	var b bytes.Buffer
	if err := catalog.Encode(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sameDataset reports the lines in which two snapshots differ.
func sameDataset(t testing.TB, got, want *catalog.Snapshot) {
	t.Helper()
	for _, c := range catalog.Diff(want, got) {
		t.Errorf("%s %s: got %s %v, want %s %v", c.Country, c.Feature,
			c.To.Status, c.To.Conditions.Names(), c.From.Status, c.From.Conditions.Names())
	}
	for _, d := range catalog.Details(want, got) {
		t.Errorf("%s %s: got %q more, %q less", d.Country, d.What, d.Added(), d.Removed())
	}
	if a, b := encoded(t, got), encoded(t, want); a != b {
		lines := strings.Split(b, "\n")
		for i, line := range strings.Split(a, "\n") {
			if i >= len(lines) || line != lines[i] {
				t.Fatalf("line %d differs: got %s", i+1, line)
			}
		}
		t.Fatal("the files differ in length")
	}
}

func TestEnglishPagesRebuildTheEmbeddedSnapshot(t *testing.T) {
	want := embedded(t, "2021-08-03")
	r := mustRead(t, Options{}, realPages(t, "en-2021-08-03"))
	if !t.Failed() {
		sameDataset(t, rebuilt(t, r, want), want)
	}
}

func TestBilingualPagesAreReadInEnglish(t *testing.T) {
	want := embedded(t, "2021-08-03")
	r := mustRead(t, Options{Base: want}, realPages(t, "zh-CN-bilingual-2021-08-03"))
	if !t.Failed() {
		sameDataset(t, rebuilt(t, r, want), want)
	}
}

func TestSpanishPages(t *testing.T) {
	want := embedded(t, "2023-01-25")
	r := mustRead(t, Options{Base: embedded(t, "2021-08-03")}, realPages(t, "es-ES-2023-01-25"))
	if !t.Failed() {
		sameDataset(t, rebuilt(t, r, want), want)
	}
}
