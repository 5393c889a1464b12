# refused: azuread_user_license.all["a91fc4e0-65e5-4266-aa76-4037509c1626"] assigns SPE_E5_CALLINGMINUTES to a user in AE
# warned: it is not known what the SKU 6fd2c87f-b296-42f0-b197-1e91e994b900 is, which azuread_user_license.all["6fd2c87f-b296-42f0-b197-1e91e994b900"] assigns.
#
# A Calling Plan inside another product, and an ID that nobody told the policy of.
resource "azuread_user" "ada" {
  user_principal_name = "ada@example.com"
  display_name        = "Ada"
  usage_location      = "AE"
}

resource "azuread_user_license" "all" {
  for_each = toset([
    "a91fc4e0-65e5-4266-aa76-4037509c1626", # Microsoft 365 E5 with Calling Minutes
    "06ebc4ee-1bb5-47dd-8120-11324bc54e06", # Microsoft 365 E5
    "6fd2c87f-b296-42f0-b197-1e91e994b900",
  ])
  user_object_id = azuread_user.ada.object_id
  sku_id         = each.key
}
