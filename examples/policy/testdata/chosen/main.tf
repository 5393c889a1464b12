# refused: azuread_user_license.value["ada"] assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: it does not show which user local.chiefs leads to.
# refused: azuread_user_license.looked_up assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: it does not show which attribute of azuread_user.led the license takes.
# refused: azuread_user_license.listed["ada"] assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: it does not show which user local.pairs leads to.
# refused: azuread_user_license.beside["ada"] assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: it does not show which user local.hidden leads to.
# refused: azuread_user_license.merged["zoe"] assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: it does not show which user local.more leads to.
# refused: 8 assignments of MCOPSTN1 to users in AE need domestic_calling_plan there
#
# The key of the license is that of a user in DE, where there is a check, and who is meant is another one, in AE: something
# that a plan does not show says who. Of the users that a local value leaves in, the key does say which one is meant.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

variable "delegates" {
  type    = map(string)
  default = { ada = "boss" }
}

locals {
  delegates = { ada = "boss" }
  chiefs    = { ada = azuread_user.all["boss"].object_id }
  licensed  = ["ada"]
  hidden    = azuread_user.all["boss"].object_id
  more      = { zoe = azuread_user.all["boss"] }
  pairs     = { ada = [azuread_user.all["boss"].object_id] }
}

resource "terraform_data" "delegates" {
  for_each = local.delegates
  input    = each.value
}

resource "azuread_user" "all" {
  for_each            = { ada = "DE", boss = "AE" }
  user_principal_name = "${each.key}@example.com"
  display_name        = each.key
  usage_location      = each.value
}

module "deputies" {
  source = "./deputies"
  users  = azuread_user.all
}

resource "azuread_user_license" "deputy" {
  for_each       = { ada = { self = azuread_user.all["ada"], deputies = [azuread_user.all["boss"]] } }
  user_object_id = each.value["deputies"][0].object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "listed" {
  for_each       = { for name, user in azuread_user.all : name => [user, local.pairs[name]] if name == "ada" }
  user_object_id = each.value[1][0]
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

module "hide" {
  source    = "./hide"
  object_id = coalesce(local.hidden, azuread_user.all["ada"].object_id)
}

resource "azuread_user_license" "beside" {
  for_each       = toset(["ada"])
  user_object_id = module.hide.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "merged" {
  for_each       = { for name, user in merge(azuread_user.all, local.more) : name => user if name != "boss" }
  user_object_id = each.value.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

# In a plan, an index that count.index is only a part of looks like count.index.

resource "azuread_user" "counted" {
  count               = 2
  user_principal_name = "user${count.index}@example.com"
  display_name        = "User ${count.index}"
  usage_location      = ["DE", "AE"][count.index]
}

resource "azuread_user_license" "counted" {
  count          = 1
  user_object_id = azuread_user.counted[count.index + 1].object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "left_in" {
  for_each       = { for name, user in azuread_user.all : name => user if contains(local.licensed, name) }
  user_object_id = each.value.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "by_local" {
  for_each       = { for name, delegate in local.delegates : name => azuread_user.all[delegate] }
  user_object_id = each.value.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "by_variable" {
  for_each       = { for name, delegate in var.delegates : name => azuread_user.all[delegate] }
  user_object_id = each.value.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user_license" "by_resource" {
  for_each       = { for name, delegate in terraform_data.delegates : name => azuread_user.all[delegate.input] }
  user_object_id = each.value.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

module "licenses" {
  source   = "./licenses"
  for_each = { for name, delegate in local.delegates : name => azuread_user.all[delegate] }
  user_id  = each.value.object_id
}

resource "azuread_user_license" "value" {
  for_each       = { for name, user in azuread_user.all : name => local.chiefs[name] if name == "ada" }
  user_object_id = each.value
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

# An attribute that the plan does not show, and that leads nowhere.

resource "terraform_data" "chief" {}

resource "azuread_user" "led" {
  user_principal_name = "led@example.com"
  display_name        = "Led"
  usage_location      = "DE"
  manager_id          = terraform_data.chief.id
}

resource "azuread_user_license" "looked_up" {
  user_object_id = lookup(azuread_user.led, "manager_id", null)
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
