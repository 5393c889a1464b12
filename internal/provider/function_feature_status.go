package provider

import "github.com/hashicorp/terraform-plugin-framework/function"

var featureStatusFunction = functionSpec{
	name:    "feature_status",
	summary: "Status of a feature in a country",
	description: "Returns `available`, `conditional`, `unavailable` or `unlisted`. A `conditional` feature is available, but a condition applies: " +
		"see `features` of [`country_availability`](country_availability.md) for which.",
	topic:      availabilityTopic,
	seeAlso:    []string{functionLink("feature_available"), functionLink("country_availability")},
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
