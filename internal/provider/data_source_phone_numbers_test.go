package provider

import (
	"slices"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
)

func TestPhoneNumbers(t *testing.T) {
	for _, c := range []struct {
		name      string
		arguments object
		want      []string // their last digits
	}{
		{"all", nil, []string{"+12052582895", "+12052582896", "+18002752273", "+493012345678", "+4989123456", "+498912345678"}},
		{"country", object{"country": "Germany"}, []string{"+493012345678", "+4989123456", "+498912345678"}},
		{"number type", object{"number_type": "direct_routing"}, []string{"+498912345678"}},
		{"usage user", object{"usage": "user", "country": "US"}, []string{"+12052582895", "+12052582896"}},
		{"usage conference", object{"usage": "conference"}, []string{"+18002752273", "+4989123456"}},
		{"usage voice application", object{"usage": "voice_application"}, []string{"+18002752273", "+4989123456"}},
		{"status", object{"status": "user_assigned"}, []string{"+12052582896"}},
		{"city without accents", object{"city": "munchen"}, []string{"+4989123456"}},
		{"toll-free", object{"toll_free": true}, []string{"+18002752273"}},
		{"toll", object{"toll_free": false, "country": "US"}, []string{"+12052582895", "+12052582896"}},
		{"all filters at once", object{"country": "US", "number_type": "calling_plan", "usage": "user", "status": "unassigned", "city": "BIRMINGHAM", "toll_free": false, "require": 1}, []string{"+12052582895"}},
		{"none", object{"country": "FR"}, []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, said := readTenant(t, "teamsvoice_phone_numbers", voiceTenant(), c.arguments)
			if len(said) > 0 {
				t.Fatal(said)
			}
			if numbers := sortedTexts(got["numbers"], "telephone_number"); !slices.Equal(numbers, c.want) || got["number_count"] != float64(len(c.want)) {
				t.Errorf("got %q and the count %v, want %q", numbers, got["number_count"], c.want)
			}
		})
	}
}

// A value of an enumeration that Microsoft adds is carried through.
func TestPhoneNumbersCarryUnknownValues(t *testing.T) {
	got, said := readTenant(t, "teamsvoice_phone_numbers", voiceTenant(), object{"city": "Berlin"})
	if len(said) > 0 {
		t.Fatal(said)
	}
	if err := sameJSON(got["numbers"], `[{"telephone_number": "+493012345678", "number_type": "operator_connect", "country_code": "DE", "city": "Berlin",
		"toll_free": false, "usages": ["user"], "status": "something_new", "activation_state": "activated", "assignment_target_id": null}]`); err != nil {
		t.Error(err)
	}
}

func TestPhoneNumbersAreRefused(t *testing.T) {
	forbidden := failing(graphtest.Numbers, graphtest.Forever, graphtest.Forbid())
	for _, c := range []struct {
		name      string
		arguments object
		fault     func(*graphtest.Server)
		says      []string
	}{
		{"too few", object{"country": "US", "status": "unassigned", "toll_free": true, "require": 4}, nil, []string{"Too few phone numbers", "4 unassigned toll-free phone numbers in US are required, and the tenant has 1", "Get 3 more"}},
		{"no permission", nil, forbidden, []string{"Phone numbers of the tenant cannot be read", "TeamsTelephoneNumber.Read.All"}},
		{"an unknown country", object{"country": "Germny", "user": 1}, nil, []string{"Germany"}},
		{"an unknown number type", object{"number_type": "callingPlan"}, nil, []string{"calling_plan"}},
		{"an unknown usage", object{"usage": "bridge"}, nil, []string{"conference"}},
		{"a city of nothing", object{"city": " "}, nil, []string{"Invalid city", `The city is empty`}},
		{"an unknown status that is near", object{"status": "un-assigned"}, nil, []string{"did you mean unassigned?"}},
		{"an unknown status", object{"status": "free"}, nil, []string{"unassigned"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			fault := c.fault
			if fault == nil {
				fault = func(*graphtest.Server) {}
			}
			_, said := readTenant(t, "teamsvoice_phone_numbers", voiceTenant(), c.arguments, fault)
			if !said.hasError() || !says(c.says...).MatchString(said.String()) {
				t.Errorf("it says %s", said)
			}
		})
	}
}

