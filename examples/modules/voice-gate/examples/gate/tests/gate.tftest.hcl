# For authors of modules around the gate: tests what your module does with approved and refused users, whatever the dataset
# says about a country next year. The override replaces the gate's answer; nothing is read.
#
# Not on Terraform 1.8: there, an overridden module cannot call the functions in the validation of its variables.

mock_provider "teamsvoice" {}

override_module {
  target = module.gate
  outputs = {
    ready = false
    approved_users = {
      "grace@example.com" = { usage_location = "FR", features = ["calling_plan"] }
    }
    refused_users = {
      "hedy@example.com" = [{ feature = "calling_plan", status = "unavailable", reason = "For the test." }]
    }
    by_country    = {}
    prerequisites = []
  }
}

run "only_approved_users_are_created" {
  command = plan

  assert {
    condition     = keys(terraform_data.voice_user) == ["grace@example.com"]
    error_message = "Whoever is approved is created, and nobody else."
  }
  assert {
    condition     = terraform_data.voice_user["grace@example.com"].input.usage_location == "FR"
    error_message = "The usage location is the gate's."
  }
  assert {
    condition     = output.refused["hedy@example.com"][0] == "calling_plan"
    error_message = "Whoever is refused is reported."
  }
}
