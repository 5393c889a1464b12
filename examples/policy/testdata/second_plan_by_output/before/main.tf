data "teamsvoice_country_availability" "de" {
  country = "DE"
}

resource "azuread_user" "ada" {
  user_principal_name = "ada@example.com"
  display_name        = "Ada"
  usage_location      = "DE"
}
