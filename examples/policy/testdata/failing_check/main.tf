# refused: azuread_user_license.main_line assigns PHONESYSTEM_VIRTUALUSER to a user in AE, which needs auto_attendants there, and data.teamsvoice_country_availability.ae does not pass: see the warnings of its check block.
#
# What a check block says is only a warning, so that the CLI would go on.
check "main_line" {
  data "teamsvoice_country_availability" "ae" {
    country           = "AE"
    required_features = ["auto_attendants", "calling_plan"]
  }
  assert {
    condition     = data.teamsvoice_country_availability.ae.features["calling_plan"].available
    error_message = "The main line needs a Calling Plan."
  }
}

resource "azuread_user" "main_line" {
  user_principal_name = "main_line@example.com"
  display_name        = "Main line"
  usage_location      = "AE"
}

resource "azuread_user_license" "main_line" {
  user_object_id = azuread_user.main_line.object_id
  sku_id         = "440eaaa8-b3e0-484b-a8be-62870b9ba70a"
}
