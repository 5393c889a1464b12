package docsource

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

var (
	tableRow = regexp.MustCompile(`(?m)^\|[^*:\n][^\n]*\|$`)
	answers  = regexp.MustCompile(`\|([^|\n]*) <br/> \|$`)
)

// rowsOf returns where the rows of a page's tables stand.
func rowsOf(page string) [][]int { return tableRow.FindAllStringIndex(page, -1) }

// replaced returns a page with other text in one place.
func replaced(page string, at []int, text string) string { return page[:at[0]] + text + page[at[1]:] }

// damages are what may happen to a page. Each returns the damaged page.
var damages = []struct {
	name string
	do   func(rng *rand.Rand, page string) string
}{
	{"rows are swapped", func(rng *rand.Rand, page string) string {
		rows := rowsOf(page)
		i := rng.IntN(len(rows) - 1)
		a, b := page[rows[i][0]:rows[i][1]], page[rows[i+1][0]:rows[i+1][1]]
		return replaced(replaced(page, rows[i+1], a), rows[i], b)
	}},
	{"answers are swapped", func(rng *rand.Rand, page string) string {
		rows := rowsOf(page)
		i := rng.IntN(len(rows) - 1)
		a, b := page[rows[i][0]:rows[i][1]], page[rows[i+1][0]:rows[i+1][1]]
		x, y := answers.FindStringSubmatch(a), answers.FindStringSubmatch(b)
		if x == nil || y == nil {
			return page
		}
		return replaced(replaced(page, rows[i+1], strings.Replace(b, y[0], x[0], 1)), rows[i], strings.Replace(a, x[0], y[0], 1))
	}},
	{"words of an answer are swapped", func(_ *rand.Rand, page string) string {
		for _, at := range rowsOf(page) {
			if row := page[at[0]:at[1]]; strings.Count(answers.FindString(row), " ") > 3 && !strings.Contains(row, "<li>") {
				cut := at[0] + strings.LastIndex(row, "|"+answers.FindStringSubmatch(row)[1])
				return swapIn(page, []int{cut, at[1]}, " ")
			}
		}
		return page
	}},
	{"items of a list are swapped", func(_ *rand.Rand, page string) string {
		for _, row := range rowsOf(page) {
			if strings.Count(page[row[0]:row[1]], "<li>") > 2 {
				return swapIn(page, row, "<li>")
			}
		}
		return page
	}},
	{"a list goes on in words", func(_ *rand.Rand, page string) string {
		return strings.Replace(page, "</ul>", "</ul>But not from here.", 1)
	}},
	{"a row is gone", func(rng *rand.Rand, page string) string {
		rows := rowsOf(page)
		return replaced(page, rows[rng.IntN(len(rows))], "")
	}},
	{"a row is twice there", func(rng *rand.Rand, page string) string {
		at := rowsOf(page)[rng.IntN(len(rowsOf(page)))]
		return replaced(page, at, page[at[0]:at[1]]+"\n"+page[at[0]:at[1]])
	}},
	{"a cell more", func(rng *rand.Rand, page string) string {
		at := rowsOf(page)[rng.IntN(len(rowsOf(page)))]
		return replaced(page, at, page[at[0]:at[1]]+"Yes|")
	}},
	{"a column more", func(_ *rand.Rand, page string) string {
		page = strings.ReplaceAll(page, "|:---|:---|", "|:---|:---|:---|")
		return tableRow.ReplaceAllString(page, "|New$0")
	}},
	{"an answer nobody knows", func(rng *rand.Rand, page string) string {
		at := rowsOf(page)[rng.IntN(len(rowsOf(page)))]
		return replaced(page, at, answers.ReplaceAllString(page[at[0]:at[1]], fmt.Sprintf("|Blorp%s <br/> |", letters(rng))))
	}},
	{"yes is no", func(_ *rand.Rand, page string) string { return strings.Replace(page, "|Yes <br/> |", "|No <br/> |", 1) }},
	{"a number is another", func(_ *rand.Rand, page string) string { return strings.Replace(page, "120 minutes", "130 minutes", 1) }},
	{"a city is gone", func(_ *rand.Rand, page string) string {
		return regexp.MustCompile(`<li>[^<]*</ul>`).ReplaceAllString(page, "</ul>")
	}},
	{"a city is another", func(_ *rand.Rand, page string) string {
		return regexp.MustCompile(`<li>[^<]*</ul>`).ReplaceAllString(page, "<li>Gotham</ul>")
	}},
	{"a remark is new", func(_ *rand.Rand, page string) string {
		return strings.Replace(page, "## <a name=\"communications-credits\">", "> [!NOTE]\n> Blorp blorp.\n\n## <a name=\"communications-credits\">", 1)
	}},
	{"a section is gone", func(_ *rand.Rand, page string) string {
		return regexp.MustCompile(`(?s)## <a name="phone-system">.*?(## <a)`).ReplaceAllString(page, "$1")
	}},
	{"half of the page is gone", func(_ *rand.Rand, page string) string { return page[:len(page)/2] }},
	{"a list is not closed", func(_ *rand.Rand, page string) string { return strings.ReplaceAll(page, "</ul>", "") }},
	{"the front matter has no end", func(_ *rand.Rand, page string) string { return strings.Replace(page, "---\n#", "#", 1) }},
	{"a byte is not UTF-8", func(_ *rand.Rand, page string) string { return page + "\xff" }},
	{"the page is empty", func(*rand.Rand, string) string { return "" }},
}

