# The plan fails if there are fewer than two free numbers for users in Berlin.
data "teamsvoice_phone_numbers" "berlin" {
  country   = "Germany"
  city      = "Berlin"
  usage     = "user"
  status    = "unassigned"
  toll_free = false
  require   = 2
}

output "first" {
  value = data.teamsvoice_phone_numbers.berlin.numbers[0].telephone_number # => "+493023000000"
}

# One data source reports what an office lacks: user numbers, and a toll-free number for its auto attendant. The counts
# are enough, so the numbers stay out of the state.
data "teamsvoice_phone_numbers" "office" {
  number_type  = "calling_plan"
  list_numbers = false
  on_missing   = "warning"
  required_numbers = [
    { country = "DE", city = "Berlin", user = 2 },
    { country = "BE", toll_free = 1 },
  ]
}
