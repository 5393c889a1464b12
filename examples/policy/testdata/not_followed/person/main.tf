# A user, with an output that is named as if it were the ID.
terraform {
  required_providers {
    azuread = {
      source = "hashicorp/azuread"
    }
  }
}

variable "boss_id" {
  type = string
}

resource "azuread_user" "ada" {
  user_principal_name = "ada@example.com"
  display_name        = "Ada"
  usage_location      = "DE"
  manager_id          = var.boss_id
}

output "object_id" {
  value = azuread_user.ada.manager_id
}

output "boss_id" {
  value = var.boss_id
}

resource "azuread_user_license" "boss" {
  user_object_id = coalesce(var.boss_id, azuread_user.ada.object_id)
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
