locals {
  users = { ada = "DE", brigid = "IE" }
}

# The check that the policy looks for: of the countries of the users, and of what they need.
data "teamsvoice_country_availability" "calling" {
  for_each          = toset(values(local.users))
  country           = each.key
  required_features = ["calling_plan"]
}
