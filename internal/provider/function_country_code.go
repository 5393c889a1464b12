package provider

import "github.com/hashicorp/terraform-plugin-framework/function"

var countryCodeFunction = functionSpec{
	name:    "country_code",
	summary: "Code of a country, from any spelling",
	description: "Returns the ISO 3166-1 alpha-2 code of a country or region, which is the usage location in Microsoft 365. Text that names no country is an error " +
		"that suggests the nearest names, and so is a name that several countries share: the function never guesses.",
	parameters: []function.Parameter{countryParameter},
	returns:    function.StringReturn{},
	answer: func(c *call) any {
		return c.code(0).String()
	},
}
