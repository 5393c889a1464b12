package availability

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// HasTollNumberIn reports whether toll service numbers can be had in the city.
// The city is given by its name, or, where a name is not enough, as
// "State, City" or "City, State". Case, accents and punctuation do not matter.
// A city that the page does not name has none, even where the service desk has
// numbers of other cities: see TollNumbers.OtherCitiesOnRequest.
func (c *Country) HasTollNumberIn(city string) bool {
	whole := FoldCity(city)
	first, second, hasComma := strings.Cut(city, ",")
	first, second = FoldCity(first), FoldCity(second)
	for _, known := range c.TollCities() {
		if known.hasName(whole) {
			return true
		}
		if state := FoldCity(known.State); hasComma && state != "" &&
			(first == state && known.hasName(second) || second == state && known.hasName(first)) {
			return true
		}
	}
	return false
}

// TollCities returns the cities where toll service numbers are available, in the
// order of the page; none where toll numbers are not available.
func (c *Country) TollCities() []City {
	if !c.Verdict(TollNumber).Status.Available() {
		return nil
	}
	return c.ServiceNumbers.Toll.Cities
}

// hasName reports whether folded is the city's name. A name with a second one
// in brackets, such as "Teesside (Middlesbrough)", is known by either.
func (c City) hasName(folded string) bool {
	if folded == "" {
		return false
	}
	if folded == FoldCity(c.Name) {
		return true
	}
	outer, inner, ok := strings.Cut(c.Name, "(")
	return ok && (folded == FoldCity(outer) || folded == FoldCity(inner))
}

// plainLetters holds the letters whose stroke or tail is no accent to Unicode,
// and how the pages write them: "Lodz" for "Łódź".
var plainLetters = map[rune]string{
	'æ': "ae", 'ð': "d", 'đ': "d", 'ı': "i", 'ł': "l", 'ø': "o", 'œ': "oe", 'ß': "ss", 'þ': "th",
}

// String returns the city as the pages write it: "City", or "State, City".
func (c City) String() string { return strings.TrimPrefix(c.State+", "+c.Name, ", ") }

// FoldCity returns the name of a city without case, accents and punctuation, for
// comparison only.
func FoldCity(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '.':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			if r = unicode.ToLower(r); plainLetters[r] != "" {
				b.WriteString(plainLetters[r])
			} else {
				b.WriteRune(r)
			}
		default:
			gap = true
		}
	}
	return b.String()
}
