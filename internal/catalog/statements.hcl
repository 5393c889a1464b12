# What Microsoft has said after the country pages of 2023-01-25: each statement with its source and date.
# `make edition` writes the newest edition of the dataset, internal/catalog/data/DATE.json, from these statements and the
# edition that base names; DATE is that of the newest source. A correction is a source block and a fact block.
#
#   - A fact names its countries by their ISO 3166-1 codes, or sets others = true: every listed country that no fact of
#     the same source and feature names. where narrows these to the countries where all of the features that it lists
#     are available.
#   - A fact that repeats what is known updates its date; one that differs changes the fact. Of two statements about one
#     fact, the newer source wins.
#   - The plan blocks of a fact replace the plans of that type.
#   - remark is our own sentence, shown as the note of the feature.

base = "2023-01-25"

source "calling-plans" {
  url   = "https://learn.microsoft.com/microsoftteams/calling-plans-for-office-365"
  date  = "2024-08-05"
  kind  = "microsoft_page"
  about = "which Calling Plans are sold for users in which country; read in two builds, of 2024-08 and of mid 2025, which agree"
}

source "uk-minutes" {
  url   = "https://github.com/MicrosoftDocs/OfficeDocs-SkypeForBusiness/pull/9665"
  date  = "2023-01-26"
  kind  = "microsoft_change"
  about = "change of the country page of the United Kingdom, merged, by a Microsoft author"
}

source "hong-kong" {
  url   = "https://github.com/MicrosoftDocs/OfficeDocs-SkypeForBusiness/pull/10783"
  date  = "2024-05-09"
  kind  = "microsoft_change"
  about = "Calling Plans have launched in Hong Kong SAR"
}

source "sms" {
  url   = "https://learn.microsoft.com/microsoftteams/sms-overview"
  date  = "2025-02-24"
  kind  = "microsoft_page"
  about = "SMS for Calling Plan users, by country and plan; the build of 2025-01-06 calls the 240 minute plan deprecated, this one lists it no more"
}

source "sms-plans" {
  url   = "https://learn.microsoft.com/microsoftteams/sms-overview"
  date  = "2025-01-06"
  kind  = "microsoft_page"
  about = "the plans of US, PR and CA: pay-as-you-go, 120, 240 (deprecated) and 3000 domestic minutes"
}

source "shared-calling" {
  url   = "https://learn.microsoft.com/powershell/module/microsoftteams/new-csteamssharedcallingroutingpolicy"
  date  = "2026-08-21"
  kind  = "microsoft_page"
  about = "countries whose Calling Plan service numbers cannot be used for Shared Calling; the same in microsoftteams/shared-calling-setup of 2024-07-15"
}

source "zone-a" {
  url   = "https://learn.microsoft.com/microsoftteams/audio-conferencing-zones"
  date  = "2024-02-22"
  kind  = "microsoft_page"
  about = "the 44 countries of dial-out zone A"
}

source "dial-out-period" {
  url   = "https://learn.microsoft.com/microsoftteams/complimentary-dial-out-period"
  date  = "2025-06-30"
  kind  = "microsoft_page"
  about = "organizations in RU, KR and TW have no Communications Credits and get 900 dial-out minutes a user and month, pooled, to zone A"
}

source "credits" {
  url   = "https://learn.microsoft.com/microsoftteams/what-are-communications-credits"
  date  = "2024-11-18"
  kind  = "microsoft_page"
  about = "organizations with a Microsoft Customer Agreement or a CSP cannot buy Communications Credits: usage is billed afterwards"
  rule  = "Communications Credits: what an organization with a Microsoft Customer Agreement or a CSP does instead (billing_agreement)"
}

source "emergency" {
  url   = "https://learn.microsoft.com/microsoftteams/emergency-calling-availability"
  date  = "2025-05-02"
  kind  = "microsoft_page"
  about = "emergency calling of Calling Plan users by country; dynamic calling in US and CA also in microsoftteams/considerations-calling-plan of 2024-05-08"
}

source "get-numbers" {
  url   = "https://learn.microsoft.com/microsoftteams/getting-phone-numbers-for-your-users"
  date  = "2024-11-01"
  kind  = "microsoft_page"
  about = "number quotas, and the countries whose numbers can be got; dated by what it links, ms.date is 2023-08-29"
}

source "know-your-customer" {
  url   = "https://admin.microsoft.com/Adminportal/Home#/MessageCenter/:/messages/MC1117815"
  date  = "2025-08-01"
  kind  = "message_center"
  about = "before it can get new numbers in any market, an organization passes Know Your Customer once, in the Teams admin center; numbers it has are not concerned"
}

source "countries" {
  url   = "https://learn.microsoft.com/microsoftteams/calling-plan-overview"
  date  = "2025-06-30"
  kind  = "microsoft_page"
  about = "the selector of 114 countries and regions, same slugs; pages now live under microsoftteams/phone-reference/plan-availability/"
  rule  = "the 114 listed countries, and the labels Hong Kong SAR, North Macedonia and Türkiye that the resolver knows"
}

fact "calling_plan" {
  source = "calling-plans"
  countries = [
    "AT", "BE", "CA", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "HK", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "NL", "NO", "NZ", "PL", "PR", "PT", "RO", "SE", "SG", "SI", "SK", "US", "ZA",
  ]
  status = "available"
}

