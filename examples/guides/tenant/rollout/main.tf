data "teamsvoice_tenant_licenses" "current" {
  require = {
    phone_system          = 2
    domestic_calling_plan = 2
  }
}

data "teamsvoice_phone_numbers" "free_in_berlin" {
  country = "DE"
  city    = "Berlin"
  usage   = "user"
  status  = "unassigned"
  require = 2
}

output "free_numbers" {
  value = data.teamsvoice_phone_numbers.free_in_berlin.number_count # => 2
}
