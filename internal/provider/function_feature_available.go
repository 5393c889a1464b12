package provider

import "github.com/hashicorp/terraform-plugin-framework/function"

var featureAvailableFunction = functionSpec{
	name:        "feature_available",
	summary:     "Whether a feature can be had in a country",
	description: "Returns whether the status of the feature is `available` or `conditional`.",
	topic:       availabilityTopic,
	seeAlso:     []string{functionLink("feature_status"), functionLink("assert_features")},
	parameters:  []function.Parameter{countryParameter, featureParameter},
	returns:     function.BoolReturn{},
	answer: func(c *call) any {
		at, feature := c.country(0), c.feature(1)
		if c.stopped() {
			return nil
		}
		return at.Verdict(feature).Status.Available()
	},
}
