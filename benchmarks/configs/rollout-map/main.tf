# A rollout as a map of strings, in one call.
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

output "violations" {
  value = length(provider::teamsvoice::rollout_violations(var.users, ["calling_plan", "toll_free_number"]))
}
