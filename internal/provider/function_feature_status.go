package provider

import "github.com/hashicorp/terraform-plugin-framework/function"

var featureStatusFunction = functionSpec{
	name:    "feature_status",
	summary: "Status of a feature in a country",
	description: "Returns the status of the feature in the country:\n\n" +
		"- `available`: it can be bought or used\n" +
		"- `conditional`: it can be bought or used, but conditions apply: see `features` of the function `country_availability`\n" +
		"- `unavailable`: it cannot be bought or used\n" +
		"- `unlisted`: Microsoft's documentation says nothing about it",
	parameters: []function.Parameter{countryParameter, featureParameter},
	returns:    function.StringReturn{},
	answer: func(c *call) any {
		at, feature := c.country(0), c.feature(1)
		if c.stopped() {
			return nil
		}
		return at.Verdict(feature).Status.String()
	},
}
