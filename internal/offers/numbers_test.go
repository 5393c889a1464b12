package offers

import (
	"fmt"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/offers/offerstest"
)

func numbersFile(numbers ...any) offerstest.Object {
	return offerstest.Object{"ExportedAt", "2026-08-21T09:30:00Z", "TenantId", "t", "PhoneNumbers", numbers}
}

// What comes from a file is filtered like what comes from Graph.
func TestReadNumbers(t *testing.T) {
	assigned := offerstest.Number("+14025551234", "US", "UserAssignment").Set("PstnAssignmentStatus", "UserAssigned").
		Set("AssignedPstnTargetId", "dc13d97b-7897-494e-bc28-6b469bf7a70e")
	free := offerstest.Number("+442079460000", "GB", "UserAssignment", "ConferenceAssignment")
	tollFree := offerstest.Number("+18005550100", "US", "ConferenceAssignment", "VoiceApplicationAssignment")
	directRouting := offerstest.Number("+12065551000;ext=524", "US", "UserAssignment").Set("NumberType", "DirectRouting").Set("NumberSource", "OnPremises").
		Set("IsoCountryCode", nil).Set("City", "")
	for _, style := range []offerstest.Style{{Windows: true, Encoding: offerstest.UTF16LE}, {Windows: true, Unrolled: true}, {}, {Unrolled: true, Encoding: offerstest.UTF8BOM}} {
		style.Depth = whole
		n, err := ReadNumbers(style.File(numbersFile(assigned, free, tollFree, directRouting)))
		if err != nil {
			t.Fatal(err)
		}
		if len(n.Numbers) != 4 || n.TenantID != "t" || n.ExportedAt.Year() != 2026 {
			t.Fatalf("%+v: %+v", style, n)
		}
		got := n.Numbers[0]
		if want := (graph.Number{
			TelephoneNumber: "+14025551234", OperatorID: "2b24d246-a9ee-428b-96bc-fb9d9a053c8d", NumberType: graph.CallingPlan,
			ActivationState: "activated", Capabilities: []graph.Usage{graph.UserUsage}, AssignmentStatus: graph.UserAssigned,
			AssignmentTargetID: "dc13d97b-7897-494e-bc28-6b469bf7a70e", AssignmentCategory: "primary", ISOCountryCode: "US", City: "Omaha",
			NumberSource: "online",
		}.Judged()); fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("%+v: got %+v, want %+v", style, got, want)
		}
		yes := true
		for situation, tt := range map[string]struct {
			filter graph.NumberFilter
			want   string
		}{
			"free numbers":      {graph.NumberFilter{Status: graph.Unassigned, Usage: graph.UserUsage}, "+442079460000 +12065551000;ext=524"},
			"numbers of the US": {graph.NumberFilter{Country: country.MustParseCode("US")}, "+14025551234 +18005550100 +12065551000;ext=524"},
			"toll-free numbers": {graph.NumberFilter{TollFree: &yes}, "+18005550100"},
			"Direct Routing":    {graph.NumberFilter{Type: graph.DirectRouting}, "+12065551000;ext=524"},
			"conference":        {graph.NumberFilter{Usage: graph.ConferenceUsage, City: "omaha"}, "+442079460000 +18005550100"},
		} {
			found := all(tt.filter.Select(n.Numbers).Numbers, func(n graph.Number) string { return n.TelephoneNumber })
			if got := strings.Join(found, " "); got != tt.want {
				t.Errorf("%s: %s, want %s", situation, got, tt.want)
			}
		}
	}
	if n, err := ReadNumbers(file(numbersFile())); err != nil || len(n.Numbers) != 0 {
		t.Errorf("a tenant without numbers: %v, %v", n, err)
	}
}

func TestReadNumbersRefuses(t *testing.T) {
	number := offerstest.Number("+14025551234", "US", "UserAssignment")
	for _, tt := range []struct {
		situation string
		file      offerstest.Object
		says      string
	}{
		{"no number", numbersFile(number, number.Set("TelephoneNumber", nil)), "PhoneNumbers[1] has no TelephoneNumber"},
		{"an enumeration as its number", numbersFile(number.Set("NumberType", 1)), "PhoneNumbers[0].NumberType is 1, the number of an enumeration"},
		{"a status as its number", numbersFile(number.Set("PstnAssignmentStatus", 0)), "add -EnumsAsStrings"},
		{"a capability as its number", numbersFile(number.Set("Capability", []any{1})), "PhoneNumbers[0].Capability[0] is 1"},
		{"capabilities that were cut", numbersFile(number.Set("Capability", "System.Object[]")), "-Depth 10"},
		{"numbers as text", numbersFile("+14025551234"), `PhoneNumbers[0] is "+14025551234", not an object`},
		{"no numbers at all", numbersFile()[:4], "the file has no PhoneNumbers"},
		{"no date", numbersFile(number)[2:], "the file has no ExportedAt"},
		{"an export of offers", offerstest.Export("2026-08-21"), "the file has no PhoneNumbers"},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			n, err := ReadNumbers(file(tt.file))
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, %v; want %q", n, err, tt.says)
			}
		})
	}
}
