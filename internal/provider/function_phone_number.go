package provider

import (
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/numbering"
)

// phoneNumberModel is what the function phone_number returns.
type phoneNumberModel struct {
	E164        string  `tfsdk:"e164" doc:"The number as {+} and digits, without an extension."`
	CallingCode *string `tfsdk:"calling_code" doc:"The country calling code, such as {32}; null where the number begins with none that is in use."`
	CountryCode *string `tfsdk:"country_code" doc:"Code of the country that the number belongs to. Where countries share a range, such as the toll-free numbers of North America, it is the main one, {US}. Null for calling codes of no country, such as 800, and for an invalid number of a calling code that several countries share."`
	Type        string  `tfsdk:"type" doc:"One of {geographic}, {mobile}, {toll_free}, {premium}, {shared_cost}, {voip}, {other} (personal, pager, voicemail and company-wide numbers) and {unknown}. Where the plan does not tell fixed from mobile numbers, as in North America, a number of an area is {geographic}. It is {unknown} when the number is not valid."`
	Valid       bool    `tfsdk:"valid" doc:"Whether the number lies in a range of its plan that is in use. It may still belong to nobody."`
}

var numberParameter = function.StringParameter{
	Name: "number",
	MarkdownDescription: "A number in E.164 form, `+` with the country calling code and the national number. Spaces, hyphens, points and brackets " +
		"do not matter; `tel:` and parameters such as `;ext=12` may be there.",
}

var phoneNumberFunction = functionSpec{
	name:    "phone_number",
	summary: "What a phone number is, by its numbering plan",
	description: "Returns the country and the type of a phone number, by the numbering plan of its country: whether it may be a user's number " +
		"(`geographic`), or a service number (`geographic`, `toll_free`). Text that is no international number is an error; a number that no " +
		"plan knows is `valid = false`. The plans are those of Google's libphonenumber as of this version of the provider: a range that was " +
		"opened since is not valid yet. Nothing is looked up, and short numbers such as 112 are no international numbers.\n\n" +
		"The object has these attributes:\n\n",
	topic:      numberTopic,
	seeAlso:    []string{functionLink("assert_phone_number"), dataSourceLink("phone_numbers")},
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
