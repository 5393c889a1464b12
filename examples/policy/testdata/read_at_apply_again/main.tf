# refused: azuread_user_license.ada assigns MCOPSTN1 to a user in AE, which needs domestic_calling_plan there, and data.teamsvoice_country_availability.ae is read only during apply
#
# The state has an answer of an earlier plan, in which an override said yes.
resource "terraform_data" "before" {}

data "teamsvoice_country_availability" "ae" {
  country    = "AE"
  depends_on = [terraform_data.before]
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
