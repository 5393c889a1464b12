variable "users" {
  type = map(string)
  default = {
    "ada@example.com"  = "DE"
    "omar@example.com" = "AE"
    "zoe@example.com"  = ""
  }
}

locals {
  violations = provider::teamsvoice::rollout_violations(var.users, ["phone_system", "calling_plan"])
}

# Warns about every user whose features are not available. A precondition would stop the plan instead.
check "rollout" {
  assert {
    condition     = length(local.violations) == 0
    error_message = join("\n", local.violations[*].reason)
  }
}

output "violations" {
  value = [for v in local.violations : "${v.user}: ${v.feature} is ${v.status}"]
  # => [
  # =>   "omar@example.com: calling_plan is unavailable",
  # =>   "zoe@example.com: usage_location is unknown",
  # => ]
}
