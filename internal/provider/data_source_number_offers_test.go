package provider

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/offers"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/powershell/powershelltest"
)

// The exports of the tests are of the day before today, newer than the dataset
// that they read.
const exportedAt = "2023-05-31T09:30:00Z"

// powerShell is how the two versions write a file with a redirection and with
// Set-Content, arrays of one as arrays and as elements.
var powerShell = map[string]powershelltest.Style{
	"5.1":            {Windows: true, Depth: 10, Encoding: powershelltest.UTF16LE},
	"5.1, pipeline":  {Windows: true, Depth: 10, Unrolled: true, Encoding: powershelltest.UTF8BOM},
	"7":              {Depth: 10, Encoding: powershelltest.UTF8},
	"7, pipeline":    {Depth: 10, Unrolled: true, Compress: true, Encoding: powershelltest.UTF16LE},
	"the code page":  {Windows: true, Depth: 10, Encoding: powershelltest.Windows1252},
	"UTF-16 without": {Depth: 10, Unrolled: true, Encoding: powershelltest.UTF16LENoBOM},
}

// exportFile writes a file as PowerShell does, and returns its name.
func exportFile(t testing.TB, style powershelltest.Style, export powershelltest.Object) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "export.json")
	style.Depth = 10
	if err := os.WriteFile(name, style.File(export), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// offersFile is exportFile for offers of number types, by country.
func offersFile(t testing.TB, at string, byCountry map[string][]string) string {
	t.Helper()
	countries := []any{}
	for code, types := range byCountry {
		list := []any{}
		for i, numberType := range types {
			list = append(list, powershelltest.Offer(i, numberType))
		}
		countries = append(countries, powershelltest.Object{"Name", code, "Value", code, "Offers", list})
	}
	return exportFile(t, powershelltest.Style{}, powershelltest.Object{"ExportedAt", at, "TenantId", "contoso", "Countries", countries})
}

// Every country of the export decides as it says, for data sources and for
// functions, however PowerShell wrote it.
func TestAccNumberOffersDecide(t *testing.T) {
	t.Parallel()
	export, err := offers.Read(powershelltest.Style{Depth: 10}.File(powershelltest.Export(exportedAt)))
	if err != nil {
		t.Fatal(err)
	}
	base, err := catalog.Embedded(edition)
	if err != nil {
		t.Fatal(err)
	}
	decided := export.Apply(base)
	want := make(map[string]map[string]string)
	changed := 0
	for _, code := range powershelltest.Countries {
		at := country.MustParseCode(code)
		want[code] = make(map[string]string)
		for _, f := range availability.Features() {
			v := decided.Country(at).Verdict(f)
			want[code][f.String()] = v.Status.String()
			if v != base.Country(at).Verdict(f) {
				changed++
			}
		}
	}
	if len(want) < 60 || changed < 60 {
		t.Fatalf("only %d facts in %d countries are decided by the export", changed, len(want))
	}
	wanted, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	for name, style := range powerShell {
		t.Run(name, func(t *testing.T) {
			file := exportFile(t, style, powershelltest.Export(exportedAt))
			acceptanceIn(t, environment{offersVariable: file}, answers(fmt.Sprintf(`
provider "teamsvoice" {
  offers_file = %q
}
data "teamsvoice_number_offers" "it" {
  require = { "Vereinigte Arabische Emirate" = ["UserSubscriber", "AutoAttendantTollFree"], AR = ["ConferenceToll"] }
}
data "teamsvoice_country_availability" "it" {
  for_each = data.teamsvoice_number_offers.it.offers
  country  = each.key
}
output "data" {
  value = { for code, it in data.teamsvoice_country_availability.it : code => it.statuses }
}
output "functions" {
  value = { for code, _ in data.teamsvoice_number_offers.it.offers : code => provider::teamsvoice::country_availability(code).statuses }
}
output "offer" {
  value = [for offer in data.teamsvoice_number_offers.it.offers["AE"] : offer if offer.number_type == "ConferenceTollFree"]
}
output "made" {
  value = [data.teamsvoice_number_offers.it.exported_at, data.teamsvoice_number_offers.it.tenant_id]
}`, file), outputIs("data", string(wanted)), outputIs("functions", string(wanted)),
				outputIs("offer", `[{"number_type": "ConferenceTollFree", "offer_model": "DirectStock", "requires_civic_address": false,
					"search_types": ["AreaCodeSelection"], "area_codes": ["800", "833"]}]`),
				outputIs("made", `["2023-05-31T09:30:00Z", "00000000-0000-0000-0000-00000000beef"]`)))
		})
	}
}

func TestNumberOffers(t *testing.T) {
	file := offersFile(t, exportedAt, map[string][]string{"DE": {"UserSubscriber", "CallQueueHologram"}, "US": {}})
	read := func(arguments object) (object, diagnostics) {
		answer, said := newServer(t, environment{offersVariable: file}).data("teamsvoice_number_offers", nil, arguments)
		o, _ := answer.(object)
		return o, said
	}
	got, said := read(nil)
	if len(said) != 1 || !strings.Contains(said.String(), "does not know the number types CallQueueHologram") {
		t.Errorf("an unknown type: %s", said)
	}
	if keys := keysOf(got["offers"]); fmt.Sprint(keys) != "[DE US]" {
		t.Errorf("the offers are of %v", keys)
	}
	got, _ = read(object{"countries": list("Germany", "FR"), "require": object{"DE": list("CallQueueHologram")}})
	if err := sameJSON(got["offers"].(object)["FR"], `[]`); err != nil || len(keysOf(got["offers"])) != 2 {
		t.Errorf("two countries: %v (%v)", got["offers"], err)
	}
	for _, c := range []struct {
		situation string
		arguments object
		says      []string
	}{
		{"a type that is not offered", object{"require": object{"Germany": list("UserSubscriber", "ConferenceToll")}},
			[]string{`ERROR`, `"Germany"`, "ConferenceToll is not offered in Germany (DE)", "number offers of tenant contoso, exported on 2023-05-31", "Offered are: UserSubscriber, CallQueueHologram."}},
		{"a country without offers", object{"require": object{"US": list("UserSubscriber")}}, []string{"UserSubscriber is not offered in the United States (US)", "nor of any other type"}},
		{"a country that is not there", object{"require": object{"FR": list("UserSubscriber")}}, []string{"is not offered in France (FR)", "not among those in which the tenant can search"}},
		{"a warning", object{"require": object{"FR": list("UserSubscriber")}, "on_missing": "warning"}, []string{"WARNING", "is not offered in France (FR)"}},
		{"an invalid type", object{"require": object{"DE": list("usersubscriber")}}, []string{"Invalid number type", `"usersubscriber"`, "UserSubscriber"}},
		{"no type", object{"require": object{"DE": list()}}, []string{"Empty list of number types", "always be open"}},
		{"no list", object{"require": object{"DE": null}}, []string{"Value is null"}},
		{"no country", object{"require": object{"Atlantis": list("UserSubscriber")}}, []string{"Invalid country"}},
	} {
		t.Run(c.situation, func(t *testing.T) {
			_, said := read(c.arguments)
			if !says(c.says...).MatchString(said.String()) {
				t.Errorf("it says %s\nwant %q", said, c.says)
			}
		})
	}
	if _, said := read(object{"require": object{"FR": list("UserSubscriber")}, "on_missing": "none"}); said.hasError() {
		t.Error(said)
	}
}

// What is wrong with an export is said where it is named.
func TestOffersFileIsRefused(t *testing.T) {
	undated := exportFile(t, powershelltest.Style{}, powershelltest.Export(nil))
	future := offersFile(t, "2023-06-03", map[string][]string{"DE": nil})
	dataset := filepath.Join(t.TempDir(), "none.json")
	for _, c := range []struct {
		situation, file string
		says            []string
	}{
		{"undated", undated, []string{"Number offers cannot be used", "has no ExportedAt"}},
		{"of the future", future, []string{"Number offers cannot be used", "date of the export, 2023-06-03, is in the future: today is 2023-06-01"}},
		{"not there", dataset, []string{"Number offers cannot be used", "none.json"}},
	} {
		t.Run(c.situation, func(t *testing.T) {
			said := newServer(t, nil).configure(object{"offers_file": c.file})
			if !says(append([]string{"ERROR on AttributeName(\"offers_file\")"}, c.says...)...).MatchString(strings.ReplaceAll(strings.ReplaceAll(said.String(), "The export", "the export"), "\n", " ")) {
				t.Errorf("it says %s, want %q", said, c.says)
			}
			said = newServer(t, environment{offersVariable: c.file}).configure(nil)
			if !says(c.says[0]).MatchString(said.String()) {
				t.Errorf("of the environment, it says %s", said)
			}
			if _, err := newServer(t, environment{offersVariable: c.file}).call("feature_status", "DE", "sms"); (err == nil) != (c.file == future) {
				t.Errorf("a function says %v", err)
			}
		})
	}
	other := exportFile(t, powershelltest.Style{}, powershelltest.Export("2023-05-31T09:30:00Z"))
	for tenant, warns := range map[string]bool{tenantID: true, "contoso.example": false, "00000000-0000-0000-0000-00000000BEEF": false, "": false} {
		said := newServer(t, environment{"ARM_TENANT_ID": tenant}).configure(object{"offers_file": other})
		if warned := says("WARNING", "Number offers of another tenant", tenantID).MatchString(said.String()); warned != warns || said.hasError() {
			t.Errorf("tenant %q: it says %s", tenant, said)
		}
	}
	if _, said := newServer(t, nil).data("teamsvoice_number_offers", nil, nil); !strings.Contains(said.String(), "No number offers") {
		t.Errorf("without an export, it says %s", said)
	}
}

// The export has a date, which gates judge; an override is on top; and functions
// say where they read something else.
func TestOffersFile(t *testing.T) {
	file := offersFile(t, exportedAt, map[string][]string{"FR": {"UserSubscriber"}})
	gate := object{"country": "FR", "required_features": list("toll_number"), "strict": true}
	_, said := newServer(t, environment{offersVariable: file}).data("teamsvoice_country_availability", nil, gate)
	if !says("toll_number is conditional in France (FR)", "as of 2023-05-31", "Not among the number offers of tenant contoso, exported on 2023-05-31",
		"The documentation of 2023-01-25 says that it is available").MatchString(said.String()) {
		t.Error(said)
	}
	answer, said := newServer(t, environment{offersVariable: file}).data("teamsvoice_country_availability", object{"offers_file": file, "max_age": "30d", "on_stale": "error"},
		object{"country": "FR", "required_features": list("user_number")})
	if len(said) > 0 {
		t.Fatal(said)
	}
	features := answer.(object)["features"].(object)
	if err := sameJSON(features["user_number"], `{"status": "available", "available": true, "conditions": [], "overridden": false, "as_of": "2023-05-31", "source_url": null,
		"note": "Among the number offers of tenant contoso, exported on 2023-05-31."}`); err != nil {
		t.Error(err)
	}
	old := newServerOn(t, "2024-06-01", environment{offersVariable: file})
	for name, arguments := range map[string]object{
		"teamsvoice_country_availability": {"country": "FR", "required_features": list("user_number")}, "teamsvoice_number_offers": {"require": object{"FR": list("UserSubscriber")}},
	} {
		if _, said := old.data(name, object{"max_age": "30d", "on_stale": "error"}, arguments); !says("older than max_age", "dates from 2023-05-31").MatchString(said.String()) &&
			!says("older than max_age", "dates from 2023-05-31", "Source: number offers of tenant contoso").MatchString(said.String()) {
			t.Errorf("%s says %s", name, said)
		}
	}
	override := object{"country": "FR", "feature": "user_number", "status": "unavailable", "reason": "ours"}
	answer, said = newServer(t, nil).data("teamsvoice_country_availability", object{"offers_file": file, "override": list(override)}, object{"country": "FR"})
	if got := answer.(object)["statuses"].(object)["user_number"]; got != "unavailable" {
		t.Errorf("with an override, it is %v", got)
	}
	if !says("Functions and data sources read different data", "Data sources follow the number offers of tenant contoso, exported on 2023-05-31", "; functions follow none.",
		offersVariable).MatchString(said.String()) {
		t.Error(said)
	}
	other := offersFile(t, "2023-05-30", map[string][]string{"FR": {"UserSubscriber"}})
	if said := newServer(t, environment{offersVariable: other}).configure(object{"offers_file": file}); !says("functions follow the number offers of tenant contoso, exported on 2023-05-30").MatchString(said.String()) {
		t.Error(said)
	}
	if said := newServer(t, environment{offersVariable: file}).configure(object{"snapshot": "2021-08-03"}); strings.Contains(said.String(), "number offers") {
		t.Error(said)
	}
}

// A rollout names the countries whose users need a civic address first.
func TestRolloutNamesCivicAddresses(t *testing.T) {
	file := offersFile(t, exportedAt, map[string][]string{"FR": {"UserSubscriber"}, "US": {"UserSubscriber"}, "NL": {}})
	answer, said := newServer(t, environment{offersVariable: file}).data("teamsvoice_rollout", nil, object{
		"users_csv": "UserPrincipalName,UsageLocation\na@x,FR\nb@x,US\nc@x,US\nd@x,NL\n", "features": list("user_number"),
	})
	if said.hasError() {
		t.Fatal(said)
	}
	found := false
	for _, p := range answer.(object)["prerequisites"].([]any) {
		if p := p.(object); p["feature"] == "civic_address" {
			found = true
			if err := sameJSON([]any{p["countries"], p["user_count"], p["needed_for"]}, `[["FR", "US"], 3, ["user_number"]]`); err != nil {
				t.Error(err)
			}
		}
	}
	if !found {
		t.Errorf("no civic address in %v", answer.(object)["prerequisites"])
	}
}

// numbersExport is an export of the phone numbers of a tenant.
func numbersExport() powershelltest.Object {
	free := powershelltest.Number("+493023000001", "DE", "UserAssignment").Set("City", "Berlin")
	return powershelltest.Object{"ExportedAt", exportedAt, "TenantId", "contoso", "PhoneNumbers", []any{
		free, free.Set("TelephoneNumber", "+493023000002").Set("PstnAssignmentStatus", "UserAssigned").Set("AssignedPstnTargetId", "u"),
		powershelltest.Number("+18005550100", "US", "ConferenceAssignment", "VoiceApplicationAssignment").Set("City", nil),
		free.Set("TelephoneNumber", "+493023000003").Set("NumberType", "DirectRouting").Set("IsoCountryCode", nil),
	}}
}

// Numbers of a file are filtered and counted without a tenant, like those of
// Graph.
func TestAccPhoneNumbersOfAFile(t *testing.T) {
	t.Parallel()
	for name, style := range powerShell {
		t.Run(name, func(t *testing.T) {
			acceptanceOf(t, func() provider.Provider { return providerOn(today, nil) }, answers(fmt.Sprintf(`
provider "teamsvoice" {
  numbers_file = %q
}
data "teamsvoice_phone_numbers" "all" {
  required_numbers = [{ country = "Germany", city = "berlin", user = 1 }]
}
data "teamsvoice_phone_numbers" "free" {
  country = "DE"
  usage   = "user"
  status  = "unassigned"
  require = 2
}
output "all" {
  value = [data.teamsvoice_phone_numbers.all.by_country, data.teamsvoice_phone_numbers.all.free_count, data.teamsvoice_phone_numbers.all.exported_at]
}
output "free" {
  value = data.teamsvoice_phone_numbers.free.numbers[*].telephone_number
}`, exportFile(t, style, numbersExport())), outputIs("all", `[{"DE": 3, "US": 1}, 3, "2023-05-31T09:30:00Z"]`), outputIs("free", `["+493023000001", "+493023000003"]`)))
		})
	}
}

func TestNumbersFile(t *testing.T) {
	file := exportFile(t, powershelltest.Style{}, numbersExport())
	for _, c := range []struct {
		situation     string
		configuration object
		arguments     object
		says          []string
	}{
		{"too few", object{"numbers_file": file}, object{"country": "US", "status": "unassigned", "require": 2}, []string{"Too few phone numbers"}},
		{"an export of offers", object{"numbers_file": offersFile(t, exportedAt, nil)}, nil, []string{"Phone numbers of the tenant cannot be read", "export.json: the file has no PhoneNumbers"}},
		{"of the future", object{"numbers_file": exportFile(t, powershelltest.Style{}, numbersExport().Set("ExportedAt", "2023-06-05"))}, nil, []string{"cannot be read", "date of the export, 2023-06-05"}},
		{"of another tenant", object{"numbers_file": exportFile(t, powershelltest.Style{}, numbersExport().Set("TenantId", "22222222-2222-2222-2222-222222222222")), "tenant_id": tenantID}, nil,
			[]string{"Phone numbers of the tenant cannot be read", "The export is of the tenant 22222222-2222-2222-2222-222222222222, and tenant_id or ARM_TENANT_ID is " + tenantID}},
		{"too old", object{"numbers_file": file, "max_age": "12h", "on_stale": "error"}, object{"require": 1}, []string{"Export is older than max_age", "phone numbers dates from 2023-05-31, 1 day ago"}},
	} {
		t.Run(c.situation, func(t *testing.T) {
			_, said := newServer(t, nil).data("teamsvoice_phone_numbers", c.configuration, c.arguments)
			if !says(c.says...).MatchString(said.String()) {
				t.Errorf("it says %s, want %q", said, c.says)
			}
		})
	}
	if _, said := newServer(t, nil).data("teamsvoice_phone_numbers", object{"numbers_file": file, "max_age": "12h", "on_stale": "error"}, nil); said.hasError() {
		t.Errorf("nothing is required, and yet: %s", said)
	}
}
