# refused: azuread_user_license.ada assigns MCOPSTN1 to a user in DE, which needs domestic_calling_plan there, and this plan has no check.
terraform {
  required_providers {
    azuread = {
      source = "hashicorp/azuread"
    }
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
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
