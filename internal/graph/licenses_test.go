package graph

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/skus"
)

func TestSubscribedSKUs(t *testing.T) {
	held := tenant()
	held.SKUs = []graphtest.SKU{
		graphtest.License("MCOPSTN1", 25, 14),
		{ID: "e5", PartNumber: "SPE_E5", CapabilityStatus: "Enabled", ConsumedUnits: 7, AppliesTo: "User",
			PrepaidUnits: graphtest.PrepaidUnits{Enabled: 10, LockedOut: 1, Suspended: 2, Warning: 3},
			ServicePlans: []graphtest.ServicePlan{{ID: "p", Name: "MCOEV", ProvisioningStatus: "Success", AppliesTo: "User"}}},
	}
	s, c := start(t, held)
	got, err := c.SubscribedSKUs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := SKU{ID: "e5", PartNumber: "SPE_E5", CapabilityStatus: "Enabled", ConsumedUnits: 7, AppliesTo: "User",
		PrepaidUnits: PrepaidUnits{Enabled: 10, LockedOut: 1, Suspended: 2, Warning: 3},
		ServicePlans: []ServicePlan{{ID: "p", Name: "MCOEV", ProvisioningStatus: "Success", AppliesTo: "User"}}}
	if len(got) != 2 || got[0].PartNumber != "MCOPSTN1" || !slices.Equal(got[1].ServicePlans, want.ServicePlans) {
		t.Errorf("got %+v", got)
	}
	if got[1].PrepaidUnits != want.PrepaidUnits || got[1].ConsumedUnits != 7 || got[1].AppliesTo != "User" || got[1].ID != "e5" {
		t.Errorf("got %+v\nwant %+v", got[1], want)
	}
	if select_ := s.Requests(graphtest.SKUs)[0].Query.Get("$select"); !strings.Contains(select_, "servicePlans") {
		t.Errorf("$select=%s", select_)
	}
}

func TestFree(t *testing.T) {
	for _, tt := range []struct {
		situation    string
		status       string
		units        PrepaidUnits
		consumed     int
		usable, free int
	}{
		{"some are assigned", "Enabled", PrepaidUnits{Enabled: 25}, 14, 25, 11},
		{"in their warning period they still count", "Warning", PrepaidUnits{Enabled: 5, Warning: 20}, 14, 25, 11},
		{"suspended and locked ones do not", "Enabled", PrepaidUnits{Enabled: 5, Suspended: 9, LockedOut: 9}, 1, 5, 4},
		{"the SKU is suspended", "Suspended", PrepaidUnits{Enabled: 25}, 14, 0, 0},
		{"the SKU is deleted", "Deleted", PrepaidUnits{Enabled: 25}, 0, 0, 0},
		{"the SKU is in a state nobody knows", "Paused", PrepaidUnits{Enabled: 25}, 0, 0, 0},
		{"more are assigned than paid for", "Enabled", PrepaidUnits{Enabled: 5}, 9, 5, 0},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			sku := SKU{CapabilityStatus: tt.status, PrepaidUnits: tt.units, ConsumedUnits: tt.consumed}
			if sku.Usable() != tt.usable || sku.Free() != tt.free {
				t.Errorf("usable %d, free %d; want %d, %d", sku.Usable(), sku.Free(), tt.usable, tt.free)
			}
		})
	}
}

// The IDs of some service plans.
const (
	mcoev      = "4828c8ec-dc2e-4779-b502-87ac9ce28ab7"
	mcoevGov   = "db23fce2-a974-42ef-9002-d78dd42a0f22"
	mcomeetadv = "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40"
	exchange   = "9aaf7827-d63c-4b61-89c3-182f06f82e5c" // of no Teams voice
)