func letters(rng *rand.Rand) string {
	return string([]rune{'a' + rune(rng.IntN(26)), 'a' + rune(rng.IntN(26)), 'a' + rune(rng.IntN(26))})
}

// harmless damages may leave what the page says as it was.
var harmless = map[string]bool{"answers are swapped": true, "a list is not closed": true}

func swapIn(page string, at []int, separator string) string {
	parts := strings.Split(page[at[0]:at[1]], separator)
	if len(parts) < 4 {
		return page
	}
	i := len(parts) / 2
	parts[i-1], parts[i] = parts[i], parts[i-1]
	return replaced(page, at, strings.Join(parts, separator))
}

// No damage changes a fact that is not listed, as a change or as not settled;
// and what is settled on pages that are whole stays true.
func TestDamage(t *testing.T) {
	base := edition(t, "2023-01-25")
	whole := pages(t, base)
	for _, d := range damages {
		for _, l := range []*language{nil, &languages[1]} {
			name := d.name
			if l != nil {
				name += " " + l.locale
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				rng := rand.New(rand.NewPCG(1, 2))
				damaged := make(map[string]string)
				hit := make(map[country.Code]bool)
				for n, file := range sortedNames(whole) {
					page := whole[file]
					if n%10 == 3 || n == 1 {
						if page = d.do(rng, page); page != whole[file] {
							code, err := country.Resolve(strings.TrimSuffix(strings.TrimPrefix(file, pagePrefix), ".md"))
							if err != nil {
								t.Fatal(err)
							}
							hit[code] = true
						}
					}
					if l != nil {
						page = l.disguise(page, n)
					}
					damaged[file] = page
				}
				r := mustRead(t, Options{Base: base}, write(t, damaged))
				checkTrue(t, r, nil, base)
				unsettled := unsettledFacts(r)
				for i := range r.Countries {
					c := &r.Countries[i]
					for _, f := range allFacts {
						if _, open := unsettled[c.Code.String()+" "+f.name]; !hit[c.Code] && !open && f.get(c) != f.get(base.Country(c.Code)) {
							t.Errorf("%s %s is %s on a page that is whole", c.Code, f.name, f.get(c))
						}
					}
				}
				listed := make(map[country.Code]bool)
				for _, list := range [][]Problem{r.Unsettled, r.Notices} {
					for _, p := range list {
						listed[p.Country] = true
					}
				}
				for _, c := range r.Changes {
					listed[c.Country] = true
				}
				for code := range hit {
					if strings.HasPrefix(d.name, "a remark") || strings.HasPrefix(d.name, "a list goes on") ||
						slices.ContainsFunc(r.Builds[0].Learned, func(l Learned) bool { return l.Few && strings.HasPrefix(d.name, "words") }) {
						break // it is the same on all of them, and shown once
					}
					if !listed[code] && !harmless[d.name] {
						t.Errorf("%s: nothing is listed", code)
					}
				}
				if len(hit) == 0 || len(listed) == 0 {
					t.Errorf("%d pages are damaged, and something is listed of %d", len(hit), len(listed))
				}
				checkValid(t, r, base)
			})
		}
	}
}

// checkValid makes sure that an edition can be written of what was read, with
// the facts of the base where they are not settled.
func checkValid(t *testing.T, r *Result, base *catalog.Snapshot) {
	t.Helper()
	asOf, err := catalog.ParseDate("2024-01-01")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Snapshot(asOf, "pages", []catalog.Origin{{Repository: "a/b", Build: "c", Date: asOf, Pages: 1}}, base); err != nil {
		t.Error(err)
	}
}

// wronged returns an edition of which about one fact in twenty is that of
// another country.
func wronged(t testing.TB, s *catalog.Snapshot, rng *rand.Rand) *catalog.Snapshot {
	t.Helper()
	listed := s.Listed()
	var countries []availability.Country
	for _, c := range listed {
		wrong := *c
		for _, f := range allFacts {
			if rng.IntN(20) == 0 {
				before := wrong
				if err := f.set(&wrong, f.get(listed[rng.IntN(len(listed))])); err != nil {
					t.Fatal(err)
				}
				if !valid(wrong, s) {
					wrong = before
				}
			}
		}
		countries = append(countries, wrong)
	}
	doc := s.Document()
	doc.Countries = countries
	bad, err := catalog.FromDocument(doc)
	if err != nil {
		t.Fatal(err)
	}
	return bad
}

