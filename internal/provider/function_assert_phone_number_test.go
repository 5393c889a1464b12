package provider

import (
	"strings"
	"testing"
)

var _ = typicalCall("assert_phone_number", "+32 800 12 345", "BE", "toll_free")

func TestAssertPhoneNumber(t *testing.T) {
	testFunction(t, "assert_phone_number", []functionCase{
		{name: "as required", args: args("+32 800 12 345", "Belgium", "toll_free"), want: "+3280012345"},
		{name: "without the extension", args: args("tel:+12052582895;ext=12", "US", "geographic"), want: "+12052582895"},
		{name: "a range that countries share", args: args("+1 833 234 5678", "CA", "toll_free"), want: "+18332345678"},
		{name: "another country and type", args: args("+32 800 12 345", "DE", "geographic"),
			fails: "+3280012345 is a toll-free number of Belgium (BE); a geographic number of Germany (DE) is required", at: 0},
		{name: "another type", args: args("+32 470 12 34 56", "BE", "geographic"),
			fails: "+32470123456 is a mobile number of Belgium (BE); a geographic number of Belgium (BE) is required", at: 0},
		{name: "another country", args: args("+1 416 555 0100", "US", "geographic"), fails: "is a geographic number of Canada (CA)", at: 0},
		{name: "no area", args: args("+49 32 211 000000", "DE", "geographic"), fails: "is a number of another type", at: 0},
		{name: "no country", args: args("+800 1234 5678", "BE", "toll_free"), fails: "is a toll-free number of the calling code 800;", at: 0},
		{name: "too short", args: args("+32 800", "BE", "toll_free"), fails: "+32800 is not a valid number of Belgium (BE);", at: 0},
		{name: "too short, of a shared calling code", args: args("+1 800", "US", "toll_free"), fails: "is not a valid number of the calling code 1;", at: 0},
		{name: "trunk prefix", args: args("+44 (0)20 7946 0000", "GB", "geographic"),
			fails: "without the 0 after +44, it is a geographic number of the United Kingdom (GB)", at: 0},
		{name: "a calling code that nobody has", args: args("+999 123", "BE", "toll_free"), fails: "begins with no country calling code;", at: 0},
		{name: "very long", args: args("+32"+strings.Repeat("1", 10_000), "BE", "toll_free"), fails: "... (10003 bytes) is not a valid number", at: 0},
		{name: "no number", args: args("reception", "BE", "toll_free"), fails: `"reception"`, at: 0},
		{name: "an unknown country", args: args("+32 800 12 345", "Belgum", "toll_free"), fails: "Belgium", at: 1},
		{name: "an unknown type", args: args("+32 800 12 345", "BE", "toll-free"), fails: "did you mean toll_free", at: 2},
		{name: "the type of what is not valid", args: args("+32 800", "BE", "unknown"), fails: `"unknown" is not a valid number type`, at: 2},
	})
}
