variable "users" {
  description = <<-EOT
    The users of the rollout by their names: each a usage location, or an object with
    - `usage_location`: in any spelling that the provider knows. A user without one is refused. `country` is its older name, which
      is read only where there is no `usage_location`, not even a null one;
    - `features`: what this user needs instead of the module's `features`; `[]` asks for a usage location alone.
  EOT
  # No type with optional attributes: a missing attribute would become null, and a null usage location counts as missing.
  type     = any
  default  = {}
  nullable = false

  validation {
    condition     = can(keys(var.users))
    error_message = "Write a map from user to usage location, or from user to object."
  }

  validation {
    condition     = try(alltrue([for name in keys(var.users) : trimspace(name) != ""]), true)
    error_message = "A user has a blank name."
  }

  validation {
    condition     = alltrue(try(flatten([for u in var.users : [for f in try([for f in u.features : f], []) : can(provider::teamsvoice::feature_available("US", f))]]), []))
    error_message = "The features of a user have a word that is no feature: ${join(", ", distinct(try(flatten([for name, u in var.users : [for f in try([for f in u.features : f], []) : "${f} (${name})" if !can(provider::teamsvoice::feature_available("US", f))]]), [])))}. Write identifiers such as calling_plan."
  }
}

variable "features" {
  description = "What every user needs who names no `features`, such as `[\"phone_system\", \"calling_plan\"]`. Empty only when each user names some."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for f in var.features : can(provider::teamsvoice::feature_available("US", f))])
    error_message = "There is no feature ${join(", ", [for f in var.features : f if !can(provider::teamsvoice::feature_available("US", f))])}. Write identifiers such as calling_plan."
  }
}

variable "strict" {
  description = "Whether a feature that is only `conditional` refuses a user."
  type        = bool
  default     = false
  nullable    = false
}

variable "organization_country" {
  description = "The country where the organization is and buys. It decides what an operator sells to it, and Communications Credits are judged there. Null: these are judged where each user is."
  type        = string
  default     = null

  validation {
    condition     = var.organization_country == null || can(provider::teamsvoice::country_code(var.organization_country))
    error_message = "There is no country ${var.organization_country == null ? "null" : var.organization_country}. Write a name or an ISO 3166-1 code, such as DE."
  }
}

variable "on_refusal" {
  description = "Whether the plan says in a `warning` who is refused and why, or nothing (`none`)."
  type        = string
  default     = "warning"
  nullable    = false

  validation {
    condition     = contains(["warning", "none"], var.on_refusal)
    error_message = "Write warning or none. To stop the plan, use module.NAME.ready in a precondition."
  }
}
