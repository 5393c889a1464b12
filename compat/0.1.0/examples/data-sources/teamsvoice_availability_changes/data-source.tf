data "teamsvoice_availability_changes" "since_2021" {
  from      = "2021-08-03"
  to        = "2023-01-25"
  features  = ["calling_plan", "pay_as_you_go_calling_plan"]
  countries = ["Croatia", "Germany", "Japan", "UAE"]
}

output "opened" {
  value = [for c in data.teamsvoice_availability_changes.since_2021.opened : "${c.country_code} ${c.feature}"]
  # => ["DE pay_as_you_go_calling_plan", "HR calling_plan", "HR pay_as_you_go_calling_plan"]
}

output "closed" {
  value = [for c in data.teamsvoice_availability_changes.since_2021.closed : "${c.country_code} ${c.feature}"] # => []
}