fact "calling_plan" {
  source     = "calling-plans"
  countries  = ["AU"]
  status     = "conditional"
  conditions = ["sold_by_operator"]
  operator   = "Telstra"
}

fact "calling_plan" {
  source     = "calling-plans"
  countries  = ["JP"]
  status     = "conditional"
  conditions = ["sold_by_operator"]
  operator   = "SoftBank"
}

fact "calling_plan" {
  source     = "calling-plans"
  countries  = ["MX"]
  status     = "conditional"
  conditions = ["country_specific_sku"]
}

fact "calling_plan" {
  source = "calling-plans"
  others = true
  status = "unavailable"
}

fact "pay_as_you_go_calling_plan" {
  source    = "calling-plans"
  countries = ["CA", "GB", "PR", "US"]
  status    = "available"
  zone      = "1"
}

fact "pay_as_you_go_calling_plan" {
  source = "calling-plans"
  countries = [
    "AT", "BE", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "HK", "HU", "IE", "IT", "LT", "LU", "LV", "NL", "NO", "NZ",
    "PL", "PT", "RO", "SE", "SG", "SI", "SK", "ZA",
  ]
  status = "available"
  zone   = "2"
}

fact "pay_as_you_go_calling_plan" {
  source                       = "calling-plans"
  countries                    = ["MX"]
  status                       = "conditional"
  conditions                   = ["country_specific_sku"]
  zone                         = "MX"
  not_sold_to_organizations_in = ["PR", "US"]
}

fact "pay_as_you_go_calling_plan" {
  source    = "calling-plans"
  countries = ["HR"]
  status    = "unavailable"
  remark    = "The page of 2024-08-05 lists where pay-as-you-go plans are sold and no longer names Croatia; the country page of 2023-01-25 did."
}

fact "domestic_calling_plan" {
  source = "calling-plans"
  countries = [
    "AT", "BE", "CA", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "HK", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "NL", "NO", "NZ", "PL", "PR", "PT", "RO", "SE", "SG", "SI", "SK", "US", "ZA",
  ]
  status = "available"
}

fact "domestic_calling_plan" {
  source    = "hong-kong"
  countries = ["HK"]
  status    = "available"
  remark    = "No source states the minutes of the plan. Calling Plans were launched here in May 2024, after the country page."
}

fact "domestic_calling_plan" {
  source    = "uk-minutes"
  countries = ["GB"]

  plan {
    domestic_minutes = 120
  }

  plan {
    domestic_minutes = 240
  }

  plan {
    domestic_minutes = 3000
  }
}

fact "domestic_and_international_calling_plan" {
  source    = "uk-minutes"
  countries = ["GB"]

  plan {
    domestic_minutes      = 3000
    international_minutes = 600
  }
}

fact "domestic_calling_plan" {
  source    = "sms-plans"
  countries = ["PR"]

  plan {
    domestic_minutes = 120
  }

  plan {
    domestic_minutes = 240
    conditions       = ["deprecated"]
  }

  plan {
    domestic_minutes = 3000
  }
}

fact "domestic_calling_plan" {
  source    = "sms-plans"
  countries = ["CA", "US"]

  plan {
    domestic_minutes = 120
  }

  plan {
    domestic_minutes = 240
    conditions       = ["deprecated"]
  }

  plan {
    domestic_minutes = 3000
  }
}

fact "sms" {
  source    = "sms"
  countries = ["CA", "PR", "US"]
  status    = "available"
}

fact "sms" {
  source = "sms"
  others = true
  status = "unavailable"
}

fact "shared_calling" {
  source    = "shared-calling"
  countries = ["AU", "CZ", "HU", "JP", "NZ", "RO", "SG"]
  status    = "unavailable"
}

fact "shared_calling" {
  source = "shared-calling"
  others = true
  where  = ["calling_plan", "toll_number"]
  status = "available"
  remark = "Implied: the page names the countries whose service numbers cannot be used for Shared Calling, and not this one."
}

dial_out_zone "A" {
  source = "zone-a"
  countries = [
    "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CN", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HK", "HR", "HU",
    "IE", "IN", "IT", "JP", "KR", "LU", "MX", "MY", "NL", "NO", "NZ", "PL", "PR", "PT", "RO", "RU", "SE", "SG", "SI", "SK",
    "TH", "TW", "US", "ZA",
  ]
}

fact "communications_credits" {
  source    = "dial-out-period"
  countries = ["KR", "RU", "TW"]
  status    = "unavailable"
}

fact "emergency_calling" {
  source    = "emergency"
  countries = ["JP"]
  status    = "unavailable"
}

fact "emergency_calling" {
  source     = "emergency"
  countries  = ["AU"]
  status     = "conditional"
  conditions = ["through_partner"]
}

fact "emergency_calling" {
  source = "emergency"
  countries = [
    "AT", "BE", "CA", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "NL",
    "NO", "NZ", "PL", "PT", "RO", "SE", "SG", "SI", "SK", "US", "ZA",
  ]
  status = "available"
}

fact "dynamic_emergency_calling" {
  source    = "emergency"
  countries = ["US"]
  status    = "available"
}

fact "dynamic_emergency_calling" {
  source     = "emergency"
  countries  = ["CA"]
  status     = "conditional"
  conditions = ["screened"]
}

step "know_your_customer" {
  source = "know-your-customer"
  before = ["user_number", "toll_number", "toll_free_number"]
}

fact "user_number" {
  source    = "get-numbers"
  countries = ["HK"]
  status    = "available"
}
