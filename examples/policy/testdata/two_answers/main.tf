# warned: domestic_calling_plan in AE is available because the provider's configuration says so (An operator told us.)
# warned: data.teamsvoice_country_availability.ae says that domestic_calling_plan is available in AE, and data.teamsvoice_country_availability.documented that it is not
#
# Two provider blocks that say different things.
provider "teamsvoice" {
  override {
    country = "AE"
    feature = "domestic_calling_plan"
    status  = "available"
    reason  = "An operator told us."
  }
}

provider "teamsvoice" {
  alias = "documented"
}

data "teamsvoice_country_availability" "ae" {
  country = "AE"
}

data "teamsvoice_country_availability" "documented" {
  provider = teamsvoice.documented
  country  = "AE"
}

resource "azuread_user" "ada" {
  user_principal_name = "ada@example.com"
  display_name        = "Ada"
  usage_location      = "AE"
}

resource "azuread_user_license" "ada" {
  user_object_id = azuread_user.ada.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
