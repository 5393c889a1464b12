mock_provider "teamsvoice" {
  mock_data "teamsvoice_country_availability" {
    defaults = {
      country_code = "ZZ"
      features = {
        calling_plan = { status = "available", available = true, conditions = [], note = "", overridden = false }
      }
    }
  }
}

run "every_site_when_plans_are_sold_everywhere" {
  command = plan

  assert {
    condition     = output.with_calling_plan == tolist(["dubai", "munich"])
    error_message = "Whatever the dataset says, every site that has a Calling Plan is there."
  }
}
