# plan: -target=azuread_user.ada
# refused by terraform: the plan is not of the whole configuration (it says so itself)
# refused by tofu: the plan is not of the whole configuration (azuread_user_license.ada exists and is missing)
# refused: azuread_user_license.ada assigns MCOPSTN1 to a user in AE
#
# The user moves, and the license that stays is not in the plan.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

resource "azuread_user" "ada" {
  user_principal_name = "ada@example.com"
  display_name        = "Ada"
  usage_location      = "AE"
}

resource "azuread_user_license" "ada" {
  user_object_id = azuread_user.ada.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
