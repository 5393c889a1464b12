package provider

import "github.com/hashicorp/terraform-plugin-framework/function"

var featureAsOfFunction = functionSpec{
	name:    "feature_as_of",
	summary: "Since when the status of a feature is known",
	description: "Returns the date of the source that last stated or confirmed the status of the feature in the country, as YYYY-MM-DD: that of the " +
		"country's page, or of what Microsoft said after it. For a country that is not listed, it is the date of the pages.",
	topic:      availabilityTopic,
	seeAlso:    []string{functionLink("feature_status"), dataSourceLink("dataset")},
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
