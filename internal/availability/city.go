package availability

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/city"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// HasTollNumberIn reports whether toll service numbers are available in the
// city. Name the city in English or in another language that package city knows
// or, if the name is ambiguous, as "State, City" or "City, State". Case,
// accents and punctuation do not matter. A city that the page does not name has
// no numbers, even if the service desk has numbers of other cities: see
// TollNumbers.OtherCitiesOnRequest. No city has numbers for an organization
// that cannot have toll numbers of the country, or, if strict, if the numbers
// of the country or of the city are conditional. The error is that of
// [CheckCity], or a [*city.NearError] for a spelling that is close to one of the
// page's cities.
func (c *Country) HasTollNumberIn(name string, o Options) (bool, error) {
	if err := CheckCity(name); err != nil {
		return false, err
	}
	var places []city.Place
	if c.VerdictFor(TollNumber, o.Organization).Satisfies(o.Strict) {
		for _, known := range c.TollCities() {
			if !o.Strict || !known.OnRequest {
				places = append(places, city.Place{Name: known.Name, State: known.State})
			}
		}
	}
	found, err := city.Find(c.Code, places, name)
	return len(found) > 0, err
}

// CheckCity returns an error for a text that cannot be the name of a city: it has
// no letter, it is an identifier or an address, or it is longer than any name.
func CheckCity(name string) error {
	const write = `write the name of a city, such as "Munich"`
	switch {
	case FoldCity(name) == "":
		return errors.New("the city is empty; " + write)
	case len(name) > city.MaxInput:
		return fmt.Errorf("no city has a name as long as %s", text.Quote(name))
	case !strings.ContainsFunc(name, unicode.IsLetter), strings.ContainsAny(name, "_=@<>{}\u202d\u202e"):
		return fmt.Errorf("%s does not name a city; %s", text.Quote(name), write)
	}
	return nil
}

// CanBeAskedFor reports whether [Country.HasTollNumberIn] finds the city of a
// country by its own name.
func (c City) CanBeAskedFor(code country.Code) bool {
	for _, name := range slices.Compact([]string{c.Name, c.String()}) { // with its state, if it has one
		if found, err := city.Find(code, []city.Place{{Name: c.Name, State: c.State}}, name); err != nil || len(found) == 0 {
			return false
		}
	}
	return true
}

// TollCities returns the cities where toll service numbers are available, in
// the order of the page, or none if toll numbers are not available.
func (c *Country) TollCities() []City {
	if !c.Verdict(TollNumber).Status.Available() {
		return nil
	}
	return c.ServiceNumbers.Toll.Cities
}

// plainLetters holds letters whose stroke or tail Unicode does not treat as an
// accent, and how the pages write them: "Lodz" for "Łódź".
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
