terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# An option in capitals.
output "option_in_capitals" {
  value = provider::teamsvoice::missing_features("DE", ["calling_plan"], "Strict")
}

# Another spelling of an option.
output "option_in_british" {
  value = provider::teamsvoice::missing_features("DE", ["calling_plan"], "organisation=DE")
}

# A country for an option.
output "option_without_name" {
  value = provider::teamsvoice::missing_features("DE", ["calling_plan"], "DE")
}

# The arguments are swapped.
output "swapped" {
  value = provider::teamsvoice::feature_available("calling_plan", "DE")
}

# An argument is missing.
output "too_few" {
  value = provider::teamsvoice::feature_available("DE")
}

# A plan type as people write it.
output "plan_type" {
  value = provider::teamsvoice::calling_plan_available("DE", "Domestic and International")
}

# A phone number without a plus.
output "no_plus" {
  value = provider::teamsvoice::phone_number("0049 89 1234567")
}

# A mobile number for a geographic one.
output "mobile" {
  value = provider::teamsvoice::assert_phone_number("+4915112345678", "DE", "geographic")
}

# A license that is none of these.
output "license" {
  value = provider::teamsvoice::conference_dial_out("US", "E5")
}
