package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var missingFeaturesFunction = functionSpec{
	name:        "missing_features",
	summary:     "Features that a country does not have",
	description: "Returns those of the features that are neither `available` nor `conditional` in the country (with the option `\"strict\"`: that are not `available`), in the order given; `[]` when none is missing.",
	topic:       availabilityTopic,
	seeAlso:     []string{functionLink("assert_features")},
	parameters:  []function.Parameter{countryParameter, featuresParameter},
	variadic:    optionsParameter,
	returns:     function.ListReturn{ElementType: types.StringType},
	answer: func(c *call) any {
		at, features, options := c.country(0), c.features(1), c.options(2)
		if c.stopped() {
			return nil
		}
		return names(at.Missing(features, options))
	},
}
