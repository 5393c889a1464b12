package provider

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
)

func TestAccCountryAvailabilityGate(t *testing.T) {
	acceptance(t,
		fails(`
data "teamsvoice_country_availability" "a_feature_is_missing" {
  country           = "AE"
  required_features = ["calling_plan"]
}`,
			"calling_plan is unavailable in the United Arab Emirates (AE)", "a_feature_is_missing",
			"The status is as of 2023-01-25.",
			"availability-in-the-united-arab-emirates", "What could be done instead", "Direct Routing"),
		fails(`
data "teamsvoice_country_availability" "a_several_are_missing" {
  country           = "United Arab Emirates"
  required_features = ["toll_number", "voicemail", "calling_plan"]
}
data "teamsvoice_country_availability" "b_another_type_is_sold" {
  country           = "US"
  required_features = ["pay_as_you_go_calling_plan"]
}
data "teamsvoice_country_availability" "c_not_listed" {
  country           = "AF"
  required_features = ["voicemail"]
}
data "teamsvoice_country_availability" "d_conditional_where_strict" {
  country           = "MX"
  required_features = ["calling_plan"]
  strict            = true
}`,
			"calling_plan is unavailable in the United Arab Emirates (AE)", "a_several_are_missing",
			"toll_number is unavailable in the United Arab Emirates (AE)", "a_several_are_missing",
			"pay_as_you_go_calling_plan is unavailable in the United States (US)", "b_another_type_is_sold",
			"buy a Domestic Calling Plan",
			"voicemail is unlisted in Afghanistan (AF)", "c_not_listed", "has no page for the country",
			"calling_plan is conditional in Mexico (MX)", "d_conditional_where_strict", "sold under a SKU of its own", "leave strict unset"),
		fails(`
data "teamsvoice_country_availability" "a" {
  country = "Germny"
}
data "teamsvoice_country_availability" "b" {
  country = "Congo"
}
data "teamsvoice_country_availability" "c" {
  country           = "DE"
  required_features = ["calling_plan", "callingplan"]
}`,
			"Invalid country", `country = "Germny"`, "Germany",
			"Invalid country", `country = "Congo"`, "CD", "CG",
			"Invalid feature", `"callingplan"`, "did you mean calling_plan"),
		fails(`
data "teamsvoice_country_availability" "a_city_is_misspelt" {
  country         = "DE"
  on_missing      = "none"
  required_cities = ["Frankfurt am Main", "Munnich"]
}
data "teamsvoice_country_availability" "b_city_without_numbers" {
  country         = "DE"
  required_cities = ["München", "Berlin"]
}`,
			"Invalid city", "a_city_is_misspelt", `"Munnich"`, "the nearest is Munich",
			"No toll numbers in Berlin, Germany (DE)", "b_city_without_numbers"),
		answers(`
data "teamsvoice_country_availability" "it" {
  country           = "Mexiko"
  required_features = ["calling_plan", "toll_number"]
}
output "it" {
  value = [data.teamsvoice_country_availability.it.id, data.teamsvoice_country_availability.it.country]
}`, outputIs("it", `["MX", "Mexiko"]`)))
}

// A country that is only known when something else was made is looked up then,
// and the gate is closed then.
func TestAccCountryAvailabilityIsDeferred(t *testing.T) {
	configuration := func(country string) string {
		return header + `
resource "terraform_data" "office" {
  input = "` + country + `"
}
data "teamsvoice_country_availability" "it" {
  country           = terraform_data.office.output
  required_features = ["calling_plan"]
}
output "data_source" {
  value = data.teamsvoice_country_availability.it.country_name
}
output "function" {
  value = provider::teamsvoice::feature_status(terraform_data.office.output, "calling_plan")
}
output "element" {
  value = provider::teamsvoice::missing_features("AE", [terraform_data.office.output == "AE" ? "calling_plan" : "voicemail"])
}`
	}
	deferred := []plancheck.PlanCheck{
		plancheck.ExpectResourceAction("data.teamsvoice_country_availability.it", plancheck.ResourceActionRead),
		plancheck.ExpectUnknownOutputValue("data_source"),
		plancheck.ExpectUnknownOutputValue("function"),
		plancheck.ExpectUnknownOutputValue("element"),
	}
	step := applies("", outputIs("data_source", `"Germany"`), outputIs("function", `"available"`), outputIs("element", `[]`))
	step.Config = configuration("Deutschland")
	step.ConfigPlanChecks.PreApply = deferred
	acceptance(t,
		step,
		resource.TestStep{
			Config:           configuration("AE"),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: deferred},
			ExpectError:      says("calling_plan is unavailable in the United Arab Emirates (AE)"),
		})
}

