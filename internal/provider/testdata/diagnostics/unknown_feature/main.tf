terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

data "teamsvoice_country_availability" "office" {
  country           = "DE"
  required_features = ["calling-plan"]
}

output "voice" {
  value = provider::teamsvoice::feature_available("DE", "callingplan")
}
