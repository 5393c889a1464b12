terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

provider "teamsvoice" {
  max_age  = "365d"
  on_stale = "error"
}

data "teamsvoice_country_availability" "office" {
  country           = "DE"
  required_features = ["calling_plan", "toll_number"]
}
