package provider

import "testing"

var _ = typicalCall("conference_dial_out", "GB", "audio_conferencing")

// Source of the answers: "Conferencing dial-out" in RULES.md. Its rows by the
// country of the organizer, which does not matter, are in package rollout.
func TestConferenceDialOut(t *testing.T) {
	testFunction(t, "conference_dial_out", []functionCase{
		{name: "into zone A", args: args("United Kingdom", "audio_conferencing"), want: "included"},
		{name: "outside zone A", args: args("Zimbabwe", "audio_conferencing"), want: "communications_credits"},
		{name: "pay-per-minute has no minutes", args: args("US", "audio_conferencing_pay_per_minute"), want: "communications_credits"},
		{name: "USA and Canada only, there", args: args("Canada", "audio_conferencing_select_dial_out"), want: "included"},
		{name: "USA and Canada only, elsewhere", args: args("GB", "audio_conferencing_select_dial_out"), want: "unavailable"},
		{name: "an unknown country", args: args("Frence", "audio_conferencing"), fails: "France", at: 0},
		{name: "an unknown license", args: args("FR", "audio-conferencing"), fails: "did you mean audio_conferencing", at: 1},
		{name: "a part number", args: args("FR", "MCOMEETADV"), fails: "Allowed: audio_conferencing, audio_conferencing_pay_per_minute", at: 1},
	})
}
