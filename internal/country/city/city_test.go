package city_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/city"
)

// read holds the rows of each file.
var read = map[string][]row{}

// A row is a line of names/cities.txt: a city of Microsoft's pages.
type row struct {
	code  country.Code
	place city.Place
	names []string
}

func rows(t testing.TB, file string) (all []row) {
	t.Helper()
	if known := read[file]; known != nil {
		return known
	}
	defer func() { read[file] = all }()
	text, err := os.ReadFile("names/" + file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); line[0] != '#' {
			r := row{code: country.MustParseCode(columns[0]), place: city.Place{State: columns[1], Name: columns[2]}}
			if columns[3] != "" {
				r.names = strings.Split(columns[3], "; ")
			}
			all = append(all, r)
		}
	}
	return all
}

func places(t testing.TB, code country.Code) (all []city.Place) {
	t.Helper()
	for _, r := range rows(t, "cities.txt") {
		if r.code == code {
			all = append(all, r.place)
		}
	}
	return all
}

// outcome writes what Find says: "Munich", "no" or "near Munich".
func outcome(t testing.TB, code, s string) string {
	t.Helper()
	c := country.MustParseCode(code)
	all := places(t, c)
	found, err := city.Find(c, all, s)
	var near *city.NearError
	var names []string
	for _, i := range found {
		names = append(names, all[i].String())
	}
	switch {
	case errors.As(err, &near):
		for _, p := range near.Suggestions {
			names = append(names, p.String())
		}
		if found != nil {
			t.Errorf("%q is found and near", s)
		}
		return "near " + strings.Join(names, ", ")
	case err != nil:
		t.Fatal(err)
	case names == nil:
		return "no"
	}
	return strings.Join(names, "; ")
}

