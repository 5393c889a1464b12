terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# An application without a credential.
provider "teamsvoice" {
  alias     = "half"
  tenant_id = "contoso.onmicrosoft.com"
  client_id = "11111111-1111-1111-1111-111111111111"
}

data "teamsvoice_tenant_licenses" "half" {
  provider = teamsvoice.half
}

# A URL for a tenant.
provider "teamsvoice" {
  alias         = "tenant_id"
  tenant_id     = "https://contoso.com"
  client_id     = "11111111-1111-1111-1111-111111111111"
  client_secret = "s3cret"
}

data "teamsvoice_tenant_licenses" "tenant_id" {
  provider = teamsvoice.tenant_id
}
