package remote

import (
	"fmt"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

func TestBoundsAreThoseOfSecurity(t *testing.T) {
	testkit.SecurityPromises(t, testkit.Bytes(catalog.MaxSize), fmt.Sprintf("%.0f s for all tries", fetchTimeout.Seconds()),
		fmt.Sprintf("%d redirects", fetchRedirects))
}
