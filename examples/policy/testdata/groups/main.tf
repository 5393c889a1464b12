# refused: azuread_group_member.grace assigns MCOPSTN1 to a user in AE
# refused: azuread_group_license.teams assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: azuread_group.teams["licensed"] is a group
# refused: azuread_group.marketing assigns MCOPSTN1 to a user in US
# refused: azuread_group_license.marketing assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: azuread_group.marketing is a group
#
# Who joins a group that the plan licenses gets its license, by a membership or by the list of members.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

output "voice" {
  value = data.teamsvoice_country_availability.de.listed
}

resource "azuread_group" "sales" {
  display_name     = "Sales"
  security_enabled = true
}

resource "azuread_group_license" "sales" {
  group_object_id = azuread_group.sales.object_id
  sku_id          = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user" "all" {
  for_each            = { ada = "DE", grace = "AE", hedy = "US" }
  user_principal_name = "${each.key}@example.com"
  display_name        = each.key
  usage_location      = each.value
}

resource "azuread_group_member" "ada" {
  group_object_id  = azuread_group.sales.object_id
  member_object_id = azuread_user.all["ada"].object_id
}

resource "azuread_group_member" "grace" {
  group_object_id  = azuread_group.sales.object_id
  member_object_id = azuread_user.all["grace"].object_id
}

resource "azuread_group" "marketing" {
  display_name     = "Marketing"
  security_enabled = true
  members          = [azuread_user.all["hedy"].object_id]
}

resource "azuread_group_license" "marketing" {
  group_object_id = azuread_group.marketing.object_id
  sku_id          = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

# A group that this plan does not license, beside one that it does.

resource "azuread_group" "teams" {
  for_each         = toset(["licensed", "other"])
  display_name     = each.key
  security_enabled = true
}

resource "azuread_group_license" "teams" {
  group_object_id = azuread_group.teams["licensed"].object_id
  sku_id          = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_group_member" "other" {
  group_object_id  = azuread_group.teams["other"].object_id
  member_object_id = azuread_user.all["grace"].object_id
}

# Its license is not this plan's.
resource "azuread_group" "others" {
  display_name     = "Others"
  security_enabled = true
  members          = [azuread_user.all["grace"].object_id]
}
