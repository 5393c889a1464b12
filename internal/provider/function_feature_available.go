package provider

import "github.com/hashicorp/terraform-plugin-framework/function"

var featureAvailableFunction = functionSpec{
	name:        "feature_available",
	summary:     "Whether a feature is available in a country",
	description: "Returns whether the status of the feature in the country is `available` or `conditional`.",
	parameters:  []function.Parameter{countryParameter, featureParameter},
	variadic:    optionsParameter,
	returns:     function.BoolReturn{},
	answer: func(c *call) any {
		at, feature, options := c.country(0), c.feature(1), c.options(2)
		if c.stopped() {
			return nil
		}
		return at.VerdictFor(feature, options.Organization).Satisfies(options.Strict)
	},
}
