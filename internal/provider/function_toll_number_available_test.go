package provider

import (
	"strings"
	"testing"
)

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
		{name: "an empty city", args: args("GB", ""), fails: `The city is empty; write the name of a city, such as "Munich"`, at: 1},
		{name: "an empty city behind another", args: args("GB", "London", ""), fails: "The city is empty", at: 2},
		{name: "an empty city where there are no numbers", args: args("AE", ""), fails: "The city is empty", at: 1},
		{name: "a city of blanks", args: args("GB", " \u00a0"), fails: "The city is empty", at: 1},
		{name: "a city that nobody sees", args: args("GB", "\ufeff\u200b"), fails: "The city is empty", at: 1},
		{name: "a postal code", args: args("DE", "80331"), fails: `"80331" does not name a city`, at: 1},
		{name: "an option", args: args("DE", "organization=DE"), fails: `"organization=DE" does not name a city`, at: 1},
		{name: "the option without a value", args: args("DE", "Munich", "strict"), fails: `"strict" is an option of feature_available, which checks toll_number`, at: 2},
		{name: "a feature", args: args("DE", "toll_number"), fails: `"toll_number" does not name a city`, at: 1},
		{name: "a text too long", args: args("DE", strings.Repeat("Munich", 2000)), fails: "No city has a name as long as", at: 1},
		{name: "letters in another order than they show", args: args("DE", "\u202eMunich"), fails: `"\u202eMunich" does not name a city`, at: 1},
		{name: "full-width letters", args: args("DE", "Ｍｕｎｉｃｈ"), want: true},
		{name: "a letter of another script", args: args("DE", "\u041cunich"), fails: "the nearest is Munich", at: 1},
		{name: "a city in another language", args: args("DE", "München", "Francfort"), want: true},
		{name: "a city with the code of its state", args: args("US", "Portland, OR", "NYC", "Saint Louis"), want: true},
		{name: "a misspelled city", args: args("DE", "Frankfurt", "Munnich"), fails: `No city with toll numbers in Germany is named "Munnich"; the nearest is Munich`, at: 2},
		{name: "a misspelled city behind one without numbers", args: args("DE", "Berlin", "Munnich"), fails: `the nearest is Munich`, at: 2},
		{name: "unknown country", args: args("Atlantis", "London"), fails: `"Atlantis"`, at: 0},
	})
}
