data "teamsvoice_country_availability" "warsaw" {
  country           = "Poland"
  required_features = ["calling_plan", "auto_attendants", "toll_number"]
}

output "minutes_of_domestic_plans" {
  value = [for plan in data.teamsvoice_country_availability.warsaw.calling_plans.plans : plan.domestic_minutes if plan.type == "domestic"]
  # => [120, 240, 1200]
}

output "needed_first_for_auto_attendants" {
  value = data.teamsvoice_country_availability.warsaw.prerequisites["auto_attendants"]
  # => ["phone_system", "toll_free_number", "toll_number"]
}