// A base that is wrong here and there corrects itself, or stays wrong where the
// pages settle nothing; it makes nothing wrong that was right.
func TestWrongBase(t *testing.T) {
	truth := edition(t, "2023-01-25")
	for seed := range uint64(5) {
		base := wronged(t, truth, rand.New(rand.NewPCG(seed, 3)))
		for _, l := range []*language{nil, &languages[0], &languages[3]} {
			from := pages(t, truth)
			if l != nil {
				from = l.translated(t, from)
			}
			r := mustRead(t, Options{Base: base}, write(t, from))
			checkTrue(t, r, nil, base)
			checkValid(t, r, base)
			unsettled := unsettledFacts(r)
			for i := range r.Countries {
				c := &r.Countries[i]
				for _, f := range allFacts {
					want, known := f.get(truth.Country(c.Code)), f.get(base.Country(c.Code))
					if _, open := unsettled[c.Code.String()+" "+f.name]; !open && known == want && f.get(c) != want {
						t.Errorf("%s %s: the base is right with %s, and settled is %s", c.Code, f.name, want, f.get(c))
					}
				}
			}
		}
	}
}

func TestHalfOfAFolderInAnotherLanguage(t *testing.T) {
	want, base := edition(t, "2023-01-25"), edition(t, "2021-08-03")
	mixed := pages(t, want)
	for n, file := range sortedNames(mixed) {
		if n%2 == 0 {
			mixed[file] = languages[n/2%2*3].disguise(mixed[file], n)
		}
	}
	r := mustRead(t, Options{Base: base}, write(t, mixed))
	checkTrue(t, r, want, base)
	checkSettled(t, r, 90)
}

// Of real pages, too: half of them in one language and of one date, half in
// another and of another; and on a base that is wrong here and there.
func TestRealPagesDamaged(t *testing.T) {
	english, spanish := filesOf(t, "en-2021-08-03"), filesOf(t, "es-ES-2023-01-25")
	first, second := edition(t, "2021-08-03"), edition(t, "2023-01-25")
	mixed := make(map[string]string)
	var countries []availability.Country
	for n, file := range sortedNames(english) {
		code, err := country.Resolve(strings.TrimSuffix(strings.TrimPrefix(file, pagePrefix), ".md"))
		if err != nil {
			t.Fatal(err)
		}
		if n%2 == 0 {
			mixed[file] = english[file]
			countries = append(countries, *first.Country(code))
		} else {
			mixed[file] = spanish[file]
			countries = append(countries, *second.Country(code))
		}
	}
	slices.SortFunc(countries, func(a, b availability.Country) int { return a.Code.Compare(b.Code) })
	doc := second.Document()
	doc.Countries = countries
	want, err := catalog.FromDocument(doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, base := range []*catalog.Snapshot{first, second, wronged(t, first, rand.New(rand.NewPCG(7, 7)))} {
		r := mustRead(t, Options{Base: base}, write(t, mixed))
		checkSettled(t, r, 97)
		checkTrue(t, r, want, base)
		checkValid(t, r, base)
	}
}

// What few pages say in words of their own is not taken for what the base says,
// and what all pages of a row say at once in other words is shown.
func TestNewWords(t *testing.T) {
	base := edition(t, "2023-01-25")
	for _, tt := range []struct {
		name  string
		pages int
		few   bool
	}{{"two pages", 2, false}, {"five pages", 5, true}} {
		t.Run(tt.name, func(t *testing.T) {
			from := pages(t, base)
			left := tt.pages
			for _, file := range sortedNames(from) {
				changed := strings.Replace(from[file], "|Can credits be bought? <br/> |Yes <br/> |", "|Can credits be bought? <br/> |Withdrawn <br/> |", 1)
				if left > 0 && changed != from[file] {
					from[file] = changed
					left--
				}
			}
			r := mustRead(t, Options{Base: base}, write(t, from))
			shown := 0
			for _, p := range r.Unsettled {
				if p.Text == "Withdrawn" {
					shown++
				}
			}
			for _, l := range r.Builds[0].Learned {
				if l.Text == "Withdrawn" && l.Few && tt.few {
					shown += l.Pages
				}
			}
			if shown != tt.pages {
				t.Errorf("%d of %d pages are shown", shown, tt.pages)
			}
		})
	}
}

// What links, numbers and names confirm is listed nevertheless where the words
// around them are other ones.
func TestOtherWordsAround(t *testing.T) {
	base := edition(t, "2023-01-25")
	for _, tt := range []struct{ name, slug, from, to, want string }{
		{"an operator that sells no more", "australia", "|Yes, through a partner", "|No more, through a partner", "AU calling_plan"},
		{"ranges that are called no more", "the-united-kingdom-u-k", ": 44843", " and no more: 44843", "GB premium_number_calls"},
		{"SKUs that are sold no more", "mexico", "|Yes, as an offer", "|No more, as an offer", "MX calling_plan"},
		{"a city without numbers", "canada", "<li>Toronto", "<li>Toronto (no numbers left)", "text beside a city"},
		{"a plan that is no more", "germany", "120 minutes inside", "120 minutes no more inside", "a plan known by its numbers"},
		{"cities that are no more", "canada", "|<ul><li>Calgary", "|No more:<ul><li>Calgary", "text before a list"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			from := pages(t, base)
			file := pagePrefix + tt.slug + ".md"
			damaged := strings.Replace(from[file], tt.from, tt.to, 1)
			if damaged == from[file] {
				t.Fatal("the page was not damaged")
			}
			from[file] = damaged
			r := mustRead(t, Options{Base: base}, write(t, from))
			for _, list := range [][]Problem{r.Unsettled, r.Notices} {
				for _, p := range list {
					if strings.Contains(p.String(), tt.want) {
						return
					}
				}
			}
			t.Errorf("%q is not listed", tt.want)
		})
	}
}

