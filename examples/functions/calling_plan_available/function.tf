output "any_plan_in_the_united_states" {
  value = provider::teamsvoice::calling_plan_available("US") # => true
}

output "pay_as_you_go_in_the_united_states" {
  value = provider::teamsvoice::calling_plan_available("US", "pay_as_you_go") # => true
}

# Telstra sells plans of its own in Australia: there is a plan, but none of Microsoft's.
output "in_australia" {
  value = {
    any      = provider::teamsvoice::calling_plan_available("AU")
    domestic = provider::teamsvoice::calling_plan_available("AU", "domestic")
  }
  # => {
  # =>   any      = true
  # =>   domestic = false
  # => }
}
