provider "teamsvoice" {
  # A feature has become available.
  override {
    country = "Chile"
    feature = "domestic_calling_plan"
    status  = "available"
    reason  = "The page of the country says that it is sold; not in the dataset yet"
    source  = "https://learn.microsoft.com/microsoftteams/phone-reference/plan-availability/availability-in-chile"
    as_of   = "2026-10-01"
    until   = "2099-01-01"
  }

  # A feature is available with conditions.
  override {
    country    = "Türkiye"
    feature    = "toll_free_number"
    conditions = ["on_request"]
    note       = "Order through the service desk; allow three weeks."
    reason     = "Ticket 4711"
  }

  # More cities have numbers.
  override {
    country = "DE"
    feature = "toll_number"
    cities  = ["Frankfurt", "Munich", "Hamburg"]
    reason  = "Hamburg was offered in the admin center"
  }
}

data "teamsvoice_country_availability" "site" {
  for_each = toset(["CL", "TR", "DE"])
  country  = each.key
}

data "teamsvoice_dataset" "current" {}

output "statuses" {
  value = [for o in data.teamsvoice_dataset.current.overrides : "${o.country_code} ${o.feature} ${o.status}"]
  # => ["CL domestic_calling_plan available", "TR toll_free_number conditional", "DE toll_number conditional"]
}

output "any_calling_plan_in_chile" {
  value = data.teamsvoice_country_availability.site["CL"].features["calling_plan"].status # => "available"
}

output "note_in_turkey" {
  value = data.teamsvoice_country_availability.site["TR"].features["toll_free_number"].note
  # => "Order through the service desk; allow three weeks."
}

output "cities_in_germany" {
  value = data.teamsvoice_country_availability.site["DE"].service_numbers.toll.cities[*].name # => ["Frankfurt", "Munich", "Hamburg"]
}

output "as_of_in_chile" {
  value = data.teamsvoice_country_availability.site["CL"].features["domestic_calling_plan"].as_of # => "2026-10-01"
}
