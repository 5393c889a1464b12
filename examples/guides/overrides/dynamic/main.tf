variable "corrections" {
  description = "What we know better, by country and feature"
  type = map(map(object({
    status     = optional(string)
    conditions = optional(set(string))
    reason     = string
    source     = optional(string)
    as_of      = optional(string)
    until      = optional(string)
  })))
  default = {
    TR = {
      toll_free_number = { conditions = ["on_request"], reason = "Ticket 4711" }
    }
    KR = {
      calling_plan = { status = "unavailable", reason = "Confirmed by phone", as_of = "2026-10-01" }
    }
  }
}

provider "teamsvoice" {
  dynamic "override" {
    for_each = merge([
      for country, features in var.corrections : {
        for feature, o in features : "${country} ${feature}" => merge(o, { country = country, feature = feature })
      }
    ]...)

    content {
      country    = override.value.country
      feature    = override.value.feature
      status     = override.value.status
      conditions = override.value.conditions
      reason     = override.value.reason
      source     = override.value.source
      as_of      = override.value.as_of
      until      = override.value.until
    }
  }
}

data "teamsvoice_dataset" "current" {}

output "overrides" {
  value = [for o in data.teamsvoice_dataset.current.overrides : "${o.country_code} ${o.feature}: ${o.status}"] # => ["KR calling_plan: unavailable", "TR toll_free_number: conditional"]
}
