package provider

import (
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

func TestBoundsAreThoseOfSecurity(t *testing.T) {
	testkit.SecurityPromises(t, "the first "+testkit.Grouped(maxViolations), "past "+testkit.Grouped(maxReady)+" users",
		testkit.Bytes(catalog.MaxSize)+" a dataset", testkit.Bytes(maxOverridesFile)+" of overrides", testkit.Bytes(maxOffersSize)+" of number offers",
		testkit.Bytes(maxNumbersSize)+" of phone numbers", testkit.Bytes(maxUsersFile)+" of users")
}
