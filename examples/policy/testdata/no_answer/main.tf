# refused: azuread_user_license.all["AE"] assigns MCOPSTN1 to a user in AE, which needs domestic_calling_plan there, and data.teamsvoice_country_availability.ae says that it is unavailable.
# refused: azuread_user_license.all["DE"] assigns MCOPSTN1 to a user in DE, which needs domestic_calling_plan there, and data.teamsvoice_country_availability.de is read only during apply
# refused: azuread_user_license.all["FR"] assigns MCOPSTN1 to a user in FR, which needs domestic_calling_plan there, and no check in this plan covers FR: its checks cover AE.
#
# The data source of AE requires nothing, so that the plan goes on.
data "teamsvoice_country_availability" "ae" {
  country = "AE"
}

resource "terraform_data" "before" {}

data "teamsvoice_country_availability" "de" {
  country    = "DE"
  depends_on = [terraform_data.before]
}

resource "azuread_user" "all" {
  for_each            = toset(["AE", "DE", "FR"])
  user_principal_name = "${each.key}@example.com"
  display_name        = each.key
  usage_location      = each.key
}

resource "azuread_user_license" "all" {
  for_each       = azuread_user.all
  user_object_id = each.value.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
