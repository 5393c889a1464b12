package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
)

var tollNumberAvailableFunction = functionSpec{
	name:    "toll_number_available",
	summary: "Whether a country has toll service numbers, in given cities",
	description: "Returns whether toll service numbers of a country are available, for conference bridges, auto attendants and call queues. With " +
		"cities, there have to be numbers in every one of them. A city that the documentation does not name has none, even where the service " +
		"desk has numbers of other cities: see `other_cities_on_request` of [`country_availability`](country_availability.md).",
	topic:      availabilityTopic,
	seeAlso:    []string{functionLink("toll_free_number_available"), functionLink("number_quota")},
	parameters: []function.Parameter{countryParameter},
	variadic: function.StringParameter{
		Name: "cities",
		MarkdownDescription: "Names of cities, in English or another language (`Munich`, `München`). Case and accents do not matter. Where a name is " +
			"not enough, write `Oregon, Portland` or `Portland, OR`. A spelling that is near a city with numbers, and not its name, is an error that " +
			"names that city.",
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
			if err != nil {
				c.fail(1+i, err)
				return nil
			}
			available = available && found
		}
		return available && at.Verdict(availability.TollNumber).Status.Available()
	},
}
