terraform {
  # Functions of providers: OpenTofu has them from 1.7 on, Terraform from 1.8 on.
  required_version = ">= 1.7"

  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}
