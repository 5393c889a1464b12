locals {
  # A user in Germany with a Domestic Calling Plan, and one with a Domestic and International Calling Plan.
  calls = {
    "to Germany"        = provider::teamsvoice::outbound_call("DE", "DE", "domestic")
    "to France"         = provider::teamsvoice::outbound_call("DE", "FR", "domestic")
    "to France, abroad" = provider::teamsvoice::outbound_call("DE", "FR", "domestic_and_international")
    "from the Emirates" = provider::teamsvoice::outbound_call("AE", "AE", "domestic")
  }
}

output "calls" {
  value = local.calls
  # => {
  # =>   "to Germany"        = "domestic"
  # =>   "to France"         = "communications_credits"
  # =>   "to France, abroad" = "international"
  # =>   "from the Emirates" = "unavailable"
  # => }
}

# Between the United States and Canada, calls are domestic in both directions.
output "from_canada_to_the_united_states" {
  value = provider::teamsvoice::outbound_call("Canada", "USA", "domestic") # => "domestic"
}
