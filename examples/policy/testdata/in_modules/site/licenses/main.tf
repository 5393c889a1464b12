terraform {
  required_providers {
    azuread = {
      source = "hashicorp/azuread"
    }
  }
}

variable "users" {
  type = any
}

resource "azuread_user_license" "this" {
  for_each       = var.users
  user_object_id = each.value.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
