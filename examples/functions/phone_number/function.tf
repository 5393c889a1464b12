output "number" {
  value = provider::teamsvoice::phone_number("+32 800 12 345")
  # => {
  # =>   calling_code = "32"
  # =>   country_code = "BE"
  # =>   e164         = "+3280012345"
  # =>   type         = "toll_free"
  # =>   valid        = true
  # => }
}

# A gate for user numbers, which are geographic.
variable "user_numbers" {
  type    = map(string)
  default = { ada = "+49 30 23125 000" }

  validation {
    condition     = alltrue([for number in values(var.user_numbers) : provider::teamsvoice::phone_number(number).type == "geographic"])
    error_message = "The numbers of users must be geographic."
  }
}
