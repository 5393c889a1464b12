# refused: 2 assignments of MCOPSTN1 to users in AE need domestic_calling_plan there (azuread_group_member.by_id, azuread_group_member.by_reference)
#
# The plan does not hold the groups that it licenses: the policy's data names their countries. A new member is judged all
# the same.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

resource "azuread_user" "boss" {
  user_principal_name = "boss@example.com"
  display_name        = "Boss"
  usage_location      = "AE"
}

resource "azuread_group_license" "by_id" {
  group_object_id = "11111111-aaaa-1111-1111-111111111111"
  sku_id          = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_group_member" "by_id" {
  group_object_id  = "11111111-AAAA-1111-1111-111111111111"
  member_object_id = azuread_user.boss.object_id
}

resource "azuread_group_member" "of_another" {
  group_object_id  = "22222222-2222-2222-2222-222222222222"
  member_object_id = azuread_user.boss.object_id
}

# A resource that the policy does not know stands for a group of another provider.
resource "terraform_data" "group" {}

resource "azuread_group_license" "by_reference" {
  group_object_id = terraform_data.group.id
  sku_id          = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_group_member" "by_reference" {
  group_object_id  = terraform_data.group.id
  member_object_id = azuread_user.boss.object_id
}
