locals {
  # A user in Germany with a Domestic Calling Plan, and one with a Domestic and International Calling Plan.
  calls = {
    "domestic plan, to Germany"      = provider::teamsvoice::outbound_call("DE", "DE", "domestic")
    "domestic plan, to France"       = provider::teamsvoice::outbound_call("DE", "FR", "domestic")
    "international plan, to France"  = provider::teamsvoice::outbound_call("DE", "FR", "domestic_and_international")
    "domestic plan, in the Emirates" = provider::teamsvoice::outbound_call("AE", "AE", "domestic")
  }
}

output "calls" {
  value = local.calls
  # => {
  # =>   "domestic plan, to Germany"      = "domestic"
  # =>   "domestic plan, to France"       = "communications_credits"
  # =>   "international plan, to France"  = "international"
  # =>   "domestic plan, in the Emirates" = "unavailable"
  # => }
}

# Calls between the United States and Canada are domestic in both directions.
output "from_canada_to_the_united_states" {
  value = provider::teamsvoice::outbound_call("Canada", "USA", "domestic") # => "domestic"
}
