package provider

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

var assertFeaturesFunction = functionSpec{
	name:    "assert_features",
	summary: "Return the code of a country, or fail if a feature is missing there",
	description: "Returns the ISO 3166-1 alpha-2 code of the country if every feature is `available` or `conditional` there. Otherwise, the plan fails with an " +
		"error that explains each missing feature and what to do instead.",
	parameters: []function.Parameter{countryParameter, featuresParameter},
	variadic:   optionsParameter,
	returns:    function.StringReturn{},
	answer: func(c *call) any {
		at, features, options := c.country(0), c.features(1), c.options(2)
		if c.stopped() {
			return nil
		}
		missing := at.Missing(features, options)
		if missing == nil {
			return at.Code.String()
		}
		c.err = function.NewArgumentFuncError(1, sentence(fmt.Errorf("%s does not have %s", at.Title(), strings.Join(text.Names(missing), ", ")))+
			"\n\n"+message.Explain(at, missing, message.Options{Options: options, Function: true}))
		return nil
	},
}
