variable "usage_location" {
  description = "Country of the users' licenses"
  type        = string
  default     = "NL"

  validation {
    condition     = provider::teamsvoice::calling_plan_available(var.usage_location, "domestic")
    error_message = "No Domestic Calling Plan is sold in ${var.usage_location}."
  }
}
