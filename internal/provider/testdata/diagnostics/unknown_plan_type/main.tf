terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

output "plans" {
  value = provider::teamsvoice::calling_plan_available("DE", "domestic", "pay-as-you-go")
}
