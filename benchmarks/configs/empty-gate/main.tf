# The gate of one country by a data source that knows nothing.
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

data "empty_gate" "one" {
  country           = var.countries[0]
  required_features = ["calling_plan"]
}

output "country_code" {
  value = data.empty_gate.one.id
}
