package graph

import (
	"fmt"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/powershell/powershelltest"
)

const whole = 10 // a -Depth that cuts nothing

func file(v any) []byte { return powershelltest.Style{Depth: whole}.File(v) }

func telephoneNumbers(list NumberList) []string {
	var numbers []string
	for _, n := range list.Numbers {
		numbers = append(numbers, n.TelephoneNumber)
	}
	return numbers
}

func numbersFile(numbers ...any) powershelltest.Object {
	return powershelltest.Object{"ExportedAt", "2026-08-21T09:30:00Z", "TenantId", "t", "PhoneNumbers", numbers}
}

// What comes from a file is filtered like what comes from Graph.
func TestReadNumberExport(t *testing.T) {
	assigned := powershelltest.Number("+14025551234", "US", "UserAssignment").Set("PstnAssignmentStatus", "UserAssigned").
		Set("AssignedPstnTargetId", "dc13d97b-7897-494e-bc28-6b469bf7a70e")
	free := powershelltest.Number("+442079460000", "GB", "UserAssignment", "ConferenceAssignment")
	tollFree := powershelltest.Number("+18005550100", "US", "ConferenceAssignment", "VoiceApplicationAssignment")
	directRouting := powershelltest.Number("+12065551000;ext=524", "US", "UserAssignment").Set("NumberType", "DirectRouting").Set("NumberSource", "OnPremises").
		Set("IsoCountryCode", nil).Set("City", "")
	for _, style := range []powershelltest.Style{{Windows: true, Encoding: powershelltest.UTF16LE}, {Windows: true, Unrolled: true}, {}, {Unrolled: true, Encoding: powershelltest.UTF8BOM}} {
		style.Depth = whole
		n, err := ReadNumberExport(style.File(numbersFile(assigned, free, tollFree, directRouting)))
		if err != nil {
			t.Fatal(err)
		}
		if len(n.Numbers) != 4 || n.TenantID != "t" || n.ExportedAt.Year() != 2026 {
			t.Fatalf("%+v: %+v", style, n)
		}
		got := n.Numbers[0]
		if want := (Number{
			TelephoneNumber: "+14025551234", OperatorID: "2b24d246-a9ee-428b-96bc-fb9d9a053c8d", NumberType: CallingPlan,
			ActivationState: "activated", Capabilities: []Usage{UserUsage}, AssignmentStatus: UserAssigned,
			AssignmentTargetID: "dc13d97b-7897-494e-bc28-6b469bf7a70e", AssignmentCategory: "primary", ISOCountryCode: "US", City: "Omaha",
			NumberSource: "online",
		}.Judged()); fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("%+v: got %+v, want %+v", style, got, want)
		}
		yes := true
		for situation, tt := range map[string]struct {
			filter NumberFilter
			want   string
		}{
			"free numbers":      {NumberFilter{Status: Unassigned, Usage: UserUsage}, "+442079460000 +12065551000;ext=524"},
			"numbers of the US": {NumberFilter{Country: country.MustParseCode("US")}, "+14025551234 +18005550100 +12065551000;ext=524"},
			"toll-free numbers": {NumberFilter{TollFree: &yes}, "+18005550100"},
			"Direct Routing":    {NumberFilter{Type: DirectRouting}, "+12065551000;ext=524"},
			"conference":        {NumberFilter{Usage: ConferenceUsage, City: "omaha"}, "+442079460000 +18005550100"},
		} {
			found := telephoneNumbers(tt.filter.Select(n.Numbers))
			if got := strings.Join(found, " "); got != tt.want {
				t.Errorf("%s: %s, want %s", situation, got, tt.want)
			}
		}
	}
	if n, err := ReadNumberExport(file(numbersFile())); err != nil || len(n.Numbers) != 0 {
		t.Errorf("a tenant without numbers: %v, %v", n, err)
	}
}

func TestReadNumberExportRefuses(t *testing.T) {
	number := powershelltest.Number("+14025551234", "US", "UserAssignment")
	for _, tt := range []struct {
		situation string
		file      powershelltest.Object
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
		{"an export of offers", powershelltest.Export("2026-08-21"), "the file has no PhoneNumbers"},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			n, err := ReadNumberExport(file(tt.file))
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, %v; want %q", n, err, tt.says)
			}
		})
	}
}

// For any input, ReadNumberExport answers or says no.
func FuzzReadNumberExport(f *testing.F) {
	for _, style := range []powershelltest.Style{{Windows: true, Encoding: powershelltest.UTF16LE}, {Unrolled: true, Depth: whole}} {
		f.Add(style.File(numbersFile(powershelltest.Number("+14025551234", "US", "UserAssignment"))))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if n, err := ReadNumberExport(data); (err == nil) != (n != nil) {
			t.Errorf("%v, %v", n, err)
		}
	})
}
