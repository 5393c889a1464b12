terraform {
  # Provider functions need OpenTofu 1.7 or Terraform 1.8.
  required_version = ">= 1.7"

  required_providers {
    azuread = {
      source  = "hashicorp/azuread"
      version = "~> 3.10" # the first with azuread_user_license
    }
    teamsvoice = {
      source  = "teamsvoice/teamsvoice"
      version = "~> 0.2"
    }
  }

  # The state holds the initial password. Keep it where few people can read it:
  # backend "azurerm" {}
}
