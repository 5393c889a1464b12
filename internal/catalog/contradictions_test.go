package catalog

import "strings"

// Contradictions are refused as other faults are.
func init() { faultCases = append(faultCases, contradictionCases...) }

var contradictionCases = []faultCase{
	// Between features.
	{"Calling Plans without Phone System", replace(`"phone_system": {"status": "available", "auto_attendants": true, "call_queues": true, "voicemail": true}`, `"phone_system": {"status": "unavailable", "auto_attendants": false, "call_queues": false, "voicemail": false}`), "/countries/0/calling_plans/status", 19, `found "available", but Phone System, which every Calling Plan needs, is unavailable`, beyond},
	{"an operator's plans without Phone System", in(`"slug": "japan"`, replace(`"phone_system": {"status": "available", "auto_attendants": true, "call_queues": true, "voicemail": true}`, `"phone_system": {"status": "unavailable", "auto_attendants": false, "call_queues": false, "voicemail": false}`)), "/countries/2/calling_plans/status", 75, `found "conditional", but Phone System`, beyond},
	{"a feature that is its own prerequisite", replace(`"communications_credits": {"status": "available"}`, `"communications_credits": {"status": "conditional", "conditions": ["requires_communications_credits"]}`), "/countries/0/communications_credits/conditions", 48, "Communications Credits cannot need themselves", beyond},
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
	{"pages of after the dataset", replace(`"date": "2023-01-25"`, `"date": "2023-01-26"`), "/origins/0/date", 5, "found 2023-01-26, which comes after the date of the dataset, 2023-01-25", beyond},

	// Names that nobody can ask for.
	{"a country of punctuation", replace(`"name": "Canada"`, `"name": "-.-"`), "/countries/0/name", 9, `found "-.-"; a name has letters`, beyond},
	{"a city of punctuation", replace(`{"name": "Calgary", `, `{"name": "?!", `), "/countries/0/service_numbers/toll/cities/0/name", 40, `found "?!"; a name of the city has letters`, beyond},
	{"a state of punctuation", replace(`"state": "Alberta"`, `"state": ","`), "/countries/0/service_numbers/toll/cities/0/state", 40, `found ","; a state has letters`, beyond},
	{"an automatic number of a city of punctuation", replace(`["Toronto"]`, `["-"]`), "/countries/0/audio_conferencing/auto_assigned_cities/0", 14, `found "-"; a name of the city has letters`, beyond},
	{"a city twice in two spellings", replace(`{"name": "London", "state": "Nova Scotia"}`, `{"name": "LONDON", "state": "Ontário"}`), "/countries/0/service_numbers/toll/cities/2", 42, `"Ontário, LONDON" is named twice`, beyond},

	// Texts on their way to a terminal.
	{"a source of two lines", replace(`"source": "made up"`, `"source": "made\nup"`), "/source", 4, `the source is "made\nup"; a text is one line`, beyond},
	{"an escape sequence in a name", replace(`"name": "Canada"`, `"name": "Canada\u001b[2J"`), "/countries/0/name", 9, `the name is "Canada\x1b[2J"; a text is one line`, beyond},
	{"an operator who is turned around", in(`"slug": "japan"`, replace(`"operator": "SoftBank"`, `"operator": "Soft\u202eBank"`)), "/countries/2/calling_plans/operator", 77, `the operator is "Soft\u202eBank"`, beyond},
	{"a city with a character that hides", replace(`{"name": "Calgary", `, `{"name": "Cal\u200bgary", `), "/countries/0/service_numbers/toll/cities/0/name", 40, `the name of the city is "Cal\u200bgary"`, beyond},
	{"a build without end", replace(`"build": "en-US"`, `"build": "`+strings.Repeat("x", 501)+`"`), "/origins/0/build", 5, "the build has 501 bytes; allowed: up to 500", beyond},
	{"an SKU in two lines", replace(`{"type": "pay_as_you_go"}`, `{"type": "pay_as_you_go", "sku_part_number": "MCO\r\nPSTN"}`), "/countries/0/calling_plans/plans/2/sku_part_number", 23, `the SKU part number is "MCO\r\nPSTN"`, beyond},
}
