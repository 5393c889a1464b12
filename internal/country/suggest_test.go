package country

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/internal/spelling"
)

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		situation   string
		input, name string
		want        match
		ok          bool
	}{
		{"typo before beginning", "german", "germany", match{kinship: typo, edits: 1}, true},
		{"input begins the name", "ger", "germany", match{kinship: begins, edits: 4}, true},
		{"two letters begin too much", "ge", "germany", match{}, false},
		{"one Chinese character begins enough", "南", "南阿弗利加", match{kinship: begins, edits: 12}, true},
		{"input inside the name", "korea", "democraticrepublicofkoreas", match{kinship: contains, edits: 21}, true},
		{"four letters inside the name", "orea", "democraticrepublicofkoreas", match{}, false},
		{"name inside the input", "greatgermany", "germany", match{kinship: contains, edits: 5}, true},
		{"name of four letters inside the input", "iranianpersia", "iran", match{kinship: contains, edits: 9}, true},
		{"name of three letters inside the input", "theuaeagain", "uae", match{}, false},
		{"nothing alike", "qqqqqqq", "germany", match{}, false},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			var d spelling.Distancer
			d.Reset(tt.input)
			got, ok := matchOf(&d, tt.input, tt.name)
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
		situation string
		added     []match
		want      string
	}{
		{"none", nil, ""},
		{"fewer edits first", []match{de2, fr1}, "France Deutschland"},
		{"typos before beginnings", []match{named(begins, 0, "Belgium", "BE"), de2}, "Deutschland Belgium"},
		{"beginnings before containments", []match{named(contains, 0, "Belgium", "BE"), named(begins, 9, "Chad", "TD")}, "Chad Belgium"},
		{"shorter names first", []match{named(typo, 1, "Austria", "AT"), fr1}, "France Austria"},
		{"then by alphabet", []match{named(typo, 1, "Sweden", "SE"), fr1}, "France Sweden"},
		{"better name of the same country", []match{de2, fr1, named(typo, 1, "Germany", "DE")}, "France Germany"},
		{"worse name of the same country", []match{named(typo, 1, "Germany", "DE"), de2}, "Germany"},
		{"three at most", []match{de2, fr1, named(typo, 3, "Chad", "TD"), named(typo, 4, "Peru", "PE")}, "France Deutschland Chad"},
		{"the nearest comes last", []match{de2, named(typo, 3, "Chad", "TD"), named(typo, 4, "Peru", "PE"), fr1}, "France Deutschland Chad"},
	} {
		t.Run(tt.situation, func(t *testing.T) {
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
		situation, input string
		want             []string
	}{
		{"a letter is missing", "Grmany", []string{"Germany (DE)"}},
		{"letters are swapped", "Untied Kingdom", []string{"United Kingdom (GB)"}},
		{"in the country's own language", "Deutchland", []string{"Deutschland (DE)"}},
		{"in another script", "Росия", []string{"Россия (RU)", "Босния (BA)"}},
		{"one more error than the nearest", "Suedan", []string{"Sudan (SD)", "Suède (SE)", "S. Sudan (SS)"}},
		{"two more errors than the nearest are left out", "New Zeland", []string{"New Zealand (NZ)"}},
		{"beginning of several", "United", []string{"United States (US)", "United Kingdom (GB)", "United Arab Emirates (AE)"}},
		{"more than a name", "Federal State of Germany", []string{"Germany (DE)"}},
		{"more than a name in Chinese", "德国人", []string{"德国 (DE)"}},
		{"article and typo", "the Republic of Grmany", []string{"Germany (DE)"}},
		{"nothing near", "Contoso", nil},
		{"nothing written", "", nil},
		{"only punctuation", "...", nil},
		{"only an article", "the", nil},
		{"successors of a former country", "Czechoslovakia", []string{"Czechia (CZ)", "Slovakia (SK)"}},
		{"three successors", "Netherlands Antilles", []string{"Caribbean Netherlands (BQ)", "Curaçao (CW)", "Sint Maarten (SX)"}},
		{"too many successors", "Soviet Union", nil},
	} {
		t.Run(tt.situation, func(t *testing.T) {
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

func TestErrorMessages(t *testing.T) {
	a := Suggestion{"Åland", MustParseCode("AX")}
	b := Suggestion{"Malta", MustParseCode("MT")}
	c := Suggestion{"Peru", MustParseCode("PE")}
	for _, tt := range []struct {
		situation string
		err       error
		want      string
	}{
		{"no suggestion", &NotFoundError{Input: "Xy"}, `no country or region is named "Xy"; write its English name or its two-letter ISO 3166-1 code, such as "DE"`},
		{"one", &NotFoundError{Input: "Xy", Suggestions: []Suggestion{a}}, `no country or region is named "Xy"; did you mean Åland (AX)?`},
		{"two", &NotFoundError{Input: "Xy", Suggestions: []Suggestion{a, b}}, `no country or region is named "Xy"; did you mean Åland (AX) or Malta (MT)?`},
		{"three", &NotFoundError{Input: "Xy", Suggestions: []Suggestion{a, b, c}}, `no country or region is named "Xy"; did you mean Åland (AX), Malta (MT) or Peru (PE)?`},
		{"ambiguous", &AmbiguousError{"Congo", []Code{MustParseCode("CD"), MustParseCode("CG")}}, `"Congo" may be Democratic Republic of the Congo (CD) or Republic of the Congo (CG); write the two-letter code of the one that is meant`},
		{"as long as is looked at", &NotFoundError{Input: strings.Repeat("x", maxInput), Suggestions: []Suggestion{a}}, `no country or region is named "` + strings.Repeat("x", maxQuoted) + `"...; did you mean Åland (AX)?`},
		{"longer than is looked at", &NotFoundError{Input: strings.Repeat("x", maxInput+1)}, `no country or region has a name of 513 bytes, as the one that begins with "` + strings.Repeat("x", maxQuoted) + `"...`},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			if got := tt.err.Error(); got != tt.want {
				t.Errorf("message %s\nwant    %s", got, tt.want)
			}
		})
	}
}

func TestQuote(t *testing.T) {
	x := strings.Repeat("x", maxQuoted-1)
	for _, tt := range []struct{ situation, s, want string }{
		{"plain", "日本", `"日本"`},
		{"controls, marks and bytes", "a\x00\n\u202e\xff\"", `"a\x00\n\u202e\xff\""`},
		{"as long as is shown", x + "y", `"` + x + `y"`},
		{"one byte longer", x + "yz", `"` + x + `y"...`},
		{"character of two bytes across the cut", x + "éz", `"` + x + `"...`},
		{"character of four bytes across the cut", x[1:] + "\U0001F600z", `"` + x[1:] + `"...`},
		{"character that begins at the cut", x + "yé", `"` + x + `y"...`},
		{"bytes that are no character", strings.Repeat("\x80", maxQuoted+1), `"` + strings.Repeat(`\x80`, maxQuoted-utf8.UTFMax) + `"...`},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			if got := quote(tt.s); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
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
