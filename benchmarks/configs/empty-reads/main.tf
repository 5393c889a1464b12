# As many reads of a data source that knows nothing.
terraform {
  required_providers {
    empty = {
      source = "teamsvoice/empty"
    }
  }
}

variable "countries" {
  type = list(string)
}

data "empty_gate" "each" {
  for_each = toset(var.countries)

  country           = each.key
  required_features = ["audio_conferencing"]
  strict            = false
}

output "codes" {
  value = [for read in data.empty_gate.each : read.id]
}
