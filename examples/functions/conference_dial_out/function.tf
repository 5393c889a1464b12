# Only the destination decides, not the country of the organizer.
output "to_the_united_kingdom" {
  value = provider::teamsvoice::conference_dial_out("UK", "audio_conferencing") # => "included"
}

output "to_zimbabwe" {
  value = provider::teamsvoice::conference_dial_out("Zimbabwe", "audio_conferencing") # => "communications_credits"
}

output "to_the_united_kingdom_with_select_dial_out" {
  value = provider::teamsvoice::conference_dial_out("UK", "audio_conferencing_select_dial_out") # => "unavailable"
}
