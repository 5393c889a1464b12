# refused: 2 assignments of MCOPSTN1 to users in AE need domestic_calling_plan there
#
# Local values name the group of a license and of a member. A plan does not contain them, so each group may be meant.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

locals {
  hidden = azuread_group.all["hidden"].object_id
  shown  = azuread_group.all["shown"].object_id
}

resource "azuread_group" "all" {
  for_each         = toset(["hidden", "shown", "other"])
  display_name     = each.key
  security_enabled = true
}

resource "azuread_group_license" "hidden" {
  group_object_id = local.hidden
  sku_id          = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_group_license" "shown" {
  group_object_id = azuread_group.all["shown"].object_id
  sku_id          = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user" "boss" {
  user_principal_name = "boss@example.com"
  display_name        = "Boss"
  usage_location      = "AE"
}

resource "azuread_group_member" "hidden" {
  group_object_id  = azuread_group.all["hidden"].object_id
  member_object_id = azuread_user.boss.object_id
}

resource "azuread_group_member" "shown" {
  group_object_id  = local.shown
  member_object_id = azuread_user.boss.object_id
}
