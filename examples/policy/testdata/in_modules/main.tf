# refused: module.site["boss"].module.licenses.azuread_user_license.this["main"] assigns MCOPSTN1 to a user in AE
#
# A later plan. Each instance of a module licenses its own user, and the answer is known to be of this plan by what depends
# on modules. The manager in AE is known while planning, so that no ID that is known only after apply is that one.
resource "terraform_data" "network" {}

module "check" {
  source = "./check"
}

module "site" {
  source     = "./site"
  for_each   = { ada = "DE", boss = "AE" }
  location   = each.value
  depends_on = [module.check]
}

data "azuread_user" "manager" {
  user_principal_name = "ae.manager@example.com"
}

resource "azuread_user" "led" {
  for_each            = toset(["ada"])
  user_principal_name = "led.${each.key}@example.com"
  display_name        = each.key
  usage_location      = "DE"
  manager_id          = data.azuread_user.manager.object_id
}

resource "azuread_user_license" "led" {
  for_each       = toset(["ada"])
  user_object_id = azuread_user.led[each.key].object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
