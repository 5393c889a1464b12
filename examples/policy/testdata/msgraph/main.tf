# refused: 5 assignments of MCOPSTN1 to users in AE need domestic_calling_plan there (msgraph_resource.licensed["boss"], msgraph_resource_action.by_id["boss"], msgraph_resource_action.by_url["boss"] and 2 more)
# refused: azuread_user_license.by_action assigns MCOPSTN1 to a user in SA
# refused: azuread_user_license.by_update assigns MCOPSTN1 to a user in QA
# refused: msgraph_resource_action.batch sends a batch of requests, which this policy does not read
# refused: azuread_user_license.later assigns MCOPSTN1, which needs domestic_calling_plan in the country of the user, and the plan does not show the country: the usage location of azuread_user.later is known only after apply.
# refused: the plan does not show whose usage location msgraph_update_resource.hidden sets
#
# The resources of microsoft/msgraph. What they request of users without a license, and of ada in DE, passes.
data "teamsvoice_country_availability" "de" {
  country = "DE"
}

resource "msgraph_resource" "user" {
  for_each = { ada = "DE", boss = "AE" }
  url      = "users"
  body     = { userPrincipalName = "${each.key}@example.com", usageLocation = each.value }
}

resource "msgraph_resource_action" "by_id" {
  for_each     = msgraph_resource.user
  resource_url = "users/${each.value.id}"
  action       = "assignLicense"
  method       = "POST"
  body         = { addLicenses = [{ skuId = "0dab259f-bf13-4952-b7f8-7db8f131b28d" }], removeLicenses = [] }
}

resource "msgraph_resource_action" "by_url" {
  for_each     = msgraph_resource.user
  resource_url = each.value.resource_url
  action       = "assignLicense"
  method       = "POST"
  body         = jsonencode({ addLicenses = [{ skuId = "0dab259f-bf13-4952-b7f8-7db8f131b28d" }], removeLicenses = [] })
}

resource "msgraph_resource_action" "url_only" {
  for_each     = msgraph_resource.user
  resource_url = "users/${each.value.id}/assignLicense"
  method       = "POST"
  body         = { addLicenses = [{ skuId = "0dab259f-bf13-4952-b7f8-7db8f131b28d" }], removeLicenses = [] }
}

resource "msgraph_resource" "licensed" {
  for_each = msgraph_resource.user
  url      = "users/${each.value.id}/assignLicense"
  body     = { addLicenses = [{ skuId = "0dab259f-bf13-4952-b7f8-7db8f131b28d" }], removeLicenses = [] }
}

resource "msgraph_resource_action" "of_a_new_user" {
  for_each     = msgraph_resource.user
  resource_url = "users/${msgraph_resource.user[each.key].id}"
  action       = "assignLicense"
  method       = "POST"
  body         = { addLicenses = [{ skuId = "0dab259f-bf13-4952-b7f8-7db8f131b28d" }], removeLicenses = [] }
}

# Nothing of this assigns a license.

resource "msgraph_resource_action" "mail" {
  resource_url = "users/hedy@example.com"
  action       = "sendMail"
  method       = "POST"
  body         = { message = { subject = "Welcome" } }
}

resource "msgraph_resource_action" "removed" {
  resource_url = "users/hedy@example.com"
  action       = "assignLicense"
  method       = "POST"
  body         = { addLicenses = [], removeLicenses = ["0dab259f-bf13-4952-b7f8-7db8f131b28d"] }
}

# A batch is not read.

resource "msgraph_resource_action" "batch" {
  resource_url = "$batch"
  method       = "POST"
  body         = { requests = [{ id = "1", method = "GET", url = "/users" }] }
}

# Users whose location another resource sets.

resource "azuread_user" "by_action" {
  user_principal_name = "by_action@example.com"
  display_name        = "by_action"
  usage_location      = "DE"
}

resource "azuread_user_license" "by_action" {
  user_object_id = azuread_user.by_action.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "msgraph_resource_action" "location" {
  resource_url = "users/${azuread_user.by_action.object_id}"
  method       = "PATCH"
  body         = { usageLocation = "SA" }
}

resource "azuread_user" "by_update" {
  user_principal_name = "by_update@example.com"
  display_name        = "by_update"
  usage_location      = "DE"
}

resource "azuread_user_license" "by_update" {
  user_object_id = azuread_user.by_update.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "msgraph_update_resource" "location" {
  url  = "users/${azuread_user.by_update.object_id}"
  body = { usageLocation = "QA" }
}

resource "azuread_user" "only_there" {
  user_principal_name = "only_there@example.com"
  display_name        = "only_there"
}

resource "azuread_user_license" "only_there" {
  user_object_id = azuread_user.only_there.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "msgraph_update_resource" "only_there" {
  url  = "users/${azuread_user.only_there.object_id}"
  body = { usageLocation = "DE" }
}

resource "azuread_user" "later" {
  user_principal_name = "later@example.com"
  display_name        = "later"
  usage_location      = "DE"
}

resource "azuread_user_license" "later" {
  user_object_id = azuread_user.later.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "terraform_data" "country" {}

resource "msgraph_update_resource" "later" {
  url  = "users/${azuread_user.later.object_id}"
  body = { usageLocation = terraform_data.country.id }
}

resource "azuread_user" "other_property" {
  user_principal_name = "other_property@example.com"
  display_name        = "other_property"
  usage_location      = "DE"
}

resource "azuread_user_license" "other_property" {
  user_object_id = azuread_user.other_property.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "msgraph_update_resource" "other_property" {
  url  = "users/${azuread_user.other_property.object_id}"
  body = { department = "Sales" }
}

locals {
  hidden = azuread_user.other_property.object_id
}

resource "msgraph_update_resource" "hidden" {
  url  = "users/${local.hidden}"
  body = { usageLocation = "QA" }
}
