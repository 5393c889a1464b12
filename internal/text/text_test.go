package text_test

import (
	"slices"
	"strings"
	"testing"

	. "github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

func TestQuote(t *testing.T) {
	for given, want := range map[string]string{
		"":                       `""`,
		"x\ty\x1b\u202e\xff":     `"x\ty\x1b\u202e\xff"`,
		"D\u0415":                `"D\u0415"`, // a Cyrillic letter that looks like E
		"\u051dS, \u0391T":       `"\u051dS, \u0391T"`,
		"Россия, Ελλάδα (RU)":    `"Россия, Ελλάδα (RU)"`,
		"München":                `"München"`,
		strings.Repeat("a", 64):  `"` + strings.Repeat("a", 64) + `"`,
		strings.Repeat("a", 65):  `"` + strings.Repeat("a", 64) + `"... (65 bytes)`,
		strings.Repeat("日", 100): `"` + strings.Repeat("日", 21) + `"... (300 bytes)`,
	} {
		if got := Quote(given); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	long := strings.Repeat("x", 64)
	for _, tt := range []struct {
		given   string
		allowed []string
		want    []string
	}{
		{"abcde", []string{"abcyy", "abcdz", "vwxyz"}, []string{"abcdz", "abcyy"}}, // two of five letters differ, and one
		{"abcde", []string{"abcdx", "abcdy", "abcdz", "abcdw"}, []string{"abcdx", "abcdy", "abcdz"}},
		{"ABC-de", []string{"abcdz", "abc_de"}, []string{"abc_de"}},
		{long, []string{long + "y"}, []string{long + "y"}},
		{long + "x", []string{long + "y"}, nil},
	} {
		if got := Nearest(tt.given, tt.allowed); !slices.Equal(got, tt.want) {
			t.Errorf("near to %q: %q, want %q", tt.given, got, tt.want)
		}
	}
}

func TestWordsThatAreSeveral(t *testing.T) {
	for given, want := range map[string]string{
		"":                "the color is empty. Allowed: red, blue, green",
		"red,blue":        `"red,blue" is not a valid color. Write each as a string of its own: "red", "blue". Allowed: red, blue, green`,
		`["red", "blue"]`: `"[\"red\", \"blue\"]" is not a valid color. Write each as a string of its own: "red", "blue". Allowed: red, blue, green`,
		"red, pink":       `"red, pink" is not a valid color; did you mean red? Allowed: red, blue, green`,
		"red ":            `"red " is not a valid color; did you mean red? Allowed: red, blue, green`,
		"gren":            `"gren" is not a valid color; did you mean green? Allowed: red, blue, green`,
	} {
		if err := CheckWord("color", given, []string{"red", "blue", "green"}); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

func TestLine(t *testing.T) {
	for given, want := range map[string]string{
		"":                         "",
		" two\n\t lines ":          "two lines",
		"a\x1b[31mred\x00\u202e b": `a\x1b[31mred\x00\u202e b`,
		"caf\xe9 café \ufffd":      "caf\\xe9 café \ufffd",
		"\u2028next\u0085":         "next",
		strings.Repeat("日", 200):   strings.Repeat("日", 166) + "... (600 bytes)",
	} {
		if got := Line(given); got != want {
			t.Errorf("%q: got %q, want %q", given, got, want)
		}
	}
}

func TestEscape(t *testing.T) {
	for given, want := range map[string]string{
		"":                           "",
		"  two  spaces ":             "  two  spaces ",
		"a\x1b]8;;x\x07\n\u2066\xff": `a\x1b]8;;x\a\n\u2066\xff`,
		strings.Repeat("日", 200):     strings.Repeat("日", 200),
	} {
		if got := Escape(given); got != want {
			t.Errorf("%q: got %q, want %q", given, got, want)
		}
	}
}

func TestSentence(t *testing.T) {
	for given, want := range map[string]string{
		"":                     "",
		"no such file":         "No such file.",
		"users_csv: row 3":     "users_csv: row 3.",
		"is it so?":            "Is it so?",
		"ärgerlich":            "Ärgerlich.",
		"\"x\" is no country":  "\"x\" is no country.",
		"dir/file is too long": "dir/file is too long.",
	} {
		if got := Sentence(given); got != want {
			t.Errorf("%q: got %q, want %q", given, got, want)
		}
	}
}

func TestLists(t *testing.T) {
	for _, tt := range []struct {
		items   []string
		or, and string
	}{
		{nil, "", ""},
		{[]string{"a"}, "a", "a"},
		{[]string{"a", "b"}, "a or b", "a and b"},
		{[]string{"a", "b", "c"}, "a, b or c", "a, b and c"},
	} {
		if or, and := Or(tt.items), And(tt.items); or != tt.or || and != tt.and {
			t.Errorf("%q: %q, %q", tt.items, or, and)
		}
	}
	if got := Bullets("Head:", []string{"a", "b"}); got != "Head:\n  - a\n  - b" {
		t.Errorf("bullets %q", got)
	}
}

func TestCount(t *testing.T) {
	for want, got := range map[string]string{
		"1 user":      Count(1, "user"),
		"0 users":     Count(0, "user"),
		"2 countries": Count(2, "country"),
		"3 days":      Count(int64(3), "day"),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
