# The gate is the real one, which needs no credentials. Entra ID is mocked.
mock_provider "azuread" {}

variables {
  initial_password = "not-a-real-one"
}

run "everyone_can_go" {
  command = plan

  assert {
    condition     = keys(azuread_user_license.calling_plan) == keys(azuread_user.this) && length(output.held_back) == 0
    error_message = "Everyone in users.csv can have a Calling Plan."
  }
  assert {
    condition     = alltrue([for user, country in output.ready : azuread_user.this[user].usage_location == country])
    error_message = "The usage location is the one that the gate has judged."
  }
  assert {
    condition     = output.phone_number_assignments[0].phone_number == "+442079460958"
    error_message = "Numbers are in E.164 form."
  }
}

run "one_is_held_back" {
  command = plan

  variables {
    users_file   = "tests/not-sold.csv"
    on_violation = "warning"
  }

  assert {
    condition     = keys(output.held_back) == ["omar.haddad@example.com"]
    error_message = "No Calling Plan is sold in the United Arab Emirates, and it is in all other countries of the list."
  }
  assert {
    condition     = contains(keys(azuread_user.this), "omar.haddad@example.com")
    error_message = "The account does not depend on the gate."
  }
  assert {
    condition     = !contains(keys(azuread_user_license.teams_phone), "omar.haddad@example.com") && length(azuread_user_license.calling_plan) == 8
    error_message = "The licenses do."
  }
}

run "nobody_is_left_out_in_silence" {
  command = plan

  variables {
    on_violation = "none"
  }

  expect_failures = [var.on_violation]
}

run "two_users_with_one_number" {
  command = plan

  variables {
    users_file = "tests/same-number.csv"
  }

  expect_failures = [output.phone_number_assignments]
}

run "main_line_without_toll_free_numbers" {
  command = plan

  variables {
    main_line_countries = ["Lithuania"]
  }

  expect_failures = [var.main_line_countries]
}

run "list_with_semicolons" {
  command = plan

  variables {
    users_file = "tests/semicolons.csv"
  }

  expect_failures = [var.users_file]
}
