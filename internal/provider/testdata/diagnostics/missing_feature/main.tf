terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

data "teamsvoice_country_availability" "dubai" {
  country           = "AE"
  required_features = ["calling_plan", "phone_system"]
}