// A text that means yes in one row and no in another means neither.
func TestRefutedText(t *testing.T) {
	base := edition(t, "2023-01-25")
	from := pages(t, base)
	for file, page := range from {
		from[file] = strings.ReplaceAll(page, "|Queues <br/> |There <br/> |", "|Queues <br/> |No <br/> |")
	}
	r := mustRead(t, Options{Base: base}, write(t, from))
	unsettled := unsettledFacts(r)
	for _, c := range r.Countries {
		if unsettled[c.Code.String()+" call_queues"] == "" {
			t.Errorf("%s: the queues are settled", c.Code)
		}
	}
}

func FuzzPage(f *testing.F) {
	base := edition(f, "2023-01-25")
	from := pages(f, base)
	f.Add([]byte(from["availability-in-canada.md"]), true)
	f.Add([]byte(from["availability-in-australia.md"]), true)
	f.Add([]byte(site(f, from["availability-in-mexico.md"], "fr-FR")), false)
	for _, d := range damages {
		f.Add([]byte(d.do(rand.New(rand.NewPCG(1, 1)), from["availability-in-germany.md"])), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, md bool) {
		name := map[bool]string{true: "availability-in-germany.md", false: "availability-in-germany.html"}[md]
		b := &build{}
		for _, file := range []string{"availability-in-france.md", "availability-in-italy.md", "availability-in-spain.md", "availability-in-austria.md"} {
			b.pages = append(b.pages, ReadPage(file, []byte(from[file])))
		}
		b.pages = append(b.pages, ReadPage(name, data))
		for _, p := range b.pages {
			p.base = base.Country(p.Country)
		}
		b.read()
		page := b.pages[len(b.pages)-1]
		for _, f := range allFacts {
			read, ok := page.readings[f]
			if _, failed := page.failed[f]; ok == failed {
				t.Errorf("%s: read %t, failed %t", f.name, ok, failed)
			}
			if _, err := f.parse(read.value); ok && err != nil {
				t.Error(err)
			}
		}
	})
}

// A row that pages have not had before is shown, and what is around it is read
// by the labels of pages without it, or after a decision.
func TestRowThatIsNew(t *testing.T) {
	base := edition(t, "2023-01-25")
	decided, err := ParseDecisions([]byte(`{"decisions": [{"fact": "row", "text": "Fax", "meaning": "ignored", "who": "me", "why": "nobody asks"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name      string
		every     int // page has the row
		decisions Decisions
		settled   float64
		shown     bool
	}{
		{"on every third page", 3, nil, 98, true},
		{"on all pages", 1, nil, 70, true},
		{"on all pages, and decided", 1, decided, 98, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			from := pages(t, base)
			for n, file := range sortedNames(from) {
				if n%tt.every == 0 {
					from[file] = strings.Replace(from[file], "|Queues <br/> |", "|Fax <br/> |Yes <br/> |\n|Queues <br/> |", 1)
				}
			}
			r := mustRead(t, Options{Base: base, Decisions: tt.decisions}, write(t, from))
			checkSettled(t, r, tt.settled)
			checkTrue(t, r, base, base)
			if shown := slices.ContainsFunc(r.Notices, func(p Problem) bool { return p.Text == "Fax" }); shown != tt.shown {
				t.Errorf("the row is shown: %t", shown)
			}
		})
	}
}
