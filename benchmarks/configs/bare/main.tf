# The CLI and no provider.
variable "countries" {
  type = list(string)
}

output "count" {
  value = length(var.countries)
}
