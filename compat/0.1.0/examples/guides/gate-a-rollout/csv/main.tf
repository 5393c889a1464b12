data "teamsvoice_rollout" "wave_1" {
  users_file = "${path.module}/users.csv"
  features   = ["phone_system", "calling_plan"]
}
