# A rollout as CSV text, in one call.
terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

output "violations" {
  value = length(provider::teamsvoice::rollout_violations(file("${path.module}/users.csv"), ["calling_plan", "toll_free_number"]))
}
