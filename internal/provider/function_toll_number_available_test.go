package provider

import "testing"

var _ = typicalCall("toll_number_available", "DE", "Berlin", "München")

func TestTollNumberAvailable(t *testing.T) {
	testFunction(t, "toll_number_available", []functionCase{
		{name: "any number", args: args("GB"), want: true},
		{name: "no number", args: args("AE"), want: false},
		{name: "unlisted country", args: args("AF"), want: false},
		{name: "a city that is named", args: args("GB", "London"), want: true},
		{name: "case does not matter", args: args("GB", "LONDON"), want: true},
		{name: "accents do not matter", args: args("GB", "Lóndon"), want: true},
		{name: "every city is named", args: args("GB", "London", "Leeds"), want: true},
		{name: "one of two cities is not named", args: args("GB", "London", "Oxford"), want: false},
		{name: "the same city twice", args: args("GB", "London", "London"), want: true},
		{name: "state and city", args: args("US", "Maine, Portland"), want: true},
		{name: "city and state", args: args("US", "Portland, Maine"), want: true},
		{name: "the city of another state", args: args("US", "Texas, Portland"), want: false},
		{name: "numbers of the country belong to no city", args: args("RO", "Bucharest"), want: false},
		{name: "an empty city", args: args("GB", ""), want: false},
		{name: "a city in another language", args: args("DE", "München", "Francfort"), want: true},
		{name: "a city with the code of its state", args: args("US", "Portland, OR", "NYC", "Saint Louis"), want: true},
		{name: "a misspelled city", args: args("DE", "Frankfurt", "Munnich"), fails: `No city with toll numbers in Germany is named "Munnich"; the nearest is Munich`, at: 2},
		{name: "a misspelled city behind one without numbers", args: args("DE", "Berlin", "Munnich"), fails: `the nearest is Munich`, at: 2},
		{name: "unknown country", args: args("Atlantis", "London"), fails: `"Atlantis"`, at: 0},
	})
}
