package provider

import "testing"

func TestAccCountries(t *testing.T) {
	acceptance(t,
		answers(`
data "teamsvoice_countries" "listed" {
}
data "teamsvoice_countries" "not_listed" {
  listed = false
}
data "teamsvoice_countries" "with" {
  with_features = ["calling_plan"]
}
data "teamsvoice_countries" "with_strict" {
  with_features = ["calling_plan"]
  strict        = true
}
data "teamsvoice_countries" "without" {
  without_features = ["calling_plan"]
}
data "teamsvoice_countries" "without_strict" {
  without_features = ["calling_plan"]
  strict           = true
}
data "teamsvoice_countries" "with_and_without" {
  with_features    = ["calling_plan"]
  without_features = ["pay_as_you_go_calling_plan"]
}
data "teamsvoice_countries" "contradiction" {
  with_features    = ["calling_plan"]
  without_features = ["calling_plan"]
}
data "teamsvoice_countries" "among" {
  among         = ["Deutschland", "DE", "uk", "United Arab Emirates", "Afghanistan"]
  with_features = ["calling_plan"]
}
data "teamsvoice_countries" "among_not_listed" {
  among  = ["DE", "Afghanistan"]
  listed = false
}
data "teamsvoice_countries" "among_none" {
  among = []
}
output "counts" {
  value = {
    listed           = data.teamsvoice_countries.listed.country_count
    known            = data.teamsvoice_countries.listed.country_count + data.teamsvoice_countries.not_listed.country_count
    with             = data.teamsvoice_countries.with.country_count
    with_strict      = data.teamsvoice_countries.with_strict.country_count
    without          = data.teamsvoice_countries.without.country_count
    without_strict   = data.teamsvoice_countries.without_strict.country_count
    contradiction    = data.teamsvoice_countries.contradiction.country_count
    among_none       = data.teamsvoice_countries.among_none.country_count
  }
}
output "codes" {
  value = {
    with_and_without = data.teamsvoice_countries.with_and_without.country_codes
    among            = data.teamsvoice_countries.among.country_codes
    among_not_listed = data.teamsvoice_countries.among_not_listed.country_codes
    among_none       = data.teamsvoice_countries.among_none.country_codes
  }
}
output "sorted" {
  value = data.teamsvoice_countries.listed.country_codes == sort(data.teamsvoice_countries.listed.country_codes)
}
output "keys" {
  value = keys(data.teamsvoice_countries.listed.countries) == data.teamsvoice_countries.listed.country_codes
}
output "as_the_function" {
  value = data.teamsvoice_countries.with.country_codes == provider::teamsvoice::countries_with(["calling_plan"])
}
output "germany" {
  value = [
    data.teamsvoice_countries.among.countries["DE"].country_name,
    data.teamsvoice_countries.among.countries["DE"].slug,
    data.teamsvoice_countries.among.countries["DE"].features["calling_plan"],
    length(data.teamsvoice_countries.among.countries["DE"].features),
    data.teamsvoice_countries.among_not_listed.countries["AF"].slug,
    data.teamsvoice_countries.among_not_listed.countries["AF"].features["calling_plan"],
  ]
}`,
			outputIs("counts", `{"listed": 114, "known": 250, "with": 35, "with_strict": 32, "without": 79, "without_strict": 82,
				"contradiction": 0, "among_none": 0}`),
			outputIs("codes", `{"with_and_without": ["AU", "JP", "US"], "among": ["DE", "GB"], "among_not_listed": ["AF"], "among_none": []}`),
			outputIs("sorted", `true`),
			outputIs("keys", `true`),
			outputIs("as_the_function", `true`),
			outputIs("germany", `["Germany", "germany", "available", 20, null, "unlisted"]`)),
		fails(`
data "teamsvoice_countries" "it" {
  with_features    = ["calling-plan"]
  without_features = ["tollnumber"]
  among            = ["DE", "Germny"]
}`,
			"Invalid feature", `with_features = ["calling-plan"]`, "did you mean calling_plan",
			"Invalid feature", `without_features = ["tollnumber"]`, "did you mean toll_number",
			"Invalid country", `among = ["DE", "Germny"]`, "did you mean Germany (DE)?"))
}
