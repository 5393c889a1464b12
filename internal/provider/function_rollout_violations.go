package provider

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

var rolloutViolationsFunction = functionSpec{
	name:    "rollout_violations",
	summary: "What users of a rollout cannot have",
	description: "Judges a whole list of users in one call and returns what they cannot have where they are licensed: a list of objects, sorted by " +
		"user and then in the order of the features; `[]` when the rollout can go.\n\n" +
		"A user without a location, or with one that names no country, is a violation with the feature `usage_location` and the status `unknown`. " +
		"CSV that cannot be read is an error with line and column.\n\n" +
		"Each object has these attributes:\n\n",
	topic:   rolloutTopic,
	seeAlso: []string{dataSourceLink("rollout"), guideLink("gate-a-rollout", "Gate a rollout")},
	parameters: []function.Parameter{
		function.DynamicParameter{
			Name: "users",
			MarkdownDescription: "The users, as one of:\n\n" +
				"- a map from user to location, such as `{ \"ada@example.com\" = \"DE\" }`;\n" +
				"- a map from user to an object with `usage_location`, and optionally `features`;\n" +
				"- a list of objects that also have `user_principal_name` or `user`, such as rows of `csvdecode`, or users of Microsoft Graph that " +
				"`jsondecode` read, in whatever case the names are;\n" +
				"- CSV text with a header, as the Entra admin center and `Get-MgUser | Export-Csv` write it, with the columns `UserPrincipalName`, " +
				"`UsageLocation` and optionally `Features`.\n\n" +
				"A user's own `features` replace those of the call; `[]` asks for a usage location alone. `country` is the older name of `usage_location`: it is " +
				"read only where there is no `usage_location`, not even a null one. Who is listed twice is an error; blanks around a name, the case of letters and " +
				"the way accents are encoded do not make another user. Errors name lines and elements and no users, as a function cannot know whether its arguments are sensitive.",
		},
		featuresParameter,
	},
	variadic: optionsParameter,
	model:    reflect.TypeFor[[]violationModel](),
	answer: func(c *call) any {
		features, options := c.features(1), c.options(2)
		var users types.Dynamic
		if c.stopped() || !c.get(0, &users) {
			return nil
		}
		if len(features) == 0 {
			c.fail(1, errors.New("features is empty, so nothing would be checked; name what users without features of their own need"))
			return nil
		}
		value, err := users.ToTerraformValue(c.ctx)
		if err != nil {
			c.fail(0, err)
			return nil
		}
		e := rollout.New(c.snapshot, rollout.Options{Features: features, Strict: options.Strict, Organization: options.Organization})
		o := message.RolloutOptions{Options: message.Options{Options: options, Function: true}}
		switch err := addUsers(e.Add, value); {
		case errors.Is(err, errUnknown):
			c.unknown = true
			return nil
		case err != nil:
			c.fail(0, errors.New(message.Users(err, "", o)))
			return nil
		case e.ViolationCount() > maxReturned:
			c.fail(0, fmt.Errorf("there are %d violations, and a function returns at most %d; use the data source teamsvoice_rollout, whose ready_users is complete", e.ViolationCount(), maxReturned))
			return nil
		}
		return violationsOf(e, maxReturned, o)
	},
}

// maxReturned is how many violations the function returns at most. A list that is
// cut would let pass who is not in it.
const maxReturned = 50_000
