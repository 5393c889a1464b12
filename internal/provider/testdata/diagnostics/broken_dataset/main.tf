terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

output "voice" {
  value = provider::teamsvoice::feature_status("DE", "calling_plan")
}

data "teamsvoice_country_availability" "office" {
  country = "DE"
}
