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

// demands returns what is asked for, without what is not.
func (r NumberRequirement) demands() []demand {
	service := func(n *Number) bool { return n.FitsUsage(VoiceApplicationUsage) || n.FitsUsage(ConferenceUsage) }
	is := func(tollFree bool) func(*Number) bool {
		return func(n *Number) bool {
			judged, known := n.TollFree()
			return known && judged == tollFree && service(n)
		}
	}
	return slices.DeleteFunc([]demand{
		{r, "user number", r.User, func(n *Number) bool { return n.FitsUsage(UserUsage) }},
		{r, "toll number", r.Toll, is(false)},
		{r, "toll-free number", r.TollFree, is(true)},
	}, func(d demand) bool { return d.needed == 0 })
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
	// A requirement for a city is served before one for the whole country, so
	// that the second does not take what only the first can use.
	var demands []demand
	for _, inCity := range []bool{true, false} {
		for _, r := range requirements {
			if inCity == (r.City != "") {
				demands = append(demands, r.demands()...)
			}
		}
	}
	var missing []string
	candidates := candidatesFor(numbers, demands)
	free, needed := 0, 0
	for _, d := range demands {
		needed += d.needed
		left := d.needed
		for i := range candidates {
			if c := &candidates[i]; left > 0 && !c.taken && d.matches(c.Number) {
				c.taken = true
				left--
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
	return fmt.Errorf("%s %s missing: the tenant has %d of the %s that %s required. Get the missing ones, or take back numbers that are assigned",
		text.And(missing), text.Verb(needed-free, "is", "are"), free, text.Count(needed, "free number"), text.Verb(needed, "is", "are"))
}

// candidate is a number that meets a demand.
type candidate struct {
	*Number
	uses  int // how many demands it meets
	taken bool
}

// candidatesFor returns the numbers that meet a demand. Those that meet the fewest
// come first: the others may be needed elsewhere.
func candidatesFor(numbers []Number, demands []demand) []candidate {
	var list []candidate
	for i := range numbers {
		c := candidate{Number: &numbers[i]}
		for _, d := range demands {
			if d.matches(c.Number) {
				c.uses++
			}
		}
		if c.uses > 0 {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(a.uses, b.uses) })
	return list
}
