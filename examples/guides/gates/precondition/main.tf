variable "bridge_country" {
  type    = string
  default = "BE"
}

# Stands in for the resource that creates the conference bridge's number.
resource "terraform_data" "bridge_number" {
  input = var.bridge_country

  lifecycle {
    precondition {
      condition     = provider::teamsvoice::toll_free_number_available(var.bridge_country)
      error_message = "There are no toll-free numbers for a bridge in ${var.bridge_country}."
    }
  }
}
