data "teamsvoice_rollout" "wave_2" {
  users = {
    "ada@example.com"    = { usage_location = "DE" }
    "brigid@example.com" = { usage_location = "DE" }
  }
  features         = ["phone_system", "calling_plan"]
  plan_type        = "domestic"
  tenant           = true
  required_numbers = { toll_free = 3 }
  on_violation     = "none"
}

output "ready" {
  value = data.teamsvoice_rollout.wave_2.ready # => false
}

output "shortages" {
  value = data.teamsvoice_rollout.wave_2.shortages[*].reason
  # => ["2 user numbers are needed, and 1 is free (DE: 1 of 2): get 1 more, or take back numbers that are assigned."]
}
