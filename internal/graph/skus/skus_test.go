package skus

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Every row of the table is found again, by each of its identifiers.
func TestEveryRow(t *testing.T) {
	rows := strings.Split(strings.TrimSpace(string(withoutComments(products))), "\n")[1:]
	if len(rows) != 121 || len(All()) != 82 {
		t.Errorf("%d rows, %d SKUs", len(rows), len(All()))
	}
	for _, row := range rows {
		// No field of the file is quoted or holds a comma.
		fields := strings.Split(row, ",")
		partNumber, id, planName, planID := fields[0], fields[1], fields[3], fields[4]
		byID, ok := ByID(strings.ToUpper(id))
		if !ok || byID.PartNumber != partNumber {
			t.Errorf("%s is %+v by its ID", partNumber, byID)
		}
		if s, ok := ByPartNumber(strings.ToLower(partNumber)); !ok || s.ID != id {
			t.Errorf("%s is %+v by its part number", partNumber, s)
		}
		plan, ok := PlanOf(planID, "renamed by Microsoft")
		if !ok || !slices.ContainsFunc(byID.Plans, func(p Plan) bool { return p.ID == plan.ID }) {
			t.Errorf("%s: the service plan %s is %+v", partNumber, planName, plan)
		}
		for _, c := range plan.Capabilities {
			if !slices.Contains(byID.Capabilities, c) {
				t.Errorf("%s counts as %v, and its service plan %s gives %s", partNumber, byID.Capabilities, planName, c)
			}
		}
		if !LooksLikeVoice(planName) && !slices.Contains([]string{"PSTN5_US", "MCOSMS5", "MCOSMS_PAYG_1", "MCOFMC1"}, planName) {
			t.Errorf("%s does not look like Teams voice", planName)
		}
	}
}

