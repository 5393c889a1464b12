package provider

import "github.com/hashicorp/terraform-plugin-framework/function"

var featureAsOfFunction = functionSpec{
	name:    "feature_as_of",
	summary: "Date of the status of a feature in a country",
	description: "Returns the date, as YYYY-MM-DD, of the source that last stated or confirmed the status of the feature in the country: its documentation page, or something " +
		"newer from Microsoft. For a country that is not listed, it is the date of the documentation pages.",
	parameters: []function.Parameter{countryParameter, featureParameter},
	returns:    function.StringReturn{},
	answer: func(c *call) any {
		at, feature := c.country(0), c.feature(1)
		if c.stopped() {
			return nil
		}
		return at.Source(feature).Date.String()
	},
}
