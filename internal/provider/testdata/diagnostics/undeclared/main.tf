# The module does not declare the provider.
output "office" {
  value = provider::teamsvoice::country_code("DE")
}
