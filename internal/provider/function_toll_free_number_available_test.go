package provider

import "testing"

var _ = typicalCall("toll_free_number_available", "DE")

func TestTollFreeNumberAvailable(t *testing.T) {
	testFunction(t, "toll_free_number_available", []functionCase{
		{name: "available", args: args("DE"), want: true},
		{name: "on request", args: args("LV"), want: true},
		{name: "unavailable", args: args("MA"), want: false},
		{name: "unlisted country", args: args("AF"), want: false},
		{name: "unknown country", args: args("Atlantis"), fails: `"Atlantis"`, at: 0},
	})
}
