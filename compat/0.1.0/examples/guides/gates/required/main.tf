data "teamsvoice_country_availability" "dubai" {
  country           = "AE"
  required_features = ["phone_system", "calling_plan"]
}
