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
