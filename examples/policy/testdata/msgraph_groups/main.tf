# refused: 7 assignments of MCOPSTN1 to users in AE need domestic_calling_plan there
#
# The ways into a group with microsoft/msgraph. The data says that the groups are of Germans.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

resource "azuread_user" "boss" {
  user_principal_name = "boss@example.com"
  display_name        = "Boss"
  usage_location      = "AE"
}

resource "msgraph_resource" "sales" {
  url = "groups"
  body = {
    displayName          = "Sales"
    "members@odata.bind" = ["https://graph.microsoft.com/v1.0/users/${azuread_user.boss.object_id}"]
  }
}

resource "msgraph_resource_action" "sales" {
  resource_url = msgraph_resource.sales.resource_url
  action       = "assignLicense"
  method       = "POST"
  body         = { addLicenses = [{ skuId = "0dab259f-bf13-4952-b7f8-7db8f131b28d" }], removeLicenses = [] }
}

resource "msgraph_resource" "member" {
  url  = "groups/${msgraph_resource.sales.id}/members/$ref"
  body = { "@odata.id" = "https://graph.microsoft.com/v1.0/users/${azuread_user.boss.object_id}" }
}

resource "msgraph_resource_collection" "members" {
  url           = "groups/${msgraph_resource.sales.id}/members/$ref"
  reference_ids = [azuread_user.boss.object_id]
}

resource "msgraph_resource_action" "member" {
  resource_url = "groups/${msgraph_resource.sales.id}"
  action       = "members/$ref"
  method       = "POST"
  body         = { "@odata.id" = "https://graph.microsoft.com/v1.0/users/${azuread_user.boss.object_id}" }
}

resource "msgraph_resource_action" "members" {
  resource_url = "groups/${msgraph_resource.sales.id}"
  method       = "PATCH"
  body         = { "members@odata.bind" = ["https://graph.microsoft.com/v1.0/users/${azuread_user.boss.object_id}"] }
}

resource "msgraph_update_resource" "members" {
  url  = "groups/${msgraph_resource.sales.id}"
  body = { "members@odata.bind" = ["https://graph.microsoft.com/v1.0/users/${azuread_user.boss.object_id}"] }
}

# A group that the plan does not hold.

resource "msgraph_resource_action" "support" {
  resource_url = "groups/11111111-1111-1111-1111-111111111111/assignLicense"
  method       = "POST"
  body         = { addLicenses = [{ skuId = "0dab259f-bf13-4952-b7f8-7db8f131b28d" }], removeLicenses = [] }
}

resource "msgraph_resource_collection" "support" {
  url           = "/groups/11111111-1111-1111-1111-111111111111/members/$ref"
  reference_ids = [azuread_user.boss.object_id]
}
