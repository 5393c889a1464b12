variable "sites" {
  description = "Country of each site"
  type        = map(string)
  default     = { munich = "Germany", seoul = "South Korea" }
}

data "teamsvoice_country_availability" "site" {
  for_each = var.sites
  country  = each.value
}

locals {
  with_credits = toset([
    for name, site in data.teamsvoice_country_availability.site : name if site.communications_credits.available
  ])
}

# Stands in for the toll-free number of each site, whose calls are paid from Communications Credits.
resource "terraform_data" "toll_free_number" {
  for_each = local.with_credits
  input    = data.teamsvoice_country_availability.site[each.key].country_code
}

output "with_credits" {
  value = sort(local.with_credits) # => ["munich"]
}
