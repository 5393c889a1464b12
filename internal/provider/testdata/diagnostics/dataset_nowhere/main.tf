terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# TEAMSVOICE_DATASET points nowhere.
data "teamsvoice_country_availability" "office" {
  country = "DE"
}

# Functions read the same.
output "office" {
  value = provider::teamsvoice::country_code("DE")
}
