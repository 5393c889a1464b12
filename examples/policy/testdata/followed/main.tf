# What people write, and the policy follows. Only the users without a license are in AE.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

locals {
  locations = { ada = "DE", brigid = "DE", lars = "AE" }
  licensed  = ["ada", "brigid"]
  plans     = ["0dab259f-bf13-4952-b7f8-7db8f131b28d"]
  each_plan = { for p in setproduct(local.licensed, local.plans) : "${p[0]}-${p[1]}" => { user = p[0], plan = p[1] } }
}

resource "azuread_user" "all" {
  for_each            = local.locations
  user_principal_name = "${each.key}@example.com"
  display_name        = each.key
  usage_location      = each.value
}

resource "azuread_user" "german" {
  for_each            = { for name, location in local.locations : name => location if location == "DE" }
  user_principal_name = "${each.key}@example.com"
  display_name        = each.key
  usage_location      = each.value
}

resource "azuread_user_license" "by_key" {
  for_each       = toset(local.licensed)
  user_object_id = azuread_user.all[each.key].object_id
  sku_id         = local.plans[0]
}

resource "azuread_user_license" "chained" {
  for_each       = { for name, user in azuread_user.all : name => user if contains(local.licensed, name) }
  user_object_id = each.value.object_id
  sku_id         = local.plans[0]
}

resource "azuread_user_license" "every_plan" {
  for_each       = local.each_plan
  user_object_id = azuread_user.german[each.value.user].object_id
  sku_id         = each.value.plan
}

resource "azuread_user" "counted" {
  count               = 2
  user_principal_name = "user${count.index}@example.com"
  display_name        = "User ${count.index}"
  usage_location      = "DE"
}

resource "azuread_user_license" "counted" {
  count          = 2
  user_object_id = azuread_user.counted[count.index].object_id
  sku_id         = local.plans[0]
}

resource "azuread_user_license" "literal" {
  user_object_id = azuread_user.all["ada"].id
  sku_id         = local.plans[0]
}

data "azuread_user" "known" {
  user_principal_name = "de.hedy@example.com"
}

resource "azuread_user_license" "known" {
  user_object_id = data.azuread_user.known.object_id
  sku_id         = local.plans[0]
}

module "person" {
  source   = "./person"
  for_each = local.locations
  location = each.value
  license  = each.value == "DE"
}

resource "azuread_user_license" "output_by_key" {
  for_each       = toset(local.licensed)
  user_object_id = module.person[each.key].object_id
  sku_id         = local.plans[0]
}

resource "azuread_user_license" "output_literal" {
  user_object_id = module.person["ada"].user.object_id
  sku_id         = local.plans[0]
}

module "licenses" {
  source   = "./licenses"
  for_each = azuread_user.german
  user_id  = each.value.object_id
  users    = azuread_user.german
}

# Who leads a user does not matter where the plan shows that the ID is the user's.

resource "azuread_user" "chief" {
  user_principal_name = "chief@example.com"
  display_name        = "Chief"
  usage_location      = "AE"
}

resource "azuread_user" "led" {
  for_each            = { ada = "DE" }
  user_principal_name = "led@example.com"
  display_name        = "Led"
  usage_location      = each.value
  manager_id          = azuread_user.chief.object_id
}

resource "azuread_user_license" "led" {
  for_each       = azuread_user.led
  user_object_id = each.value.object_id
  sku_id         = local.plans[0]
}

module "led" {
  source  = "./licenses"
  user_id = azuread_user.led["ada"].object_id
  users   = {}
}

module "led_by_value" {
  source   = "./licenses"
  for_each = azuread_user.led
  user_id  = each.value.object_id
  users    = {}
}
