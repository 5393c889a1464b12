output "in_luxembourg" {
  value = provider::teamsvoice::toll_number_cities("Luxembourg") # => ["Luxembourg"]
}

# The cities of one state.
output "in_oregon" {
  value = [for city in provider::teamsvoice::toll_number_cities("US") : city if startswith(city, "Oregon, ")]
  # => ["Oregon, Portland"]
}
