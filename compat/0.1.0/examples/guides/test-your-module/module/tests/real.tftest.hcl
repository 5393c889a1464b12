run "only_sites_with_credits" {
  command = plan

  assert {
    condition     = output.with_credits == tolist(["munich"])
    error_message = "There are Communications Credits in Germany, and none in South Korea."
  }
}
