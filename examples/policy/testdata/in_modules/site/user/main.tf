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

resource "azuread_user" "this" {
  user_principal_name = "user@example.com"
  display_name        = "User"
  usage_location      = var.location
}

output "user" {
  value = azuread_user.this
}
