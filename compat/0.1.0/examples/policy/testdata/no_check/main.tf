# refused: terraform_data.licence assigns MCOPSTN1 to a user in DE, which needs domestic_calling_plan there, and no check in this plan is of any country.
terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

resource "terraform_data" "user" {
  input = { usage_location = "DE" }
}

resource "terraform_data" "licence" {
  input = { user_id = terraform_data.user.id, sku_id = "0dab259f-bf13-4952-b7f8-7db8f131b28d" } # MCOPSTN1
}
