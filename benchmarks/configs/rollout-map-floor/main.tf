# What a plan with such a variable costs anyway, and one call.
terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

variable "users" {
  type = map(string)
}

output "users" {
  value = length(var.users)
}

output "available" {
  value = provider::teamsvoice::calling_plan_available("DE")
}
