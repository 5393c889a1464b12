# expect: error calling_plan
terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# The plan stops here, before anyone in Dubai is promised a number.
data "teamsvoice_country_availability" "dubai" {
  country           = "AE"
  required_features = ["calling_plan"]
}

output "usage_location" {
  value = data.teamsvoice_country_availability.dubai.country_code
}
