provider "teamsvoice" {
  override {
    country = "AE"
    feature = "pay_as_you_go_calling_plan"
    status  = "available"
    reason  = "Announced to us by our reseller, ticket 4711; not in the documentation yet"
    until   = "2099-01-01"
  }
}

data "teamsvoice_country_availability" "dubai" {
  country           = "AE"
  required_features = ["calling_plan"]
}

output "overridden" {
  value = data.teamsvoice_country_availability.dubai.features["pay_as_you_go_calling_plan"].overridden # => true
}
