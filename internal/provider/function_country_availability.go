package provider

import (
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

var countryAvailabilityFunction = functionSpec{
	name:    "country_availability",
	summary: "What Teams voice can do in a country",
	description: "Returns everything that the dataset knows about a country, with the same names and values as the attributes of the data source " +
		"`teamsvoice_country_availability`. A country without a page in Microsoft's documentation is not an error: all of its features are `unlisted`.",
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
