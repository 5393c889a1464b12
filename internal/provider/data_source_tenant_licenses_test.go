package provider

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
)

func TestTenantLicenses(t *testing.T) {
	got, said := readTenant(t, "teamsvoice_tenant_licenses", voiceTenant(), object{"require": object{"phone_system": 11, "resource_account": 0}})
	if len(said) > 0 {
		t.Fatal(said)
	}
	capabilities := got["capabilities"].(object)
	if err := sameJSON(capabilities["phone_system"], `{"enabled": 25, "consumed": 14, "free": 11, "sku_part_numbers": ["MCOEV"]}`); err != nil {
		t.Error(err)
	}
	if err := sameJSON(capabilities["pay_as_you_go_calling_plan"], `{"enabled": 0, "consumed": 0, "free": 0, "sku_part_numbers": []}`); err != nil {
		t.Error(err)
	}
	if len(capabilities) != 9 {
		t.Errorf("%d capabilities", len(capabilities))
	}
	if skus := sortedTexts(got["skus"], "sku_part_number"); !slices.Equal(skus, []string{"MCOEV", "MCOMEETADV", "MCOPSTN1"}) {
		t.Errorf("SKUs: %q", skus)
	}
}

func TestTenantLicensesAreRefused(t *testing.T) {
	for _, c := range []struct {
		name    string
		require object
		fault   func(*graphtest.Server)
		says    []string
	}{
		{"two capabilities at once", object{"phone_system": 12, "domestic_calling_plan": 15}, nil,
			[]string{`ElementKeyString("domestic_calling_plan")`, "15 free licenses that give domestic_calling_plan are required, and the tenant has 3", "Buy 12 more of MCOPSTN1", `ElementKeyString("phone_system")`, "Buy 1 more of MCOEV"}},
		{"no SKU", object{"resource_account": 1}, nil, []string{"has no SKU that gives it", "PHONESYSTEM_VIRTUALUSER"}},
		{"an unknown capability", object{"phone": 1}, nil, []string{"phone_system"}},
		{"a count of null", object{"phone_system": null}, nil, []string{`ElementKeyString("phone_system")`, "Value is null"}},
		{"fewer than none", object{"phone_system": -1}, nil, []string{"at least 0"}},
		{"no permission", nil, failing(graphtest.SKUs, graphtest.Forever, graphtest.Forbid()),
			[]string{"Licenses of the tenant cannot be read", "403", "request id", "LicenseAssignment.Read.All", clientID}},
		{"a page of a proxy", nil, failing(graphtest.SKUs, graphtest.Forever, graphtest.HTML(http.StatusForbidden)), []string{"403"}},
		{"a sign-in that is refused", nil, failing(graphtest.Token, graphtest.Forever, graphtest.Status(http.StatusUnauthorized, "invalid_client", "no")), []string{"Licenses of the tenant cannot be read"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			fault := c.fault
			if fault == nil {
				fault = func(*graphtest.Server) {}
			}
			arguments := object{}
			if c.require != nil {
				arguments["require"] = c.require
			}
			_, said := readTenant(t, "teamsvoice_tenant_licenses", voiceTenant(), arguments, fault)
			if !said.hasError() || !says(c.says...).MatchString(said.String()) {
				t.Errorf("it says %s", said)
			}
		})
	}
}

func TestTenantOfAnArgumentNotKnownYet(t *testing.T) {
	_, said := newServer(t, nil).data("teamsvoice_tenant_licenses", object{"client_secret": unknown}, nil)
	if !said.hasError() || !strings.Contains(said.String(), "client_secret") {
		t.Errorf("it says %s", said)
	}
}
