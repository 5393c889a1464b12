terraform {
  required_providers {
    teamsvoice = {
      source  = "teamsvoice/teamsvoice"
      version = "~> 0.2"
    }
  }
}

# Every argument is optional: without this block, the newest embedded snapshot is read.
provider "teamsvoice" {
  max_age  = "1825d"
  on_stale = "warning"
}

# The plan fails here if Germany has no Calling Plan or no toll-free numbers.
data "teamsvoice_country_availability" "berlin" {
  country           = "Germany"
  required_features = ["calling_plan", "toll_free_number"]
}

output "usage_location" {
  value = data.teamsvoice_country_availability.berlin.country_code # => "DE"
}
