package provider

import "testing"

var _ = typicalCall("missing_features", "AE", list("audio_conferencing", "calling_plan", "toll_free_number"), "strict", "organization=DE")

func TestMissingFeatures(t *testing.T) {
	testFunction(t, "missing_features", []functionCase{
		{name: "none is missing", args: args("DE", list("calling_plan", "toll_number")), want: list()},
		{name: "conditional is not missing", args: args("MX", list("calling_plan")), want: list()},
		{name: "in the order given", args: args("AE", list("toll_number", "voicemail", "calling_plan")), want: list("toll_number", "calling_plan")},
		{name: "given twice", args: args("AE", list("calling_plan", "calling_plan")), want: list("calling_plan", "calling_plan")},
		{name: "no feature", args: args("AE", list()), want: list()},
		{name: "conditional is missing where strict", args: args("MX", list("calling_plan"), "strict"), want: list("calling_plan")},
		{name: "an operator's plan for its customers", args: args("JP", list("calling_plan"), "organization=JP"), want: list()},
		{name: "an operator's plan for others", args: args("JP", list("calling_plan", "user_number"), "organization=Germany"), want: list("calling_plan", "user_number")},
		{name: "an invalid option", args: args("JP", list("calling_plan"), "lenient"), fails: `"lenient" is not a valid option`, at: 2},
		{name: "unlisted country", args: args("AF", list("voicemail")), want: list("voicemail")},
		{name: "unknown country", args: args("Atlantis", list("voicemail")), fails: `"Atlantis"`, at: 0},
		{name: "unknown feature", args: args("AE", list("voicemail", "voice_mail")), fails: `Element 1: "voice_mail" is not a valid feature`, at: 1},
		{name: "unknown feature, with a suggestion", args: args("AE", list("voice_mail")), fails: `did you mean voicemail`, at: 1},
		{name: "null element", args: args("AE", list("voicemail", null)), fails: `Element 1: a value is required`, at: 1},
		{name: "element not known yet", args: args("AE", list("voicemail", unknown)), want: unknown},
		{name: "element not known yet, and one that is wrong", args: args("AE", list(unknown, "voice_mail")), fails: `Element 1: "voice_mail" is not a valid feature`, at: 1},
	})
}
