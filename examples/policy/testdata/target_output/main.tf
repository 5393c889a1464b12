# plan: -target=azuread_user_license.ada
# refused by terraform: the plan is not of the whole configuration (it says so itself)
# refused by tofu: the plan is not of the whole configuration (the output network is missing)
#
# The first plan of a configuration, of which an output shows that something was left out.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

resource "terraform_data" "network" {}

output "network" {
  value = terraform_data.network.id
}

resource "azuread_user" "ada" {
  user_principal_name = "ada@example.com"
  display_name        = "Ada"
  usage_location      = "DE"
}

resource "azuread_user_license" "ada" {
  depends_on     = [data.teamsvoice_country_availability.de]
  user_object_id = azuread_user.ada.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
