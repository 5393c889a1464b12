package country_test

import (
	"slices"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

func TestCodesAreSortedAndRoundTrip(t *testing.T) {
	codes := country.Codes()
	if len(codes) != 250 {
		t.Fatalf("%d codes; want the 249 of ISO 3166-1 and XK", len(codes))
	}
	if !slices.IsSortedFunc(codes, country.Code.Compare) {
		t.Error("codes are not in ascending order")
	}
	for i, c := range codes {
		if i > 0 && codes[i-1].String() >= c.String() {
			t.Errorf("%s does not come after %s", c, codes[i-1])
		}
		if c.Index() != i {
			t.Errorf("%s has index %d, want %d", c, c.Index(), i)
		}
		back, err := country.ParseCode(c.String())
		if err != nil || back != c {
			t.Errorf("ParseCode(%q) = %v, %v", c, back, err)
		}
	}
}

func TestParseCodeRefusesWhatIsNotACode(t *testing.T) {
	for _, s := range []string{"", "D", "de", "DEU", "XX", "XX1", "ZZ", "EU", "UK", "AN", "A\x00", "ÄÖ"} {
		if c, err := country.ParseCode(s); err == nil || !c.IsZero() {
			t.Errorf("ParseCode(%q) = %v, %v; want an error and the zero Code", s, c, err)
		}
	}
}

func TestCodeAsText(t *testing.T) {
	c := country.MustParseCode("DE")
	text, err := c.MarshalText()
	if err != nil || string(text) != "DE" {
		t.Errorf("MarshalText: %q, %v", text, err)
	}
	back := country.MustParseCode("FR")
	if err := back.UnmarshalText(text); err != nil || back != c {
		t.Errorf("UnmarshalText: %v, %v", back, err)
	}
	if err := back.UnmarshalText([]byte("de")); err == nil || back != c {
		t.Errorf("UnmarshalText of what is no code: %v, %v; want an error and no change", back, err)
	}
}

func TestZeroCode(t *testing.T) {
	var none country.Code
	if text, err := none.MarshalText(); !none.IsZero() || none.Index() != -1 || none.String() != "" || len(text) != 0 || err != nil {
		t.Errorf("the zero Code: index %d, %q, text %q, %v", none.Index(), none, text, err)
	}
	first := country.MustParseCode("AD")
	if first.IsZero() || none.Compare(first) >= 0 || first.Compare(none) <= 0 || first.Compare(first) != 0 {
		t.Error("the zero Code does not come before the first")
	}
}

func TestMustParseCodePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	country.MustParseCode("XX")
}

func TestJoin(t *testing.T) {
	for want, codes := range map[string][]country.Code{
		"":       nil,
		"AE":     {country.MustParseCode("AE")},
		"QA, AE": {country.MustParseCode("QA"), country.MustParseCode("AE")},
	} {
		if got := country.Join(codes); got != want {
			t.Errorf("Join(%v) = %q", codes, got)
		}
	}
}
