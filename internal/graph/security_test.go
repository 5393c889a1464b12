package graph

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

func TestBoundsAreThoseOfSecurity(t *testing.T) {
	o := Options{}.withDefaults()
	if o.MaxRecords != 1_000_000 {
		t.Errorf("%d records, and SECURITY.md says a million", o.MaxRecords)
	}
	testkit.SecurityPromises(t, testkit.Grouped(o.MaxPages)+" pages", testkit.Bytes(o.MaxAnswer)+" an answer",
		fmt.Sprintf("%.0f minutes a list", o.Timeout.Minutes()), "a million records", testkit.Grouped(mostSKUs)+" SKUs",
		testkit.Bytes(o.MaxBytes), testkit.Grouped(mostParts)+" elements", testkit.Bytes(maxFile))
}

// The products of a tenant are bounded by the default, against a server that has
// more of them.
func TestProductsWithoutEnd(t *testing.T) {
	var b strings.Builder
	for i := range mostSKUs + 1 {
		fmt.Fprintf(&b, `{"skuId":"%d","skuPartNumber":"X"},`, i)
	}
	s, c := start(t, tenant())
	s.Fail(graphtest.SKUs, 1, graphtest.Body("application/json", `{"value":[`+strings.TrimSuffix(b.String(), ",")+`]}`))
	if _, err := c.SubscribedSKUs(t.Context()); err == nil || !strings.Contains(err.Error(), "more than 10000 records") {
		t.Errorf("got %v", err)
	}
}

// A sign-in that redirects is refused: what follows would carry the secret.
func TestSignInFollowsNoRedirect(t *testing.T) {
	var followed atomic.Int32
	other := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { followed.Add(1) }))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, target := range []graphtest.Target{graphtest.Token, graphtest.OIDC, "/v2.0/.well-known/openid-configuration"} {
			held := tenant()
			held.Assertion = "an.oidc.t0ken"
			s := graphtest.NewServer(t, held)
			cfg := config(s)
			if target == graphtest.OIDC {
				cfg.ClientSecret, cfg.UseOIDC, cfg.OIDCRequestURL, cfg.OIDCRequestToken = Secret{}, yes(), s.URL+string(graphtest.OIDC), NewSecret(graphtest.RequestToken)
			}
			s.Fail(target, graphtest.Forever, func(w http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
				http.Redirect(w, r, other.URL+r.URL.Path, status)
			})
			if _, err := New(cfg, options(s)).SubscribedSKUs(t.Context()); err == nil {
				t.Errorf("%d of %s: it signs in", status, target)
			}
		}
	}
	if n := followed.Load(); n != 0 {
		t.Errorf("%d redirects are followed", n)
	}
}

// Where the sign-in is busy, the message does not speak of the secret.
func TestSignInThatIsBusy(t *testing.T) {
	for _, status := range []int{429, 500, 503} {
		s, c := start(t, tenant())
		s.Fail(graphtest.Token, graphtest.Forever, func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
			w.Header().Set("Retry-After", "300")
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			fmt.Fprint(w, `{"error": "temporarily_unavailable", "error_description": "AADSTS90033: A transient error has occurred."}`)
		})
		_, err := c.SubscribedSKUs(t.Context())
		if err == nil || !strings.Contains(err.Error(), "Try again later") || strings.Contains(err.Error(), "expired") {
			t.Errorf("%d: %v", status, err)
		}
	}
}
