# Phone System, but no Calling Plan: the countries that need Direct Routing or an operator.
data "teamsvoice_countries" "own_carrier" {
  with_features    = ["phone_system"]
  without_features = ["calling_plan"]
  among            = ["Austria", "Brazil", "Chile", "Kenya", "UAE"]
}

output "own_carrier" {
  value = data.teamsvoice_countries.own_carrier.country_codes # => ["AE", "BR", "CL", "KE"]
}

output "toll_free_numbers_there" {
  value = { for code, country in data.teamsvoice_countries.own_carrier.countries : code => country.features["toll_free_number"] }
  # => {
  # =>   AE = "conditional"
  # =>   BR = "available"
  # =>   CL = "available"
  # =>   KE = "available"
  # => }
}
