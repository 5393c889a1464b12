package provider

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
)

var explainFunction = functionSpec{
	name:    "explain",
	summary: "Why features are missing in a country, for an error message",
	description: "Returns why those of the features that are missing are, since when, by which source, and what could be done instead; the empty " +
		"string when none is missing. It is made for `error_message` of a `precondition`, a `validation` or a `check`.",
	topic:      availabilityTopic,
	seeAlso:    []string{functionLink("assert_features"), functionLink("missing_features")},
	parameters: []function.Parameter{countryParameter, featuresParameter},
	variadic:   optionsParameter,
	returns:    function.StringReturn{},
	answer: func(c *call) any {
		at, features, options := c.country(0), c.features(1), c.options(2)
		if c.stopped() {
			return nil
		}
		var explanations []string
		for _, f := range at.Missing(features, options) {
			explanations = append(explanations, message.Explain(at, f, message.Options{Options: options, Function: true}))
		}
		return strings.Join(explanations, "\n\n")
	},
}
