data "teamsvoice_country_availability" "de" {
  country = "DE"
}

resource "azuread_group" "sales" {
  display_name     = "Sales"
  security_enabled = true
}

resource "azuread_group_license" "sales" {
  group_object_id = azuread_group.sales.object_id
  sku_id          = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
