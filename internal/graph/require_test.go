package graph

import (
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// A number that fits several requirements is left to the one that needs it.
func TestRequireNumbersTogether(t *testing.T) {
	free := func(city string, usages ...Usage) Number {
		return Number{TelephoneNumber: "+493012345678", ISOCountryCode: "DE", City: city, Capabilities: usages,
			AssignmentStatus: Unassigned, ActivationState: Activated}.Judged()
	}
	de := country.MustParseCode("DE")
	for name, tt := range map[string]struct {
		numbers      []Number
		requirements []NumberRequirement
		says         string // "" if all are met
	}{
		"nothing is required": {nil, []NumberRequirement{{Country: de}}, ""},
		"one for users alone, and one for users or services": {
			[]Number{free("", UserUsage, VoiceApplicationUsage), free("", UserUsage)}, []NumberRequirement{{Country: de, User: 1, Toll: 1}}, ""},
		"one for both services, and one for users or services": {
			[]Number{free("Berlin", UserUsage, VoiceApplicationUsage), free("Berlin", VoiceApplicationUsage, ConferenceUsage)},
			[]NumberRequirement{{Country: de, User: 1}, {Country: de, City: "Berlin", Toll: 1}}, ""},
		"the city first": {
			[]Number{free("Berlin", UserUsage), free("Bonn", UserUsage)}, []NumberRequirement{{Country: de, User: 1}, {Country: de, City: "berlin", User: 1}}, ""},
		"no number counts twice": {
			[]Number{free("", UserUsage, VoiceApplicationUsage)}, []NumberRequirement{{Country: de, User: 1, Toll: 1}},
			"1 toll number for Germany is missing: the tenant has 1 of the 2 free numbers that are required"},
		"of several kinds": {
			nil, []NumberRequirement{{Country: de, User: 2, Toll: 1}},
			"2 user numbers for Germany and 1 toll number for Germany are missing: the tenant has 0 of the 3 free numbers"},
	} {
		t.Run(name, func(t *testing.T) {
			err := RequireNumbers(tt.numbers, tt.requirements)
			if tt.says == "" && err != nil || tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)) {
				t.Errorf("got %v, want %q", err, tt.says)
			}
		})
	}
}
