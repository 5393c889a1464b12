# Every listed country in one read.
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

data "teamsvoice_countries" "with" {
  with_features = ["calling_plan"]
}

output "available" {
  value = [for country in var.countries : contains(data.teamsvoice_countries.with.country_codes, country)]
}
