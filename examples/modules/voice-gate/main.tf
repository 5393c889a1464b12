# Judges the users and approves everyone whose features are available, instead of stopping the whole plan.
data "teamsvoice_rollout" "this" {
  users                = var.users
  features             = length(var.features) == 0 ? null : var.features
  strict               = var.strict
  organization_country = var.organization_country
  on_violation         = var.on_refusal
}

locals {
  # In the order of the provider: by user, then by feature.
  refused_users = {
    for v in data.teamsvoice_rollout.this.violations : v.user => {
      feature = v.feature
      status  = v.status
      reason  = v.reason
    }...
  }

  # The provider's own answer: a user who is not in it is not approved.
  approved_users = {
    for name, code in data.teamsvoice_rollout.this.ready_users : name => {
      usage_location = code
      features = try(
        tolist([for f in var.users[name].features : f]),
        coalescelist(regexall("[^\\s,;|]+", var.users[name].features), var.features), # as text
        var.features,
      )
    }
  }
}
