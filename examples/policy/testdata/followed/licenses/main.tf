# Licenses of users that are given.
terraform {
  required_providers {
    azuread = {
      source = "hashicorp/azuread"
    }
  }
}

variable "user_id" {
  type = string
}

variable "users" {
  type = map(object({ object_id = string }))
}

resource "azuread_user_license" "one" {
  user_object_id = var.user_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "all" {
  for_each       = var.users
  user_object_id = each.value.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
