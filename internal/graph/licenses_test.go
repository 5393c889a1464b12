package graph

import (
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
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
	for _, test := range []struct {
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
		t.Run(test.situation, func(t *testing.T) {
			sku := SKU{CapabilityStatus: test.status, PrepaidUnits: test.units, ConsumedUnits: test.consumed}
			if sku.Usable() != test.usable || sku.Free() != test.free {
				t.Errorf("usable %d, free %d; want %d, %d", sku.Usable(), sku.Free(), test.usable, test.free)
			}
		})
	}
}

func TestCapabilitiesOfASKU(t *testing.T) {
	plans := func(pairs ...string) (plans []ServicePlan) {
		for i := 0; i < len(pairs); i += 2 {
			plans = append(plans, ServicePlan{Name: pairs[i], ProvisioningStatus: pairs[i+1]})
		}
		return plans
	}
	for _, test := range []struct {
		situation string
		sku       SKU
		want      []Capability
		voice     bool
	}{
		{"by its part number", SKU{PartNumber: "MCOPSTN2"}, []Capability{DomesticAndInternationalCallingPlan}, true},
		{"by a service plan in it", SKU{PartNumber: "SOMETHING", ServicePlans: plans("EXCHANGE", "Success", "MCOMEETADV", "Success")},
			[]Capability{AudioConferencing}, true},
		{"by both, counted once", SKU{PartNumber: "MCOEV", ServicePlans: plans("MCOEV", "Success")}, []Capability{PhoneSystem}, true},
		{"E5 with conferencing", SKU{PartNumber: "SPE_E5", ServicePlans: plans("MCOEV", "Success", "MCOMEETADV", "Success")},
			[]Capability{AudioConferencing, PhoneSystem}, true},
		{"E5 whose plans are not told", SKU{PartNumber: "SPE_E5"}, []Capability{PhoneSystem}, true},
		{"a service plan that is off", SKU{PartNumber: "ENTERPRISEPREMIUM", ServicePlans: plans("MCOEV", "Disabled")}, nil, true},
		{"a service plan in a state nobody knows", SKU{PartNumber: "X", ServicePlans: plans("MCOEV", "Hibernating")}, nil, true},
		{"Teams Phone with a Calling Plan", SKU{PartNumber: "MCOTEAMS_ESSENTIALS"}, []Capability{DomesticCallingPlan, PhoneSystem}, true},
		{"pay-as-you-go of a zone", SKU{PartNumber: "MICROSOFT_Teams_Calling_Plan_pay_as_you_go_(country_zone_1_US)"}, []Capability{PayAsYouGoCallingPlan}, true},
		{"not quite pay-as-you-go", SKU{PartNumber: "Microsoft_Teams_Calling_Plan_pay_as_you"}, nil, false},
		{"pay-as-you-go of Mexico", SKU{PartNumber: "Microsoft_Teams_Calling_Plan_pay_as_you_go_(Mexico)"}, []Capability{PayAsYouGoCallingPlan}, true},
		{"in other letters", SKU{PartNumber: "mcopstn_5"}, []Capability{DomesticCallingPlan}, true},
		{"Telstra Calling", SKU{PartNumber: "MCOPSTNEAU2", ServicePlans: plans("MCOPSTNEAU2", "Success")}, nil, true},
		{"no Teams voice", SKU{PartNumber: "EXCHANGESTANDARD", ServicePlans: plans("EXCHANGE_S_STANDARD", "Success")}, nil, false},
	} {
		t.Run(test.situation, func(t *testing.T) {
			if got := test.sku.Capabilities(); !slices.Equal(got, test.want) {
				t.Errorf("gives %v, want %v", got, test.want)
			}
			if got := len(VoiceSKUs([]SKU{test.sku})) == 1; got != test.voice {
				t.Errorf("Teams voice: %v", got)
			}
		})
	}
}

func TestEveryCapabilityHasAName(t *testing.T) {
	for _, capability := range Capabilities() {
		if len(namesOf(capability)) == 0 {
			t.Errorf("nothing gives %s", capability)
		}
		if got, err := ParseCapability(string(capability)); err != nil || got != capability {
			t.Errorf("%s: %v", capability, err)
		}
	}
	if _, err := ParseCapability("fax"); err == nil || !strings.Contains(err.Error(), "resource_account") {
		t.Errorf("got %v", err)
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
	for _, want := range []string{"15 free licences", "domestic_calling_plan", "has 3", "MCOPSTN1: 3 of 25", "MCOPSTN8: 0 of 0 (Suspended)", "Buy 12 more"} {
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
