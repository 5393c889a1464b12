package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

var numberQuotaFunction = functionSpec{
	name:    "number_quota",
	summary: "How many phone numbers an organization can get",
	description: "Returns how many phone numbers of a type Microsoft provides to an organization with a given number of licenses. Numbers that were ported from another " +
		"carrier do not count toward the quota.",
	parameters: []function.Parameter{
		function.StringParameter{
			Name:                "number_type",
			MarkdownDescription: "Type of the numbers: " + choice(rollout.NumberTypeNames()) + ".",
		},
		function.NumberParameter{
			Name: "licenses",
			MarkdownDescription: "Number of licenses. For `user`, count Domestic and Domestic and International Calling Plans; for `user_pay_as_you_go`, pay-as-you-go Calling Plans; and " +
				"for `toll` and `toll_free`, Phone System and Audio Conferencing together. Add `user` and `user_pay_as_you_go` for all user numbers.",
		},
	},
	returns: function.Int64Return{},
	answer: func(c *call) any {
		numberType := word(c, 0, rollout.ParseNumberType)
		licenses := c.wholeNumber(1)
		if c.stopped() {
			return nil
		}
		quota, err := rollout.NumberQuota(numberType, licenses)
		if err != nil {
			c.fail(1, err)
		}
		return quota
	},
}
