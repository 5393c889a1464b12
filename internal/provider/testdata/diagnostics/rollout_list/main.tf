terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}
data "teamsvoice_rollout" "wave_1" {
  users_csv = "users.csv"
  features  = ["calling_plan"]
}

data "teamsvoice_rollout" "wave_2" {
  users    = { "ada@example.com" = { location = "DE" } }
  features = ["calling_plan"]
}

data "teamsvoice_rollout" "wave_3" {
  users_csv = "UserPrincipalName,UsageLocation\nada@example.com,DE\n\nADA@example.com,FR\n"
  features  = ["calling_plan"]
}
