mock_provider "teamsvoice" {
  mock_data "teamsvoice_country_availability" {
    defaults = {
      country_code           = "ZZ"
      communications_credits = { status = "available", available = true }
    }
  }
}

run "every_site_where_all_have_credits" {
  command = plan

  assert {
    condition     = output.with_credits == tolist(["munich", "seoul"])
    error_message = "Whatever the dataset says, every site with credits is there."
  }
}
