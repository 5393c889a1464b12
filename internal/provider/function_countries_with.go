package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var countriesWithFunction = functionSpec{
	name:    "countries_with",
	summary: "Countries that have all of some features",
	description: "Returns the sorted codes of the listed countries where every one of the features is `available` or `conditional`; with no " +
		"feature, of every listed country.",
	topic:      availabilityTopic,
	seeAlso:    []string{dataSourceLink("countries")},
	parameters: []function.Parameter{featuresParameter},
	variadic:   optionsParameter,
	returns:    function.ListReturn{ElementType: types.StringType},
	answer: func(c *call) any {
		features, options := c.features(0), c.options(1)
		if c.stopped() {
			return nil
		}
		return names(c.snapshot.CountriesWith(features, options))
	},
}
