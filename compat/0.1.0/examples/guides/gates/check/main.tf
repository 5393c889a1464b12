data "teamsvoice_country_availability" "queue" {
  country = "ES"
}

check "call_queue" {
  assert {
    condition     = data.teamsvoice_country_availability.queue.features["call_queues"].available
    error_message = "Call queues are ${data.teamsvoice_country_availability.queue.features["call_queues"].status} in Spain."
  }
}
