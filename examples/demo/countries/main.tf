terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# Write countries in any common spelling.
data "teamsvoice_country_availability" "site" {
  for_each = toset(["DE", "US", "South Korea", "AE"])
  country  = each.key
}

output "sites" {
  value = {
    for site in data.teamsvoice_country_availability.site : site.country_name => {
      usage_location    = site.country_code
      calling_plan      = site.features["calling_plan"].status
      toll_free_number  = site.features["toll_free_number"].status
      phone_system      = site.features["phone_system"].status
      documented_as_of  = site.as_of
      calling_plan_when = site.features["calling_plan"].conditions
    }
  }
}

# Functions answer the same questions without a data source.
output "pay_as_you_go_in_germany" {
  value = provider::teamsvoice::feature_status("Germany", "pay_as_you_go_calling_plan")
}

output "missing_in_the_emirates" {
  value = provider::teamsvoice::missing_features("UAE", ["audio_conferencing", "calling_plan", "toll_free_number"])
}
