output "numbers_for_users" {
  value = provider::teamsvoice::number_quota("user", 50) # => 65
}

output "toll_numbers" {
  value = provider::teamsvoice::number_quota("toll", 320) # => 65
}

output "toll_free_numbers" {
  value = provider::teamsvoice::number_quota("toll_free", 320) # => 65
}
