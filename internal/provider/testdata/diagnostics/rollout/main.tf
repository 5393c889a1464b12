terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}
data "teamsvoice_rollout" "wave_1" {
  users = {
    "ada@example.com"   = { usage_location = "DE" }
    "dalia@example.com" = { usage_location = "AE", country = "Germany" }
    "edith@example.com" = { usage_location = null, country = "Germany" }
    "jin@example.com"   = "Korea"
    "ken@example.com"   = { usage_location = "JP" }
  }
  features             = ["calling_plan"]
  organization_country = "DE"
  licenses             = { calling_plan = 1 }
}