func TestCapabilitiesOfASKU(t *testing.T) {
	plans := func(parts ...string) (plans []ServicePlan) {
		for i := 0; i < len(parts); i += 3 {
			plans = append(plans, ServicePlan{ID: parts[i], Name: parts[i+1], ProvisioningStatus: parts[i+2], AppliesTo: "User"})
		}
		return plans
	}
	for _, tt := range []struct {
		situation string
		sku       SKU
		want      []Capability
		audience  skus.Audience
		voice     bool
		says      string
	}{
		{"by its part number", SKU{PartNumber: "MCOPSTN2"}, []Capability{DomesticAndInternationalCallingPlan}, skus.ForUsers, true, ""},
		{"by its ID", SKU{ID: "E43B5B99-8dfb-405f-9987-dc307f34bcbd", PartNumber: "RENAMED"}, []Capability{PhoneSystem}, skus.ForUsers, true, ""},
		{"by the ID of a service plan", SKU{PartNumber: "SOMETHING", ServicePlans: plans(exchange, "EXCHANGE", "Success", mcomeetadv, "RENAMED", "Success")},
			[]Capability{AudioConferencing}, skus.ForUsers, true, ""},
		{"by the name of a service plan whose ID another cloud has", SKU{PartNumber: "SOMETHING", ServicePlans: plans("another", "MCOMEETADV", "Success")},
			[]Capability{AudioConferencing}, skus.ForUsers, true, ""},
		{"the ID before the name", SKU{PartNumber: "SOMETHING", ServicePlans: plans(mcoev, "MCOPSTN2", "Success")}, []Capability{PhoneSystem}, skus.ForUsers, true, ""},
		{"G5 of a government", SKU{PartNumber: "M365_G5_GCC", ServicePlans: plans(mcoevGov, "MCOEV_GOV", "Success")}, []Capability{PhoneSystem}, skus.ForUsers, true, ""},
		{"two service plans of one kind, counted once", SKU{PartNumber: "MCOEV", ServicePlans: plans(mcoev, "MCOEV", "Success", "x", "MCOEV", "Success")},
			[]Capability{PhoneSystem}, skus.ForUsers, true, ""},
		{"E5 with conferencing", SKU{PartNumber: "SPE_E5", ServicePlans: plans(mcoev, "MCOEV", "Success", mcomeetadv, "MCOMEETADV", "Success")},
			[]Capability{AudioConferencing, PhoneSystem}, skus.ForUsers, true, ""},
		{"a service plan that is off", SKU{PartNumber: "ENTERPRISEPREMIUM", ServicePlans: plans(mcoev, "MCOEV", "Disabled")}, nil, skus.ForUsers, true,
			"The service plan MCOEV is not counted: its provisioning status is Disabled."},
		{"a service plan in a state nobody knows", SKU{PartNumber: "X", ServicePlans: plans(mcoev, "MCOEV", "Hibernating")}, nil, skus.ForUsers, true, "Hibernating"},
		{"a service plan of the organization", SKU{PartNumber: "X", ServicePlans: []ServicePlan{{mcoev, "MCOEV", "Success", "Company"}}}, nil, skus.ForUsers, true, "not counted"},
		{"a SKU of the organization", SKU{PartNumber: "MCOEV", AppliesTo: "Company", ServicePlans: plans(mcoev, "MCOEV", "Success")},
			[]Capability{PhoneSystem}, skus.ForCompany, true, "organization as a whole"},
		{"rooms", SKU{PartNumber: "MEETING_ROOM", AppliesTo: "User", ServicePlans: plans(mcoev, "MCOEV", "Success")}, []Capability{PhoneSystem}, skus.ForRooms, true, "Teams Rooms"},
		{"rooms that Microsoft adds", SKU{PartNumber: "Microsoft_Teams_Rooms_Max", ServicePlans: plans(mcoev, "MCOEV", "Success")},
			[]Capability{PhoneSystem}, skus.ForRooms, true, "Teams Rooms"},
		{"rooms by their ID", SKU{ID: "4cde982a-ede4-4409-9ae6-b003453c8ea6", PartNumber: "RENAMED", ServicePlans: plans(mcoev, "MCOEV", "Success")},
			[]Capability{PhoneSystem}, skus.ForRooms, true, ""},
		{"shared devices", SKU{PartNumber: "mcocap", ServicePlans: plans(mcoev, "MCOEV", "Success")}, []Capability{PhoneSystem}, skus.ForSharedDevices, true, "shared devices"},
		{"a resource account", SKU{PartNumber: "PHONESYSTEM_VIRTUALUSER"}, []Capability{ResourceAccount}, skus.ForResourceAccounts, true, "resource accounts"},
		{"Teams Phone with a Calling Plan", SKU{PartNumber: "MCOTEAMS_ESSENTIALS"}, []Capability{DomesticCallingPlan, PhoneSystem}, skus.ForUsers, true, ""},
		{"conferencing with dial-out to US and CA", SKU{PartNumber: "X", ServicePlans: plans("9974d6cf-cd24-4ba2-921c-e2aa687da846", "MCOMEETBASIC", "Success")},
			[]Capability{AudioConferencing, AudioConferencingSelectDialOut}, skus.ForUsers, true, "Its dial-out reaches only the United States and Canada."},
		{"pay-as-you-go of a zone", SKU{PartNumber: "MICROSOFT_Teams_Calling_Plan_pay_as_you_go_(country_zone_2)", ServicePlans: plans("new", "MCOPSTN_PAYG_2", "Success")},
			[]Capability{PayAsYouGoCallingPlan}, skus.ForUsers, true, ""},
		{"pay-as-you-go of a zone, off", SKU{PartNumber: "Microsoft_Teams_Calling_Plan_pay_as_you_go_(country_zone_2)", ServicePlans: plans("new", "MCOPSTN_PAYG_2", "Disabled")},
			nil, skus.ForUsers, true, ""},
		{"in other letters", SKU{PartNumber: "mcopstn_5"}, []Capability{DomesticCallingPlan}, skus.ForUsers, true, ""},
		{"Telstra Calling", SKU{PartNumber: "MCOPSTNEAU2", ServicePlans: plans("7861360b-dc3b-4eba-a3fc-0d323a035746", "MCOPSTNEAU", "Success")}, nil, skus.ForUsers, true, ""},
		{"a service plan that Microsoft adds", SKU{PartNumber: "NEW", ServicePlans: plans("new", "MCOPSTN77", "Success")}, nil, skus.ForUsers, true,
			"The provider does not know the service plan MCOPSTN77; say in sku_capabilities what the SKU gives."},
		{"no Teams voice", SKU{PartNumber: "EXCHANGESTANDARD", ServicePlans: plans(exchange, "EXCHANGE_S_STANDARD", "Success")}, nil, skus.ForUsers, false, ""},
		{"as the configuration says", SKU{PartNumber: "NEW", declared: []Capability{PhoneSystem}}, []Capability{PhoneSystem}, skus.ForUsers, true, "configuration"},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			if got := tt.sku.Capabilities(); !slices.Equal(got, tt.want) {
				t.Errorf("gives %v, want %v", got, tt.want)
			}
			if got := tt.sku.Audience(); got != tt.audience {
				t.Errorf("is for %s, want %s", got, tt.audience)
			}
			if got := len(VoiceSKUs([]SKU{tt.sku})) == 1; got != tt.voice {
				t.Errorf("Teams voice: %v", got)
			}
			if note := tt.sku.Note(); !strings.Contains(note, tt.says) {
				t.Errorf("the note is %q, want %q in it", note, tt.says)
			}
		})
	}
}

