terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# Two lists of users.
data "teamsvoice_rollout" "two_lists" {
  users      = { "ada@example.com" = "DE" }
  users_file = "users.csv"
  features   = ["calling_plan"]
}

# No list of users.
data "teamsvoice_rollout" "no_list" {
  features = ["calling_plan"]
}

# Nothing is required.
data "teamsvoice_rollout" "no_features" {
  users    = { "ada@example.com" = "DE" }
  features = []
}

# A part number and a name of sales for a license.
data "teamsvoice_rollout" "part_number" {
  users    = { "ada@example.com" = "DE" }
  features = ["calling_plan"]
  licenses = { MCOPSTN1 = 10, teams_phone = 3 }
}

# A part of a license.
data "teamsvoice_rollout" "fraction" {
  users    = { "ada@example.com" = "DE" }
  features = ["calling_plan"]
  licenses = { calling_plan = 2.5 }
}

# Fewer licenses than none.
data "teamsvoice_rollout" "negative" {
  users    = { "ada@example.com" = "DE" }
  features = ["calling_plan"]
  licenses = { calling_plan = -1 }
}

# An agreement that is not judged.
data "teamsvoice_rollout" "agreement" {
  users             = { "ada@example.com" = "DE" }
  features          = ["calling_plan"]
  billing_agreement = "EA"
}

# The feature of a plan type.
data "teamsvoice_rollout" "plan_type" {
  users     = { "ada@example.com" = "DE" }
  features  = ["calling_plan"]
  plan_type = "domestic_calling_plan"
}
