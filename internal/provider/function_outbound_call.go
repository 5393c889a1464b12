package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

var outboundCallFunction = functionSpec{
	name:    "outbound_call",
	summary: "What pays for an outbound call",
	description: "Returns what pays for a call of a Calling Plan user: `domestic` or `international` minutes of the plan, " +
		"`communications_credits` by the minute, or `unavailable` where the plan is not sold in the caller's country. Once the minutes are used " +
		"up, credits pay. Calls to premium numbers are another matter: see the feature `premium_number_calls`.",
	topic:   rolloutTopic,
	seeAlso: []string{functionLink("calling_plan_available")},
	parameters: []function.Parameter{
		function.StringParameter{
			Name:                "from_country",
			MarkdownDescription: "The country of the caller's license, in any spelling.",
		},
		function.StringParameter{
			Name:                "to_country",
			MarkdownDescription: "The country of the number that is called, in any spelling.",
		},
		function.StringParameter{
			Name:                "plan_type",
			MarkdownDescription: "The type of the caller's Calling Plan: `domestic`, `domestic_and_international` or `pay_as_you_go`.",
		},
	},
	returns: function.StringReturn{},
	answer: func(c *call) any {
		from, to, plan := c.code(0), c.code(1), word(c, 2, availability.ParsePlanType)
		if c.stopped() {
			return nil
		}
		return rollout.OutboundCall(c.snapshot, from, to, plan).String()
	},
}
