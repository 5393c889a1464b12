terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}

variable "country" {
  description = "Country of the site"
  type        = string
  default     = "DE"

  validation {
    condition     = provider::teamsvoice::feature_available(var.country, "phone_system")
    error_message = provider::teamsvoice::explain(var.country, ["phone_system"])
  }
}

data "teamsvoice_country_availability" "site" {
  country           = var.country
  required_features = ["calling_plan"]
  on_missing        = "none" # the postcondition decides

  lifecycle {
    postcondition {
      condition = length(self.missing_features) == 0
      error_message = join("\n", [
        "${self.country_name} lacks ${join(", ", self.missing_features)}.",
        provider::teamsvoice::explain(self.country_code, self.missing_features),
      ])
    }
  }
}

check "toll_free_number" {
  assert {
    condition     = data.teamsvoice_country_availability.site.features["toll_free_number"].available
    error_message = "There are no toll-free numbers in ${data.teamsvoice_country_availability.site.country_name}."
  }
}

# Stands in for the number of the site.
resource "terraform_data" "number" {
  input = data.teamsvoice_country_availability.site.country_code

  lifecycle {
    precondition {
      condition     = provider::teamsvoice::toll_number_available(var.country)
      error_message = "There are no toll numbers in ${var.country}."
    }
  }
}
