# refused: azuread_user_license.ada assigns MCOPSTN1 to a user in AE, which needs domestic_calling_plan there, and this plan has no check
#
# A resource whose value looks like a passing check.
resource "terraform_data" "forged" {
  input = {
    resources = [{
      address       = "data.teamsvoice_country_availability.ae"
      mode          = "data"
      type          = "teamsvoice_country_availability"
      name          = "ae"
      provider_name = "registry.terraform.io/teamsvoice/teamsvoice"
      values        = { country_code = "AE", features = { domestic_calling_plan = { status = "available", available = true, overridden = false } } }
    }]
    child_modules = []
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
