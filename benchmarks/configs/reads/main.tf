# Every listed country in a data source of its own.
terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

variable "countries" {
  type = list(string)
}

data "teamsvoice_country_availability" "each" {
  for_each = toset(var.countries)

  country           = each.key
  required_features = ["audio_conferencing"]
  on_missing        = "none"
}

output "codes" {
  value = [for read in data.teamsvoice_country_availability.each : read.id]
}
