package country

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/internal/spelling"
)

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		name         string
		input, known string
		want         match
		ok           bool
	}{
		{"typo before beginning", "german", "germany", match{kinship: typo, edits: 1}, true},
		{"input begins the name", "ger", "germany", match{kinship: begins, edits: 4}, true},
		{"two letters begin too much", "ge", "germany", match{}, false},
		{"one Chinese character begins enough", "南", "南阿弗利加", match{kinship: begins, edits: 12}, true},
		{"words inside the name", "people", "democratic people republic of koreas", match{kinship: inside, edits: 26}, true},
		{"a part of a word inside the name", "eople", "democratic people republic of koreas", match{}, false},
		{"four letters inside the name", "rep.", "democratic rep of koreas", match{}, false},
		{"name inside the input", "great germany", "germany", match{kinship: around, edits: 5}, true},
		{"name of four letters inside the input", "sunny iran persia", "iran", match{kinship: around, edits: 11}, true},
		{"name of three letters inside the input", "any uae again", "uae", match{}, false},
		{"name as a part of a word", "iranian persians", "iran", match{}, false},
		{"name beside a word that makes it another", "new mexico", "mexico", match{}, false},
		{"name that is a word", "Foo Island", "island", match{}, false},
		{"name in Chinese inside the input", "中国人民", "中国", match{kinship: around, edits: 6}, true},
		{"turned around", "Germany, Eats", "east germany", match{kinship: typo, edits: 1}, true},
		{"an initial", "S. Koria", "south korea", match{kinship: typo, edits: 1}, true},
		{"an article", "the Republic of Grmany", "germany", match{kinship: typo, edits: 1}, true},
		{"nothing alike", "qqqqqqq", "germany", match{}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := readInput(tt.input).match(tt.known)
			if got != tt.want || ok != tt.ok {
				t.Errorf("%+v, %v; want %+v, %v", got, ok, tt.want, tt.ok)
			}
		})
	}
}

