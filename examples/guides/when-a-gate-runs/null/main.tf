variable "site" {
  description = "Country of the site; null where there is none"
  type        = string
  default     = null

  validation {
    condition     = var.site == null ? true : provider::teamsvoice::calling_plan_available(var.site)
    error_message = "No Calling Plan is sold in the country of the site."
  }
}
