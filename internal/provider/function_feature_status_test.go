package provider

import "testing"

var _ = typicalCall("feature_status", "DE", "calling_plan")

func TestFeatureStatus(t *testing.T) {
	testFunction(t, "feature_status", []functionCase{
		{name: "available", args: args("DE", "calling_plan"), want: "available"},
		{name: "conditional", args: args("MX", "calling_plan"), want: "conditional"},
		{name: "unavailable", args: args("AE", "calling_plan"), want: "unavailable"},
		{name: "unlisted", args: args("AF", "calling_plan"), want: "unlisted"},
		{name: "unknown country", args: args("Atlantis", "calling_plan"), fails: `"Atlantis"`, at: 0},
		{name: "ambiguous country", args: args("Korea", "calling_plan"), fails: `KP`, at: 0},
		{name: "unknown feature", args: args("DE", "callingplan"), fails: `"callingplan"`, at: 1},
		{name: "unknown feature, with a suggestion", args: args("DE", "callingplan"), fails: `did you mean calling_plan`, at: 1},
		{name: "a feature is spelled exactly so", args: args("DE", "Calling_Plan"), fails: `"Calling_Plan"`, at: 1},
		{name: "both wrong: the first one is told", args: args("Atlantis", "callingplan"), fails: `"Atlantis"`, at: 0},
	})
}
