# refused: 3 assignments of MCOPSTN1 to users in AE need domestic_calling_plan there
#
# The resources of deploymenttheory/microsoft365: a license of the user in each of its two forms, and a group of Germans,
# as the data says, whom boss joins.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

resource "microsoft365_graph_beta_users_user" "all" {
  for_each            = { ada = "DE", boss = "AE" }
  user_principal_name = "${each.key}@example.com"
  display_name        = each.key
  usage_location      = each.value
}

resource "microsoft365_graph_beta_users_user_license_assignment" "one" {
  for_each = microsoft365_graph_beta_users_user.all
  user_id  = each.value.id
  sku_id   = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "microsoft365_graph_beta_users_user_license_assignment" "several" {
  for_each     = microsoft365_graph_beta_users_user.all
  user_id      = each.value.id
  add_licenses = [{ sku_id = "e43b5b99-8dfb-405f-9987-dc307f34bcbd" }, { sku_id = "0dab259f-bf13-4952-b7f8-7db8f131b28d" }]
}

resource "microsoft365_graph_beta_groups_group" "sales" {
  display_name = "Sales"
}

resource "microsoft365_graph_beta_groups_license_assignment" "sales" {
  group_id = microsoft365_graph_beta_groups_group.sales.id
  sku_id   = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "microsoft365_graph_beta_groups_group_member_assignment" "sales" {
  for_each           = microsoft365_graph_beta_users_user.all
  group_id           = microsoft365_graph_beta_groups_group.sales.id
  member_id          = each.value.id
  member_object_type = "User"
}
