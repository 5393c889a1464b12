provider "teamsvoice" {
  dataset_file = "${path.module}/hong-kong.json"
}

data "teamsvoice_country_availability" "hong_kong" {
  country           = "HK"
  required_features = ["toll_free_number"]
}

output "toll_free_number" {
  value = data.teamsvoice_country_availability.hong_kong.features["toll_free_number"]
  # => {
  # =>   as_of      = "2026-10-01"
  # =>   available  = true
  # =>   conditions = ["on_request"]
  # =>   note       = null
  # =>   overridden = false
  # =>   source_url = "https://wiki.example.com/voice/hong-kong"
  # =>   status     = "conditional"
  # => }
}
