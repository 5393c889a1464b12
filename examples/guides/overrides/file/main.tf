provider "teamsvoice" {
  overrides_file = "${path.module}/overrides.json"
}

data "teamsvoice_country_availability" "chile" {
  country           = "CL"
  required_features = ["calling_plan"]
}

output "plans_in_chile" {
  value = [for p in data.teamsvoice_country_availability.chile.calling_plans.plans : "${p.type}, ${p.domestic_minutes} minutes"] # => ["domestic, 1200 minutes"]
}

output "source_in_chile" {
  value = data.teamsvoice_country_availability.chile.features["calling_plan"].source_url # => "https://wiki.example.com/voice/chile"
}
