locals {
  # The countries where our operator offers Operator Connect.
  operator_connect = toset(["AE", "KR"])
  site             = "KR"
}

# Stands in for the resource that connects the site.
resource "terraform_data" "site" {
  input = local.site

  lifecycle {
    precondition {
      condition     = provider::teamsvoice::calling_plan_available(local.site) || contains(local.operator_connect, local.site)
      error_message = "${local.site} has neither a Calling Plan nor an operator of ours."
    }
  }
}
