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

data "teamsvoice_dataset" "current" {
}
