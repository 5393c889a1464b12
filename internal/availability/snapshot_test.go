package availability_test

import (
	"strings"
	"testing"

	. "github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
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

// TestNoNumbersForVoiceApplications finds the countries where an auto attendant
// is available, and no number for it: there is none, or it is for Audio
// Conferencing only.
func TestNoNumbersForVoiceApplications(t *testing.T) {
	for code, want := range map[string]bool{"IN": true, "PK": true, "BH": true, "US": false, "AE": false} {
		c := in(t, code)
		for _, f := range []Feature{AutoAttendants, CallQueues} {
			if got := strings.Contains(message.Note(c, f), "no service numbers"); got != want {
				t.Errorf("%s in %s has the note %q", f, code, message.Note(c, f))
			}
		}
	}
}
