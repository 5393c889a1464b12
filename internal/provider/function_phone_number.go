package provider

import (
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/numbering"
)

// phoneNumberModel is what the function phone_number returns.
type phoneNumberModel struct {
	E164        string  `tfsdk:"e164" doc:"Number in E.164 form: {+} and digits, without an extension."`
	CallingCode *string `tfsdk:"calling_code" doc:"Country calling code, such as {32}; null if the number does not begin with one that is in use."`
	CountryCode *string `tfsdk:"country_code" doc:"Code of the country that the number belongs to. If several countries share its range, such as the toll-free numbers of North America, this is the main one, {US}. Null for a calling code that belongs to no country, such as 800, and for an invalid number whose calling code several countries share."`
	Type        string  `tfsdk:"type" doc:"Type of the number: {phone_number_type...}. {other} covers personal, pager, voicemail and company-wide numbers. If the numbering plan does not distinguish fixed from mobile numbers, as in North America, a number that belongs to an area is {geographic}. {unknown} means that the number is not valid."`
	Valid       bool    `tfsdk:"valid" doc:"Whether the number is in a range of its numbering plan that is in use. It may still be unassigned."`
}

var numberParameter = function.StringParameter{
	Name: "number",
	MarkdownDescription: "Phone number in E.164 form: `+`, the country calling code and the national number. Spaces, hyphens, points and brackets do not matter. `tel:` in front " +
		"and parameters such as `;ext=12` are allowed.",
}

var phoneNumberFunction = functionSpec{
	name:    "phone_number",
	summary: "Country and type of a phone number",
	description: "Returns the country and type of a phone number, according to the numbering plan of its country. A user's number is `geographic`; a service number is " +
		"`geographic` or `toll_free`.\n\n" +
		"Text that is not an international number is an error. A number that no numbering plan knows has `valid = false`. The numbering plans are those of " +
		"Google's libphonenumber when this version of the provider was released, so ranges opened since then are not valid yet. Nothing is looked up. Short numbers such as " +
		"112 are not international numbers.",
	parameters: []function.Parameter{numberParameter},
	model:      reflect.TypeFor[phoneNumberModel](),
	answer: func(c *call) any {
		n := word(c, 0, numbering.Parse)
		if c.stopped() {
			return nil
		}
		return phoneNumberModel{
			E164:        n.E164,
			CallingCode: orNull(n.CallingCode),
			CountryCode: orNull(n.Country.String()),
			Type:        n.Type.String(),
			Valid:       n.Valid,
		}
	},
}
