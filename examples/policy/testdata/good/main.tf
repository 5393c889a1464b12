# A plan that the policy lets through: for every country with an assignment there is an answer that says yes,
# whatever was required.
locals {
  users = {
    ada    = "DE"
    brigid = "ie"
  }
}

data "teamsvoice_country_availability" "calling" {
  for_each          = toset(values(local.users))
  country           = each.key
  required_features = ["calling_plan"]
}

data "teamsvoice_country_availability" "main_line" {
  country = "Spain"
}

data "teamsvoice_rollout" "group" {
  users    = { "grace@example.com" = { country = "France", features = ["voicemail"] } }
  features = ["audio_conferencing"]
}

resource "azuread_user" "all" {
  for_each            = local.users
  user_principal_name = "${each.key}@example.com"
  display_name        = each.key
  usage_location      = each.value
}

resource "azuread_user_license" "all" {
  for_each       = local.users
  user_object_id = azuread_user.all[each.key].object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d" # MCOPSTN1
}

resource "azuread_user" "main_line" {
  user_principal_name = "main_line@example.com"
  display_name        = "Main line"
  usage_location      = "ES"
}

resource "azuread_user_license" "main_line" {
  user_object_id = azuread_user.main_line.object_id
  sku_id         = "440eaaa8-b3e0-484b-a8be-62870b9ba70a" # PHONESYSTEM_VIRTUALUSER
}

# Whose country the policy's data names.
resource "azuread_group_license" "sales" {
  for_each        = toset(["sales"])
  group_object_id = each.key
  sku_id          = "0DAB259F-BF13-4952-B7F8-7DB8F131B28D"
}

# Of no country that is checked, and none of these matters to the policy: an office license that the data names, Teams
# Phone, and a room.
resource "azuread_user_license" "others" {
  for_each       = toset(["6fd2c87f-b296-42f0-b197-1e91e994b900", "e43b5b99-8dfb-405f-9987-dc307f34bcbd", "6070a4c8-34c6-4937-8dfb-39bbc6397a60"])
  user_object_id = "hedy@example.com"
  sku_id         = each.key
}
