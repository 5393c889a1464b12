package provider

import (
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

var countryAvailabilityFunction = functionSpec{
	name:    "country_availability",
	summary: "All that Teams voice can do in a country",
	description: "Returns the availability object of a country: the same names and values as the attributes of the data source " +
		"[`teamsvoice_country_availability`](../data-sources/country_availability.md). A country that the documentation does not list is " +
		"no error: every feature there is `unlisted`.\n\nThe object has these attributes:\n\n",
	topic:      availabilityTopic,
	seeAlso:    []string{dataSourceLink("country_availability")},
	parameters: []function.Parameter{countryParameter},
	model:      reflect.TypeFor[availabilityModel](),
	answer: func(c *call) any {
		at := c.country(0)
		if c.stopped() {
			return nil
		}
		return availabilityOf(at, country.Code{})
	},
}
