terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# A letter is missing.
data "teamsvoice_country_availability" "grmany" {
  country = "Grmany"
}

# Two countries share the name.
data "teamsvoice_country_availability" "korea" {
  country = "Korea"
}

# A variable without a value.
data "teamsvoice_country_availability" "empty" {
  country = ""
}

# A calling code.
data "teamsvoice_country_availability" "number" {
  country = 49
}

# A sales region.
data "teamsvoice_country_availability" "region" {
  country = "EMEA"
}

# No country at all.
data "teamsvoice_country_availability" "null" {
  country = null
}