func TestFind(t *testing.T) {
	for _, tt := range []struct {
		name, code, want string
		inputs           []string
	}{
		{"in English", "DE", "Munich", []string{"Munich", "MUNICH", " munich ", "Munich."}},
		{"in its language", "DE", "Munich", []string{"München", "MÜNCHEN", "Mu\u0308nchen", "Muenchen", "Munchen"}},
		{"in other languages", "DE", "Munich", []string{"Monaco di Baviera", "Мюнхен", "ミュンヘン", "慕尼黑", "뮌헨", "Mnichov", "Monachium"}},
		{"with its country", "DE", "Munich", []string{"München, Deutschland", "Munich, Germany", "Munich (DE)", "Munich DE", "Munich - Germany", "Germany, Munich"}},
		{"with its river", "DE", "Frankfurt", []string{"Frankfurt", "Frankfurt am Main", "Frankfurt/Main", "Frankfurt a.M.", "Frankfurt (Main)", "Francfort", "フランクフルト"}},
		{"with another river", "DE", "no", []string{"Frankfurt (Oder)", "Frankfurt an der Oder"}},
		{"with its river", "GB", "Newcastle", []string{"Newcastle upon Tyne", "Newcastle-upon-Tyne", "Newcastle"}},
		{"with another name behind it", "GB", "no", []string{"Newcastle-under-Lyme", "Newcastle under Lyme"}},
		{"a name in brackets", "GB", "Teesside (Middlesbrough)", []string{"Teesside (Middlesbrough)", "Teesside", "Middlesbrough"}},
		{"with a part of the country", "GB", "London", []string{"London, England", "London, UK", "Londres", "Лондон"}},
		{"of another state", "US", "no", []string{"Portland, Texas", "Portland, TX", "Miami, OK", "Kansas City, KS", "Kansas City, Kansas", "Aurora, Colorado"}},
		{"of two states", "US", "Maine, Portland; Oregon, Portland", []string{"Portland", "PORTLAND"}},
		{"with its state", "US", "Oregon, Portland", []string{"Portland, OR", "Portland, Oregon", "Oregon, Portland", "OR, Portland", "Portland OR", "Portland (OR)", "Portland, Ore."}},
		{"with its state", "US", "Florida, Miami", []string{"Miami", "Miami, FL", "Miami FL", "Miami, Florida", "Майами", "マイアミ"}},
		{"with its state, a saint", "US", "Missouri, St. Louis", []string{"St. Louis", "St Louis", "Saint Louis", "St. Louis, MO", "Saint Louis, Missouri"}},
		{"without City", "US", "New York, New York City", []string{"New York", "NYC", "New York City", "New York, NY", "New York, New York", "Nueva York", "ニューヨーク", "纽约"}},
		{"a state and a city", "US", "District of Columbia, Washington DC", []string{"Washington", "Washington, DC", "Washington D.C.", "Washington, D.C.", "Washington DC"}},
		{"a state, and its city", "US", "Washington, Seattle", []string{"Seattle", "Seattle, WA", "Washington, Seattle", "Seattle, Washington"}},
		{"with its province", "CA", "Toronto", []string{"Toronto", "Toronto, Ontario", "Toronto, ON", "Toronto (ON)", "Ontario, Toronto", "Toronto, Canada"}},
		{"with another province", "CA", "no", []string{"Toronto, Quebec", "Toronto, BC"}},
		{"accents", "CA", "Montreal", []string{"Montréal", "Montreal, Québec", "Montréal, QC"}},
		{"in Italian", "IT", "Milan", []string{"Milano", "Milan", "Mailand"}},
		{"umlaut", "CH", "Zurich", []string{"Zürich", "Zuerich", "Zurigo"}},
		{"in Polish", "PL", "Warsaw", []string{"Warszawa", "Varsovie", "Warschau", "Варшава"}},
		{"letters that are no accent", "PL", "Lodz", []string{"Łódź", "Lodz", "LODZ"}},
		{"older names", "VN", "Ho Chi Minh City", []string{"Saigon", "Thành phố Hồ Chí Minh", "TP.HCM"}},
		{"saints", "FR", "Saint-Etienne", []string{"Saint-Étienne", "St-Etienne", "St. Étienne"}},
		{"other places of the country", "DE", "no", []string{"Berlin", "Hamburg", "Köln", "Münster", "Minden", "Mönchengladbach"}},
		{"other places near one with numbers", "US", "no", []string{"Dalles", "Miami Beach", "Columbia", "Louisburg", "Jacksonville"}},
		{"places of other countries", "DE", "no", []string{"Paris", "Springfield", "Xanadu"}},
		{"nothing", "DE", "no", []string{"", " ", "-", ",", "()", ",,", strings.Repeat("x", 300), strings.Repeat("Munich, ", 50)}},
		{"a country alone", "DE", "no", []string{"Germany"}},
		{"a state alone", "US", "no", []string{"Maine", "OR", "Maine,", ", Maine"}},
		{"a typo", "DE", "near Munich", []string{"Munnich", "Mnuich", "Müncen", "Munnich, Germany"}},
		{"a typo", "DE", "near Frankfurt", []string{"Frankfrut", "Francfurt am Main", "Frankfurt am Mein"}},
		{"a typo beside the state", "US", "near Oregon, Portland", []string{"Portlnad, OR", "Portlandd, Oregon"}},
		{"a region that is not known", "DE", "near Munich", []string{"Munich, Bavaria", "Munich (Bayern)"}},
		{"a state that is not known", "US", "near Maine, Portland, Oregon, Portland", []string{"Portland, Oergon", "Portland, XX"}},
		{"another country beside it", "FR", "near Paris", []string{"Paris, Germany"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, in := range tt.inputs {
				if got := outcome(t, tt.code, in); got != tt.want {
					t.Errorf("%q in %s: %s, want %s", in, tt.code, got, tt.want)
				}
			}
		})
	}
}

