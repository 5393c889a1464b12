package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

var numberQuotaFunction = functionSpec{
	name:    "number_quota",
	summary: "How many phone numbers an organization can get",
	description: "Returns how many phone numbers of a type Microsoft gives an organization for its licenses. Numbers that were ported from another " +
		"operator do not count.",
	topic:   rolloutTopic,
	seeAlso: []string{dataSourceLink("rollout")},
	parameters: []function.Parameter{
		function.StringParameter{
			Name:                "number_type",
			MarkdownDescription: "`user`, `user_pay_as_you_go`, `toll` or `toll_free`.",
		},
		function.NumberParameter{
			Name: "licenses",
			MarkdownDescription: "For `user`: how many licenses of Domestic and of Domestic and International Calling Plans there are. For " +
				"`user_pay_as_you_go`: how many of pay-as-you-go Calling Plans; add the two for all user numbers. For `toll` and " +
				"`toll_free`: how many of Phone System and of Audio Conferencing together.",
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
