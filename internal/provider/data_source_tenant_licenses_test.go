package provider

import (
	"fmt"
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

// A tenant of a government, with licenses that are because nobody, and one that the
// provider does not know.
func governmentTenant() graphtest.Tenant {
	tenant := voiceTenant()
	company := graphtest.License("MCOPSTNC", 1, 0)
	company.AppliesTo = "Company"
	tenant.SKUs = []graphtest.SKU{
		graphtest.License("M365_G5_GCC", 10, 4), graphtest.License("MCOCAP_GOV", 5, 1), graphtest.License("MEETING_ROOM_GOV", 3, 0), company,
		graphtest.License("Microsoft_Teams_Audio_Conferencing_select_dial_out", 7, 0), graphtest.License("NEW_VOICE", 2, 1),
	}
	return tenant
}

func TestTenantLicensesCount(t *testing.T) {
	s, env := startTenant(t, governmentTenant())
	answer, said := newServer(t, env).data("teamsvoice_tenant_licenses",
		object{"graph_endpoint": s.URL, "sku_capabilities": object{"new_voice": list("phone_system", "domestic_calling_plan")}}, object{})
	if len(said) > 0 {
		t.Fatal(said)
	}
	got := answer.(object)
	free := object{}
	for name, supply := range got["capabilities"].(object) {
		free[name] = supply.(object)["free"]
	}
	if err := sameJSON(free, `{"phone_system": 7, "audio_conferencing": 13, "audio_conferencing_pay_per_minute": 0, "audio_conferencing_select_dial_out": 7,
		"domestic_calling_plan": 1, "domestic_and_international_calling_plan": 0, "pay_as_you_go_calling_plan": 0, "communications_credits": 0, "resource_account": 0}`); err != nil {
		t.Error(err)
	}
	if err := sameJSON(got["not_for_users"], `{
		"room": {"enabled": 3, "consumed": 0, "free": 3, "sku_part_numbers": ["MEETING_ROOM_GOV"]},
		"shared_device": {"enabled": 5, "consumed": 1, "free": 4, "sku_part_numbers": ["MCOCAP_GOV"]},
		"company": {"enabled": 1, "consumed": 0, "free": 1, "sku_part_numbers": ["MCOPSTNC"]}}`); err != nil {
		t.Error(err)
	}
	lines := []string{}
	for _, sku := range got["skus"].([]any) {
		sku := sku.(object)
		lines = append(lines, fmt.Sprint(sku["sku_part_number"], " ", sku["counts_as"], " ", sku["assigned_to"], " ", sku["note"]))
	}
	want := []string{
		"M365_G5_GCC [audio_conferencing phone_system] user <nil>",
		"MCOCAP_GOV [phone_system] shared_device It is for shared devices and cannot be assigned to a user.",
		"MEETING_ROOM_GOV [audio_conferencing phone_system] room It is for Teams Rooms and cannot be assigned to a user.",
		"MCOPSTNC [] company It applies to the organization as a whole and cannot be assigned to a user.",
		"Microsoft_Teams_Audio_Conferencing_select_dial_out [audio_conferencing audio_conferencing_select_dial_out] user Its dial-out reaches only the United States and Canada.",
		"NEW_VOICE [domestic_calling_plan phone_system] user What it counts as is set in the provider's configuration.",
	}
	want[3] = strings.Replace(want[3], "[]", "[communications_credits]", 1)
	if !slices.Equal(lines, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

func TestSKUCapabilitiesAreRefused(t *testing.T) {
	for says, value := range map[string]any{"did you mean phone_system?": object{"X": list("phonesystem")}, "null": object{"X": null}, "part number": object{"": list()},
		`names one SKU twice, as "NEW_VOICE" and "new_voice"`: object{"new_voice": list(), "NEW_VOICE": list("phone_system")}} {
		_, said := newServer(t, nil).data("teamsvoice_tenant_licenses", object{"sku_capabilities": value}, nil)
		if !said.hasError() || !strings.Contains(said.String(), says) {
			t.Errorf("%v: it says %s", value, said)
		}
	}
}

func TestTenantLicensesOnMissing(t *testing.T) {
	for severity, diagnostics := range map[string]int{"warning": 1, "none": 0} {
		got, said := readTenant(t, "teamsvoice_tenant_licenses", voiceTenant(), object{"require": object{"phone_system": 99}, "on_missing": severity})
		if said.hasError() || len(said) != diagnostics || got["capabilities"] == nil {
			t.Errorf("%s: %s", severity, said)
		}
	}
}

func TestAccTenantLicensesOfAGovernment(t *testing.T) {
	s, env := startTenant(t, governmentTenant())
	acceptanceIn(t, env, answers(blockOf(s, `sku_capabilities = { NEW_VOICE = ["phone_system"] }`)+`
data "teamsvoice_tenant_licenses" "all" {
  require = { phone_system = 7 }
}
output "free" { value = { for name, c in data.teamsvoice_tenant_licenses.all.capabilities : name => c.free if c.free > 0 } }
output "rooms" { value = data.teamsvoice_tenant_licenses.all.not_for_users["room"].free }
`, outputIs("free", `{"phone_system": 7, "audio_conferencing": 13, "audio_conferencing_select_dial_out": 7}`), outputIs("rooms", `3`)))
}
