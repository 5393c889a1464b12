package rollout_test

import (
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

func newest(tb testing.TB) *catalog.Snapshot {
	tb.Helper()
	s, err := catalog.Newest()
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func code(s string) country.Code { return country.MustParseCode(s) }
