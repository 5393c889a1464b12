terraform {
  # Provider functions need OpenTofu 1.7 or Terraform 1.8.
  required_version = ">= 1.7"

  required_providers {
    teamsvoice = {
      source  = "teamsvoice/teamsvoice"
      version = "~> 0.2" # the first with ready_users
    }
  }
}
