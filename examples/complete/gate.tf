# The gate: which users on the list can have a Calling Plan in their country. The provider reads the list itself, so its
# errors name the user and the line. A mistake in the list stops the plan whatever on_violation says.
data "teamsvoice_rollout" "voice" {
  users_file           = var.users_file
  features             = ["phone_system", "calling_plan"]
  plan_type            = "domestic"
  numbers              = "microsoft" # warns if users must wait for numbers
  organization_country = var.organization_country
  licenses             = var.license_counts
  on_violation         = var.on_violation
}
