provider "teamsvoice" {
  max_age  = "730d"
  on_stale = "error"
}

data "teamsvoice_dataset" "current" {}
