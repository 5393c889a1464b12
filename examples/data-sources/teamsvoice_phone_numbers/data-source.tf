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
