output "calling_plan_countries" {
  value = length(provider::teamsvoice::countries_with(["calling_plan"])) # => 36
}

output "sold_in_japan" {
  value = provider::teamsvoice::country_availability("JP").calling_plans.operator # => "SoftBank"
}

output "user_numbers_of_50_licenses" {
  value = provider::teamsvoice::number_quota("user", 50) # => 65
}

output "germany_to_france" {
  value = provider::teamsvoice::outbound_call("DE", "FR", "domestic") # => "communications_credits"
}

output "united_states_to_canada" {
  value = provider::teamsvoice::outbound_call("US", "CA", "domestic") # => "domestic"
}

output "from_a_meeting_to_the_united_states" {
  value = provider::teamsvoice::conference_dial_out("US", "audio_conferencing") # => "included"
}

output "toll_free_number_needs" {
  value = provider::teamsvoice::country_availability("DE").prerequisites["toll_free_number"] # => ["communications_credits", "know_your_customer"]
}

output "numbers_in_germany" {
  value = provider::teamsvoice::country_availability("DE").numbers.user.order # => "required"
}

output "sms_countries" {
  value = provider::teamsvoice::countries_with(["sms"]) # => ["CA", "PR", "US"]
}

output "no_shared_calling" {
  value = setsubtract(provider::teamsvoice::countries_with(["calling_plan"]), provider::teamsvoice::countries_with(["shared_calling"])) # => toset(["AU", "CZ", "HU", "JP", "NZ", "RO", "SG"])
}
