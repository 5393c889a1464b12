package rollout_test

import (
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// edition returns the embedded snapshot of a date. A test names the one that it
// means, so that a newer one does not turn it red.
func edition(tb testing.TB, date string) *catalog.Snapshot {
	tb.Helper()
	s, err := catalog.Embedded(date)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func code(s string) country.Code { return country.MustParseCode(s) }
