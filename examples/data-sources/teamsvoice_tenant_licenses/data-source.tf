# The plan fails if fewer licenses than the rollout needs are free.
data "teamsvoice_tenant_licenses" "current" {
  require = {
    phone_system          = 5
    domestic_calling_plan = 5
  }
}

output "free" {
  value = { for name, supply in data.teamsvoice_tenant_licenses.current.capabilities : name => supply.free if supply.enabled > 0 }
  # => {
  # =>   phone_system          = 11
  # =>   domestic_calling_plan = 7
  # => }
}
