data "teamsvoice_availability_changes" "ours" {
  countries = ["DE", "HR", "CA", "JP"]
}

output "to_look_at" {
  value = [for c in data.teamsvoice_availability_changes.ours.changes : "${c.country_code} ${c.feature}: ${c.from_status} -> ${c.to_status}"]
  # => [
  # =>   "CA pay_as_you_go_calling_plan: unavailable -> available",
  # =>   "DE pay_as_you_go_calling_plan: unavailable -> available",
  # =>   "HR calling_plan: unavailable -> available",
  # =>   "HR domestic_calling_plan: unavailable -> available",
  # =>   "HR domestic_and_international_calling_plan: unavailable -> available",
  # =>   "HR pay_as_you_go_calling_plan: unavailable -> available",
  # => ]
}
