package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

var outboundCallFunction = functionSpec{
	name:    "outbound_call",
	summary: "What pays for an outbound call",
	description: "Returns what pays for an outbound call of a Calling Plan user:\n\n" +
		"- `domestic`: the domestic minutes of the plan, and Communications Credits once they are used up\n" +
		"- `international`: the international minutes of the plan, and Communications Credits once they are used up\n" +
		"- `communications_credits`: Communications Credits, for every minute\n" +
		"- `unavailable`: nothing, because the plan is not sold in the country of the caller\n\n" +
		"The domestic and international minutes of a plan are alternatives, not a sum: the plan ends when either limit is reached. Premium numbers are not covered: see the " +
		"feature `premium_number_calls`. " + billedAfterUse,
	parameters: []function.Parameter{
		function.StringParameter{
			Name:                "from_country",
			MarkdownDescription: "Country of the caller's usage location, in any spelling.",
		},
		function.StringParameter{
			Name:                "to_country",
			MarkdownDescription: "Country of the number that is called, in any spelling.",
		},
		function.StringParameter{
			Name:                "plan_type",
			MarkdownDescription: "Type of the caller's Calling Plan: " + choice(availability.PlanTypeNames()) + ".",
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
