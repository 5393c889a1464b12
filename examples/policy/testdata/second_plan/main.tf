# A later plan: the answer is known to be of this plan, by the plan itself or by what refers to the data source.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

resource "azuread_user" "ada" {
  user_principal_name = "ada@example.com"
  display_name        = "Ada"
  usage_location      = "DE"
}

resource "azuread_user_license" "ada" {
  user_object_id = azuread_user.ada.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user" "brigid" {
  user_principal_name = "brigid@example.com"
  display_name        = "Brigid"
  usage_location      = "DE"
}

resource "azuread_user_license" "brigid" {
  depends_on     = [data.teamsvoice_country_availability.de]
  user_object_id = azuread_user.brigid.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
