package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

var countriesWithFunction = functionSpec{
	name:    "countries_with",
	summary: "Countries that have certain features",
	description: "Returns the sorted ISO 3166-1 alpha-2 codes of the listed countries where every feature is `available` or `conditional`. Without features, it returns " +
		"every listed country.",
	parameters: []function.Parameter{featuresParameter},
	variadic:   optionsParameter,
	returns:    function.ListReturn{ElementType: types.StringType},
	answer: func(c *call) any {
		features, options := c.features(0), c.options(1)
		if c.stopped() {
			return nil
		}
		return text.Names(c.snapshot.CountriesWith(features, options))
	},
}
