variable "users_file" {
  description = "The list of users: a CSV file with commas, in UTF-8."
  type        = string
  default     = "users.csv"
  nullable    = false

  validation {
    condition = length(setsubtract(
      ["UserPrincipalName", "DisplayName", "UsageLocation", "PhoneNumber"],
      split(",", replace(split("\n", replace(file(var.users_file), "\r", ""))[0], "/[\"\ufeff]/", ""))
    )) == 0
    error_message = "The first line of the list must have the columns UserPrincipalName, DisplayName, UsageLocation and PhoneNumber, with commas between them."
  }
}

variable "on_violation" {
  description = "What happens when a user cannot have a Calling Plan: error stops the plan, and warning continues with the other users."
  type        = string
  default     = "error"
  nullable    = false

  validation {
    condition     = contains(["error", "warning"], var.on_violation)
    error_message = "Write error or warning. With none, nobody would be told who is left out."
  }
}

variable "organization_country" {
  description = "The country where the organization buys its licenses."
  type        = string
  default     = "DE"
  nullable    = false
}

variable "license_counts" {
  description = "The number of licenses, by type: phone_system and calling_plan. With null, they are not counted."
  type        = map(number)
  default     = null
}

variable "sku_ids" {
  description = "The SKU IDs of each user's licenses: the one that includes Teams Phone, and the Calling Plan."
  type        = object({ teams_phone = string, calling_plan = string })
  default = {
    teams_phone  = "06ebc4ee-1bb5-47dd-8120-11324bc54e06" # SPE_E5, Microsoft 365 E5
    calling_plan = "0dab259f-bf13-4952-b7f8-7db8f131b28d" # MCOPSTN1, Domestic Calling Plan
  }
  nullable = false
}

variable "initial_password" {
  description = "The password of new accounts, which must be changed at the first sign-in. Set it with TF_VAR_initial_password."
  type        = string
  sensitive   = true
  nullable    = false
}

variable "emergency_locations" {
  description = "The emergency location for the numbers of each country, by country code: a LocationId from Get-CsOnlineLisLocation."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "main_line_countries" {
  description = "The countries whose main line is an auto attendant with a toll-free number."
  type        = set(string)
  default     = ["DE", "US"]
  nullable    = false

  validation {
    condition     = alltrue([for country in var.main_line_countries : provider::teamsvoice::explain(country, ["auto_attendants", "toll_free_number"]) == ""])
    error_message = join("\n", [for country in var.main_line_countries : provider::teamsvoice::explain(country, ["auto_attendants", "toll_free_number"])])
  }
}
