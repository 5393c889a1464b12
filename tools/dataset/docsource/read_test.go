package docsource

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

func mustRead(t testing.TB, o Options, dirs ...string) *Result {
	t.Helper()
	r, err := Read(t.Context(), dirs, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// unsettledFacts returns the facts that are listed as not settled.
func unsettledFacts(r *Result) map[string]string {
	facts := make(map[string]string)
	for _, p := range r.Unsettled {
		facts[p.Country.String()+" "+p.Fact] = p.String()
	}
	return facts
}

// checkTrue reports every fact that is settled and not what an edition says,
// and every fact that is not what the base says and not listed.
func checkTrue(t *testing.T, r *Result, want, base *catalog.Snapshot) {
	t.Helper()
	unsettled := unsettledFacts(r)
	changed := make(map[string]bool)
	for _, c := range r.Changes {
		changed[c.Country.String()+" "+c.Fact] = true
	}
	for i := range r.Countries {
		c := &r.Countries[i]
		for _, f := range allFacts {
			id := c.Code.String() + " " + f.name
			got := f.get(c)
			// What the edition has from another source is not on the page.
			elsewhere := want != nil && (&Page{base: want.Country(c.Code)}).source(f) != "" || (&Page{base: base.Country(c.Code)}).source(f) != ""
			if _, open := unsettled[id]; !open && want != nil && !elsewhere && got != f.get(want.Country(c.Code)) {
				t.Errorf("%s is settled as %s, and is %s", id, got, f.get(want.Country(c.Code)))
			}
			if b := baseCountry(base, c.Code); b != nil && got != f.get(b) && !changed[id] {
				t.Errorf("%s is %s, not %s as in the base, and is not listed", id, got, f.get(b))
			}
		}
	}
}

func checkSettled(t *testing.T, r *Result, percent float64) {
	t.Helper()
	settled := 100 * float64(r.Facts-r.UnsettledFacts()) / float64(r.Facts)
	if len(r.Countries) != 114 || settled < percent {
		for _, p := range r.Unsettled {
			t.Log(p)
		}
		t.Errorf("%d countries, %.2f%% of %d facts settled; want 114, %.1f%%", len(r.Countries), settled, r.Facts, percent)
	}
	t.Logf("%.2f%% of %d facts settled", settled, r.Facts)
}

func TestLanguagesNobodyKnows(t *testing.T) {
	want := edition(t, "2023-01-25")
	written := pages(t, want)
	for i, l := range languages {
		base := edition(t, []string{"2023-01-25", "2021-08-03"}[i%2])
		t.Run(l.locale+" from "+base.AsOf(), func(t *testing.T) {
			t.Parallel()
			r := mustRead(t, Options{Base: base}, write(t, l.translated(t, written)))
			checkSettled(t, r, 98)
			checkTrue(t, r, want, base)
		})
	}
}

func TestEnglish(t *testing.T) {
	want := edition(t, "2023-01-25")
	written := pages(t, want)
	r := mustRead(t, Options{Base: want}, write(t, written))
	checkSettled(t, r, 98)
	checkTrue(t, r, want, want)
	if len(r.Changes) > 0 {
		t.Errorf("changes: %v", r.Changes)
	}
}

// filesOf returns the pages of a build by the names of their files.
func filesOf(t testing.TB, build string) map[string]string {
	t.Helper()
	files, err := pageFiles(realPages(t, build))
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = string(data)
	}
	return all
}

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

var realBuilds = []struct{ build, base, edition string }{
	{"en-2021-08-03", "2021-08-03", "2021-08-03"},
	{"zh-CN-bilingual-2021-08-03", "2021-08-03", "2021-08-03"},
	{"es-ES-2023-01-25", "2023-01-25", "2023-01-25"},
	{"es-ES-2023-01-25", "2021-08-03", "2023-01-25"},
}

// Without a decision, too, the real pages are read; so are they in languages
// that nobody knows.
func TestRealPages(t *testing.T) {
	for _, tt := range realBuilds {
		t.Run(tt.build+" from "+tt.base, func(t *testing.T) {
			base, want := edition(t, tt.base), edition(t, tt.edition)
			r := mustRead(t, Options{Base: base}, realPages(t, tt.build))
			checkSettled(t, r, 98)
			checkTrue(t, r, want, base)
		})
	}
	for i, l := range languages {
		base := edition(t, []string{"2021-08-03", "2023-01-25"}[i%2])
		t.Run(l.locale+" from "+base.AsOf(), func(t *testing.T) {
			from := filesOf(t, "es-ES-2023-01-25")
			for file, page := range from {
				from[file] = strings.Replace(page, "ms.contentlocale: es-ES\n", "", 1)
			}
			r := mustRead(t, Options{Base: base}, write(t, l.translated(t, from)))
			checkSettled(t, r, 98)
			checkTrue(t, r, edition(t, "2023-01-25"), base)
		})
	}
}

// FuzzParseDecisions makes sure that whatever is accepted can be applied.
func FuzzParseDecisions(f *testing.F) {
	f.Add([]byte(`{"decisions": [{"fact": "plans", "country": "DE", "text": "x", "meaning": [{"type": "domestic", "domestic_minutes": 5}], "who": "a", "why": "b"}]}`))
	f.Add([]byte(`{"decisions": [{"fact": "row", "text": "x", "meaning": "ignored", "who": "a", "why": "b"}]}`))
	f.Add([]byte(`{"decisions": [{"fact": "toll_cities", "text": "x", "meaning": {"cities": [{"name": "A"}], "non_geographic": true}, "who": "a", "why": "b"}]}`))
	f.Add([]byte(`{"decisions": [{"fact": "number_assignment", "text": "x", "meaning": {}, "who": "a", "why": "b"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		decisions, err := ParseDecisions(data)
		if err != nil {
			return
		}
		for k, meaning := range decisions {
			if f := factNamed(k.fact); f != nil {
				var c availability.Country
				if err := f.set(&c, meaning); err != nil {
					t.Errorf("%s: %v", k.fact, err)
				}
			}
		}
	})
}

// What a page does not say about a plan stays, whatever else of the list changes.
func TestPlansKeepWhatIsNotOnThePage(t *testing.T) {
	gb := country.MustParseCode("GB")
	with := func(change func(plans []availability.Plan)) *catalog.Snapshot {
		doc := edition(t, "2023-01-25").Document()
		doc.Format, doc.Countries = catalog.Format, slices.Clone(doc.Countries)
		c := &doc.Countries[slices.IndexFunc(doc.Countries, func(c availability.Country) bool { return c.Code == gb })]
		c.CallingPlans.Plans = slices.Clone(c.CallingPlans.Plans)
		change(c.CallingPlans.Plans)
		s, err := catalog.FromDocument(doc)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	base := with(func(plans []availability.Plan) {
		for i := range plans {
			if plans[i].Type == availability.PayAsYouGo {
				plans[i].Zone, plans[i].NotSoldToOrganizationsIn = "1", []country.Code{country.MustParseCode("US")}
			}
		}
	})
	r := mustRead(t, Options{Base: base}, write(t, pages(t, with(func(plans []availability.Plan) {
		for i := range plans {
			if plans[i].Type == availability.Domestic {
				plans[i].DomesticMinutes++
			}
		}
	}))))
	i := slices.IndexFunc(r.Countries, func(c availability.Country) bool { return c.Code == gb })
	for n, plan := range r.Countries[i].CallingPlans.Plans {
		want := base.Country(gb).CallingPlans.Plans[n]
		if plan.Type == availability.Domestic {
			want.DomesticMinutes++
		}
		if !reflect.DeepEqual(plan, want) {
			t.Errorf("got %+v, want %+v", plan, want)
		}
	}
}
