terraform {
  required_version = ">= 1.7"

  required_providers {
    teamsvoice = {
      source  = "teamsvoice/teamsvoice"
      version = "~> 0.2"
    }
  }
}

output "usage_location" {
  value = provider::teamsvoice::country_code("Nederland") # => "NL"
}
