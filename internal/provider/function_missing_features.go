package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

var missingFeaturesFunction = functionSpec{
	name:    "missing_features",
	summary: "Features that are missing in a country",
	description: "Returns the features that are neither `available` nor `conditional` in the country, in the order given, or `[]` if none is missing. With the option " +
		"`\"strict\"`, `conditional` features are missing too.",
	parameters: []function.Parameter{countryParameter, featuresParameter},
	variadic:   optionsParameter,
	returns:    function.ListReturn{ElementType: types.StringType},
	answer: func(c *call) any {
		at, features, options := c.country(0), c.features(1), c.options(2)
		if c.stopped() {
			return nil
		}
		return text.Names(at.Missing(features, options))
	},
}
