# refused: 4 assignments of MCOPSTN1 to users in AE need domestic_calling_plan there
#
# Spellings: keys with quotes and brackets, JSON syntax, sensitive values, and an ID in capitals and braces.
data "teamsvoice_country_availability" "de" {
  country = "de"
}

variable "location" {
  type      = string
  default   = "AE"
  sensitive = true
}

resource "azuread_user" "all" {
  for_each            = { "a.b[0]\"c|d\n" = "DE", "e/fé${"x"}]" = "de", "x\\" = "ae" }
  user_principal_name = "${md5(each.key)}@example.com"
  display_name        = each.key
  usage_location      = each.value
}

resource "azuread_user_license" "all" {
  for_each       = azuread_user.all
  user_object_id = each.value.object_id
  sku_id         = "0dab259f-bf13-4952-b7f8-7db8f131b28d"
}

resource "azuread_user" "secret" {
  user_principal_name = "secret@example.com"
  display_name        = "Secret"
  usage_location      = var.location
}

resource "azuread_user_license" "secret" {
  user_object_id = sensitive(azuread_user.secret.object_id)
  sku_id         = sensitive("0dab259f-bf13-4952-b7f8-7db8f131b28d")
}

resource "azuread_user_license" "capitals" {
  user_object_id = one([azuread_user.secret])["object_id"]
  sku_id         = "{0DAB259F-BF13-4952-B7F8-7DB8F131B28D}"
}