// Every row of the table of SKUs, as Graph would tell it: a row that is for users
// counts for them, and no other one does.
func TestEverySKUOfTheTableCounts(t *testing.T) {
	for _, product := range skus.All() {
		s, c := start(t, graphtest.Tenant{ID: tenantID, ClientID: clientID, ClientSecret: password,
			SKUs: []graphtest.SKU{graphtest.License(product.PartNumber, 7, 2)}})
		_ = s
		got, err := c.SubscribedSKUs(t.Context())
		if err != nil || len(VoiceSKUs(got)) != 1 {
			t.Fatalf("%s: %v, %v", product.PartNumber, got, err)
		}
		supplies, others := Summarize(got), SummarizeOthers(got)
		forUsers := product.Audience == skus.ForUsers || product.Audience == skus.ForResourceAccounts
		for _, capability := range Capabilities() {
			want := 0
			if forUsers && slices.Contains(product.Capabilities, capability) {
				want = 5
			}
			if supplies[capability].Free != want {
				t.Errorf("%s: %d free of %s, want %d", product.PartNumber, supplies[capability].Free, capability, want)
			}
		}
		for audience, supply := range others {
			if (supply.Free == 5) != (audience == product.Audience) {
				t.Errorf("%s: %d free for %s", product.PartNumber, supply.Free, audience)
			}
		}
	}
}

