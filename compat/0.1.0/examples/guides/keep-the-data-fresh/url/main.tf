variable "dataset_sha256" {
  description = "SHA-256 digest of the dataset that was reviewed"
  type        = string
  default     = "70bfef523e779255d6467ce9ee533e7e2df7c225ac26cd970cc727ef058e774a"
}

provider "teamsvoice" {
  dataset_url    = "https://example.com/teamsvoice/2026-01-31.json"
  dataset_sha256 = var.dataset_sha256
}
