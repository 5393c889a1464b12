terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# An override without a reason.
provider "teamsvoice" {
  override {
    country = "AE"
    feature = "calling_plan"
    status  = "available"
  }
}

# It is never read.
data "teamsvoice_country_availability" "office" {
  country = "AE"
}
