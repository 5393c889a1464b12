# A rollout as CSV text in Terraform's own words: the users whose country lacks either feature.
locals {
  table = jsondecode(file("${path.module}/table.json"))
  violations = [
    for user in csvdecode(file("${path.module}/users.csv")) : user.UserPrincipalName
    if !(local.table[user.UsageLocation].calling_plan && local.table[user.UsageLocation].toll_free_number)
  ]
}

output "violations" {
  value = length(local.violations)
}
