package graph

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// NumberRequirement is how many free numbers there must be in a country, or in
// a city of it.
type NumberRequirement struct {
	Country country.Code
	City    string // case and accents do not matter; "" for the whole country

	User     int // numbers of users
	Toll     int // toll numbers of voice applications and conference bridges
	TollFree int // toll-free ones
}

// A demand is one kind of numbers that a requirement asks for.
type demand struct {
	NumberRequirement
	what   string
	needed int
	fits   func(*Number) bool
}

func (r NumberRequirement) demands() []demand {
	service := func(n *Number) bool { return n.FitsUsage(VoiceApplicationUsage) || n.FitsUsage(ConferenceUsage) }
	is := func(tollFree bool) func(*Number) bool {
		return func(n *Number) bool {
			judged, known := n.TollFree()
			return known && judged == tollFree && service(n)
		}
	}
	return []demand{
		{r, "user number", r.User, func(n *Number) bool { return n.FitsUsage(UserUsage) }},
		{r, "toll number", r.Toll, is(false)},
		{r, "toll-free number", r.TollFree, is(true)},
	}
}

func (d demand) matches(n *Number) bool {
	return n.Free() && n.In(d.Country) && (d.City == "" || availability.FoldCity(d.City) == availability.FoldCity(n.City)) && d.fits(n)
}

// String says "2 user numbers in Berlin".
func (d demand) String() string {
	place := " for " + d.Country.Name()
	if d.City != "" {
		place = " in " + text.Line(d.City)
	}
	return text.Count(d.needed, d.what) + place
}

// RequireNumbers returns an error that says what is missing if the free numbers
// do not meet all requirements together: each number counts for only one.
func RequireNumbers(numbers []Number, requirements []NumberRequirement) error {
	var demands []demand
	for _, r := range requirements {
		demands = append(demands, r.demands()...)
	}
	demands = slices.DeleteFunc(demands, func(d demand) bool { return d.needed == 0 })
	// A requirement for a city is served before one for the whole country, so
	// that the second does not take what only the first can use.
	order := slices.Clone(demands)
	slices.SortStableFunc(order, func(a, b demand) int { return cmp.Compare(b2i(a.City == ""), b2i(b.City == "")) })
	taken := make([]bool, len(numbers))
	var missing []string
	free, needed := 0, 0
	for _, d := range order {
		needed += d.needed
		left := d.needed
		// Numbers that fit a single usage come first: other requirements may
		// need one that fits several.
		for _, single := range []bool{true, false} {
			for i := range numbers {
				if n := &numbers[i]; left > 0 && !taken[i] && (len(n.Capabilities) == 1) == single && d.matches(n) {
					taken[i] = true
					left--
				}
			}
		}
		free += d.needed - left
		if d.needed = left; left > 0 {
			missing = append(missing, d.String())
		}
	}
	if missing == nil {
		return nil
	}
	verb := "are"
	if len(missing) == 1 && needed-free == 1 {
		verb = "is"
	}
	return fmt.Errorf("%s %s missing: the tenant has %d of the %s that %s required. Get the missing ones, or take back numbers that are assigned",
		text.And(missing), verb, free, text.Count(needed, "free number"), text.Verb(needed, "is", "are"))
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
