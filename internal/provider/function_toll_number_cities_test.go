package provider

import (
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

var _ = typicalCall("toll_number_cities", "US")

func TestTollNumberCities(t *testing.T) {
	testFunction(t, "toll_number_cities", []functionCase{
		{name: "in the order of the page", args: args("Luxembourg"), want: []any{"Luxembourg"}},
		{name: "no toll numbers", args: args("AE"), want: []any{}},
		{name: "not listed", args: args("AF"), want: []any{}},
		{name: "an unknown country", args: args("Germny"), fails: "Germany", at: 0},
	})
}

// What one function gives, the other one takes.
func TestTollNumberCitiesHaveTollNumbers(t *testing.T) {
	s := newServer(t, nil)
	withState := 0
	for _, code := range country.Codes() {
		cities, ok := s.mustCall("toll_number_cities", code.String()).([]any)
		if !ok {
			t.Fatalf("%s: no list", code)
		}
		if len(cities) == 0 {
			continue
		}
		if s.mustCall("toll_number_available", append([]any{code.String()}, cities...)...) != true {
			t.Errorf("%s: toll numbers are not available in every one of %v", code, cities)
		}
		if code.String() == "US" {
			withState = len(cities)
			if cities[0] != "Alabama, Birmingham" {
				t.Errorf("the first city is %v", cities[0])
			}
		}
	}
	if withState < 50 {
		t.Errorf("the United States have %d cities", withState)
	}
}
