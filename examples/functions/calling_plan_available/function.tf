output "any_plan_in_the_united_states" {
  value = provider::teamsvoice::calling_plan_available("US") # => true
}

output "pay_as_you_go_in_the_united_states" {
  value = provider::teamsvoice::calling_plan_available("US", "pay_as_you_go") # => true
}

# In Australia, Telstra sells its own plans: there is a plan, but none from Microsoft.
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