func withoutComments(data []byte) []byte {
	for bytes.HasPrefix(data, []byte("#")) {
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	return data
}

func TestTableIsThatOfTheFacts(t *testing.T) {
	facts := os.Getenv("TEAMSVOICE_FACTS")
	if facts == "" {
		t.Skip("TEAMSVOICE_FACTS is not set")
	}
	want, err := os.ReadFile(filepath.Join(facts, "voice-skus.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(withoutComments(products), bytes.ReplaceAll(want, []byte("\r"), nil)) {
		t.Error("voice-skus.csv is not that of the facts")
	}
}

// What SKUs of every kind count as, and whom they are for.
func TestSKUs(t *testing.T) {
	for _, tt := range []struct {
		partNumber   string
		capabilities []Capability
		audience     Audience
	}{
		{"MCOEV", []Capability{PhoneSystem}, ForUsers},
		{"MCOEVSMB_1", []Capability{PhoneSystem}, ForUsers},
		{"SPE_E5", []Capability{AudioConferencing, PhoneSystem}, ForUsers},
		{"ENTERPRISEPREMIUM_GOV", []Capability{AudioConferencing, PhoneSystem}, ForUsers},
		{"M365_G5_GCC", []Capability{AudioConferencing, PhoneSystem}, ForUsers},
		{"SPE_E5_USGOV_GCCHIGH", []Capability{AudioConferencing, PhoneSystem}, ForUsers},
		{"MCOPSTN_1_GOV", []Capability{DomesticCallingPlan}, ForUsers},
		{"MCOPSTN5_US", []Capability{DomesticCallingPlan}, ForUsers},
		{"SPE_E5_CALLINGMINUTES", []Capability{AudioConferencing, DomesticCallingPlan, PhoneSystem}, ForUsers},
		{"MCOPSTN2", []Capability{DomesticAndInternationalCallingPlan}, ForUsers},
		{"Microsoft_Teams_Calling_Plan_pay_as_you_go_(country_zone_1_US)", []Capability{PayAsYouGoCallingPlan}, ForUsers},
		{"MCOTEAMS_ESSENTIALS", []Capability{DomesticCallingPlan, PhoneSystem}, ForUsers},
		{"MCOMEETACPEA", []Capability{AudioConferencingPayPerMinute}, ForUsers},
		{"Microsoft_Teams_Audio_Conferencing_select_dial_out", []Capability{AudioConferencing, AudioConferencingSelectDialOut}, ForUsers},
		{"MCOPSTNPP", []Capability{CommunicationsCredits}, ForUsers},
		{"MCOPSTNEAU2", nil, ForUsers},
		{"Operator_Connect_Mobile", nil, ForUsers},
		{"PHONESYSTEM_VIRTUALUSER_GOV", []Capability{ResourceAccount}, ForResourceAccounts},
		{"MCOCAP_GOV", []Capability{PhoneSystem}, ForSharedDevices},
		{"MEETING_ROOM_NOAUDIOCONF", []Capability{PhoneSystem}, ForRooms},
		{"MTR_PREM", []Capability{AudioConferencing, PhoneSystem}, ForRooms},
		{"Microsoft_Teams_Rooms_Pro_GCC", []Capability{AudioConferencing, PhoneSystem}, ForRooms},
		{"MCOACBYOT_AR_GCCHIGH_USGOV_GCCHIGH", []Capability{AudioConferencing}, ForCompany},
	} {
		s, known := ByPartNumber(tt.partNumber)
		if !known || !slices.Equal(s.Capabilities, tt.capabilities) || s.Audience != tt.audience {
			t.Errorf("%s counts as %v for %s, want %v for %s", tt.partNumber, s.Capabilities, s.Audience, tt.capabilities, tt.audience)
		}
	}
	if _, known := ByPartNumber("EXCHANGESTANDARD"); known {
		t.Error("Exchange is a SKU of Teams voice")
	}
}

// A plan is known by its ID first: a name may be another plan's elsewhere.
func TestPlanOf(t *testing.T) {
	const mcoev = "4828c8ec-dc2e-4779-b502-87ac9ce28ab7"
	for _, tt := range []struct {
		id, name string
		want     []Capability
		known    bool
	}{
		{mcoev, "MCOPSTN2", []Capability{PhoneSystem}, true},
		{strings.ToUpper(mcoev), "", []Capability{PhoneSystem}, true},
		{"00000000-0000-0000-0000-000000000000", "mcomeetadv", []Capability{AudioConferencing}, true},
		{"", "MCOPSTN9", []Capability{DomesticAndInternationalCallingPlan}, true},
		{"", "EXCHANGE_S_STANDARD", nil, false},
		{"", "", nil, false},
	} {
		p, known := PlanOf(tt.id, tt.name)
		if known != tt.known || !slices.Equal(p.Capabilities, tt.want) {
			t.Errorf("%q, %q: %+v, %v", tt.id, tt.name, p, known)
		}
	}
}

func TestUnlisted(t *testing.T) {
	for name, want := range map[string][]Capability{
		"MICROSOFT_Teams_Calling_Plan_pay_as_you_go_(Mexico)": {PayAsYouGoCallingPlan},
		"Microsoft_Teams_Domestic_Calling_Plan_(Mexico)":      {DomesticCallingPlan},
		"Microsoft_Teams_Calling_Plan_pay_as_you":             nil,
		"MCOEV": nil,
	} {
		if got, known := Unlisted(name); !slices.Equal(got, want) || known != (want != nil) {
			t.Errorf("%s: %v, %v", name, got, known)
		}
	}
}

// The file is refused where the program would have to guess.
func TestParseRefuses(t *testing.T) {
	for name, data := range map[string]string{
		"nothing":          "",
		"other columns":    "sku_id\n",
		"an unknown plan":  strings.Join(columns, ",") + "\nX,id,Product,PLAN,no-such-plan\n",
		"a row cut off":    strings.Join(columns, ",") + "\nX,id\n",
		"a quote left off": strings.Join(columns, ",") + "\n\"X,id",
	} {
		if _, err := parse([]byte(data)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
