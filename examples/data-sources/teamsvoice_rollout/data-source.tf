data "teamsvoice_rollout" "wave_1" {
  users = {
    "ada@example.com"    = { usage_location = "Germany" }
    "brigid@example.com" = { usage_location = "Ireland" }
    "helpdesk"           = { usage_location = "Germany", features = ["call_queues", "toll_free_number"] }
  }
  features             = ["calling_plan", "audio_conferencing"]
  organization_country = "DE"
  plan_type            = "domestic"
  licenses = {
    phone_system       = 3
    audio_conferencing = 2
    calling_plan       = 2
  }
}

output "ready" {
  value = data.teamsvoice_rollout.wave_1.ready # => true
}

output "minutes" {
  value = { for code, country in data.teamsvoice_rollout.wave_1.by_country : code => country.domestic_minutes }
  # => {
  # =>   DE = 2400
  # =>   IE = 1200
  # => }
}

output "needed_first" {
  value = data.teamsvoice_rollout.wave_1.prerequisites[*].feature
  # => ["phone_system", "toll_number", "communications_credits", "know_your_customer"]
}

output "numbers" {
  value = data.teamsvoice_rollout.wave_1.number_quota
  # => {
  # =>   user      = 12
  # =>   toll      = 5
  # =>   toll_free = 5
  # => }
}
