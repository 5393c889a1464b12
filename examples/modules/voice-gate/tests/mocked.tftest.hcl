# Without the dataset: mock_provider answers instead of the provider. It needs Terraform 1.7 or OpenTofu 1.8.
# The provider must still be installed: a mock takes its schema from it, and functions are never mocked.
#
# A mocked list of objects is empty, so nobody is refused; Terraform ignores one in mock_data or override_data. The mock
# sets ready_users, which says who is approved. To set who is refused, override this module in a module around it: see
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