func TestEveryCapabilityHasAName(t *testing.T) {
	for _, capability := range Capabilities() {
		if len(toBuy[capability]) == 0 {
			t.Errorf("nothing gives %s", capability)
		}
		for _, partNumber := range toBuy[capability] {
			if product, known := skus.ByPartNumber(partNumber); !known || !slices.Contains(product.Capabilities, capability) {
				t.Errorf("%s does not give %s", partNumber, capability)
			}
		}
		if got, err := ParseCapability(string(capability)); err != nil || got != capability {
			t.Errorf("%s: %v", capability, err)
		}
	}
	if _, err := ParseCapability("fax"); err == nil || !strings.Contains(err.Error(), "resource_account") {
		t.Errorf("got %v", err)
	}
}

// What the configuration adds counts, and what it says about a SKU that the table
// has goes before the table.
func TestSKUCapabilitiesOfTheConfiguration(t *testing.T) {
	held := tenant()
	held.SKUs = []graphtest.SKU{graphtest.License("NEW_VOICE", 10, 1), graphtest.License("MCOEV", 10, 2)}
	s := graphtest.NewServer(t, held)
	opt := options(s)
	opt.SKUCapabilities = map[string][]Capability{"new_voice": {PhoneSystem, AudioConferencing}, "MCOEV": {}}
	got, err := New(config(s), opt).SubscribedSKUs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	supplies := Summarize(got)
	if supplies[PhoneSystem].Free != 9 || supplies[AudioConferencing].Free != 9 {
		t.Errorf("got %+v", supplies)
	}
}

