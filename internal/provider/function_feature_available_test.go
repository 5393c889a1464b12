package provider

import "testing"

var _ = typicalCall("feature_available", "DE", "toll_free_number", "strict")

func TestFeatureAvailable(t *testing.T) {
	testFunction(t, "feature_available", []functionCase{
		{name: "available", args: args("DE", "calling_plan"), want: true},
		{name: "conditional counts", args: args("MX", "calling_plan"), want: true},
		{name: "unavailable", args: args("AE", "calling_plan"), want: false},
		{name: "unlisted", args: args("AF", "voicemail"), want: false},
		{name: "unknown country", args: args("Atlantis", "calling_plan"), fails: `"Atlantis"`, at: 0},
		{name: "unknown feature", args: args("DE", "tollfree"), fails: `"tollfree"`, at: 1},
	})
}
