# Licenses of users who are chosen by a value of the map, not by its key.
terraform {
  required_providers {
    azuread = {
      source = "hashicorp/azuread"
    }
  }
}

variable "users" {
  type = map(object({ object_id = string }))
}

resource "azuread_user_license" "this" {
  for_each       = { ada = "boss" }
  user_object_id = var.users[each.value].object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
