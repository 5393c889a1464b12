variable "usage_location" {
  type    = string
  default = "CH"

  validation {
    condition     = provider::teamsvoice::feature_available(var.usage_location, "audio_conferencing")
    error_message = "Audio Conferencing cannot be bought for users in ${var.usage_location}."
  }
}

output "call_me" {
  value = provider::teamsvoice::feature_available(var.usage_location, "call_me") # => true
}
