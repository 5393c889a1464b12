# Creates only what can work: Ada and Brigid get a plan, and Dalia is reported.
module "gate" {
  source = "../.."

  users = {
    "ada@example.com"    = { usage_location = "Germany" }
    "brigid@example.com" = { usage_location = "IE" }
    "dalia@example.com"  = { usage_location = "AE" }
    "main line Madrid"   = { usage_location = "ES", features = ["auto_attendants", "toll_number"] }
  }
  features             = ["phone_system", "calling_plan"]
  organization_country = "DE"
}

# Stands in for the resources that license a user.
resource "terraform_data" "voice_user" {
  for_each = module.gate.approved_users
  input    = { usage_location = each.value.usage_location }
}

output "approved" {
  value = keys(module.gate.approved_users) # => ["ada@example.com", "brigid@example.com", "main line Madrid"]
}

output "refused" {
  value = { for name, reasons in module.gate.refused_users : name => reasons[*].feature } # => { "dalia@example.com" = ["calling_plan"] }
}
