terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

locals {
  usage_location = provider::teamsvoice::assert_features("UAE", ["toll_number", "calling_plan"])
}

output "usage_location" {
  value = local.usage_location
}
