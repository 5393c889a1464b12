data "teamsvoice_availability_changes" "ours" {
  countries = ["DE", "HR", "CA", "JP"]
}

output "to_look_at" {
  value = [for c in data.teamsvoice_availability_changes.ours.changes : "${c.country_code} ${c.feature}: ${c.from_status} -> ${c.to_status}"]
  # => [
  # =>   "CA sms: unlisted -> available",
  # =>   "CA shared_calling: unlisted -> available",
  # =>   "DE sms: unlisted -> unavailable",
  # =>   "DE shared_calling: unlisted -> available",
  # =>   "HR pay_as_you_go_calling_plan: available -> unavailable",
  # =>   "HR sms: unlisted -> unavailable",
  # =>   "HR shared_calling: unlisted -> available",
  # =>   "JP sms: unlisted -> unavailable",
  # =>   "JP shared_calling: unlisted -> unavailable",
  # => ]
}
