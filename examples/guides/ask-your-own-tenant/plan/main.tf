provider "teamsvoice" {
  offers_file = "${path.module}/number-offers.json"
  max_age     = "30d"
  on_stale    = "warning"
}

data "teamsvoice_country_availability" "germany" {
  country           = "Germany"
  required_features = ["user_number"]
}

output "user_number" {
  # => {
  # =>   as_of      = "2026-08-21"
  # =>   conditions = []
  # =>   note       = "Among the number offers of tenant 00000000-0000-0000-0000-000000000001, exported on 2026-08-21."
  # =>   status     = "available"
  # => }
  value = {
    for name, value in data.teamsvoice_country_availability.germany.features["user_number"] : name => value
    if contains(["status", "conditions", "as_of", "note"], name)
  }
}
