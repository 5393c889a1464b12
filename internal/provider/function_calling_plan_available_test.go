package provider

import "testing"

var _ = typicalCall("calling_plan_available", "DE", "domestic", "domestic_and_international")

func TestCallingPlanAvailable(t *testing.T) {
	testFunction(t, "calling_plan_available", []functionCase{
		{name: "any plan", args: args("DE"), want: true},
		{name: "no plan", args: args("AE"), want: false},
		{name: "unlisted country", args: args("AF"), want: false},
		{name: "an operator's own plan is a plan", args: args("AU"), want: true},
		{name: "an operator's own plan is of no type", args: args("AU", "domestic"), want: false},
		{name: "a type that is sold", args: args("DE", "domestic"), want: true},
		{name: "every type is sold", args: args("DE", "domestic", "domestic_and_international", "pay_as_you_go"), want: true},
		{name: "one of two types is not sold", args: args("US", "domestic", "pay_as_you_go"), want: false},
		{name: "the same type twice", args: args("US", "domestic", "domestic"), want: true},
		{name: "unknown country", args: args("Atlantis", "domestic"), fails: `"Atlantis"`, at: 0},
		{name: "unknown type, the first one", args: args("DE", "domestik"), fails: `"domestik"`, at: 1},
		{name: "unknown type, the third one", args: args("DE", "domestic", "pay_as_you_go", "payg"), fails: `"payg"`, at: 3},
		{name: "unknown type, with a suggestion", args: args("DE", "pay-as-you-go"), fails: `did you mean pay_as_you_go`, at: 1},
		{name: "a feature is no type", args: args("DE", "domestic_calling_plan"), fails: `"domestic_calling_plan"`, at: 1},
	})
}
