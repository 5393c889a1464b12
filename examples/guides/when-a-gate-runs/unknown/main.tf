locals {
  country = "DE"
}

resource "terraform_data" "site" {
  input = local.country
}

# The output is known only after apply, and so is the answer: this plan passes whatever the country is.
data "teamsvoice_country_availability" "late" {
  country           = terraform_data.site.output
  required_features = ["calling_plan"]
}

# The value that the resource uses is known now, and so is the answer.
data "teamsvoice_country_availability" "early" {
  country           = local.country
  required_features = ["calling_plan"]
}

output "early" {
  value = data.teamsvoice_country_availability.early.statuses["calling_plan"] # => "available"
}
