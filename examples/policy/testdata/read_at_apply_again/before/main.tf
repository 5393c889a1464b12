provider "teamsvoice" {
  override {
    country = "AE"
    feature = "domestic_calling_plan"
    status  = "available"
    reason  = "An operator told us."
  }
}

data "teamsvoice_country_availability" "ae" {
  country = "AE"
}
