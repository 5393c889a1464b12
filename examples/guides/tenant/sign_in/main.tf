provider "teamsvoice" {
  tenant_id = "00000000-0000-0000-0000-000000000000"
  client_id = "11111111-1111-1111-1111-111111111111"
  use_oidc  = true # or ARM_CLIENT_SECRET in the environment
}
