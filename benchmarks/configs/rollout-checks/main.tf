# Every check in one call: the countries as a list of users.
terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

variable "countries" {
  type = list(string)
}

output "available" {
  value = length(provider::teamsvoice::rollout_violations({ for i, country in var.countries : "user${i}" => country }, ["calling_plan"]))
}
