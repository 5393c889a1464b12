output "approved_users" {
  description = "The users who can have what they need, by name: objects with `usage_location` (the code) and `features`. Made for `for_each`."
  value       = local.approved_users
}

output "refused_users" {
  description = "The users who cannot, by name: a list of objects with `feature`, `status` and `reason`. With more than 10,000 violations it is not complete: use `approved_users` to decide."
  value       = local.refused_users
}

output "ready" {
  description = "Whether everyone is approved and every prerequisite is available: see `prerequisites`."
  value       = data.teamsvoice_rollout.this.ready
}

output "by_country" {
  description = "The countries of the users, by country code: `user_count`, `missing_features`, `conditions` and others, as teamsvoice_rollout returns them."
  value       = data.teamsvoice_rollout.this.by_country
}

output "prerequisites" {
  description = "What must be bought or set up first, and where it is not available."
  value       = data.teamsvoice_rollout.this.prerequisites
}
