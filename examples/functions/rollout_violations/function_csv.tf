locals {
  # An export of the Microsoft Entra admin center. The usage location decides, not the country of the address.
  export = <<-CSV
    userPrincipalName,displayName,usageLocation,country
    ada@example.com,Ada,DE,Germany
    jin@example.com,Jin,KR,Germany
  CSV
}

output "who_has_no_calling_plan" {
  value = [for v in provider::teamsvoice::rollout_violations(local.export, ["calling_plan"]) : v.user]
  # => ["jin@example.com"]
}

output "of_rows" {
  value = [for v in provider::teamsvoice::rollout_violations(csvdecode(local.export), ["calling_plan"]) : v.user]
  # => ["jin@example.com"]
}
