package provider

import (
	"errors"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

var rolloutViolationsFunction = functionSpec{
	name:    "rollout_violations",
	summary: "What users of a rollout cannot have",
	description: "Judges a whole list of users in one call and returns what they cannot have where they are licensed: a list of objects, sorted by " +
		"user and then in the order of the features; `[]` when the rollout can go.\n\n" +
		"A user without a location, or with one that names no country, is a violation with the feature `usage_location` and the status `unknown`. " +
		"CSV that cannot be read is an error with line and column.\n\n" +
		"Each object has these attributes:\n\n" + describe[violationModel](),
	topic:   rolloutTopic,
	seeAlso: []string{dataSourceLink("rollout"), guideLink("gate-a-rollout", "Gate a rollout")},
	parameters: []function.Parameter{
		function.DynamicParameter{
			Name: "users",
			MarkdownDescription: "The users, as one of:\n\n" +
				"- a map from user to location, such as `{ \"ada@example.com\" = \"DE\" }`;\n" +
				"- a map from user to an object with `usage_location` or `country`, and optionally `features`;\n" +
				"- a list of objects that also have `user` or `user_principal_name`;\n" +
				"- CSV text with a header, as the Entra admin center and `Get-MgUser | Export-Csv` write it, with the columns `UserPrincipalName`, " +
				"`UsageLocation` and optionally `Features`.\n\n" +
				"A user's own `features` replace those of the call.",
		},
		featuresParameter,
	},
	returns: function.ListReturn{ElementType: typeOf(reflect.TypeFor[violationModel]())},
	answer: func(c *call) any {
		features := c.features(1)
		var users types.Dynamic
		if c.stopped() || !c.get(0, &users) {
			return nil
		}
		e := rollout.New(c.snapshot, rollout.Options{Features: features})
		if err := addUsers(c.ctx, e, users); errors.Is(err, errUnknown) {
			c.unknown = true
			return nil
		} else if err != nil {
			c.fail(0, err)
			return nil
		}
		return violationsOf(e.Violations())
	},
}
