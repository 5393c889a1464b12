# A plan that the policy lets through: every country with an assignment has a check that passes.
terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

locals {
  users = {
    ada    = "DE"
    brigid = "IE"
  }
  skus = {
    calling_plan     = "0dab259f-bf13-4952-b7f8-7db8f131b28d" # MCOPSTN1
    resource_account = "440eaaa8-b3e0-484b-a8be-62870b9ba70a" # PHONESYSTEM_VIRTUALUSER
    office           = "6fd2c87f-b296-42f0-b197-1e91e994b900" # nothing to do with Teams voice
  }
}

data "teamsvoice_country_availability" "calling" {
  for_each          = toset(values(local.users))
  country           = each.key
  required_features = ["calling_plan"]
}

data "teamsvoice_country_availability" "main_line" {
  country           = "Spain"
  required_features = ["auto_attendants", "toll_number"]
}

data "teamsvoice_rollout" "group" {
  users    = { "grace@example.com" = { country = "France" } }
  features = ["domestic_calling_plan"]
}

resource "terraform_data" "user" {
  for_each = local.users
  input    = { usage_location = each.value }
}

resource "terraform_data" "licence" {
  for_each = local.users
  input    = { user_id = terraform_data.user[each.key].id, sku_id = local.skus.calling_plan }
}

resource "terraform_data" "main_line" {
  input = { usage_location = "ES" }
}

resource "terraform_data" "main_line_licence" {
  input = { user_id = terraform_data.main_line.id, sku_id = local.skus.resource_account }
}

# Whose country the policy's data names.
resource "terraform_data" "group_licence" {
  for_each = toset(["sales"])
  input    = { user_id = each.key, sku_id = local.skus.calling_plan }
}

# Of no country that is checked, and no matter of the policy.
resource "terraform_data" "office_licence" {
  input = { user_id = "hedy", sku_id = local.skus.office }
}
