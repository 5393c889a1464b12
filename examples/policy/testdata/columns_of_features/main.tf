# refused: azuread_user_license.all["grace"] assigns MCOPSTN1 to a user in AE, which needs domestic_calling_plan there, and data.teamsvoice_rollout.wave says that users in AE cannot have domestic_calling_plan.
#
# However the list of users spells its columns, what counts is the answer by country.
data "teamsvoice_rollout" "wave" {
  users_csv = "UserPrincipalName,UsageLocation,Fea-tures\nada@example.com,DE,voicemail\ngrace@example.com,AE,voicemail\n"
  features  = ["domestic_calling_plan"]
}

resource "azuread_user" "all" {
  for_each            = { ada = "DE", grace = "AE" }
  user_principal_name = "${each.key}@example.com"
  display_name        = each.key
  usage_location      = each.value
}

resource "azuread_user_license" "all" {
  for_each       = azuread_user.all
  user_object_id = each.value.id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}
