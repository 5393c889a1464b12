output "with_toll_free_numbers" {
  value = [for country in ["DE", "AE", "AF"] : country if provider::teamsvoice::toll_free_number_available(country)]
  # => ["DE", "AE"]
}
