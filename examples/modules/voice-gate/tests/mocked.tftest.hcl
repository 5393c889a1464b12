# Without the dataset: mock_provider answers in the provider's place. Terraform has it from 1.7 on, OpenTofu from 1.8 on.
# The provider must still be installed: a mock takes its schema from it, and functions are never mocked.
#
# A mocked list of objects is empty, so that nobody is refused; Terraform takes none from mock_data or override_data. Who is
# approved, the mock says in ready_users. To say who is refused, a module around this one overrides this module: see
# examples/gate/tests.

mock_provider "teamsvoice" {
  mock_data "teamsvoice_rollout" {
    defaults = {
      ready       = true
      ready_users = { "ada@example.com" = "DE", "dalia@example.com" = "AE" }
    }
  }
}

run "nobody_is_refused" {
  command = plan

  variables {
    users = {
      "ada@example.com"   = { usage_location = "DE" }
      "dalia@example.com" = { usage_location = "AE" }
    }
    features = ["calling_plan"]
  }

  assert {
    condition     = output.ready && keys(output.approved_users) == ["ada@example.com", "dalia@example.com"]
    error_message = "The mock refuses nobody, whatever the dataset says of AE."
  }
}
