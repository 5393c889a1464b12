run "only_sites_with_a_calling_plan" {
  command = plan

  assert {
    condition     = output.with_calling_plan == tolist(["munich"])
    error_message = "A Calling Plan is sold in Germany, and none in the United Arab Emirates."
  }
}
