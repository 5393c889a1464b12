provider "teamsvoice" {
  numbers_file = "${path.module}/phone-numbers.json"
}

# The numbers come from the file, so no sign-in is needed.
data "teamsvoice_phone_numbers" "berlin" {
  country = "DE"
  usage   = "user"
  status  = "unassigned"
  require = 1
}

output "free" {
  value = data.teamsvoice_phone_numbers.berlin.numbers[*].telephone_number # => ["+493023000001"]
}
