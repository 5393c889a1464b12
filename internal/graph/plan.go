package graph

import (
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/numbering"
)

// judgment is what the numbering plan says about a number. It is kept, for numbers
// are looked at again and again.
type judgment struct {
	number          numbering.Number
	tollFree, known bool
}

func judge(number string) judgment {
	parsed, err := numbering.Parse(number)
	if err != nil {
		return judgment{}
	}
	j := judgment{number: parsed}
	j.tollFree, j.known = parsed.TollFree()
	return j
}

// in reports whether the number is one of the country: of a range of its own, or
// of one that it shares.
func (j judgment) in(code country.Code) bool {
	return j.number.Country == code || j.number.Valid && j.number.BelongsTo(code)
}

// Judged returns the number with what the numbering plan says about it. A number
// that [Client.NumberAssignments] returns has it; one from elsewhere, such as a
// file, is of no known kind and country without it.
func (n Number) Judged() Number {
	n.plan = judge(n.TelephoneNumber)
	return n
}
