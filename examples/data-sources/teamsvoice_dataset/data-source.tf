data "teamsvoice_dataset" "current" {}

output "as_of" {
  value = data.teamsvoice_dataset.current.as_of # => "2026-08-21"
}

output "countries" {
  value = data.teamsvoice_dataset.current.country_count # => 114
}

output "embedded_snapshots" {
  value = data.teamsvoice_dataset.current.snapshots # => ["2021-08-03", "2023-01-25", "2026-08-21"]
}

# Warns in every plan once facts are older than you accept.
check "dataset_age" {
  assert {
    condition     = data.teamsvoice_dataset.current.age_days < 3650
    error_message = "The dataset is ${data.teamsvoice_dataset.current.age_days} days old."
  }
}
