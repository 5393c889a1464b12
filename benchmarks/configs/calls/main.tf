# One call for each country.
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
  value = [for country in var.countries : provider::teamsvoice::calling_plan_available(country)]
}
