package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
)

var tollFreeNumberAvailableFunction = functionSpec{
	name:    "toll_free_number_available",
	summary: "Whether a country has toll-free service numbers",
	description: "Returns whether toll-free service numbers of a country are available, for conference bridges, auto attendants and call queues. " +
		"They need Communications Credits, since their calls are billed to the organization.",
	topic:      availabilityTopic,
	seeAlso:    []string{functionLink("toll_number_available"), functionLink("number_quota")},
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
