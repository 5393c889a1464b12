# The gate of one country by the data source.
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

data "teamsvoice_country_availability" "one" {
  country           = var.countries[0]
  required_features = ["calling_plan"]
}

output "country_code" {
  value = data.teamsvoice_country_availability.one.id
}
