terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

data "teamsvoice_country_availability" "mexico" {
  country           = "MX"
  required_features = ["calling_plan"]
  strict            = true
}
