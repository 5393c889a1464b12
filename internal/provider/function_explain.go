package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
)

var explainFunction = functionSpec{
	name:    "explain",
	summary: "Why features are missing in a country, for an error message",
	description: "Returns why features are missing in a country, since when and according to which source, and what to do instead. If none is missing, it returns the empty " +
		"string. Use it in the `error_message` of a `precondition`, a `validation` or a `check`. If the condition comes from a data source, which may have an `override` or `strict`, " +
		"begin the message with words of your own: Terraform prints no message for an empty `error_message`.",
	parameters: []function.Parameter{countryParameter, featuresParameter},
	variadic:   optionsParameter,
	returns:    function.StringReturn{},
	answer: func(c *call) any {
		at, features, options := c.country(0), c.features(1), c.options(2)
		if c.stopped() {
			return nil
		}
		return message.Explain(at, at.Missing(features, options), message.Options{Options: options, Function: true})
	},
}
