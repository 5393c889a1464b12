package graph

import (
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/numbering"
)

// judgment is what the numbering plan says about a number. It is cached,
// because numbers are judged repeatedly.
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

// in reports whether the number belongs to the country: to its own range, or to
// one that it shares.
func (j judgment) in(code country.Code) bool {
	return j.number.Country == code || j.number.Valid && j.number.BelongsTo(code)
}

// Judged returns the number with what the numbering plan says about it.
// [Client.NumberAssignments] returns judged numbers; a number from elsewhere,
// such as a file, has no known kind and country before.
func (n Number) Judged() Number {
	n.plan = judge(n.TelephoneNumber)
	return n
}
