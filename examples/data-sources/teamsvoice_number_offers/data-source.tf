# Written with Teams PowerShell by scripts/export-number-offers.ps1.
provider "teamsvoice" {
  offers_file = "${path.module}/number-offers.json"
}

# The plan fails if Microsoft does not offer the tenant these numbers.
data "teamsvoice_number_offers" "today" {
  require = {
    Germany         = ["UserSubscriber"]
    "United States" = ["UserSubscriber", "ConferenceTollFree"]
  }
}

output "countries" {
  value = keys(data.teamsvoice_number_offers.today.offers) # => ["DE", "US"]
}

# The countries whose users need a civic address before they can get a number.
output "address_first" {
  # => ["DE", "US"]
  value = [
    for code, offers in data.teamsvoice_number_offers.today.offers : code
    if anytrue([for offer in offers : offer.number_type == "UserSubscriber" && coalesce(offer.requires_civic_address, false)])
  ]
}
