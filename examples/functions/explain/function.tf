variable "office" {
  type    = string
  default = "DE"

  validation {
    condition     = provider::teamsvoice::explain(var.office, ["calling_plan", "toll_number"]) == ""
    error_message = provider::teamsvoice::explain(var.office, ["calling_plan", "toll_number"])
  }
}

output "why_not" {
  value = provider::teamsvoice::explain("DE", ["calling_plan"])
  # => ""
}
