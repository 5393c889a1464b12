package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

var tollNumberCitiesFunction = functionSpec{
	name:    "toll_number_cities",
	summary: "Cities with toll service numbers",
	description: "Returns the cities of a country that have toll service numbers, in the order of the documentation, or `[]` if there are none. If the documentation " +
		"names the state of a city, the city is `State, City`. Some cities have numbers only on order from the service desk: see `on_request` of the function " +
		"`country_availability`. A country without cities can still have toll numbers that are not geographic.",
	parameters: []function.Parameter{countryParameter},
	returns:    function.ListReturn{ElementType: types.StringType},
	answer: func(c *call) any {
		at := c.country(0)
		if c.stopped() {
			return nil
		}
		return text.Names(at.TollCities())
	},
}
