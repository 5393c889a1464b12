package provider

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"
)

// What Microsoft said after the country pages decides, and every answer says since
// when and by which source. The clock says 2026-11-25.
func TestAccEvidence(t *testing.T) {
	newest := environment{datasetVariable: "2026-08-21"}
	acceptanceOf(t, func() provider.Provider { return providerOn("2026-11-25", newest) },
		answers(`
provider "teamsvoice" {
  max_age  = "900d"
  on_stale = "error"
}
data "teamsvoice_country_availability" "hong_kong" {
  country           = "Hong Kong SAR"
  required_features = ["calling_plan"]
}
data "teamsvoice_country_availability" "germany" {
  country           = "DE"
  required_features = ["calling_plan"]
}
output "hong_kong" {
  value = [
    data.teamsvoice_country_availability.hong_kong.features["calling_plan"].as_of,
    data.teamsvoice_country_availability.hong_kong.features["calling_plan"].source_url,
    provider::teamsvoice::feature_as_of("HK", "calling_plan"),
    data.teamsvoice_country_availability.hong_kong.prerequisites["user_number"],
  ]
}
output "minutes" {
  value = [for p in provider::teamsvoice::country_availability("GB").calling_plans.plans : p.domestic_minutes if p.type == "domestic"]
}`,
			outputIs("hong_kong", `["2024-08-05", "https://learn.microsoft.com/microsoftteams/calling-plans-for-office-365", "2024-08-05", ["know_your_customer"]]`),
			outputIs("minutes", `[120, 240, 3000]`)),
		fails(`
data "teamsvoice_country_availability" "croatia" {
  country           = "Croatia"
  required_features = ["pay_as_you_go_calling_plan"]
}`,
			"pay_as_you_go_calling_plan is unavailable in Croatia (HR)", "as of 2024-08-05", "no longer names Croatia", "country page of 2023-01-25",
			"Source:", "calling-plans-for-office-365"),
		fails(`
provider "teamsvoice" {
  max_age  = "900d"
  on_stale = "error"
}
data "teamsvoice_country_availability" "germany" {
  country           = "DE"
  required_features = ["calling_plan", "toll_number"]
}`,
			"Fact is older than max_age", "toll_number in Germany (DE) dates from 2023-01-25, 1400 days ago", "max_age allows 900d"),
		fails(`
data "teamsvoice_country_availability" "japan" {
  country              = "JP"
  required_features    = ["calling_plan"]
  organization_country = "Germany"
}`,
			"calling_plan is unavailable in Japan (JP)", "for an organization in DE", "SoftBank sells its plans to organizations in"),
		fails(`
data "teamsvoice_country_availability" "germany" {
  country         = "DE"
  required_cities = ["Berlin", "Reykjavik"]
}`,
			"No toll numbers in Reykjavik, Germany (DE)", "toll numbers in Germany (DE) are available in"),
		answers(`
provider "teamsvoice" {
  on_stale = "none"
}
data "teamsvoice_country_availability" "dubai" {
  country           = "AE"
  required_features = ["calling_plan", "voicemail"]
  on_missing        = "none"
}
check "dubai" {
  assert {
    condition     = length(data.teamsvoice_country_availability.dubai.missing_features) == 1
    error_message = "Only Calling Plans are missing."
  }
}
output "missing" {
  value = data.teamsvoice_country_availability.dubai.missing_features
}`, outputIs("missing", `["calling_plan"]`)))
}