func TestKeepNearest(t *testing.T) {
	named := func(k kinship, edits int, name, code string) match {
		return match{k, edits, Suggestion{name, MustParseCode(code)}}
	}
	de2 := named(typo, 2, "Deutschland", "DE")
	fr1 := named(typo, 1, "France", "FR")
	for _, tt := range []struct {
		name  string
		added []match
		want  string
	}{
		{"none", nil, ""},
		{"fewer edits first", []match{de2, fr1}, "France Deutschland"},
		{"typos before beginnings", []match{named(begins, 0, "Belgium", "BE"), de2}, "Deutschland Belgium"},
		{"words inside before words around", []match{named(around, 0, "Belgium", "BE"), named(inside, 9, "Chad", "TD")}, "Chad Belgium"},
		{"beginnings before containments", []match{named(inside, 0, "Belgium", "BE"), named(begins, 9, "Chad", "TD")}, "Chad Belgium"},
		{"shorter names first", []match{named(typo, 1, "Austria", "AT"), fr1}, "France Austria"},
		{"then by alphabet", []match{named(typo, 1, "Sweden", "SE"), fr1}, "France Sweden"},
		{"better name of the same country", []match{de2, fr1, named(typo, 1, "Germany", "DE")}, "France Germany"},
		{"worse name of the same country", []match{named(typo, 1, "Germany", "DE"), de2}, "Germany"},
		{"three at most", []match{de2, fr1, named(typo, 3, "Chad", "TD"), named(typo, 4, "Peru", "PE")}, "France Deutschland Chad"},
		{"the nearest comes last", []match{de2, named(typo, 3, "Chad", "TD"), named(typo, 4, "Peru", "PE"), fr1}, "France Deutschland Chad"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var best []match
			for _, m := range tt.added {
				best = keepNearest(best, m)
			}
			var names []string
			for _, m := range best {
				names = append(names, m.Name)
			}
			if got := strings.Join(names, " "); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

func TestSuggestions(t *testing.T) {
	for _, tt := range []struct {
		name, input string
		want        []string
	}{
		{"a letter is missing", "Grmany", []string{"Germany (DE)"}},
		{"letters are swapped", "Untied Kingdom", []string{"United Kingdom (GB)"}},
		{"in the country's own language", "Deutchland", []string{"Deutschland (DE)"}},
		{"a name in English, as near as one in Spanish", "Holand", []string{"Poland (PL)", "Holland (NL)", "Aland (AX)"}},
		{"a name in English, as near as shorter ones", "Ukrain", []string{"Ukraine (UA)"}},
		{"a name in English, as near as one in French", "Indea", []string{"India (IN)"}},
		{"nearer to the name in Spanish", "Alemani", []string{"Alemania (DE)"}},
		{"in another script", "Росия", []string{"Россия (RU)"}},
		{"one more error than the nearest", "Suedan", []string{"Sudan (SD)", "Sweden (SE)"}},
		{"two more errors than the nearest are left out", "New Zeland", []string{"New Zealand (NZ)"}},
		{"beginning of several", "United", []string{"United States (US)", "United Kingdom (GB)", "United Arab Emirates (AE)"}},
		{"more than a name", "Federal State of Germany", []string{"Germany (DE)"}},
		{"more than a name in Chinese", "德国人", []string{"德国 (DE)"}},
		{"article and typo", "the Republic of Grmany", []string{"Germany (DE)"}},
		{"a typo beside the code", "Grmany (DE)", []string{"Germany (DE)"}},
		{"a typo behind the code", "DE - Grmany", []string{"Germany (DE)"}},
		{"a typo near several, beside the code of one", "SE - Suedan", []string{"Sweden (SE)"}},
		{"a typo beside the code of another", "Grmany (FR)", nil},
		{"an initial and a typo", "S. Koria", []string{"South Korea (KR)"}},
		{"turned around, with a typo", "Ireland, Northen", []string{"Northern Ireland (GB)"}},
		{"an island of no country", "Foo Island", nil},
		{"a place that has a country's name and a word", "New Mexico", nil},
		{"another state of the north", "Northern Cyprus", nil},
		{"a city and its country", "Paris, France", []string{"France (FR)"}},
		{"a city and a state that is a country's name", "Atlanta, Georgia", nil},
		{"nothing near", "Contoso", nil},
		{"nothing written", "", nil},
		{"only punctuation", "...", nil},
		{"only an article", "the", nil},
		{"successors of a former country", "Czechoslovakia", []string{"Czechia (CZ)", "Slovakia (SK)"}},
		{"three successors", "Netherlands Antilles", []string{"Caribbean Netherlands (BQ)", "Curaçao (CW)", "Sint Maarten (SX)"}},
		{"too many successors", "Soviet Union", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Resolve(tt.input)
			var notFound *NotFoundError
			if !errors.As(err, &notFound) {
				t.Fatalf("error %v", err)
			}
			var got []string
			for _, s := range notFound.Suggestions {
				got = append(got, s.String())
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// Whoever takes a suggestion gets its country.
func TestEverySuggestionResolves(t *testing.T) {
	n := 0
	for line := range strings.Lines(nearNames) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(columns) != 3 {
			t.Fatalf("line %q", line)
		}
		if c, err := Resolve(columns[1]); err != nil || c.String() != columns[2] {
			t.Errorf("%q is suggested for %s: %v, %v", columns[1], columns[2], c, err)
		}
		n++
	}
	if n < Count {
		t.Errorf("%d names are suggested", n)
	}
}

// The work of a miss grows with the input no faster than its length: at most
// this many allocations for any input that is looked at.
func TestSuggestionsDoNotGrow(t *testing.T) {
	const most = 400
	for _, s := range []string{"x", strings.Repeat("x ", 250), strings.Repeat("ger-", 125), strings.Repeat("Germany, ", 50), strings.Repeat("(", 500)} {
		if n := testing.AllocsPerRun(3, func() { _, _ = Resolve(s) }); n > most+float64(4*len(s)) {
			t.Errorf("%.20q allocates %v times", s, n)
		}
	}
}

func TestErrorMessages(t *testing.T) {
	a := Suggestion{"Åland", MustParseCode("AX")}
	b := Suggestion{"Malta", MustParseCode("MT")}
	c := Suggestion{"Peru", MustParseCode("PE")}
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"no suggestion", &NotFoundError{Input: "Xy"}, `no country or region is named "Xy"; write an English name or a two-letter ISO 3166-1 code, such as "Germany" or "DE"`},
		{"one", &NotFoundError{Input: "Xy", Suggestions: []Suggestion{a}}, `no country or region is named "Xy"; did you mean Åland (AX)?`},
		{"two", &NotFoundError{Input: "Xy", Suggestions: []Suggestion{a, b}}, `no country or region is named "Xy"; did you mean Åland (AX) or Malta (MT)?`},
		{"three", &NotFoundError{Input: "Xy", Suggestions: []Suggestion{a, b, c}}, `no country or region is named "Xy"; did you mean Åland (AX), Malta (MT) or Peru (PE)?`},
		{"ambiguous", &AmbiguousError{"Congo", []Code{MustParseCode("CD"), MustParseCode("CG")}}, `"Congo" may be Democratic Republic of the Congo (CD) or Republic of the Congo (CG); write the two-letter code of the one you mean`},
		{"as long as is looked at", &NotFoundError{Input: strings.Repeat("x", maxInput), Suggestions: []Suggestion{a}}, `no country or region is named "` + strings.Repeat("x", 64) + `"... (512 bytes); did you mean Åland (AX)?`},
		{"longer than is looked at", &NotFoundError{Input: strings.Repeat("x", maxInput+1)}, `no country or region has a name as long as "` + strings.Repeat("x", 64) + `"... (513 bytes)`},
		{"nothing", &NotFoundError{Input: " ", NoLocation: true}, `the country is empty; write an English name or a two-letter ISO 3166-1 code, such as "Germany" or "DE"`},
		{"a mark for none", &NotFoundError{Input: "N/A", NoLocation: true}, `"N/A" does not stand for a country or region; write an English name or a two-letter ISO 3166-1 code, such as "Germany" or "DE"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.err.Error(); got != tt.want {
				t.Errorf("message %s\nwant    %s", got, tt.want)
			}
		})
	}
}

func TestMeaning(t *testing.T) {
	for _, tt := range []struct {
		m        meaning
		one, all string
	}{
		{"", "", ""},
		{"DE", "DE", "DE"},
		{"CD CG", "", "CD, CG"},
		{"^IT", "", "IT"},
		{"-", "", ""},
		{"-CZ SK", "", "CZ, SK"},
		{noLocation, "", ""},
	} {
		if c, ok := tt.m.country(); c.String() != tt.one || ok != (tt.one != "") {
			t.Errorf("%q is %v, %v", tt.m, c, ok)
		}
		if got := Join(tt.m.codes()); got != tt.all {
			t.Errorf("%q has codes %s", tt.m, got)
		}
	}
}

func TestMeaningSpelled(t *testing.T) {
	plain := spelling.Key{Bytes: []byte("abc"), Whole: true}
	accented := spelling.Key{Bytes: []byte("abc"), Accented: true}
	two := spelling.Key{Bytes: []byte("ab"), Accented: true}
	broken := spelling.Key{Bytes: []byte("abc"), Broken: true}
	long := spelling.Key{Bytes: []byte("abcd"), Broken: true, Accented: true}
	if got := noLocation.spelled(two); got != "" {
		t.Errorf("two letters with an accent are no mark, but %q", got)
	}
	for _, tt := range []struct {
		m                             meaning
		plain, accented, broken, long meaning
	}{
		{"DE", "DE", "DE", "", "DE"},
		{"CD CG", "CD CG", "CD CG", "CD CG", "CD CG"},
		{"^IT", "", "IT", "", "IT"},
		{"-CZ SK", "-CZ SK", "-CZ SK", "-CZ SK", "-CZ SK"},
		{noLocation, noLocation, noLocation, noLocation, noLocation},
		{"", "", "", "", ""},
	} {
		for _, key := range []struct {
			spelling.Key
			want meaning
		}{{plain, tt.plain}, {accented, tt.accented}, {broken, tt.broken}, {long, tt.long}} {
			if got := tt.m.spelled(key.Key); got != key.want {
				t.Errorf("%q for %+v: %q, want %q", tt.m, key.Key, got, key.want)
			}
		}
	}
}

func TestTables(t *testing.T) {
	var last string
	for line := range strings.Lines(spellings) {
		key, m, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || key <= last {
			t.Errorf("line %q does not come after %q", line, last)
		}
		if got := find([]byte(key)); string(got) != m {
			t.Errorf("find(%q) = %q, want %q", key, got, m)
		}
		for _, near := range []string{key + "\x00", key[:len(key)-1] + "\x00"} {
			if got := find([]byte(near)); got != "" {
				t.Errorf("find(%q) = %q", near, got)
			}
		}
		if codes := meaning(m).codes(); len(codes) == 0 && m != string(noLocation) && m != "-" {
			t.Errorf("%q means %q", key, m)
		}
		last = key
	}
	for _, s := range []string{"", "\x00", "\t", "\n", "\U0010ffff"} {
		if got := find([]byte(s)); got != "" {
			t.Errorf("find(%q) = %q", s, got)
		}
	}
}
