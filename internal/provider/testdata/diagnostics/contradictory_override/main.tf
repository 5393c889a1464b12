terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

provider "teamsvoice" {
  override {
    country = "AE"
    feature = "calling_plan"
    status  = "conditional"
    reason  = "Our account team says that it opened in March."
  }
}

data "teamsvoice_country_availability" "dubai" {
  country = "AE"
}
