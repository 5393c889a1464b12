# refused: azuread_user_license.manager assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: it does not show which user azuread_user.ada.manager_id leads to.
# refused: azuread_user_license.chained_manager["ada"] assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: it does not show which user each.value.manager_id leads to.
# refused: azuread_user_license.local["ada"] assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: it does not show which user local.ids leads to.
# refused: azuread_user_license.coalesced assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: it does not show which user local.ids
# refused: azuread_user_license.output assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: it does not show which user azuread_user.ada.manager_id leads to.
# refused: azuread_user_license.other assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: it does not show which user terraform_data.ids.id leads to.
# refused: azuread_user_license.counted[0] assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: it does not show which user local.names leads to.
# refused: 8 assignments of MCOPSTN1 to users in AE need domestic_calling_plan there
#
# Whoever the plan does not show is not taken for the user beside them. ada is in DE, where there is a check, and who is
# meant is the boss, who is in AE.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

resource "azuread_user" "boss" {
  user_principal_name = "boss@example.com"
  display_name        = "Boss"
  usage_location      = "AE"
}

resource "azuread_user" "ada" {
  user_principal_name = "ada@example.com"
  display_name        = "Ada"
  usage_location      = "DE"
  manager_id          = azuread_user.boss.object_id
}

resource "azuread_user" "all" {
  for_each            = { ada = "DE", boss = "AE" }
  user_principal_name = "${each.key}@example.com"
  display_name        = each.key
  usage_location      = each.value
  manager_id          = azuread_user.boss.object_id
}

locals {
  ids = { ada = azuread_user.boss.object_id }
}

resource "azuread_user_license" "manager" {
  user_object_id = azuread_user.ada.manager_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "chained_manager" {
  for_each       = { for name, user in azuread_user.all : name => user if name == "ada" }
  user_object_id = each.value.manager_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "local" {
  for_each       = toset(["ada"])
  user_object_id = local.ids[each.key]
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "coalesced" {
  user_object_id = coalesce(local.ids["ada"], azuread_user.ada.object_id)
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

locals {
  names = ["ada"]
}

resource "azuread_user_license" "counted" {
  count          = 1
  user_object_id = azuread_user.all[local.names[count.index]].object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "terraform_data" "ids" {}

resource "azuread_user_license" "other" {
  user_object_id = terraform_data.ids.id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

module "person" {
  source  = "./person"
  boss_id = azuread_user.boss.object_id
}

resource "azuread_user_license" "output" {
  user_object_id = module.person.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

# Followed, and found to be the boss.

resource "azuread_user_license" "conditional" {
  user_object_id = azuread_user.ada.object_id == "" ? azuread_user.ada.object_id : azuread_user.boss.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "swapped" {
  for_each       = { ada = "boss" }
  user_object_id = azuread_user.all[each.value].object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "manager_by_key" {
  for_each       = toset(["ada"])
  user_object_id = azuread_user.all[each.key].manager_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "value" {
  for_each       = { ada = azuread_user.boss.object_id }
  user_object_id = each.value
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "fallback" {
  for_each       = { ada = azuread_user.boss.object_id }
  user_object_id = try(each.value, azuread_user.all[each.key].object_id)
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "by_variable" {
  user_object_id = module.person.boss_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
