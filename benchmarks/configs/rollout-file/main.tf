# A rollout as a file that the provider reads.
terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

data "teamsvoice_rollout" "file" {
  users_file   = "${path.module}/users.csv"
  features     = ["calling_plan", "toll_free_number"]
  on_violation = "none"
}

output "violations" {
  value = data.teamsvoice_rollout.file.violation_count
}
