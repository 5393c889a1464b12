# refused: terraform_data.licence assigns MCOPSTN1 to a user in DE, which needs domestic_calling_plan there, and data.teamsvoice_country_availability.de is read only during apply
terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

resource "terraform_data" "before" {}

data "teamsvoice_country_availability" "de" {
  country           = "DE"
  required_features = ["calling_plan"]
  depends_on        = [terraform_data.before]
}

resource "terraform_data" "user" {
  input = { usage_location = "DE" }
}

resource "terraform_data" "licence" {
  input = { user_id = terraform_data.user.id, sku_id = "0dab259f-bf13-4952-b7f8-7db8f131b28d" } # MCOPSTN1
}
