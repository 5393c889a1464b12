# expect: error nothing else says how to sign in
# Without a tenant, the plan stops where it would sign in. TestAccExamples has a tenant, and leaves out this file.
provider "teamsvoice" {
  use_cli = false
}
