# What the state has before the plan: answers in which an override says yes.
provider "teamsvoice" {
  override {
    country = "AE"
    feature = "domestic_calling_plan"
    status  = "available"
    reason  = "An operator told us."
  }
}

data "teamsvoice_country_availability" "removed" {
  country = "AE"
}

data "teamsvoice_country_availability" "counted" {
  count   = 1
  country = "AE"
}

data "teamsvoice_country_availability" "keyed" {
  for_each = toset(["AE", "DE"])
  country  = each.key
}

resource "terraform_data" "country" {
  triggers_replace = 1
  input            = "AE"
}

check "voice" {
  data "teamsvoice_country_availability" "nested" {
    country = terraform_data.country.output
  }

  assert {
    condition     = data.teamsvoice_country_availability.nested.country_code == "AE"
    error_message = "Another country."
  }
}