// officeTenant has numbers as Graph tells them: a number is for users or for
// services, and those of Direct Routing have no country.
func officeTenant() graphtest.Tenant {
	tenant := voiceTenant()
	tenant.Numbers = []graphtest.Number{
		voiceNumber("+493012345670", "callingPlan", "unassigned", "DE", "Berlin", "userAssignment"),
		voiceNumber("+493012345671", "callingPlan", "unassigned", "DE", "Berlin", "userAssignment"),
		voiceNumber("+493012345672", "callingPlan", "userAssigned", "DE", "Berlin", "userAssignment"),
		voiceNumber("+498912345670", "callingPlan", "unassigned", "DE", "München", "userAssignment"),
		voiceNumber("+498912345671", "callingPlan", "unassigned", "DE", "München", "conferenceAssignment", "voiceApplicationAssignment"),
		voiceNumber("+3280012345", "callingPlan", "unassigned", "BE", "", "conferenceAssignment", "voiceApplicationAssignment"),
		voiceNumber("+498912345699", "directRouting", "unassigned", "", "", "userAssignment"),
		voiceNumber("+447700900123", "operatorConnect", "internalError", "GB", "", "teamsPhoneMobile", "somethingNewAssignment"),
	}
	tenant.Numbers[1].ActivationState = "assignmentPending"
	return tenant
}

// What numbers are for, by country and city, in one data source.
func TestRequiredNumbers(t *testing.T) {
	for _, c := range []struct {
		name      string
		arguments object
		says      []string // nothing where all is there
	}{
		{"enough", object{"required_numbers": list(object{"country": "Germany", "city": "berlin", "user": 1}, object{"country": "DE", "user": 2, "toll": 1}, object{"country": "BE", "toll_free": 1})}, nil},
		{"the order does not matter", object{"required_numbers": list(object{"country": "DE", "user": 2}, object{"country": "DE", "city": "Berlin", "user": 1})}, nil},
		{"nothing", object{"required_numbers": list(object{"country": "DE", "user": 0})}, nil},
		{"no number", object{"required_numbers": list(object{"country": "DE", "user": 1}, object{"country": "FR"})},
			[]string{`AttributeName("required_numbers").ElementKeyInt(1)`, "No required numbers", "user, toll or toll_free"}},
		{"too few in a city and in a country", object{"required_numbers": list(object{"country": "DE", "city": "Berlin", "user": 3}, object{"country": "BE", "toll_free": 2})},
			[]string{`AttributeName("required_numbers")`, "Too few phone numbers", "2 user numbers in Berlin and 1 toll-free number for Belgium are missing"}},
		{"a number counts once", object{"required_numbers": list(object{"country": "DE", "city": "Berlin", "user": 1}, object{"country": "DE", "user": 3})},
			[]string{"1 user number for Germany is missing", "3 of the 4 free numbers that are required"}},
		{"the filters leave fewer", object{"number_type": "calling_plan", "required_numbers": list(object{"country": "DE", "user": 3})}, []string{"1 user number for Germany is missing"}},
		{"a toll-free number is no user's", object{"required_numbers": list(object{"country": "BE", "user": 1})}, []string{"1 user number for Belgium is missing"}},
		{"an unknown country", object{"required_numbers": list(object{"country": "Germny"})}, []string{"Germany"}},
		{"fewer than none", object{"required_numbers": list(object{"country": "DE", "user": -1})}, []string{"between 0"}},
		{"an idle number is not free", object{"status": "unassigned", "city": "Berlin", "require": 2}, []string{"the tenant has 1. 1 more number is not activated"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, said := readTenant(t, "teamsvoice_phone_numbers", officeTenant(), c.arguments)
			if c.says == nil && len(said) > 0 || c.says != nil && (!said.hasError() || !says(c.says...).MatchString(said.String())) {
				t.Errorf("it says %s", said)
			}
		})
	}
	for severity, diagnostics := range map[string]int{"warning": 2, "none": 0} {
		got, said := readTenant(t, "teamsvoice_phone_numbers", officeTenant(),
			object{"require": 99, "required_numbers": list(object{"country": "DE", "user": 99}), "on_missing": severity})
		if said.hasError() || len(said) != diagnostics || got["number_count"] != 8.0 {
			t.Errorf("%s: %s", severity, said)
		}
	}
}

