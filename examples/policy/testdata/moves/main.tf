# refused: azuread_user_license.ada assigns MCOPSTN1 to a user in AE, which needs domestic_calling_plan there, and no check in this plan covers AE
#
# The user moves, and the license stays, under another address.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

output "voice" {
  value = data.teamsvoice_country_availability.de.listed
}

moved {
  from = azuread_user_license.old
  to   = azuread_user_license.ada
}

resource "azuread_user" "ada" {
  user_principal_name = "ada@example.com"
  display_name        = "Ada"
  usage_location      = "ae"
}

resource "azuread_user_license" "ada" {
  user_object_id = azuread_user.ada.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
