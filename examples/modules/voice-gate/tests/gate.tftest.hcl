# With the provider itself: terraform test, or tofu test.

variables {
  users = {
    "ada@example.com"    = { usage_location = "Germany" }
    "brigid@example.com" = { usage_location = "IE" }
  }
  features = ["phone_system", "calling_plan"]
}

run "everyone_is_approved" {
  command = plan

  assert {
    condition     = output.ready && length(output.refused_users) == 0
    error_message = "Calling Plans are sold in DE and IE."
  }
  assert {
    condition     = output.approved_users["ada@example.com"].usage_location == "DE"
    error_message = "The usage location is a code."
  }
  assert {
    condition     = output.approved_users["ada@example.com"].features == tolist(["phone_system", "calling_plan"])
    error_message = "Ada needs what everyone needs."
  }
  assert {
    condition     = output.by_country["IE"].user_count == 1
    error_message = "There is one user in IE."
  }
}

run "features_of_their_own" {
  command = plan

  variables {
    users = {
      "ada@example.com"    = { usage_location = "DE", features = ["auto_attendants"] }
      "brigid@example.com" = { usage_location = "IE", features = "auto_attendants, toll_number" }
      "grace@example.com"  = { usage_location = "FR", features = null }
      "hedy@example.com"   = { usage_location = "AT", features = " " }
      "main line"          = { usage_location = "ES", features = [] }
    }
  }

  assert {
    condition = { for name, user in output.approved_users : name => user.features } == {
      "ada@example.com"    = tolist(["auto_attendants"])
      "brigid@example.com" = tolist(["auto_attendants", "toll_number"])
      "grace@example.com"  = tolist(["phone_system", "calling_plan"])
      "hedy@example.com"   = tolist(["phone_system", "calling_plan"])
      "main line"          = tolist([])
    }
    error_message = "Each user has the features that were judged, as a list or as text."
  }
}

run "some_are_refused" {
  command = plan

  variables {
    users = {
      "ada@example.com"    = { usage_location = "Germany" }
      "dalia@example.com"  = { usage_location = "AE" }
      "edith@example.com"  = {}
      "fatima@example.com" = { usage_location = "Atlantis" }
    }
  }

  assert {
    condition     = !output.ready && keys(output.approved_users) == ["ada@example.com"]
    error_message = "Only Ada can work."
  }
  assert {
    condition     = output.refused_users["dalia@example.com"][0].feature == "calling_plan"
    error_message = "Calling Plans are not sold in AE."
  }
  assert {
    condition     = output.refused_users["edith@example.com"][0].reason == "The user has no usage location."
    error_message = "Edith has no location."
  }
  assert {
    condition     = output.refused_users["fatima@example.com"][0].feature == "usage_location"
    error_message = "Fatima's location names no country."
  }
}

run "own_features" {
  command = plan

  variables {
    users = {
      "main line"          = { usage_location = "AE", features = ["audio_conferencing"] }
      "brigid@example.com" = { usage_location = "IE" }
    }
  }

  assert {
    condition     = output.ready && output.approved_users["main line"].features == tolist(["audio_conferencing"])
    error_message = "The main line needs no Calling Plan."
  }
}

run "conditional_passes" {
  command = plan

  variables {
    users = { "maria@example.com" = { usage_location = "MX" } }
  }

  assert {
    condition     = output.ready
    error_message = "A Calling Plan of Mexico has a SKU of its own, and is available."
  }
}

run "strict" {
  command = plan

  variables {
    users  = { "maria@example.com" = { usage_location = "MX" } }
    strict = true
  }

  assert {
    condition     = output.refused_users["maria@example.com"][0].status == "conditional"
    error_message = "In strict mode, a conditional feature is missing."
  }
}

run "prerequisites_of_the_organization" {
  command = plan

  variables {
    users                = { "ada@example.com" = { usage_location = "DE" } }
    features             = ["toll_free_number"]
    organization_country = "India"
  }

  assert {
    condition     = !output.ready && length(output.approved_users) == 1
    error_message = "An organization in IN has no Communications Credits, which is nobody's fault."
  }
}

# The users of TestAccWaysInAgree, whom the provider judges in the same way.
run "a_usage_location_and_not_an_address" {
  command = plan

  variables {
    features = ["calling_plan"]
    users = {
      ada    = { usage_location = "DE" }
      bea    = "Germany"
      carl   = { usage_location = "AE", country = "Germany" }
      dora   = { usage_location = null, country = "Germany" }
      emil   = { usage_location = "", country = "Germany" }
      frida  = { country = "FR" }
      gustav = { usage_location = "AE", features = ["audio_conferencing"] }
      hanna  = { usage_location = "AF", features = [] }
      ida    = { usage_location = "DE", features = ["calling_plan", "premium_number_calls"] }
      jan    = { usage_location = "Atlantis" }
      karl   = null
    }
  }

  assert {
    condition = { for name, user in output.approved_users : name => user.usage_location } == {
      ada = "DE", bea = "DE", frida = "FR", gustav = "AE", hanna = "AF"
    }
    error_message = "The usage location decides, and country only where there is none."
  }
  assert {
    condition     = keys(output.refused_users) == ["carl", "dora", "emil", "ida", "jan", "karl"]
    error_message = "Whoever is not approved is refused."
  }
  assert {
    condition     = output.approved_users["hanna"].features == tolist([])
    error_message = "No features of one's own are a usage location alone."
  }
}

run "nobody" {
  command = plan

  variables {
    users = {}
  }

  assert {
    condition     = output.ready && length(output.approved_users) == 0
    error_message = "Nobody is nobody refused."
  }
}

run "unknown_feature" {
  command = plan

  variables {
    features = ["telepathy"]
  }

  expect_failures = [var.features]
}

run "unknown_feature_of_a_user" {
  command = plan

  variables {
    users = { "ada@example.com" = { usage_location = "DE", features = ["telepathy"] } }
  }

  expect_failures = [var.users]
}

run "no_map" {
  command = plan

  variables {
    users = "ada@example.com"
  }

  expect_failures = [var.users]
}

run "blank_name" {
  command = plan

  variables {
    users = { " " = { usage_location = "DE" } }
  }

  expect_failures = [var.users]
}

run "unknown_organization" {
  command = plan

  variables {
    organization_country = "Atlantis"
  }

  expect_failures = [var.organization_country]
}

run "not_a_gate_that_stops" {
  command = plan

  variables {
    on_refusal = "error"
  }

  expect_failures = [var.on_refusal]
}
