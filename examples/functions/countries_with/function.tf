output "countries_with_pay_as_you_go_plans_and_credits" {
  value = length(provider::teamsvoice::countries_with(["pay_as_you_go_calling_plan", "communications_credits"])) # => 33
}

# Among some countries, those that have all of these features.
output "can_go" {
  value = setintersection(["DE", "AE", "JP"], provider::teamsvoice::countries_with(["calling_plan", "toll_number"]))
  # => toset(["DE", "JP"])
}
