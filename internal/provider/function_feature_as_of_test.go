package provider

import "testing"

var _ = typicalCall("feature_as_of", "HK", "calling_plan")

func TestFeatureAsOf(t *testing.T) {
	testFunction(t, "feature_as_of", []functionCase{
		{name: "of the page", args: args("DE", "toll_number"), want: "2023-01-25"},
		{name: "of a country that is not listed", args: args("AF", "toll_number"), want: "2023-01-25"},
		{name: "unknown feature", args: args("DE", "tollnumber"), fails: `did you mean toll_number`, at: 1},
	})
	s := newServer(t, environment{datasetVariable: "2026-08-21"})
	for feature, want := range map[string]string{"calling_plan": "2024-08-05", "toll_number": "2023-01-25", "sms": "2025-02-24", "user_number": "2024-11-01"} {
		if got := s.mustCall("feature_as_of", "Hong Kong SAR", feature); got != want {
			t.Errorf("%s in Hong Kong is of %v, want %s", feature, got, want)
		}
	}
}
