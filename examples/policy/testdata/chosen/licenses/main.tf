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

resource "azuread_user_license" "this" {
  user_object_id = var.user_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
