package rollout

import (
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

func TestBoundsAreThoseOfSecurity(t *testing.T) {
	testkit.SecurityPromises(t, testkit.Bytes(maxRecord)+" a record", testkit.Bytes(maxHeader)+" a header")
}
