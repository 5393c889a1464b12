package provider

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

var rolloutViolationsFunction = functionSpec{
	name:    "rollout_violations",
	summary: "What users of a rollout cannot have",
	description: "Checks a whole list of users in one call, and returns what they cannot have in the country of their usage location: a list of objects, sorted by " +
		"user and then in the order of the features, or `[]` if nothing is missing, as for an empty map or list of users. CSV text without users is an error.\n\n" +
		"A user whose usage location is missing or names no country is a violation with the feature `usage_location` and the status `unknown`. " +
		"A plan can also use the data source `teamsvoice_rollout`, which counts licenses, minutes and numbers too.",
	parameters: []function.Parameter{
		function.DynamicParameter{
			Name: "users",
			MarkdownDescription: usersDescription + " Errors name lines and elements, not users, because a function cannot know whether its arguments " +
				"are sensitive.",
			CustomType: sentType{},
		},
		featuresParameter,
	},
	variadic: optionsParameter,
	model:    reflect.TypeFor[[]violationModel](),
	answer: func(c *call) any {
		features, options := c.features(1), c.options(2)
		var users attr.Value
		if c.stopped() || !c.get(0, &users) {
			return nil
		}
		if len(features) == 0 {
			c.fail(1, errors.New("features is empty, so nothing would be checked; name what users without features of their own need"))
			return nil
		}
		e := rollout.New(c.snapshot, rollout.Options{Features: features, Strict: options.Strict, Organization: options.Organization})
		o := message.RolloutOptions{Options: message.Options{Options: options, Function: true}}
		add := func(u rollout.User) error {
			if rollout.IsAddress(u.Postal) && !country.IsNoLocation(u.Country) {
				return &rollout.AddressError{Column: u.Postal} // nobody would see a warning
			}
			return e.Add(u)
		}
		switch err := addUsers(add, users.(sent).value); { //nolint:errcheck // its type is sentType
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

// maxReturned is how many violations the function returns at most. A list that
// was cut short would pass the users who are not in it.
const maxReturned = 50_000