// Where an organization cannot have toll numbers, or strict does not take them, a
// city is as closed as the country.
func TestRequiredCitiesFollowTheOptions(t *testing.T) {
	s := newServer(t, environment{datasetVariable: "2026-08-21"})
	for name, c := range map[string]struct {
		arguments object
		refuses   string // words of the error; empty if the gate is open
	}{
		"an organization of the country":          {object{"country": "CL", "required_cities": list("Santiago"), "organization_country": "CL", "strict": true}, ""},
		"an organization of another country":      {object{"country": "CL", "required_cities": list("Santiago"), "organization_country": "DE"}, "for an organization in DE"},
		"an organization that is not stated":      {object{"country": "CL", "required_cities": list("Santiago")}, ""},
		"strict, numbers are ordered":             {object{"country": "DE", "required_cities": list("Munich"), "strict": true}, "Toll numbers in Munich, Germany .DE., are only conditional"},
		"strict, and no numbers at all":           {object{"country": "DE", "required_cities": list("Kassel"), "strict": true}, "No toll numbers in Kassel"},
		"strict, numbers of the city are ordered": {object{"country": "LV", "required_cities": list("Riga"), "strict": true}, `Toll numbers in Riga, Latvia \(LV\), are only conditional(.|\n)*Riga \(on request\)`},
		"not strict":                 {object{"country": "LV", "required_cities": list("Riga")}, ""},
		"strict, nothing is ordered": {object{"country": "FR", "required_cities": list("Paris"), "strict": true}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, said := s.data("teamsvoice_country_availability", nil, c.arguments)
			if said.hasError() != (c.refuses != "") || !regexp.MustCompile(c.refuses).MatchString(said.String()) {
				t.Errorf("it says %s, want %q", said, c.refuses)
			}
		})
	}
}

// What follows from a status follows from that for the organization.
func TestAvailabilityForAnOrganization(t *testing.T) {
	s := newServer(t, environment{datasetVariable: "2026-08-21"})
	for _, c := range []struct{ country, organization, cities, plans, needs string }{
		{"CL", "CL", "[Santiago]", "[]", "[phone_system toll_free_number toll_number]"},
		{"CL", "DE", "[]", "[]", "[phone_system toll_free_number]"},
		{"CN", "CN", "[Beijing]", "[]", "[phone_system toll_number]"},
		{"MX", "DE", "[Mexico City]", "[pay_as_you_go domestic domestic_and_international]", "[phone_system toll_free_number toll_number]"},
		{"MX", "US", "[Mexico City]", "[domestic domestic_and_international]", "[phone_system toll_free_number toll_number]"},
	} {
		answer, said := s.data("teamsvoice_country_availability", nil, object{"country": c.country, "organization_country": c.organization})
		if said.hasError() {
			t.Fatal(said)
		}
		it := answer.(object)
		pluck := func(list any, name string) string {
			var values []any
			for _, e := range list.([]any) {
				values = append(values, e.(object)[name])
			}
			return fmt.Sprint(values)
		}
		cities := pluck(it["service_numbers"].(object)["toll"].(object)["cities"], "name")
		plans := pluck(it["calling_plans"].(object)["plans"], "type")
		needs := fmt.Sprint(it["prerequisites"].(object)["auto_attendants"])
		if cities != c.cities || plans != c.plans || needs != c.needs {
			t.Errorf("%s, organization in %s: cities %s, plans %s, auto attendants need %s; want %s, %s, %s", c.country, c.organization, cities, plans, needs,
				c.cities, c.plans, c.needs)
		}
		for f := range it["prerequisites"].(object) {
			if !it["features"].(object)[f].(object)["available"].(bool) {
				t.Errorf("%s, organization in %s: %s is not available, and has prerequisites", c.country, c.organization, f)
			}
		}
	}
}
