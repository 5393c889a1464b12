terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

# An age without a unit.
provider "teamsvoice" {
  alias   = "age"
  max_age = "90"
}

data "teamsvoice_dataset" "age" {
  provider = teamsvoice.age
}

# No https, and a digest of another length.
provider "teamsvoice" {
  alias          = "http"
  dataset_url    = "http://example.com/dataset.json"
  dataset_sha256 = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
}

data "teamsvoice_dataset" "http" {
  provider = teamsvoice.http
}

# No digest.
provider "teamsvoice" {
  alias       = "digest"
  dataset_url = "https://example.com/dataset.json"
}

data "teamsvoice_dataset" "digest" {
  provider = teamsvoice.digest
}

# An override of no feature.
provider "teamsvoice" {
  alias = "feature"
  override {
    country = "AE"
    feature = "callingplan"
    status  = "yes"
    reason  = ""
    until   = "31.12.2027"
  }
}

data "teamsvoice_dataset" "feature" {
  provider = teamsvoice.feature
}

# A tenant of GCC.
provider "teamsvoice" {
  alias       = "environment"
  environment = "gcc"
}

data "teamsvoice_dataset" "environment" {
  provider = teamsvoice.environment
}
