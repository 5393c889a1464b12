# The code of the country, if Germany has all of these features. Otherwise the plan stops here and says what is missing.
output "usage_location" {
  value = provider::teamsvoice::assert_features("Germany", ["calling_plan", "call_queues"]) # => "DE"
}
