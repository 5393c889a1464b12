package provider

import "testing"

var _ = typicalCall("outbound_call", "DE", "FR", "domestic")

// Source of the answers: "Calling" in RULES.md, and the destinations of
// facts/outbound-destinations.json.
func TestOutboundCall(t *testing.T) {
	testFunction(t, "outbound_call", []functionCase{
		{name: "inside the country", args: args("DE", "DE", "domestic"), want: "domestic"},
		{name: "abroad by a domestic plan", args: args("DE", "FR", "domestic"), want: "communications_credits"},
		{name: "abroad by an international plan", args: args("DE", "FR", "domestic_and_international"), want: "international"},
		{name: "inside the country by an international plan", args: args("Germany", "Deutschland", "domestic_and_international"), want: "domestic"},
		{name: "from the US to Canada", args: args("US", "CA", "domestic"), want: "domestic"},
		{name: "from Canada to the US", args: args("CA", "US", "domestic"), want: "domestic"},
		{name: "from the US to Puerto Rico", args: args("US", "PR", "domestic"), want: "domestic"},
		{name: "to a country that is no destination", args: args("DE", "Cuba", "domestic_and_international"), want: "communications_credits"},
		{name: "pay as you go at home", args: args("DE", "DE", "pay_as_you_go"), want: "communications_credits"},
		{name: "pay as you go abroad", args: args("DE", "FR", "pay_as_you_go"), want: "communications_credits"},
		{name: "pay as you go where it is not sold", args: args("US", "US", "pay_as_you_go"), want: "unavailable"},
		{name: "where no plan is sold", args: args("AE", "AE", "domestic"), want: "unavailable"},
		{name: "where an operator sells its own", args: args("AU", "AU", "domestic"), want: "unavailable"},
		{name: "a country that is not listed", args: args("AF", "DE", "domestic"), want: "unavailable"},
		{name: "an unknown caller", args: args("Germny", "DE", "domestic"), fails: "Germany", at: 0},
		{name: "an unknown destination", args: args("DE", "Frence", "domestic"), fails: "France", at: 1},
		{name: "an unknown plan type", args: args("DE", "FR", "domestik"), fails: "did you mean domestic", at: 2},
	})
}
