package availability_test

import (
	"testing"

	. "github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog" //nolint:depguard // tests judge real countries, not invented ones
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// in returns a country as the newest snapshot has it.
func in(t testing.TB, code string) *Country {
	t.Helper()
	return on(t, "2023-01-25", code)
}

// on returns a country as the snapshot of a date has it.
func on(t testing.TB, date, code string) *Country {
	t.Helper()
	s, err := catalog.Embedded(date)
	if err != nil {
		t.Fatal(err)
	}
	return s.Country(country.MustParseCode(code))
}
