run "validation" {
  command = plan
  variables { country = "Afghanistan" }
  expect_failures = [var.country]
}

run "postcondition" {
  command = plan
  variables { country = "AE" }
  expect_failures = [data.teamsvoice_country_availability.site]
}

run "check" {
  command = plan
  variables { country = "LT" }
  expect_failures = [check.toll_free_number]
}

run "passes" {
  command = plan
}
