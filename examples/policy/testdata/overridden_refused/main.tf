# refused: domestic_calling_plan in AE is available because the provider's configuration says so (An operator told us.): see data.teamsvoice_rollout.wave
provider "teamsvoice" {
  override {
    country = "AE"
    feature = "domestic_calling_plan"
    status  = "available"
    reason  = "An operator told us."
  }
}

data "teamsvoice_rollout" "wave" {
  users    = { ada = { country = "AE" } }
  features = ["voicemail"]
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
