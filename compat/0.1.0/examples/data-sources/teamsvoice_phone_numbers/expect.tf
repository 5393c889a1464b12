# expect: error nothing else says how to sign in
# Without a tenant, the example is planned up to the point where it would sign in. TestAccExamples has a tenant, and
# leaves this file out.
provider "teamsvoice" {
  use_cli = false
}
