data "teamsvoice_dataset" "current" {}

output "facts_by_year" {
  value = data.teamsvoice_dataset.current.facts_by_year
  # => {
  # =>   "2023" = 1910
  # =>   "2024" = 179
  # =>   "2025" = 155
  # =>   "2026" = 36
  # => }
}

output "calling_plan_in_germany" {
  value = provider::teamsvoice::feature_as_of("DE", "calling_plan") # => "2024-08-05"
}

output "toll_number_in_germany" {
  value = provider::teamsvoice::feature_as_of("DE", "toll_number") # => "2023-01-25"
}

output "known_since_2024" {
  value = tonumber(substr(provider::teamsvoice::feature_as_of("DE", "calling_plan"), 0, 4)) >= 2024 # => true
}
