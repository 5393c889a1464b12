package provider

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/numbering"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

var assertPhoneNumberFunction = functionSpec{
	name:    "assert_phone_number",
	summary: "Return a phone number in E.164 form, or fail if it is of another kind",
	description: "Returns the number in E.164 form, without an extension, if it is a valid number of the country and type. Otherwise, the plan fails with an error " +
		"that says what the number is instead. A number in a range that several countries share, such as the toll-free numbers of North America, belongs to each of them.",
	parameters: []function.Parameter{
		numberParameter,
		countryParameter,
		function.StringParameter{
			Name:                "type",
			MarkdownDescription: "Type that the number must have: " + choice(numbering.TypeNames()) + ". `other` covers personal, pager, voicemail and company-wide numbers.",
		},
	},
	returns: function.StringReturn{},
	answer: func(c *call) any {
		n, code, typ := word(c, 0, numbering.Parse), c.code(1), word(c, 2, numbering.ParseType)
		if c.stopped() {
			return nil
		}
		if n.Type != typ || !n.BelongsTo(code) {
			c.fail(0, fmt.Errorf("%s; %s of %s is required", c.describeNumber(n), typ.Label(), c.title(code)))
		}
		return n.E164
	},
}

// describeNumber says in words what a number is.
func (c *call) describeNumber(n numbering.Number) string {
	number, of := text.Line(n.E164), "the calling code "+n.CallingCode
	if !n.Country.IsZero() {
		of = c.title(n.Country)
	}
	switch without, hasTrunkPrefix := n.WithoutTrunkPrefix(); {
	case n.Valid:
		return fmt.Sprintf("%s is %s of %s", number, n.Type.Label(), of)
	case n.CallingCode == "":
		return fmt.Sprintf("%s begins with no country calling code", number)
	case hasTrunkPrefix:
		return fmt.Sprintf("%s is not a valid number of %s; without the 0 after +%s, it is %s of %s", number, of, n.CallingCode,
			without.Type.Label(), c.title(without.Country))
	default:
		return fmt.Sprintf("%s is not a valid number of %s", number, of)
	}
}

// title returns what a sentence calls a country.
func (c *call) title(code country.Code) string { return c.snapshot.Country(code).Title() }
