locals {
  needed = ["phone_system", "calling_plan", "toll_number", "toll_free_number"]
}

output "gaps" {
  value = { for country in ["DE", "AE", "KR"] : country => provider::teamsvoice::missing_features(country, local.needed) }
  # => {
  # =>   DE = []
  # =>   AE = ["calling_plan", "toll_number"]
  # =>   KR = ["calling_plan"]
  # => }
}
