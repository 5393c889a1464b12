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
    error_message = "The features of a user have a word that is not a feature: ${join(", ", distinct(try(flatten([for name, u in var.users : [for f in try([for f in u.features : f], []) : "${f} (${name})" if !can(provider::teamsvoice::feature_available("US", f))]]), [])))}. Write identifiers such as calling_plan."
  }
}

variable "features" {
  description = "The features of every user who has no `features` of their own, such as `[\"phone_system\", \"calling_plan\"]`. Can be empty only if every user has some."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for f in var.features : can(provider::teamsvoice::feature_available("US", f))])
    error_message = "Not a feature: ${join(", ", [for f in var.features : f if !can(provider::teamsvoice::feature_available("US", f))])}. Write identifiers such as calling_plan."
  }
}

variable "strict" {
  description = "Whether to refuse a user if a feature is only `conditional`."
  type        = bool
  default     = false
  nullable    = false
}

variable "organization_country" {
  description = "The country where the organization is and buys. It decides what an operator sells to the organization, and Communications Credits must be available there. With null, they must be available in each user's country."
  type        = string
  default     = null

  validation {
    condition     = var.organization_country == null || can(provider::teamsvoice::country_code(var.organization_country))
    error_message = "There is no country ${var.organization_country == null ? "null" : var.organization_country}. Write a name or an ISO 3166-1 code, such as DE."
  }
}

variable "on_refusal" {
  description = "`warning` reports in the plan who is refused and why; `none` does not."
  type        = string
  default     = "warning"
  nullable    = false

  validation {
    condition     = contains(["warning", "none"], var.on_refusal)
    error_message = "Write warning or none. To stop the plan, use module.NAME.ready in a precondition."
  }
}
