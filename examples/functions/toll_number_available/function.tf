output "in_germany" {
  value = provider::teamsvoice::toll_number_available("DE") # => true
}

# With cities, every one of them must have numbers. Case and accents do not matter.
output "in_munich_and_hamburg" {
  value = {
    munich  = provider::teamsvoice::toll_number_available("DE", "munich")
    hamburg = provider::teamsvoice::toll_number_available("DE", "Hamburg")
    both    = provider::teamsvoice::toll_number_available("DE", "Munich", "Hamburg")
  }
  # => {
  # =>   munich  = true
  # =>   hamburg = false
  # =>   both    = false
  # => }
}

# The name of a city may not be enough: there is a Portland in Oregon and one in Maine.
output "in_portland_oregon" {
  value = provider::teamsvoice::toll_number_available("US", "Portland, Oregon") # => true
}
