package provider

import "github.com/hashicorp/terraform-plugin-framework/function"

var countryCodeFunction = functionSpec{
	name:    "country_code",
	summary: "Code of a country from any spelling",
	description: "Returns the ISO 3166-1 alpha-2 code of a country or region, which is what Microsoft 365 calls a user's usage location. " +
		"A name that several countries share is never guessed: the error names them. A string that names no country is an error with the nearest names.",
	topic:      availabilityTopic,
	seeAlso:    []string{functionLink("country_availability")},
	parameters: []function.Parameter{countryParameter},
	returns:    function.StringReturn{},
	answer: func(c *call) any {
		return c.code(0).String()
	},
}
