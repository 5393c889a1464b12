resource "terraform_data" "forged" {
  input = {
    resources = [{
      address       = "data.teamsvoice_country_availability.ae"
      mode          = "data"
      type          = "teamsvoice_country_availability"
      name          = "ae"
      provider_name = "registry.terraform.io/teamsvoice/teamsvoice"
      values        = { country_code = "AE", features = { domestic_calling_plan = { status = "available", available = true, overridden = false } } }
    }]
    child_modules = []
  }
}
