package provider

import "testing"

var _ = typicalCall("assert_features", "DE", list("audio_conferencing", "calling_plan"), "organization=DE")

func TestAssertFeatures(t *testing.T) {
	testFunction(t, "assert_features", []functionCase{
		{name: "all there", args: args("Germany", list("calling_plan", "toll_number")), want: "DE"},
		{name: "conditional is there", args: args("Mexico", list("calling_plan")), want: "MX"},
		{name: "no feature", args: args("AF", list()), want: "AF"},
		{name: "missing: the country", args: args("AE", list("calling_plan")), fails: `United Arab Emirates (AE)`, at: 1},
		{name: "missing: feature and status", args: args("AE", list("calling_plan")), fails: `calling_plan is unavailable`, at: 1},
		{name: "missing: the date", args: args("AE", list("calling_plan")), fails: `as of 2023-01-25`, at: 1},
		{name: "missing: a way out", args: args("AE", list("calling_plan")), fails: `Direct Routing`, at: 1},
		{name: "two are missing: both are named", args: args("AE", list("toll_number", "calling_plan")), fails: `toll_number, calling_plan`, at: 1},
		{name: "unlisted country", args: args("AF", list("voicemail")), fails: `no page`, at: 1},
		{name: "unknown country", args: args("Atlantis", list("voicemail")), fails: `"Atlantis"`, at: 0},
		{name: "unknown feature", args: args("AE", list("voice_mail")), fails: `Element 0: "voice_mail" is not a valid feature`, at: 1},
		{name: "null element", args: args("AE", list(null)), fails: `Element 0: a value is required`, at: 1},
		{name: "element not known yet", args: args("DE", list(unknown)), want: unknown},
	})
}