// manySKUs returns SKUs of nothing but their names, as the elements of a list.
func manySKUs(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"skuId":"%d","skuPartNumber":"X"}`, i)
	}
	return b.String()
}

// Answers that no count of licenses can be made of are refused, and a SKU that
// comes twice counts once.
func TestSKUsThatContradictThemselves(t *testing.T) {
	plan := `"servicePlans":[{"servicePlanId":"` + mcoev + `","servicePlanName":"MCOEV","provisioningStatus":"Success"}]`
	sku := func(members string) string { return `{"value":[{` + members + `}]}` }
	for _, tt := range []struct{ situation, body, says string }{
		{"no ID", sku(`"skuPartNumber":"MCOEV"`), "record 1 of the answer has no ID"},
		{"nothing at all", `{"value":[{}]}`, "has no ID"},
		{"null", `{"value":[null]}`, "is null"},
		{"no part number", sku(`"skuId":"1"`), "no skuPartNumber"},
		{"fewer than none assigned", sku(`"skuId":"1","skuPartNumber":"MCOEV","consumedUnits":-1`), "-1 consumedUnits"},
		{"fewer than none bought", sku(`"skuId":"1","skuPartNumber":"MCOEV","prepaidUnits":{"warning":-5}`), "-5 warning"},
		{"more than there are", sku(`"skuId":"1","skuPartNumber":"MCOEV","prepaidUnits":{"enabled":9000000000000000000}`), "9000000000000000000 enabled"},
		{"more than a number holds", sku(`"skuId":"1","skuPartNumber":"MCOEV","consumedUnits":99999999999999999999`), "not a whole number"},
		{"half a license", sku(`"skuId":"1","skuPartNumber":"MCOEV","consumedUnits":0.5`), "not a whole number"},
		{"a service plan of nothing", sku(`"skuId":"1","skuPartNumber":"MCOEV","servicePlans":[{}]`), "without an ID"},
		{"a name twice", sku(`"skuId":"1","skuId":"2","skuPartNumber":"MCOEV"`), "twice"},
		{"a part number that moves the cursor", sku(`"skuId":"1","skuPartNumber":"\u001b[2J\u202e","consumedUnits":-1`), `\x1b[2J\u202e`},
		{"service plans without end", sku(`"skuId":"1","skuPartNumber":"MCOEV","servicePlans":[` + strings.Repeat(`{"servicePlanId":"x"},`, mostParts) + `{"servicePlanId":"x"}]`),
			"has more than 2000 elements"},
		{"SKUs without end", `{"value":[` + manySKUs(10_001) + `]}`, "has more than 10000 records"},
		{"something behind the end", sku(`"skuId":"1","skuPartNumber":"MCOEV",`+plan) + `{}`, "follows its end"},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			s, c := start(t, tenant())
			s.Fail(graphtest.SKUs, 1, graphtest.Body("application/json", tt.body))
			if _, err := c.SubscribedSKUs(t.Context()); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want %q", err, tt.says)
			} else if strings.ContainsAny(err.Error(), "\x1b\u202e\n") {
				t.Errorf("a terminal would obey %q", err)
			}
		})
	}
	s, c := start(t, tenant())
	one := `{"skuId":"E43B","skuPartNumber":"MCOEV","capabilityStatus":"Enabled","prepaidUnits":{"enabled":25},` + plan + `}`
	s.Fail(graphtest.SKUs, 1, graphtest.Body("application/json", `{"value":[`+one+`,`+strings.Replace(one, "E43B", "e43b", 1)+`]}`))
	got, err := c.SubscribedSKUs(t.Context())
	if err != nil || len(got) != 1 || Summarize(got)[PhoneSystem].Free != 25 {
		t.Errorf("a SKU that is listed twice: %+v, %v", got, err)
	}
}

func TestSummarizeAndRequire(t *testing.T) {
	supplies := Summarize([]SKU{
		{PartNumber: "MCOPSTN1", CapabilityStatus: "Enabled", PrepaidUnits: PrepaidUnits{Enabled: 25}, ConsumedUnits: 22},
		{PartNumber: "MCOPSTN6", CapabilityStatus: "Enabled", PrepaidUnits: PrepaidUnits{Enabled: 5}, ConsumedUnits: 9},
		{PartNumber: "MCOPSTN8", CapabilityStatus: "Suspended", PrepaidUnits: PrepaidUnits{Enabled: 100}, ConsumedUnits: 1},
		{PartNumber: "SPE_E3", CapabilityStatus: "Enabled", PrepaidUnits: PrepaidUnits{Enabled: 100}},
	})
	if len(supplies) != len(Capabilities()) {
		t.Errorf("%d capabilities", len(supplies))
	}
	s := supplies[DomesticCallingPlan]
	if s.Enabled != 30 || s.Consumed != 32 || s.Free != 3 || len(s.SKUs) != 3 {
		t.Errorf("got %+v", s)
	}
	if err := s.Require(3); err != nil {
		t.Error(err)
	}
	err := s.Require(15)
	for _, want := range []string{"15 free licenses that give", "domestic_calling_plan", "has 3", "MCOPSTN1: 3 of 25", "MCOPSTN8: 0 of 0 (Suspended)", "Buy 12 more"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
	}
	none := supplies[CommunicationsCredits]
	if err := none.Require(0); err != nil {
		t.Error(err)
	}
	if err := none.Require(1); err == nil || !strings.Contains(err.Error(), "MCOPSTNC or MCOPSTNPP") {
		t.Errorf("got %v", err)
	}
}
