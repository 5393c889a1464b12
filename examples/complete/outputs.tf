locals {
  # A number must be a geographic number of the country where its user is licensed. Otherwise the plan stops here.
  phone_numbers = {
    for user, row in local.users :
    user => provider::teamsvoice::assert_phone_number(row.PhoneNumber, row.UsageLocation, "geographic")
    if row.PhoneNumber != "" && lookup(data.teamsvoice_rollout.voice.ready_users, user, null) != null
  }
}

output "phone_number_assignments" {
  description = "The numbers for scripts/Set-PhoneNumbers.ps1 to assign, which the azuread provider cannot do."
  value = [for user, number in local.phone_numbers : {
    user_principal_name = user
    object_id           = azuread_user.this[user].object_id
    phone_number        = number
    location_id         = lookup(var.emergency_locations, data.teamsvoice_rollout.voice.ready_users[user], null)
  }]

  precondition {
    condition     = length(distinct(values(local.phone_numbers))) == length(local.phone_numbers)
    error_message = "Two users of ${var.users_file} have the same phone number."
  }
}

output "ready" {
  description = "Users who are licensed, with their countries."
  value       = data.teamsvoice_rollout.voice.ready_users
}

output "held_back" {
  description = "Users who are not licensed, and why. Empty unless on_violation is warning."
  value       = { for violation in data.teamsvoice_rollout.voice.violations : violation.user => violation.reason... }
}

output "without_number" {
  description = "Licensed users who have no number yet, and how to get numbers in their country."
  value = {
    for user, country in data.teamsvoice_rollout.voice.ready_users :
    user => data.teamsvoice_rollout.voice.by_country[country].numbers
    if local.users[user].PhoneNumber == ""
  }
}

output "needed_first" {
  description = "What must be bought or set up before calls work, and for how many users."
  value       = { for step in data.teamsvoice_rollout.voice.prerequisites : step.feature => step.user_count }
}

output "main_line_countries" {
  description = "The countries where a main line with a toll-free number can be set up in the Teams admin center."
  value       = sort([for country in var.main_line_countries : provider::teamsvoice::country_code(country)])
}
