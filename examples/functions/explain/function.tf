variable "office" {
  type    = string
  default = "DE"

  validation {
    condition     = provider::teamsvoice::explain(var.office, ["calling_plan", "toll_number"]) == ""
    error_message = provider::teamsvoice::explain(var.office, ["calling_plan", "toll_number"])
  }
}

# An explanation, line by line.
output "why_not" {
  value = split("\n", provider::teamsvoice::explain("AE", ["calling_plan"]))
  # => [
  # =>   "calling_plan is unavailable in the United Arab Emirates (AE) as of 2024-08-05.",
  # =>   "Source: https://learn.microsoft.com/microsoftteams/calling-plans-for-office-365",
  # =>   "",
  # =>   "What could be done instead:",
  # =>   "  - connect Teams Phone to the public telephone network by Direct Routing, with a session border controller and a carrier of your own",
  # =>   "  - use an operator of the Operator Connect program, where one serves the country",
  # => ]
}

output "nothing_is_missing" {
  value = provider::teamsvoice::explain("DE", ["calling_plan"]) # => ""
}
