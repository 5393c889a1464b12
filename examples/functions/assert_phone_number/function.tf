# The number of a resource account in E.164 form, if it is a toll-free number of Belgium. Otherwise, the plan fails and
# says what the number is instead.
output "resource_account" {
  value = provider::teamsvoice::assert_phone_number("+32 800 12 345", "Belgium", "toll_free") # => "+3280012345"
}
