package provider

import (
	"testing"
)

var _ = typicalCall("phone_number", "+32 800 12 345")

func TestPhoneNumber(t *testing.T) {
	object := func(e164 string, callingCode, countryCode any, typ string, valid bool) map[string]any {
		return map[string]any{"e164": e164, "calling_code": callingCode, "country_code": countryCode, "type": typ, "valid": valid}
	}
	testFunction(t, "phone_number", []functionCase{
		{name: "toll-free", args: args("+32 800 12 345"), want: object("+3280012345", "32", "BE", "toll_free", true)},
		{name: "geographic", args: args("+49 30 23125 000"), want: object("+493023125000", "49", "DE", "geographic", true)},
		{name: "tel URI with an extension", args: args("tel:+1-205-258-2895;ext=12"), want: object("+12052582895", "1", "US", "geographic", true)},
		{name: "a calling code of no country", args: args("+800 1234 5678"), want: object("+80012345678", "800", nil, "toll_free", true)},
		{name: "too short", args: args("+32 800"), want: object("+32800", "32", "BE", "unknown", false)},
		{name: "too short, of a shared calling code", args: args("+1 800"), want: object("+1800", "1", nil, "unknown", false)},
		{name: "a calling code that nobody has", args: args("+999 123"), want: object("+999123", nil, nil, "unknown", false)},
		{name: "an extension in words", args: args("+1 425 555 0100 ext. 12"), fails: `it has 'e' in it; write an extension as ;ext=12`},
		{name: "an extension behind an x", args: args("+1 425 555 0100x12"), fails: `it has 'x' in it; write an extension as ;ext=12`},
		{name: "no number", args: args("reception"), fails: `"reception" is not an international phone number`, at: 0},
		{name: "no plus", args: args("0032 800 12 345"), fails: "begin with +", at: 0},
		{name: "empty", args: args(""), fails: `""`, at: 0},
	})
}

func TestAccPhoneNumber(t *testing.T) {
	acceptance(t,
		answers(`
variable "numbers" {
  type    = list(string)
  default = ["+32 800 12 345", "tel:+12052582895;ext=12", "+32 800"]
}
output "numbers" {
  value = [for number in var.numbers : provider::teamsvoice::phone_number(number)]
}
output "resource_account" {
  value = provider::teamsvoice::assert_phone_number("+32 800 12 345", "Belgium", "toll_free")
}
output "dial_out" {
  value = provider::teamsvoice::conference_dial_out("Zimbabwe", "audio_conferencing")
}
output "cities" {
  value = provider::teamsvoice::toll_number_cities("Luxembourg")
}
`,
			outputIs("numbers", `[
				{"e164": "+3280012345", "calling_code": "32", "country_code": "BE", "type": "toll_free", "valid": true},
				{"e164": "+12052582895", "calling_code": "1", "country_code": "US", "type": "geographic", "valid": true},
				{"e164": "+32800", "calling_code": "32", "country_code": "BE", "type": "unknown", "valid": false}
			]`),
			outputIs("resource_account", `"+3280012345"`),
			outputIs("dial_out", `"communications_credits"`),
			outputIs("cities", `["Luxembourg"]`)),
		fails(`
output "number" {
  value = provider::teamsvoice::phone_number("02 226 88 88")
}
`, `"02 226 88 88" is not an international phone number`),
		fails(`
output "number" {
  value = provider::teamsvoice::assert_phone_number("+32 800 12 345", "Germany", "geographic")
}
`, `+3280012345 is a toll-free number of Belgium (BE); a geographic number of Germany (DE) is required`))
}
