locals {
  india = provider::teamsvoice::country_availability("India")
}

output "audio_conferencing" {
  value = local.india.features["audio_conferencing"]
  # => {
  # =>   as_of      = "2023-01-25"
  # =>   available  = true
  # =>   conditions = ["sold_by_operator"]
  # =>   note       = "Sold by Tata Communications."
  # =>   overridden = false
  # =>   source_url = "https://learn.microsoft.com/microsoftteams/phone-reference/plan-availability/availability-in-india"
  # =>   status     = "conditional"
  # => }
}

output "cities_with_toll_numbers" {
  value = local.india.service_numbers.toll.cities[*].name # => ["Chennai", "Mumbai"]
}

output "needed_first_for_toll_free_numbers" {
  value = local.india.prerequisites["toll_free_number"] # => ["communications_credits", "know_your_customer"]
}
