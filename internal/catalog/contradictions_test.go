package catalog

import "strings"

// Contradictions are refused as other faults are.
func init() { faultCases = append(faultCases, contradictionCases...) }

// inFormat2 returns an edit of the small dataset in format 2, with a source.
func inFormat2(edit func(string) string) func(string) string {
	newer := replace(`"format": 1`, `"format": 2, "sources": {"page": {"url": "https://example.com/page", "date": "2023-01-25", "kind": "microsoft_page", "about": "what is sold"}}`)
	return func(s string) string { return edit(newer(s)) }
}

// numbersOf returns an edit that gives a country a section on phone numbers.
func numbersOf(slug, numbers string) func(string) string {
	return replace(`"slug": "`+slug+`",`, `"slug": "`+slug+`", "numbers": `+numbers+`,`)
}

// stepsOf returns an edit that gives a dataset of format 2 steps.
func stepsOf(steps string) func(string) string {
	return replace(`"format": 2`, `"format": 2, "steps": [`+steps+`]`)
}

var contradictionCases = []faultCase{
	// Between features.
	{"Calling Plans without Phone System", replace(`"phone_system": {"status": "available", "auto_attendants": true, "call_queues": true, "voicemail": true}`, `"phone_system": {"status": "unavailable", "auto_attendants": false, "call_queues": false, "voicemail": false}`), "/countries/0/calling_plans/status", 19, `found "available", but Phone System, which every Calling Plan needs, is unavailable`, beyond},
	{"an operator's plans without Phone System", in(`"slug": "japan"`, replace(`"phone_system": {"status": "available", "auto_attendants": true, "call_queues": true, "voicemail": true}`, `"phone_system": {"status": "unavailable", "auto_attendants": false, "call_queues": false, "voicemail": false}`)), "/countries/2/calling_plans/status", 75, `found "conditional", but Phone System`, beyond},
	{"a feature that is its own prerequisite", replace(`"communications_credits": {"status": "available"}`, `"communications_credits": {"status": "conditional", "conditions": ["requires_communications_credits"]}`), "/countries/0/communications_credits/conditions", 48, "Communications Credits cannot need themselves", beyond},
	{"a feature that is no longer sold and conditional", replace(`"communications_credits": {"status": "available"}`, `"communications_credits": {"status": "conditional", "conditions": ["deprecated", "on_request"]}`), "/countries/0/communications_credits/conditions", 48, "only a single plan can be deprecated", beyond},
	{"a feature that is left for nobody", replace(`"communications_credits": {"status": "available"}`, `"communications_credits": {"status": "conditional", "conditions": ["domestic_organizations_only", "excludes_domestic_purchases"]}`), "/countries/0/communications_credits/conditions", 48, "no organization could buy it", beyond},
	{"a plan that is left for nobody", inFormat2(replace(`{"type": "pay_as_you_go"}`, `{"type": "pay_as_you_go", "conditions": ["domestic_organizations_only", "excludes_domestic_purchases"]}`)), "/countries/0/calling_plans/plans/2/conditions", 23, "no organization could buy it", beyond},
	{"dynamic emergency calling without emergency calling", inFormat2(numbersOf("canada", `{"emergency_calling": {"status": "unavailable"}, "dynamic_emergency_calling": {"status": "available"}}`)), "/countries/0/numbers/dynamic_emergency_calling/status", 10, `found "available", but emergency_calling, which it needs, is unavailable`, beyond},
	{"destinations of no plan", in(`"slug": "united-kingdom"`, replace(`"calling_plans": {"status": "unavailable",`, `"calling_plans": {"status": "unavailable", "outbound_destination_count": 7,`)), "/countries/1/calling_plans/outbound_destination_count", 61, "the member is there, but Calling Plans are unavailable", beyond},
	{"a minute pool of no plan", in(`"slug": "united-kingdom"`, replace(`"calling_plans": {"status": "unavailable",`, `"calling_plans": {"status": "unavailable", "minute_pool_countries": ["GB"],`)), "/countries/1/calling_plans/minute_pool_countries", 61, "the member is there, but Calling Plans are unavailable", beyond},
	{"domestic calls of no plan", in(`"slug": "united-kingdom"`, replace(`"calling_plans": {"status": "unavailable",`, `"calling_plans": {"status": "unavailable", "domestic_call_countries": ["GB"],`)), "/countries/1/calling_plans/domestic_call_countries", 61, "the member is there, but Calling Plans are unavailable", beyond},
	{"prefixes of no premium number", in(`"slug": "united-kingdom"`, replace(`"premium_number_calls": {"status": "unavailable"`, `"premium_number_calls": {"status": "unavailable", "supported_prefixes": ["44843"]`)), "/countries/1/calling_plans/premium_number_calls/supported_prefixes", 61, "the list has prefixes, but calls to premium numbers are unavailable", beyond},
	{"a prefix that can be called and cannot", replace(`["1976"]`, `["1900"]`), "/countries/0/calling_plans/premium_number_calls/unsupported_prefixes/0", 30, `"1900" is among the supported prefixes`, beyond},

	// Between countries.
	{"a minute pool that only one side knows", replace(`"minute_pool_countries": ["CA"]`, `"minute_pool_countries": ["CA", "JP"]`), "/countries/0/calling_plans/minute_pool_countries/1", 33, "JP shares minutes with JP there; the countries of a pool list the same", beyond},
	{"a minute pool with a country that is not there", replace(`"minute_pool_countries": ["CA"]`, `"minute_pool_countries": ["CA", "PR"]`), "/countries/0/calling_plans/minute_pool_countries/1", 33, "PR is not in the dataset, so it shares no minutes", beyond},
	{"the name of a neighbor", replace(`"name": "Canada"`, `"name": "United States"`), "/countries/0/name", 9, `found "United States", which is the name of US`, beyond},

	// Dates.
	{"pages newer than the dataset", replace(`"date": "2023-01-25"`, `"date": "2023-01-26"`), "/origins/0/date", 5, "found 2023-01-26, which is after the date of the pages, 2023-01-25", beyond},

	// Names that nobody can ask for.
	{"a country of punctuation", replace(`"name": "Canada"`, `"name": "-.-"`), "/countries/0/name", 9, `found "-.-"; a name has letters`, beyond},
	{"a city of punctuation", replace(`{"name": "Calgary", `, `{"name": "?!", `), "/countries/0/service_numbers/toll/cities/0/name", 40, `found "?!"; a name of the city has letters`, beyond},
	{"a state of punctuation", replace(`"state": "Alberta"`, `"state": ","`), "/countries/0/service_numbers/toll/cities/0/state", 40, `found ","; a state has letters`, beyond},
	{"a city whose name is too long to be asked for", replace(`{"name": "Calgary", `, `{"name": "`+strings.Repeat("x", 300)+`", `), "/countries/0/service_numbers/toll/cities/0/name", 40, "by which nobody could ask for numbers there", beyond},
	{"an automatic number of a city of punctuation", replace(`["Toronto"]`, `["-"]`), "/countries/0/audio_conferencing/auto_assigned_cities/0", 14, `found "-"; a name of the city has letters`, beyond},
	{"a city twice in two spellings", replace(`{"name": "London", "state": "Nova Scotia"}`, `{"name": "LONDON", "state": "Ontário"}`), "/countries/0/service_numbers/toll/cities/2", 42, `"Ontário, LONDON" is named twice`, beyond},

	// Texts on their way to a terminal.
	{"a source of two lines", replace(`"source": "made up"`, `"source": "made\nup"`), "/source", 4, `the source is "made\nup"; a text is one line`, beyond},
	{"an escape sequence in a name", replace(`"name": "Canada"`, `"name": "Canada\u001b[2J"`), "/countries/0/name", 9, `the name is "Canada\x1b[2J"; a text is one line`, beyond},
	{"an operator who is turned around", in(`"slug": "japan"`, replace(`"operator": "SoftBank"`, `"operator": "Soft\u202eBank"`)), "/countries/2/calling_plans/operator", 77, `the operator is "Soft\u202eBank"`, beyond},
	{"a city with a character that hides", replace(`{"name": "Calgary", `, `{"name": "Cal\u200bgary", `), "/countries/0/service_numbers/toll/cities/0/name", 40, `the name of the city is "Cal\u200bgary"`, beyond},
	{"a build without end", replace(`"build": "en-US"`, `"build": "`+strings.Repeat("x", 501)+`"`), "/origins/0/build", 5, "the build has 501 bytes; allowed: up to 500", beyond},
	{"an SKU in two lines", replace(`{"type": "pay_as_you_go"}`, `{"type": "pay_as_you_go", "sku_part_number": "MCO\r\nPSTN"}`), "/countries/0/calling_plans/plans/2/sku_part_number", 23, `the SKU part number is "MCO\r\nPSTN"`, beyond},

	// What format 2 adds.
	{"a source with a password", func(s string) string {
		return strings.Replace(inFormat2(replace("", ""))(s), "https://example.com/page", "https://me:pw@example.com/page", 1)
	}, "/sources/page/url", 2, "a source has an https address, without a password", beyond},
	{"a step that is a feature", inFormat2(stepsOf(`{"name": "sms", "before": ["sms"], "source": "page"}`)), "/steps/0/name", 2, `found "sms", which is a feature`, beyond},
	{"a step of two words", inFormat2(stepsOf(`{"name": "know us", "before": ["sms"], "source": "page"}`)), "/steps/0/name", 2, `found "know us"; the name of a step is an identifier`, beyond},
	{"a step twice", inFormat2(stepsOf(`{"name": "a", "before": ["sms"], "source": "page"}, {"name": "a", "before": ["toll_number"], "source": "page"}`)), "/steps/1/name", 2, `"a" is named twice`, beyond},
	{"a step before a feature twice", inFormat2(stepsOf(`{"name": "a", "before": ["sms", "sms"], "source": "page"}`)), "/steps/0/before/1", 2, "sms is named twice", beyond},
	{"a step by a source that is not there", inFormat2(stepsOf(`{"name": "a", "before": ["sms"], "source": "no"}`)), "/steps/0/source", 2, `found "no"; allowed is the id of one of the sources: page`, beyond},
	{"a zone that nobody knows", inFormat2(replace(`"format": 2`, `"format": 2, "dial_out_zones": {"A\u001b": ["CA"]}`)), "/dial_out_zones/A\x1b", 2, `found "A\x1b"; the one zone with minutes of its own is A`, beyond},
	{"numbers of users without a Calling Plan", inFormat2(numbersOf("united-kingdom", `{"user": {"provider": "microsoft"}}`)), "/countries/1/numbers/user", 53, "Calling Plans, whose users the numbers are for, are unavailable", beyond},
	{"porting without a Calling Plan", inFormat2(numbersOf("united-kingdom", `{"port_in": {"geographic": "letter", "service": "letter", "mobile": "letter", "toll_free": "letter", "letter_of_authorization": true}}`)), "/countries/1/numbers/port_in", 53, "are unavailable", beyond},
	{"porting of no kind of number", inFormat2(numbersOf("canada", `{"number_porting": {"status": "available"}, "port_in": {"geographic": "not_supported", "service": "not_supported", "mobile": "not_supported", "toll_free": "not_supported", "letter_of_authorization": false}}`)), "/countries/0/numbers/number_porting/status", 10, "port_in says not_supported of every kind of number", beyond},
	{"a prefix twice", replace(`["1976"]`, `["1976", "1976"]`), "/countries/0/calling_plans/premium_number_calls/unsupported_prefixes/1", 30, `"1976" is named twice`, beyond},
	{"a number for no use", replace(`"communications_credits": {"status": "available"}`, `"communications_credits": {"status": "conditional", "conditions": ["audio_conferencing_only", "voice_applications_only"]}`), "/countries/0/communications_credits/conditions", 48, "it could be used for nothing", beyond},
	{"SMS where no Calling Plan is sold", inFormat2(numbersOf("united-kingdom", `{"sms": {"status": "available"}}`)), "/countries/1/numbers/sms/status", 53, `found "available", but calling_plan, which it needs, is unavailable`, beyond},
	{"Shared Calling without toll numbers", inFormat2(func(s string) string {
		s = numbersOf("canada", `{"shared_calling": {"status": "available"}}`)(s)
		i, j := strings.Index(s, `     "status": "available",`+"\n"+`     "geographic"`), strings.Index(s, `     "other_cities_on_request": true`)
		return s[:i] + strings.Repeat("\n", strings.Count(s[i:j], "\n")) + `"status": "unavailable", "geographic": false` + s[j+len(`     "other_cities_on_request": true`):]
	}), "/countries/0/numbers/shared_calling/status", 10, `found "available", but toll_number, which it needs, is unavailable`, beyond},
	{"plans that are all no longer sold", inFormat2(func(s string) string {
		s = replace(`["limited_availability"]`, `["deprecated"]`)(s)
		return replace(`"international_minutes": 600},`+"\n"+`     {"type": "pay_as_you_go"}`, `"international_minutes": 600, "conditions": ["deprecated"]}`+"\n")(s)
	}), "/countries/0/calling_plans/plans", 20, "every plan of the list is deprecated, but Calling Plans are available", beyond},
	{"a source newer than the dataset", inFormat2(replace(`"date": "2023-01-25", "kind"`, `"date": "2023-01-26", "kind"`)), "/sources/page/date", 2, "found 2023-01-26, which is after as_of, 2023-01-25", beyond},
	{"pages newer than the dataset's pages", inFormat2(replace(`"format": 2,`, `"format": 2, "pages_as_of": "2023-01-24",`)), "/origins/0/date", 5, "found 2023-01-25, which is after the date of the pages, 2023-01-24", beyond},
	{"a source that escapes", inFormat2(replace(`"about": "what is sold"`, `"about": "\u001b[8mwhat is sold"`)), "/sources/page/about", 2, `the sentence on the source is "\x1b[8mwhat is sold"`, beyond},
	{"an address that is turned around", inFormat2(replace(`https://example.com/page`, `https://example.com/\u202epage`)), "/sources/page/url", 2, "a source has an https address", beyond},
	{"a remark of two lines", inFormat2(replace(`"slug": "canada",`, `"slug": "canada", "remarks": {"sms": "One.\nTwo."},`)), "/countries/0/remarks/sms", 10, `the remark is "One.\nTwo."`, beyond},
}
