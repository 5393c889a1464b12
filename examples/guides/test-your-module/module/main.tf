variable "sites" {
  description = "Country of each site"
  type        = map(string)
  default     = { munich = "Germany", dubai = "UAE" }
}

data "teamsvoice_country_availability" "site" {
  for_each = var.sites
  country  = each.value
}

locals {
  with_calling_plan = toset([
    for name, site in data.teamsvoice_country_availability.site : name if site.features["calling_plan"].available
  ])
}

# In the place of what is created at each site.
resource "terraform_data" "site" {
  for_each = local.with_calling_plan
  input    = data.teamsvoice_country_availability.site[each.key].country_code
}

output "with_calling_plan" {
  value = sort(local.with_calling_plan) # => ["munich"]
}
