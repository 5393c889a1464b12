terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# A condition without a value in its else branch.
data "teamsvoice_country_availability" "null" {
  country           = "DE"
  required_features = ["calling_plan", null]
}

# A letter too many.
data "teamsvoice_country_availability" "munnich" {
  country         = "DE"
  required_cities = ["Munnich"]
}

# A city without numbers.
data "teamsvoice_country_availability" "kassel" {
  country         = "DE"
  required_cities = ["Kassel"]
}

# Numbers that are only on request.
data "teamsvoice_country_availability" "munich" {
  country         = "DE"
  required_cities = ["Munich"]
  strict          = true
}

# A country without a page.
data "teamsvoice_country_availability" "kosovo" {
  country           = "Kosovo"
  required_features = ["calling_plan"]
}
