package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
)

var callingPlanAvailableFunction = functionSpec{
	name:    "calling_plan_available",
	summary: "Whether Calling Plans are sold in a country",
	description: "Returns whether a Calling Plan is sold for users in the country. Without plan types, any plan counts, including those of an operator. With plan types, " +
		"Microsoft must sell every one of them there. " + conditionalCounts,
	parameters: []function.Parameter{countryParameter},
	variadic: function.StringParameter{
		Name:                "plan_types",
		MarkdownDescription: "Types of Calling Plan: " + choice(availability.PlanTypeNames()) + ".",
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
