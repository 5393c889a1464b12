# In any spelling from a form, a spreadsheet or an HR system.
output "spellings" {
  value = [for name in ["Deutschland", "UK", "USA", "Côte d’Ivoire", "大韓民国", "nld"] : provider::teamsvoice::country_code(name)]
  # => ["DE", "GB", "US", "CI", "KR", "NL"]
}
