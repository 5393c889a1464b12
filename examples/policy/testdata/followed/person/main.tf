# A user and its license.
terraform {
  required_providers {
    azuread = {
      source = "hashicorp/azuread"
    }
  }
}

variable "location" {
  type = string
}

variable "license" {
  type = bool
}

resource "azuread_user" "this" {
  user_principal_name = "this@example.com"
  display_name        = "This"
  usage_location      = var.location
}

resource "azuread_user_license" "this" {
  count          = var.license ? 1 : 0
  user_object_id = azuread_user.this.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

output "object_id" {
  value = azuread_user.this.object_id
}

output "user" {
  value = azuread_user.this
}
