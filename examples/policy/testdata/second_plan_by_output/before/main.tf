terraform {
  required_providers {
    azuread = {
      source = "hashicorp/azuread"
    }
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

data "teamsvoice_country_availability" "de" {
  country = "DE"
}

resource "azuread_user" "ada" {
  usage_location = "DE"
}