// The counts tell what the list tells, without the list.
func TestPhoneNumbersWithoutTheList(t *testing.T) {
	got, said := readTenant(t, "teamsvoice_phone_numbers", officeTenant(), object{"list_numbers": false})
	if len(said) > 0 || got["numbers"] != nil || got["number_count"] != 8.0 || got["free_count"] != 5.0 || got["assignment_pending_count"] != 1.0 {
		t.Errorf("got %v, %s", got, said)
	}
	if err := sameJSON(got["by_country"], `{"BE": 1, "DE": 6, "GB": 1}`); err != nil {
		t.Error(err)
	}
	if err := sameJSON(got["counts"], `[
		{"country_code": "BE", "city": null, "kind": "toll_free", "usages": ["conference", "voice_application"], "number_count": 1, "free_count": 1, "assignment_pending_count": 0},
		{"country_code": "DE", "city": null, "kind": "toll", "usages": ["user"], "number_count": 1, "free_count": 1, "assignment_pending_count": 0},
		{"country_code": "DE", "city": "Berlin", "kind": "toll", "usages": ["user"], "number_count": 3, "free_count": 1, "assignment_pending_count": 1},
		{"country_code": "DE", "city": "München", "kind": "toll", "usages": ["conference", "voice_application"], "number_count": 1, "free_count": 1, "assignment_pending_count": 0},
		{"country_code": "DE", "city": "München", "kind": "toll", "usages": ["user"], "number_count": 1, "free_count": 1, "assignment_pending_count": 0},
		{"country_code": "GB", "city": null, "kind": "toll", "usages": ["something_new", "teams_phone_mobile"], "number_count": 1, "free_count": 0, "assignment_pending_count": 0}
	]`); err != nil {
		t.Error(err)
	}
}

// One list serves all data sources of a plan, the rollout's apart, which asks for
// numbers of Calling Plans alone.
func TestAccPhoneNumbersOfOnePlan(t *testing.T) {
	tenant := officeTenant()
	tenant.SkipPaging = true
	s, env := startTenant(t, tenant)
	acceptanceIn(t, env, answers(blockOf(s)+`
data "teamsvoice_phone_numbers" "germany" {
  country      = "Germany"
  list_numbers = false
}
data "teamsvoice_phone_numbers" "direct_routing" {
  number_type = "direct_routing"
  country     = "DE"
  depends_on  = [data.teamsvoice_phone_numbers.germany]
}
data "teamsvoice_phone_numbers" "office" {
  on_missing = "none"
  required_numbers = [
    { country = "DE", city = "Berlin", user = 1 },
    { country = "BE", toll_free = 1 },
  ]
}
output "germany" { value = data.teamsvoice_phone_numbers.germany.number_count }
output "direct_routing" { value = data.teamsvoice_phone_numbers.direct_routing.numbers[*].telephone_number }
output "pending" { value = data.teamsvoice_phone_numbers.office.assignment_pending_count }
`, outputIs("germany", `6`), outputIs("direct_routing", `["+498912345699"]`), outputIs("pending", `1`)),
		fails(blockOf(s)+`
data "teamsvoice_phone_numbers" "office" {
  required_numbers = [
    { country = "DE", city = "Berlin", user = 3 },
    { country = "Belgium", toll_free = 2 },
  ]
}
`, "Too few phone numbers", "2 user numbers in Berlin and 1 toll-free number for Belgium are missing"))
	t.Cleanup(func() {
		// The first step configures a provider for each command that it runs.
		for _, r := range s.Requests(graphtest.Numbers) {
			if r.Query.Has("$filter") {
				t.Errorf("asked for a list of its own: %v", r.Query)
			}
		}
	})
}
