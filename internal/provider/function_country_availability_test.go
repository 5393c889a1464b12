package provider

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
)

var _ = typicalCall("country_availability", "US")

// Every country of both snapshots, through the function and the data source.
func TestAccCountryAvailabilityAgreesWithTheFacts(t *testing.T) {
	for _, date := range snapshotDates {
		t.Run(date, func(t *testing.T) {
			facts := factsOf(t, date)
			zone := zoneA(t)
			codes, err := json.Marshal(all(facts, func(f fact) string { return f.Code }))
			if err != nil {
				t.Fatal(err)
			}
			acceptanceIn(t, environment{datasetVariable: date}, answers(fmt.Sprintf(`
provider "teamsvoice" {
  snapshot = %q
}
data "teamsvoice_country_availability" "each" {
  for_each = toset(%s)
  country  = each.key
}
output "function" {
  value = jsonencode({ for code in %[2]s : code => provider::teamsvoice::country_availability(code) })
}
output "data_source" {
  value = jsonencode({ for code, country in data.teamsvoice_country_availability.each : code => {
    for name, value in country : name => value if !contains(["id", "country", "required_features", "required_cities", "strict", "organization_country", "on_missing"], name)
  } })
}`, date, codes), func(outputs map[string]any) error {
				if outputs["function"] != outputs["data_source"] {
					t.Error("the function and the data source do not say the same")
				}
				var got map[string]any
				if err := json.Unmarshal([]byte(outputs["function"].(string)), &got); err != nil {
					return err
				}
				if len(got) != len(facts) {
					return fmt.Errorf("%d countries came back, want %d", len(got), len(facts))
				}
				for _, f := range facts {
					reportMissing(t, f.Code, got[f.Code], plainJSON(t, f.availability(date, zone)))
				}
				return nil
			}))
		})
	}
}

// plainJSON returns a value as encoding/json would decode it.
func plainJSON(t *testing.T, v any) (plain any) {
	t.Helper()
	data, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(data, &plain)
	}
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// reportMissing reports what of want is not so in got. An object in got may have
// more attributes.
func reportMissing(t *testing.T, at string, got, want any) {
	t.Helper()
	wanted, isObject := want.(map[string]any)
	found, both := got.(map[string]any)
	if !isObject || !both {
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %v, want %v", at, got, want)
		}
		return
	}
	for name, value := range wanted {
		reportMissing(t, at+"."+name, found[name], value)
	}
}

func TestAccCountryAvailabilityOfUnlistedCountry(t *testing.T) {
	acceptance(t, answers(`
data "teamsvoice_country_availability" "it" {
  country = "Afghanistan"
}
output "function" {
  value = provider::teamsvoice::country_availability("Afghanistan")
}
output "same" {
  value = jsonencode({ for name, value in provider::teamsvoice::country_availability("AF") : name => value }) == jsonencode({
    for name, value in data.teamsvoice_country_availability.it : name => value
    if !contains(["id", "country", "required_features", "required_cities", "strict", "organization_country", "on_missing"], name)
  })
}`,
		outputIs("same", `true`),
		output("function", func(got object) error {
			reportMissing(t, "AF", got, plainJSON(t, object{
				"country_code": "AF", "country_name": "Afghanistan", "slug": nil, "source_url": nil, "listed": false, "prerequisites": object{},
			}))
			features, ok := got["features"].(object)
			if !ok || len(features) != availability.FeatureCount {
				return fmt.Errorf("features are %v", got["features"])
			}
			for name := range features {
				reportMissing(t, name, features[name], plainJSON(t, answer("unlisted")))
			}
			return nil
		}),
	))
}

func TestCountryAvailability(t *testing.T) {
	testFunction(t, "country_availability", []functionCase{
		{name: "a country that is not", args: args("Atlantis"), fails: `"Atlantis"`, at: 0},
	})
	t.Run("prerequisites", func(t *testing.T) {
		got := newServer(t, nil).mustCall("country_availability", args("DE")...).(map[string]any)
		needs := strings.Join(keysOf(got["prerequisites"]), " ")
		want := "auto_attendants call_queues calling_plan domestic_and_international_calling_plan domestic_calling_plan " +
			"pay_as_you_go_calling_plan toll_free_number"
		if needs != want {
			t.Errorf("features with prerequisites in DE: %s\nwant: %s", needs, want)
		}
	})
}
