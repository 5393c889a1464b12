# One check for each country in a decoded table: what a practitioner writes without a provider. It knows codes only.
variable "countries" {
  type = list(string)
}

locals {
  table = jsondecode(file("${path.module}/table.json"))
}

output "available" {
  value = [for country in var.countries : local.table[country].calling_plan]
}
