data "teamsvoice_rollout" "wave_1" {
  users_file = "${path.module}/users.csv"
  features   = ["phone_system", "calling_plan"]
  numbers    = "microsoft"
}

output "numbers" {
  value = { for code, country in data.teamsvoice_rollout.wave_1.by_country : code => country.numbers }
  # => {
  # =>   DE = "Numbers for DE are ordered from the service desk."
  # =>   FR = "Numbers for FR are in the Teams admin center."
  # =>   IE = "Numbers for IE are ordered from the service desk."
  # => }
}
