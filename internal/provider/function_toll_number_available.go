package provider

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

var tollNumberAvailableFunction = functionSpec{
	name:    "toll_number_available",
	summary: "Whether a country has toll service numbers, in certain cities",
	description: "Returns whether toll service numbers of the country are available, for conference bridges, auto attendants and call queues. With cities, every one of " +
		"them must have numbers. A city that the documentation does not list has none, even if the service desk has numbers in other cities: see " +
		"`other_cities_on_request` of the function `country_availability`. " + conditionalCounts,
	parameters: []function.Parameter{countryParameter},
	variadic: function.StringParameter{
		Name: "cities",
		MarkdownDescription: "Cities that must have numbers, in English or another language (`Munich`, `München`). Case and accents do not matter. If a name is ambiguous, write " +
			"`Oregon, Portland` or `Portland, OR`. A spelling that is only close to a city with numbers is an error that names that city. A text that cannot be the name of a city, such as `\"\"`, is an error too.",
	},
	returns: function.BoolReturn{},
	answer: func(c *call) any {
		at, cities := c.country(0), c.texts(1)
		if c.stopped() {
			return nil
		}
		available := true
		for i, city := range cities {
			found, err := at.HasTollNumberIn(city, availability.Options{})
			if city == strictOption {
				err = fmt.Errorf("%s is an option of feature_available, which checks toll_number; this function takes cities", text.Quote(city))
			}
			if err != nil {
				c.fail(1+i, err)
				return nil
			}
			available = available && found
		}
		return available && at.Verdict(availability.TollNumber).Status.Available()
	},
}
