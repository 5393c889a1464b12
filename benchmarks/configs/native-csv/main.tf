# A rollout as CSV text in Terraform's own words. It counts what rollout_violations returns: each feature that each user
# cannot have.
locals {
  table    = jsondecode(file("${path.module}/table.json"))
  features = ["calling_plan", "toll_free_number"]
  violations = flatten([
    for user in csvdecode(file("${path.module}/users.csv")) : [
      for feature in local.features : { user = user.UserPrincipalName, feature = feature }
      if !local.table[user.UsageLocation][feature]
    ]
  ])
}

output "violations" {
  value = length(local.violations)
}
