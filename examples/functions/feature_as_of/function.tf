output "known_since" {
  value = { for feature in ["calling_plan", "toll_number"] : feature => provider::teamsvoice::feature_as_of("HK", feature) }
  # => {
  # =>   calling_plan = "2024-08-05"
  # =>   toll_number  = "2023-01-25"
  # => }
}
