package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
)

var tollFreeNumberAvailableFunction = functionSpec{
	name:    "toll_free_number_available",
	summary: "Whether a country has toll-free service numbers",
	description: "Returns whether toll-free service numbers of the country are available, for conference bridges, auto attendants and call queues. They need " +
		"Communications Credits, because the organization pays for the calls. " + billedAfterUse + " " + conditionalCounts,
	parameters: []function.Parameter{countryParameter},
	returns:    function.BoolReturn{},
	answer: func(c *call) any {
		at := c.country(0)
		if c.stopped() {
			return nil
		}
		return at.Verdict(availability.TollFreeNumber).Status.Available()
	},
}
