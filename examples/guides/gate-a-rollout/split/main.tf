data "teamsvoice_rollout" "wave_1" {
  users_file   = "${path.module}/users.csv"
  features     = ["phone_system", "calling_plan"]
  on_violation = "none"
}

# Stands in for the resources that license a user and assign a number.
resource "terraform_data" "voice_user" {
  for_each = data.teamsvoice_rollout.wave_1.ready_users
  input    = { usage_location = each.value }
}

output "ready" {
  value = data.teamsvoice_rollout.wave_1.ready_users
  # => {
  # =>   "ada@example.com"    = "DE"
  # =>   "brigid@example.com" = "IE"
  # => }
}

output "blocked" {
  value = { for v in data.teamsvoice_rollout.wave_1.violations : v.user => v.feature... }
  # => {
  # =>   "jin@example.com"  = ["calling_plan"]
  # =>   "omar@example.com" = ["calling_plan"]
  # =>   "zoe@example.com"  = ["usage_location"]
  # => }
}
