terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

output "office" {
  value = provider::teamsvoice::country_code("Germny")
}
