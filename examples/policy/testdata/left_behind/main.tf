# refused: azuread_user_license.ada assigns MCOPSTN1 to a user in AE, which needs domestic_calling_plan there, and data.teamsvoice_country_availability.nested is read only during apply
#
# The state has answers of data sources and instances that are gone, and of one in a check block that is read only during
# apply now.
data "teamsvoice_country_availability" "counted" {
  count   = 0
  country = "AE"
}

data "teamsvoice_country_availability" "keyed" {
  for_each = toset(["DE"])
  country  = each.key
}

resource "terraform_data" "country" {
  triggers_replace = 2
  input            = "AE"
}

check "voice" {
  data "teamsvoice_country_availability" "nested" {
    country = terraform_data.country.output
  }

  assert {
    condition     = data.teamsvoice_country_availability.nested.country_code == "AE"
    error_message = "Another country."
  }
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
