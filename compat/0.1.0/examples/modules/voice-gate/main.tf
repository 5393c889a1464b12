# Judges the users and lets everyone go on who can have what they need, instead of stopping the whole plan.
data "teamsvoice_rollout" "this" {
  users                = var.users
  features             = length(var.features) == 0 ? null : var.features
  strict               = var.strict
  organization_country = var.organization_country
  on_violation         = var.on_refusal
}

locals {
  # A list in the order of the provider: by user, and then in the order of the features.
  refused_users = {
    for v in data.teamsvoice_rollout.this.violations : v.user => {
      feature = v.feature
      status  = v.status
      reason  = v.reason
    }...
  }

  approved_users = {
    for name, user in var.users : name => {
      usage_location = provider::teamsvoice::country_code(user.country)
      features       = coalesce(user.features, var.features)
    } if !can(local.refused_users[name])
  }

}
