variable "licenses" {
  type = map(number)
  default = {
    phone_system       = 120
    audio_conferencing = 120
    calling_plan       = 110
  }
}

data "teamsvoice_rollout" "wave_1" {
  users = {
    "ada@example.com"    = { usage_location = "DE" }
    "brigid@example.com" = { usage_location = "Ireland" }
    "main line Munich"   = { usage_location = "DE", features = ["auto_attendants", "toll_number"] }
  }
  features             = ["phone_system", "calling_plan"]
  organization_country = "DE"
  plan_type            = "domestic"
  licenses             = var.licenses
}

locals {
  numbers_wanted = { user = 115, toll = 3, toll_free = 1 }
}

# Stands in for the order for numbers.
resource "terraform_data" "numbers" {
  input = local.numbers_wanted

  lifecycle {
    precondition {
      condition     = alltrue([for type, count in local.numbers_wanted : count <= data.teamsvoice_rollout.wave_1.number_quota[type]])
      error_message = "More numbers are wanted than come with the licenses."
    }
  }
}

output "quota" {
  value = data.teamsvoice_rollout.wave_1.number_quota
  # => {
  # =>   user      = 131
  # =>   toll      = 65
  # =>   toll_free = 65
  # => }
}
