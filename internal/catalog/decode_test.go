package catalog

import (
	_ "embed"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// small is a dataset of three countries that do not exist so: between them they
// have every member of the format.
//
//go:embed testdata/small.json
var small string

type faultCase struct {
	name        string
	edit        func(string) string
	pointer     string
	line        int
	problem     string // a part of it
	notInSchema bool   // JSON Schema cannot say it, or it is no JSON
}

// replace returns an edit of a document: the first old becomes what is new.
func replace(old, new string) func(string) string {
	return func(s string) string {
		if !strings.Contains(s, old) {
			panic("the document has no " + old)
		}
		return strings.Replace(s, old, new, 1)
	}
}

// in returns an edit of the part of a document that follows after mark.
func in(mark string, edit func(string) string) func(string) string {
	return func(s string) string {
		i := strings.Index(s, mark)
		if i < 0 {
			panic("the document has no " + mark)
		}
		return s[:i] + edit(s[i:])
	}
}

const (
	conformant = false
	beyond     = true // beyond what JSON Schema can say
)

var faultCases = []faultCase{
	// The JSON itself.
	{"an empty file", func(string) string { return "" }, "", 1, "not valid JSON: unexpected EOF", beyond},
	{"a file that breaks off", func(s string) string { return s[:strings.Index(s, `"slug"`)+7] }, "/countries/0/slug", 10, "not valid JSON: unexpected EOF", beyond},
	{"no comma between members", replace(`"code": "CA",`, `"code": "CA"`), "/countries/0", 9, "not valid JSON: invalid character", beyond},
	{"another document behind it", func(s string) string { return s + "{}" }, "", 89, "invalid character '{' after top-level value", beyond},
	{"a member named twice", replace(`"code": "CA",`, `"code": "CA", "code": "GB",`), "/countries/0/code", 8, "duplicate object member name", beyond},
	{"bytes that are not UTF-8", replace("Canada", "Can\xffda"), "/countries/0/name", 9, "invalid UTF-8", beyond},
	{"half a surrogate pair", replace("Canada", `Can\ud800da`), "/countries/0/name", 9, "invalid", beyond},
	{"a comment", replace(`"countries"`, "// these\n \"countries\""), "", 6, "not valid JSON: invalid character '/'", beyond},
	{"a list instead of the document", func(string) string { return "[]" }, "", 1, "found a list; allowed is an object", conformant},

	// Members and kinds of values.
	{"an unknown member", replace(`"name": "Canada"`, `"title": "Canada"`), "/countries/0/title", 9, "the format has no member of this name", conformant},
	{"a member in capitals", replace(`"name": "Canada"`, `"Name": "Canada"`), "/countries/0/Name", 9, "the format has no member of this name", conformant},
	{"an unknown member with control characters", replace(`"name": "Canada"`, `"na\u0007\u001b[31mme": 1`), `/countries/0/na\a\x1b[31mme`, 9, "no member of this name", conformant},
	{"a number for a string", replace(`"name": "Canada"`, `"name": 7`), "/countries/0/name", 9, "found a number; allowed is a string", conformant},
	{"a number for an identifier", replace(`"status": "available"`, `"status": 1`), "/countries/0/audio_conferencing/status", 12, "found a number; allowed is a string", conformant},
	{"a string for a boolean", replace(`"voicemail": true`, `"voicemail": "yes"`), "/countries/0/phone_system/voicemail", 17, "found a string; allowed is true or false", conformant},
	{"a string for a number", replace(`"domestic_minutes": 120`, `"domestic_minutes": "120"`), "/countries/0/calling_plans/plans/0/domestic_minutes", 21, "found a string; allowed is a whole number", conformant},
	{"a broken number of minutes", replace(`"domestic_minutes": 120`, `"domestic_minutes": 1.5`), "/countries/0/calling_plans/plans/0/domestic_minutes", 21, "found 1.5; allowed is a whole number", conformant},
	{"a number that no machine holds", replace(`"pages": 114`, `"pages": 99999999999999999999`), "/origins/0/pages", 5, "found 99999999999999999999; allowed is a whole number", beyond},
	{"an object for a list", replace(`"auto_assigned_cities": ["Toronto"]`, `"auto_assigned_cities": {}`), "/countries/0/audio_conferencing/auto_assigned_cities", 14, "found an object; allowed is a list", conformant},
	{"a string for a list of conditions", replace(`"conditions": ["limited_availability"]`, `"conditions": "limited_availability"`), "/countries/0/calling_plans/plans/0/conditions", 21, "found a string; allowed is a list", conformant},
	{"a list for an object", replace(`"call_me": {"status": "available"}`, `"call_me": []`), "/countries/0/audio_conferencing/call_me", 15, "found a list; allowed is an object", conformant},
	{"a list that begins with a number", replace(`"countries": [`, "\"countries\": [\n  5,"), "/countries/0", 7, "found a number; allowed is an object", conformant},
	{"null for a boolean", replace(`"voicemail": true`, `"voicemail": null`), "/countries/0/phone_system/voicemail", 17, "found null", conformant},
	{"null for a list", replace(`"auto_assigned_cities": ["Toronto"]`, `"auto_assigned_cities": null`), "/countries/0/audio_conferencing/auto_assigned_cities", 14, "found null", conformant},
	{"null for an object", replace(`"call_me": {"status": "available"}`, `"call_me": null`), "/countries/0/audio_conferencing/call_me", 15, "found null", conformant},
	{"null for the document", func(string) string { return "null" }, "", 0, "found null", conformant},

	// Members that are missing.
	{"no format", replace(` "format": 1,`, ``), "/format", 0, "the member is missing", conformant},
	{"no date", replace(` "as_of": "2023-01-25",`, ``), "/as_of", 0, "the member is missing", conformant},
	{"no source", replace(`"source": "made up",`, ``), "/source", 0, "the member is missing", conformant},
	{"no countries", func(string) string { return `{"format": 1, "as_of": "2023-01-25", "source": "made up"}` }, "/countries", 0, "the member is missing", conformant},
	{"no code", replace(`"code": "CA",`, ``), "/countries/0/code", 7, "the member is missing", conformant},
	{"no name", replace(`"name": "Canada",`, ``), "/countries/0/name", 7, "the member is missing", conformant},
	{"no slug", replace(`"slug": "canada",`, ``), "/countries/0/slug", 7, "the member is missing", conformant},
	{"no status", replace(`"status": "available", "auto_attendants"`, `"auto_attendants"`), "/countries/0/phone_system/status", 17, "the member is missing; allowed: available, conditional, unavailable", conformant},
	{"no status of a finding", replace(`"call_me": {"status": "available"}`, `"call_me": {}`), "/countries/0/audio_conferencing/call_me/status", 15, "the member is missing; allowed: available", conformant},
	{"no auto attendants", replace(`"auto_attendants": true, `, ``), "/countries/0/phone_system/auto_attendants", 17, "the member is missing; the format has true or false here", conformant},
	{"no number assignment", replace(`"number_assignment": "cities",`, ``), "/countries/0/audio_conferencing/number_assignment", 11, "the member is missing; allowed: none, cities, non_geographic", conformant},
	{"no call_me", replace("\"auto_assigned_cities\": [\"Toronto\"],\n    \"call_me\": {\"status\": \"available\"}", `"auto_assigned_cities": ["Toronto"]`), "/countries/0/audio_conferencing/call_me", 11, "the member is missing; the format has an object here", conformant},
	{"no toll numbers", in(`"slug": "united-kingdom"`, replace(`"toll": {"status": "unavailable", "geographic": true, "cities": [{"name": "Leeds"}], "contradictory": true},`, ``)), "/countries/1/service_numbers/toll", 62, "the member is missing; the format has an object here", conformant},
	{"no word on geographic numbers", replace(`"geographic": true,`, ``), "/countries/0/service_numbers/toll/geographic", 36, "the member is missing", conformant},
	{"no name of a city", replace(`{"name": "Calgary", `, `{`), "/countries/0/service_numbers/toll/cities/0/name", 40, "the member is missing; the format has a string here", conformant},
	{"no type of a plan", replace(`{"type": "pay_as_you_go"}`, `{}`), "/countries/0/calling_plans/plans/2/type", 23, "the member is missing; allowed: domestic, domestic_and_international, pay_as_you_go", conformant},
	{"no pages", replace(`, "pages": 114`, ``), "/origins/0/pages", 5, "the member is missing; the format has a whole number here", conformant},

	// Words and dates.
	{"an unknown status", replace(`"status": "available"`, `"status": "availabel"`), "/countries/0/audio_conferencing/status", 12, `"availabel" is not a valid status; did you mean available or unavailable? Allowed: unavailable, conditional, available`, conformant},
	{"an unlisted country in the list", replace(`"communications_credits": {"status": "available"}`, `"communications_credits": {"status": "unlisted"}`), "/countries/0/communications_credits/status", 48, `found "unlisted"; a country in the list has available, conditional or unavailable`, conformant},
	{"an unknown condition", replace(`["limited_availability"]`, `["limited_avail"]`), "/countries/0/calling_plans/plans/0/conditions/0", 21, `"limited_avail" is not a valid condition; did you mean limited_availability?`, conformant},
	{"a condition that is no string", replace(`["limited_availability"]`, `[true]`), "/countries/0/calling_plans/plans/0/conditions/0", 21, "found true; allowed is a string", conformant},
	{"a condition named twice", replace(`["limited_availability"]`, `["limited_availability", "limited_availability"]`), "/countries/0/calling_plans/plans/0/conditions", 21, "limited_availability is named twice", conformant},
	{"an unknown number assignment", replace(`"number_assignment": "cities"`, `"number_assignment": "city"`), "/countries/0/audio_conferencing/number_assignment", 13, `"city" is not a valid number assignment`, conformant},
	{"an unknown plan type", replace(`"type": "pay_as_you_go"`, `"type": "payg"`), "/countries/0/calling_plans/plans/2/type", 23, `"payg" is not a valid plan type; did you mean pay_as_you_go? Allowed: domestic, domestic_and_international, pay_as_you_go`, conformant},
	{"a day that is not in the calendar", replace(`"as_of": "2023-01-25"`, `"as_of": "2023-02-29"`), "/as_of", 3, `"2023-02-29" is not a date of the form YYYY-MM-DD`, conformant},
	{"a date in another order", replace(`"as_of": "2023-01-25"`, `"as_of": "25.01.2023"`), "/as_of", 3, `"25.01.2023" is not a date of the form YYYY-MM-DD`, conformant},
	{"a date with a time", replace(`"date": "2023-01-25"`, `"date": "2023-01-25T00:00:00Z"`), "/origins/0/date", 5, "is not a date of the form YYYY-MM-DD", conformant},
	{"a code in small letters", replace(`"code": "CA"`, `"code": "ca"`), "/countries/0/code", 8, `"ca" is not an ISO 3166-1 alpha-2 code`, conformant},
	{"a code of no country", replace(`"code": "CA"`, `"code": "ZZ"`), "/countries/0/code", 8, `"ZZ" is not an ISO 3166-1 alpha-2 code`, beyond},

	// The document.
	{"another format", replace(`"format": 1`, `"format": 3`), "/format", 2, "found 3; this version reads the formats 1 to 2", conformant},
	{"an empty source", replace(`"source": "made up"`, `"source": " "`), "/source", 4, "the source is missing", conformant},
	{"no country in the list", func(string) string {
		return "{\"format\": 1, \"as_of\": \"2023-01-25\", \"source\": \"made up\",\n\"countries\": []}"
	}, "/countries", 2, "the list is empty", conformant},
	{"an origin without a repository", replace(`"repository": "owner/docs"`, `"repository": ""`), "/origins/0", 5, "an origin has a repository, a build and a date", conformant},
	{"an origin without a page", replace(`"pages": 114`, `"pages": 0`), "/origins/0/pages", 5, "found 0; an origin has at least one page", conformant},
	{"a country twice", replace(`"code": "GB"`, `"code": "CA"`), "/countries/1/code", 51, "CA is already at /countries/0", beyond},
	{"countries out of order", replace(`"code": "CA"`, `"code": "US"`), "/countries/1/code", 51, "GB comes after US; countries are sorted by code", beyond},
	{"a slug in capitals", replace(`"slug": "canada"`, `"slug": "Canada"`), "/countries/0/slug", 10, `found "Canada"; a slug is the last part of the page's address`, conformant},
	{"an empty slug", replace(`"slug": "canada"`, `"slug": ""`), "/countries/0/slug", 10, `found ""; a slug is`, conformant},
	{"a slug that is a path", replace(`"slug": "canada"`, `"slug": "../canada"`), "/countries/0/slug", 10, `found "../canada"; a slug is`, conformant},
	{"a slug without end", replace(`"slug": "canada"`, `"slug": "`+strings.Repeat("a", 101)+`"`), "/countries/0/slug", 10, "... (101 bytes); a slug is", conformant},
	{"a slug twice", replace(`"slug": "united-kingdom"`, `"slug": "canada"`), "/countries/1/slug", 53, `"canada" is already at /countries/0`, beyond},
	{"an empty name", replace(`"name": "Canada"`, `"name": ""`), "/countries/0/name", 9, "the name is missing", conformant},

	// Status and conditions.
	{"conditional without a condition", replace(`"communications_credits": {"status": "available"}`, `"communications_credits": {"status": "conditional"}`), "/countries/0/communications_credits/conditions", 48, "the status is conditional, but no condition says why", conformant},
	{"conditional for being non-geographic", in(`"slug": "japan"`, replace(`"status": "available", "conditions": ["non_geographic_only"]`, `"status": "conditional", "conditions": ["non_geographic_only"]`)), "/countries/2/service_numbers/toll/conditions", 82, "no condition says why", conformant},
	{"available with a condition", replace(`"communications_credits": {"status": "available"}`, `"communications_credits": {"status": "available", "conditions": ["on_request"]}`), "/countries/0/communications_credits/status", 48, `found "available" with conditions (on_request); with conditions it is conditional`, conformant},
	{"unavailable with a condition", replace(`"communications_credits": {"status": "available"}`, `"communications_credits": {"status": "unavailable", "conditions": ["on_request"]}`), "/countries/0/communications_credits/conditions", 48, "the status is unavailable, so no condition can apply", conformant},
	{"a condition of toll numbers elsewhere", replace(`"communications_credits": {"status": "available"}`, `"communications_credits": {"status": "conditional", "conditions": ["non_geographic_only", "on_request"]}`), "/countries/0/communications_credits/conditions", 48, "non_geographic_only is a condition of toll numbers only", beyond},

	// Audio Conferencing and Phone System.
	{"an operator that is not named", in(`"slug": "japan"`, replace(`"operator": "SoftBank",`, ``)), "/countries/2/calling_plans/operator", 74, "the operator is missing; the conditions say sold_by_operator", beyond},
	{"an operator that does not sell", in(`"phone_system"`, replace(`"status": "available",`+"\n", `"status": "available", "operator": "Bell",`+"\n")), "/countries/0/calling_plans/operator", 19, `found "Bell", but the conditions do not say sold_by_operator`, beyond},
	{"no city, though numbers are assigned by city", replace(`"auto_assigned_cities": ["Toronto"]`, `"auto_assigned_cities": []`), "/countries/0/audio_conferencing/auto_assigned_cities", 14, `the list is empty, but number_assignment is "cities"`, conformant},
	{"cities, though no number is assigned", replace(`"number_assignment": "cities"`, `"number_assignment": "none"`), "/countries/0/audio_conferencing/auto_assigned_cities", 14, `the list has cities, but number_assignment is "none"`, conformant},
	{"a city without a name", replace(`["Toronto"]`, `[" "]`), "/countries/0/audio_conferencing/auto_assigned_cities/0", 14, "the name of the city is missing", conformant},
	{"a city twice", replace(`["Toronto"]`, `["Toronto", "Toronto"]`), "/countries/0/audio_conferencing/auto_assigned_cities/1", 14, `"Toronto" is named twice`, conformant},
	{"call queues without Phone System", replace(`"call_queues": false`, `"call_queues": true`), "/countries/1/phone_system/call_queues", 60, "found true, but Phone System itself is unavailable", conformant},

	// Calling Plans.
	{"plans, though there are none", in(`"slug": "united-kingdom"`, replace(`"calling_plans": {"status": "unavailable",`, `"calling_plans": {"status": "unavailable", "plans": [{"type": "pay_as_you_go"}],`)), "/countries/1/calling_plans/plans", 61, "the list has plans, but Calling Plans are unavailable", conformant},
	{"plans of Microsoft's beside an operator's", in(`"slug": "japan"`, replace(`"operator": "SoftBank",`, `"operator": "SoftBank", "plans": [{"type": "pay_as_you_go"}],`)), "/countries/2/calling_plans/plans", 77, "the list has plans of Microsoft's, but an operator sells its own", beyond},
	{"no plan, though they are available", in(`"slug": "united-kingdom"`, replace(`"calling_plans": {"status": "unavailable"`, `"calling_plans": {"status": "available"`)), "/countries/1/calling_plans/plans", 61, "the list is empty, but Calling Plans are available", beyond},
	{"a plan without minutes", replace(`"domestic_minutes": 120, `, ``), "/countries/0/calling_plans/plans/0/domestic_minutes", 21, "found 0; a plan of type domestic has 1 to 44640 minutes a month", beyond},
	{"a plan with fewer than no minutes", replace(`"domestic_minutes": 120`, `"domestic_minutes": -120`), "/countries/0/calling_plans/plans/0/domestic_minutes", 21, "found -120; a plan of type domestic has 1 to 44640 minutes a month", conformant},
	{"a plan with more minutes than the month", replace(`"domestic_minutes": 120`, `"domestic_minutes": 44641`), "/countries/0/calling_plans/plans/0/domestic_minutes", 21, "found 44641; a plan of type domestic has 1 to 44640 minutes a month", conformant},
	{"a domestic plan with international minutes", replace(`"domestic_minutes": 120`, `"domestic_minutes": 120, "international_minutes": 1`), "/countries/0/calling_plans/plans/0/international_minutes", 21, "found 1; a plan of type domestic has none", conformant},
	{"an international plan without international minutes", replace(`, "international_minutes": 600`, ``), "/countries/0/calling_plans/plans/1/international_minutes", 22, "found 0; a plan of type domestic_and_international has 1 to 44640 minutes a month", beyond},
	{"pay as you go with minutes", replace(`{"type": "pay_as_you_go"}`, `{"type": "pay_as_you_go", "domestic_minutes": 5}`), "/countries/0/calling_plans/plans/2/domestic_minutes", 23, "found 5; a plan of type pay_as_you_go has none", conformant},
	{"a plan twice", replace(`{"type": "pay_as_you_go"}`, `{"type": "pay_as_you_go"}, {"type": "pay_as_you_go"}`), "/countries/0/calling_plans/plans/3", 23, "the same plan is listed twice", conformant},
	{"a plan twice under different conditions", replace(`{"type": "pay_as_you_go"}`, `{"type": "pay_as_you_go"}, {"type": "pay_as_you_go", "conditions": ["on_request"]}`), "/countries/0/calling_plans/plans/3", 23, "the same plan is listed twice", beyond},
	{"a plan that is not geographic", replace(`["limited_availability"]`, `["non_geographic_only"]`), "/countries/0/calling_plans/plans/0/conditions", 21, "non_geographic_only is a condition of toll numbers only", conformant},
	{"more destinations than countries", replace(`"outbound_destination_count": 196`, `"outbound_destination_count": 251`), "/countries/0/calling_plans/outbound_destination_count", 25, "found 251; allowed: 0 to 250", conformant},
	{"fewer destinations than none", replace(`"outbound_destination_count": 196`, `"outbound_destination_count": -1`), "/countries/0/calling_plans/outbound_destination_count", 25, "found -1; allowed: 0 to 250", conformant},
	{"premium calls without a plan", in(`"slug": "united-kingdom"`, replace(`"premium_number_calls": {"status": "unavailable"}`, `"premium_number_calls": {"status": "available"}`)), "/countries/1/calling_plans/premium_number_calls/status", 61, `found "available", but Calling Plans are unavailable`, conformant},
	{"a supported prefix with a plus sign", replace(`"supported_prefixes": ["1900"]`, `"supported_prefixes": ["+1900"]`), "/countries/0/calling_plans/premium_number_calls/supported_prefixes/0", 29, `found "+1900"; a prefix has 1 to 15 digits`, conformant},
	{"an empty unsupported prefix", replace(`"unsupported_prefixes": ["1976"]`, `"unsupported_prefixes": [""]`), "/countries/0/calling_plans/premium_number_calls/unsupported_prefixes/0", 30, `found ""; a prefix has 1 to 15 digits`, conformant},
	{"a prefix longer than a number", replace(`"unsupported_prefixes": ["1976"]`, `"unsupported_prefixes": ["1234567890123456"]`), "/countries/0/calling_plans/premium_number_calls/unsupported_prefixes/0", 30, `found "1234567890123456"; a prefix has 1 to 15 digits`, conformant},
	{"tenant countries out of order", replace(`["JP", "US"]`, `["US", "JP"]`), "/countries/2/calling_plans/operator_tenant_countries/1", 78, "JP comes after US; the list is sorted", beyond},
	{"a tenant country twice", replace(`["JP", "US"]`, `["JP", "JP"]`), "/countries/2/calling_plans/operator_tenant_countries/1", 78, "JP is named twice", conformant},
	{"an unknown tenant country", replace(`["JP", "US"]`, `["JP", "XX"]`), "/countries/2/calling_plans/operator_tenant_countries/1", 78, `"XX" is not an ISO 3166-1 alpha-2 code`, beyond},
	{"tenant countries of no operator", replace(`"outbound_destination_count": 196,`, `"operator_tenant_countries": ["CA"],`), "/countries/0/calling_plans/operator_tenant_countries", 25, "the list has countries, but no operator sells", beyond},
	{"a country that is abroad to itself", replace(`"domestic_call_countries": ["CA", "US"]`, `"domestic_call_countries": ["US"]`), "/countries/0/calling_plans/domestic_call_countries", 32, "the country itself, CA, is missing", beyond},
	{"no country in the minute pool", replace(`"minute_pool_countries": ["CA"]`, `"minute_pool_countries": []`), "/countries/0/calling_plans/minute_pool_countries", 33, "the country itself, CA, is missing", conformant},

	// Toll numbers.
	{"cities of a number that is unavailable", replace(`, "contradictory": true`, ``), "/countries/1/service_numbers/toll/cities", 63, "the list has cities, but toll numbers are unavailable; where the page contradicts itself so, set contradictory to true", beyond},
	{"contradictory, though numbers are there", replace(`"other_cities_on_request": true`, `"other_cities_on_request": true, "contradictory": true`), "/countries/0/service_numbers/toll/contradictory", 44, "found true, but toll numbers are available", beyond},
	{"contradictory without a city", replace(`"geographic": true, "cities": [{"name": "Leeds"}], "contradictory": true`, `"geographic": false, "contradictory": true`), "/countries/1/service_numbers/toll/contradictory", 63, "found true, but no city is named", beyond},
	{"geographic and not", in(`"slug": "japan"`, replace(`"geographic": false`, `"geographic": true, "cities": [{"name": "Tokyo"}]`)), "/countries/2/service_numbers/toll/geographic", 82, "found true, but the conditions say non_geographic_only", beyond},
	{"geographic without a city", in(`"slug": "japan"`, replace(`"conditions": ["non_geographic_only"], "geographic": false`, `"geographic": true`)), "/countries/2/service_numbers/toll/cities", 82, "the list is empty, but the numbers are geographic", conformant},
	{"cities of a number of none", replace(`"geographic": true`, `"geographic": false`), "/countries/0/service_numbers/toll/geographic", 38, "found false, but the list has cities", conformant},
	{"other cities of a number of none", in(`"slug": "japan"`, replace(`"geographic": false`, `"geographic": false, "other_cities_on_request": true`)), "/countries/2/service_numbers/toll/other_cities_on_request", 82, "found true, but the numbers are not geographic", conformant},
	{"the same city in the same state", replace(`{"name": "London", "state": "Nova Scotia"}`, `{"name": "London", "state": "Ontario"}`), "/countries/0/service_numbers/toll/cities/2", 42, `"Ontario, London" is named twice`, conformant},
	{"a city with a blank name", replace(`{"name": "Calgary", `, `{"name": "", `), "/countries/0/service_numbers/toll/cities/0/name", 40, "the name of the city is missing", conformant},
}

func TestDecodeRefuses(t *testing.T) {
	for _, tc := range faultCases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Decode("test.json", []byte(tc.edit(small)))
			var faults *Faults
			if !errors.As(err, &faults) {
				t.Fatalf("got error %v, want faults", err)
			}
			first := faults.List[0]
			for _, f := range faults.List {
				if f.Pointer == tc.pointer {
					first = f
					break
				}
			}
			if first.Pointer != tc.pointer || first.Line != tc.line || !strings.Contains(first.Problem, tc.problem) {
				t.Errorf("got  %d %s: %s\nwant %d %s: ...%s...", first.Line, first.Pointer, first.Problem, tc.line, tc.pointer, tc.problem)
			}
			for _, r := range strings.ReplaceAll(err.Error(), "\n", "") {
				if !unicode.IsPrint(r) {
					t.Errorf("the message holds %U: %q", r, err)
				}
			}
		})
	}
}

// One mistake is one fault, wherever that can be told.
func TestDecodeNamesAMistakeOnce(t *testing.T) {
	two := []string{"countries out of order", "a country twice", "no plan, though they are available"}
	for _, tc := range faultCases {
		var faults *Faults
		if _, err := Decode("test.json", []byte(tc.edit(small))); errors.As(err, &faults) && len(faults.List) > 1 && !slices.Contains(two, tc.name) {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}
