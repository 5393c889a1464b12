package country

import (
	"fmt"
	"strings"
)

// iso holds the alpha-2 codes of ISO 3166-1 (as of 2024) in ascending order,
// two letters each, and XK, the user-assigned code that CLDR and Microsoft 365
// use for Kosovo.
const iso = "" +
	"ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZ" +
	"CACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFR" +
	"GAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJP" +
	"KEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZ" +
	"NANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURW" +
	"SASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZ" +
	"UAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW"

// Count is the number of codes. [Code.Index] is below it.
const Count = len(iso) / 2

// Code is a country or region by its ISO 3166-1 alpha-2 code, which Microsoft
// 365 calls a user's usage location. The zero Code is no country. Codes are
// comparable and one byte large, and a Code is always in ISO 3166-1, except XK
// for Kosovo.
type Code struct{ n uint8 }

// ParseCode returns the code that s spells exactly: two capital letters. For
// every other spelling, use [Resolve].
func ParseCode(s string) (Code, error) {
	if i := indexOf(s); i >= 0 {
		return Code{uint8(i + 1)}, nil
	}
	return Code{}, fmt.Errorf("%q is not an ISO 3166-1 alpha-2 code in capital letters", s)
}

// indexOf returns the index of the alpha-2 code s, or -1.
func indexOf(s string) int {
	if len(s) != 2 {
		return -1
	}
	lo, hi := 0, Count
	for lo < hi {
		m := (lo + hi) / 2
		if iso[2*m:2*m+2] < s {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < Count && iso[2*lo:2*lo+2] == s {
		return lo
	}
	return -1
}

// MustParseCode is [ParseCode] for constants of tests: it panics on an error.
func MustParseCode(s string) Code {
	c, err := ParseCode(s)
	if err != nil {
		panic(err) //nolint:forbidigo // it is for tests
	}
	return c
}

// Codes returns every code in ascending order.
func Codes() []Code {
	codes := make([]Code, Count)
	for i := range codes {
		codes[i] = Code{uint8(i + 1)}
	}
	return codes
}

// IsZero reports whether c is the zero Code, which is no country.
func (c Code) IsZero() bool { return c.n == 0 }

// Index returns the place of c among all codes in ascending order, from 0 to
// [Count]-1, for use as an index into an array. It is -1 for the zero Code.
func (c Code) Index() int { return int(c.n) - 1 }

// String returns the alpha-2 code, such as "DE"; it is empty for the zero Code.
func (c Code) String() string {
	if c.IsZero() {
		return ""
	}
	i := 2 * c.Index()
	return iso[i : i+2]
}

// Compare orders codes alphabetically, the zero Code first.
func (c Code) Compare(d Code) int { return int(c.n) - int(d.n) }

// MarshalText returns the alpha-2 code.
func (c Code) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText accepts what [ParseCode] accepts.
func (c *Code) UnmarshalText(text []byte) error {
	code, err := ParseCode(string(text))
	if err != nil {
		return err
	}
	*c = code
	return nil
}

// Join writes codes as a list for a message: "AE, BH, QA".
func Join(codes []Code) string {
	s := make([]string, len(codes))
	for i, c := range codes {
		s[i] = c.String()
	}
	return strings.Join(s, ", ")
}
