package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var tollNumberCitiesFunction = functionSpec{
	name:    "toll_number_cities",
	summary: "The cities with toll service numbers",
	description: "Returns the cities of a country where toll service numbers are available, in the order of the documentation; an empty list " +
		"where there are none. A city whose state the documentation names is `State, City`. In some of them numbers are ordered from the service " +
		"desk: see `on_request` of [`country_availability`](country_availability.md). Toll numbers may be available in a country without " +
		"cities, where they are not geographic.",
	topic:      availabilityTopic,
	seeAlso:    []string{functionLink("toll_number_available")},
	parameters: []function.Parameter{countryParameter},
	returns:    function.ListReturn{ElementType: types.StringType},
	answer: func(c *call) any {
		at := c.country(0)
		if c.stopped() {
			return nil
		}
		return names(at.TollCities())
	},
}
