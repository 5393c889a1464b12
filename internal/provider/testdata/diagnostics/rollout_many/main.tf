terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# Thirty users with several causes.
data "teamsvoice_rollout" "wave_1" {
  users_file           = "users.csv"
  features             = ["calling_plan", "toll_free_number"]
  numbers              = "microsoft"
  organization_country = "DE"
  licenses             = { calling_plan = 15 }
}
