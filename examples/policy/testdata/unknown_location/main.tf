# refused: azuread_user_license.ada assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: the usage location of azuread_user.ada is known only after apply.
# refused: azuread_user_license.zoe assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: usage_location of azuread_user.zoe is not set
# refused: azuread_user_license.bob assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: no user of this plan is bob@example.com.
# refused: azuread_user_license.sku assigns a license whose SKU is not known before apply
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

resource "terraform_data" "location" {
  input = "DE"
}

resource "azuread_user" "ada" {
  user_principal_name = "ada@example.com"
  display_name        = "Ada"
  usage_location      = terraform_data.location.output
}

resource "azuread_user" "zoe" {
  user_principal_name = "zoe@example.com"
  display_name        = "Zoe"
}

resource "azuread_user_license" "ada" {
  user_object_id = azuread_user.ada.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "zoe" {
  user_object_id = azuread_user.zoe.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "bob" {
  user_object_id = "bob@example.com"
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "sku" {
  user_object_id = azuread_user.ada.object_id
  sku_id         = terraform_data.location.id
}
