# refused: terraform_data.licence assigns MCOPSTN1 to a user in DE, which needs domestic_calling_plan there, and data.teamsvoice_country_availability.de checks DE without requiring domestic_calling_plan.
terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

data "teamsvoice_country_availability" "de" {
  country           = "DE"
  required_features = ["audio_conferencing"]
}

resource "terraform_data" "user" {
  input = { usage_location = "DE" }
}

resource "terraform_data" "licence" {
  input = { user_id = terraform_data.user.id, sku_id = "0dab259f-bf13-4952-b7f8-7db8f131b28d" } # MCOPSTN1
}
