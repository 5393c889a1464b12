locals {
  export = <<-CSV
    UserPrincipalName,DisplayName,UsageLocation
    ada@example.com,Ada,Germany
    jin@example.com,Jin,KR
  CSV
}

output "who_has_no_calling_plan" {
  value = [for v in provider::teamsvoice::rollout_violations(local.export, ["calling_plan"]) : v.user]
  # => ["jin@example.com"]
}
