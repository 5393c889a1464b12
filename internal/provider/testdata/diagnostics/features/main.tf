terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# What people call it.
data "teamsvoice_country_availability" "payg" {
  country           = "DE"
  required_features = ["payg"]
}

# A license.
data "teamsvoice_country_availability" "e5" {
  country           = "DE"
  required_features = ["E5"]
}

# Not in the data.
data "teamsvoice_country_availability" "direct_routing" {
  country           = "DE"
  required_features = ["direct_routing"]
}

# The label and not the identifier.
data "teamsvoice_country_availability" "label" {
  country           = "DE"
  required_features = ["Calling Plan"]
}

# Several features in one string.
data "teamsvoice_country_availability" "several" {
  country           = "DE"
  required_features = ["calling_plan,toll_number"]
}

# A severity that is none.
data "teamsvoice_country_availability" "severity" {
  country    = "DE"
  on_missing = "warn"
}
