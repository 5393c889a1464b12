package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
)

var callingPlanAvailableFunction = functionSpec{
	name:    "calling_plan_available",
	summary: "Whether a Calling Plan is sold in a country",
	description: "Returns whether a Calling Plan can be bought for users of a country. Without plan types, any plan will do, an operator's own " +
		"included; with plan types, Microsoft has to sell every one of them there.",
	topic:      availabilityTopic,
	seeAlso:    []string{functionLink("outbound_call")},
	parameters: []function.Parameter{countryParameter},
	variadic: function.StringParameter{
		Name:                "plan_types",
		MarkdownDescription: "Types of Calling Plan: `domestic`, `domestic_and_international` or `pay_as_you_go`.",
	},
	returns: function.BoolReturn{},
	answer: func(c *call) any {
		at, planTypes := c.country(0), c.planTypes(1)
		if c.stopped() {
			return nil
		}
		features := []availability.Feature{availability.CallingPlan}
		for _, t := range planTypes {
			features = append(features, t.Feature())
		}
		return at.Missing(features, availability.Options{}) == nil
	},
}