// Every name of the reviewed files means its city, and with the state only it.
func TestFindEveryName(t *testing.T) {
	for _, r := range append(rows(t, "cities.txt"), rows(t, "extra.txt")...) {
		for _, name := range append([]string{r.place.Name, r.place.String()}, r.names...) {
			if got := outcome(t, r.code.String(), name); !slices.Contains(strings.Split(got, "; "), r.place.String()) {
				t.Errorf("%q in %s: %s, want %s", name, r.code, got, r.place)
			}
		}
		if r.place.State != "" {
			for _, name := range []string{r.place.Name + ", " + r.place.State, r.place.Name + " (" + r.place.State + ")"} {
				if got := outcome(t, r.code.String(), name); got != r.place.String() {
					t.Errorf("%q in %s: %s, want %s", name, r.code, got, r.place)
				}
			}
		}
	}
	if n := len(rows(t, "cities.txt")); n != 247 {
		t.Errorf("%d cities, want those of the datasets, 247", n)
	}
}

// A dataset may have other cities than the table.
func TestFindWithoutTheTable(t *testing.T) {
	de := country.MustParseCode("DE")
	for s, want := range map[string]bool{"Berlin": true, "BERLIN": true, "München": false, "Munich": false} {
		if found, err := city.Find(de, []city.Place{{Name: "Berlin"}}, s); (found != nil) != want || err != nil {
			t.Errorf("%q: %v, %v", s, found, err)
		}
	}
	if _, err := city.Find(de, []city.Place{{Name: "Berlin"}}, "Berlinn"); err == nil {
		t.Error("a typo is not near")
	}
	if found, err := city.Find(de, nil, "Munnich"); found != nil || err != nil {
		t.Errorf("without cities: %v, %v", found, err)
	}
}

func TestNearErrorSays(t *testing.T) {
	de := country.MustParseCode("DE")
	for want, e := range map[string]*city.NearError{
		`no city with toll numbers in Germany is named "Munnich"; the nearest is Munich`:       {"Munnich", de, []city.Place{{Name: "Munich"}}},
		`no city with toll numbers in Germany is named "X\n"; the nearest are A and Oregon, B`: {"X\n", de, []city.Place{{Name: "A"}, {Name: "B", State: "Oregon"}}},
	} {
		if got := e.Error(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestFindDespitePerturbation(t *testing.T) {
	all := rows(t, "cities.txt")
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom(all).Draw(t, "row")
		s := rapid.SampledFrom(append([]string{r.place.Name}, r.names...)).Draw(t, "name")
		perturb := rapid.SampledFrom([]func(string) string{
			strings.ToUpper, strings.ToLower, norm.NFD.String, norm.NFKC.String,
			func(s string) string { return "  " + s + "\u200f " },
			func(s string) string { return strings.ReplaceAll(s, " ", "-") },
		}).Draw(t, "perturbation")
		if found, err := city.Find(r.code, []city.Place{r.place}, perturb(s)); found == nil || err != nil {
			t.Fatalf("%q in %s: %v, %v", perturb(s), r.code, found, err)
		}
	})
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"Munich", "Munnich", "Portland, OR", "\xff", "(,)", "Washington", strings.Repeat("a,", 100)} {
		f.Add(s)
	}
	us := country.MustParseCode("US")
	all := places(f, us)
	f.Fuzz(func(t *testing.T, s string) {
		found, err := city.Find(us, all, s)
		for _, i := range found {
			if again, err := city.Find(us, all, all[i].String()); !slices.Contains(again, i) || err != nil {
				t.Errorf("%s: %v, %v", all[i], again, err)
			}
		}
		var near *city.NearError
		if errors.As(err, &near) && (found != nil || len(near.Suggestions) == 0 || len(near.Suggestions) > 3 || !utf8.ValidString(near.Error()) || len(near.Error()) > 500) {
			t.Errorf("%v and %v", found, near)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	us := country.MustParseCode("US")
	all := places(b, us)
	for _, s := range []string{"Milwaukee", "Milwaukee, WI", "NYC", "Springfield", "Milwaukke"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = city.Find(us, all, s)
			}
		})
	}
}
