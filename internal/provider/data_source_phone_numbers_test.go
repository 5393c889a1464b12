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
		{"an unknown country", object{"country": "Germny"}, nil, []string{"Germany"}},
		{"an unknown number type", object{"number_type": "callingPlan"}, nil, []string{"calling_plan"}},
		{"an unknown usage", object{"usage": "bridge"}, nil, []string{"conference"}},
		{"a city of nothing", object{"city": " "}, nil, []string{"Empty city", `" " names no city`}},
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
