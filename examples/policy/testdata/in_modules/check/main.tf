terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

data "teamsvoice_country_availability" "de" {
  country = "DE"
}
