data "teamsvoice_rollout" "wave_1" {
  users_file   = "${path.module}/users.csv"
  features     = ["phone_system", "calling_plan"]
  on_violation = "none"
}

locals {
  users   = { for row in csvdecode(trimprefix(file("${path.module}/users.csv"), "\ufeff")) : row.UserPrincipalName => row }
  blocked = toset(data.teamsvoice_rollout.wave_1.violations[*].user)
  ready   = { for name, row in local.users : name => row if !contains(local.blocked, name) }
}

# Stands in for the resources that license a user and assign a number.
resource "terraform_data" "voice_user" {
  for_each = local.ready
  input    = { usage_location = provider::teamsvoice::country_code(each.value.UsageLocation) }
}

output "ready" {
  value = keys(local.ready) # => ["ada@example.com", "brigid@example.com"]
}

output "blocked" {
  value = { for v in data.teamsvoice_rollout.wave_1.violations : v.user => v.feature }
  # => {
  # =>   "jin@example.com"  = "calling_plan"
  # =>   "omar@example.com" = "calling_plan"
  # =>   "zoe@example.com"  = "usage_location"
  # => }
}
