terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# A file that is not there.
provider "teamsvoice" {
  dataset_file = "dataset.json"
}

# It is never read.
data "teamsvoice_country_availability" "office" {
  country = "DE"
}
