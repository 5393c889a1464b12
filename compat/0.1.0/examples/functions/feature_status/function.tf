output "calling_plan" {
  value = { for country in ["FR", "AU", "AE", "AF"] : country => provider::teamsvoice::feature_status(country, "calling_plan") }
  # => {
  # =>   FR = "available"
  # =>   AU = "conditional"
  # =>   AE = "unavailable"
  # =>   AF = "unlisted"
  # => }
}
