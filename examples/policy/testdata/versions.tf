# Every folder of testdata gets a copy of this file.
terraform {
  required_providers {
    azuread = {
      source = "hashicorp/azuread"
    }
    microsoft365 = {
      source = "deploymenttheory/microsoft365"
    }
    msgraph = {
      source = "microsoft/msgraph"
    }
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}
