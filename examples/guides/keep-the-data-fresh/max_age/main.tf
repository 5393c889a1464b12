provider "teamsvoice" {
  max_age  = "730d"
  on_stale = "error"
}

data "teamsvoice_country_availability" "germany" {
  country           = "DE"
  required_features = ["toll_number"]
}
