locals {
  # Excel and Windows PowerShell begin a file with a byte order mark. A user who is listed twice is an error of the gate.
  rows  = csvdecode(trimprefix(file(var.users_file), "\ufeff"))
  users = zipmap([for row in local.rows : trimspace(row.UserPrincipalName)], local.rows)
}

# Everyone on the list has an account, ready or not: an account must not disappear when Microsoft stops selling a plan somewhere.
# The function turns the usage location into the code that the gate judged.
resource "azuread_user" "this" {
  for_each = local.users

  user_principal_name   = each.key
  display_name          = each.value.DisplayName
  usage_location        = provider::teamsvoice::country_code(each.value.UsageLocation)
  password              = var.initial_password
  force_password_change = true

  lifecycle {
    ignore_changes = [password] # a changed initial password applies to new accounts only
  }

  depends_on = [data.teamsvoice_rollout.voice]
}

# Only users who are ready are licensed.
resource "azuread_user_license" "teams_phone" {
  for_each = data.teamsvoice_rollout.voice.ready_users

  user_object_id = azuread_user.this[each.key].object_id
  sku_id         = var.sku_ids.teams_phone
}

resource "azuread_user_license" "calling_plan" {
  for_each = data.teamsvoice_rollout.voice.ready_users

  user_object_id = azuread_user.this[each.key].object_id
  sku_id         = var.sku_ids.calling_plan

  depends_on = [azuread_user_license.teams_phone] # a Calling Plan needs Teams Phone
}
