# refused: azuread_user_license.unasked["boss"] assigns MCOPSTN1 to a user in AE, which needs domestic_calling_plan there, and module.phones.data.teamsvoice_rollout.this says that users in AE cannot have domestic_calling_plan.
#
# The module examples/modules/voice-gate, which approves whom to license. Who asked it for less than the license is refused.
locals {
  users = { ada = "DE", boss = "AE" }
}

resource "azuread_user" "all" {
  for_each            = local.users
  user_principal_name = "${each.key}@example.com"
  display_name        = each.key
  usage_location      = each.value
}

module "calling" {
  source   = "../../../modules/voice-gate"
  users    = { for name, location in local.users : name => { usage_location = location } if location == "DE" }
  features = ["phone_system", "domestic_calling_plan"]
}

resource "azuread_user_license" "approved" {
  for_each       = module.calling.approved_users
  user_object_id = azuread_user.all[each.key].object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

module "phones" {
  source   = "../../../modules/voice-gate"
  users    = local.users
  features = ["phone_system"]
}

resource "azuread_user_license" "unasked" {
  for_each       = module.phones.approved_users
  user_object_id = azuread_user.all[each.key].object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
