terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}
output "violations" {
  value = provider::teamsvoice::rollout_violations({ ada = { usage_location = "DE", features = ["callingplan"] } }, ["calling_plan"])
}
