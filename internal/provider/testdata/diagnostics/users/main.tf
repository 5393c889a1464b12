terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# A list of names.
data "teamsvoice_rollout" "names" {
  users    = ["ada@example.com", "bob@example.com"]
  features = ["calling_plan"]
}

# A header in German.
data "teamsvoice_rollout" "header" {
  users_csv = "Anzeigename,Benutzerprinzipalname,Verwendungsstandort\nAda,ada@example.com,DE\n"
  features  = ["calling_plan"]
}

# A header without a usage location.
data "teamsvoice_rollout" "location" {
  users_csv = "UserPrincipalName,City\nada@example.com,Bonn\n"
  features  = ["calling_plan"]
}

# A list without a header.
data "teamsvoice_rollout" "headless" {
  users_csv = "ada@example.com,DE\n"
  features  = ["calling_plan"]
}

# JSON text.
data "teamsvoice_rollout" "json" {
  users    = "[{\"user\": \"ada\"}]"
  features = ["calling_plan"]
}

# A workbook.
data "teamsvoice_rollout" "workbook" {
  users_file = "users.xlsx"
  features   = ["calling_plan"]
}

# A file that is not there.
data "teamsvoice_rollout" "nowhere" {
  users_file = "user.csv"
  features   = ["calling_plan"]
}

# Nothing is required.
data "teamsvoice_rollout" "required" {
  users = { "ada@example.com" = "DE" }
}

# Marks for no usage location.
data "teamsvoice_rollout" "marks" {
  users = {
    "ada@example.com" = null
    "bob@example.com" = "N/A"
    "cy@example.com"  = "-"
  }
  features = ["calling_plan"]
}
