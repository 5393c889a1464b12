package graph

import (
	"fmt"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Capability is something of Teams voice that a licence gives.
type Capability string

// The capabilities.
const (
	PhoneSystem                         Capability = "phone_system"
	AudioConferencing                   Capability = "audio_conferencing"
	AudioConferencingPayPerMinute       Capability = "audio_conferencing_pay_per_minute"
	DomesticCallingPlan                 Capability = "domestic_calling_plan"
	DomesticAndInternationalCallingPlan Capability = "domestic_and_international_calling_plan"
	PayAsYouGoCallingPlan               Capability = "pay_as_you_go_calling_plan"
	CommunicationsCredits               Capability = "communications_credits"
	ResourceAccount                     Capability = "resource_account" // of an auto attendant or a call queue
)

// Capabilities returns every capability, in the order of the documentation.
func Capabilities() []Capability {
	return []Capability{PhoneSystem, AudioConferencing, AudioConferencingPayPerMinute, DomesticCallingPlan,
		DomesticAndInternationalCallingPlan, PayAsYouGoCallingPlan, CommunicationsCredits, ResourceAccount}
}

// ParseCapability returns the capability that s spells.
func ParseCapability(s string) (Capability, error) {
	return oneOf("capability", s, Capabilities())
}

// oneOf returns s when it is one of the known values, else an
// [*text.UnknownWordError].
func oneOf[T ~string](what, s string, known []T) (T, error) {
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = string(k)
	}
	if err := text.CheckWord(what, s, names); err != nil {
		return "", err
	}
	return T(s), nil
}

// gives says what each name gives, be it the part number of a SKU or the name
// of a service plan in one. The source is Microsoft's Teams documentation on
// add-on licences, snapshots 2021-08 and 2023-01, and for Mexico the page on
// the country's availability, snapshot 2023-01; for MCOPSTN_6 and the zones of
// countries, Microsoft's reference of product names and service plans for
// licensing.
//
// Not known: the part numbers for governments and schools. Where such a SKU
// holds a service plan of this table it counts all the same.
var gives = []struct {
	name         string // letter case does not matter; "*" at the end stands for anything
	capabilities []Capability
}{
	{"MCOEV", []Capability{PhoneSystem}},
	{"ENTERPRISEPREMIUM", []Capability{PhoneSystem}}, // Office 365 E5
	{"SPE_E5", []Capability{PhoneSystem}},            // Microsoft 365 E5
	// Teams Phone with a Calling Plan. Which plan, the source does not say: it
	// counts as the smaller one.
	{"MCOTEAMS_ESSENTIALS", []Capability{PhoneSystem, DomesticCallingPlan}},

	{"PHONESYSTEM_VIRTUALUSER", []Capability{ResourceAccount}},
	{"MCOEV_VIRTUALUSER", []Capability{ResourceAccount}},

	{"MCOMEETADV", []Capability{AudioConferencing}},
	{"MCOMEETACPEA", []Capability{AudioConferencingPayPerMinute}},

	{"MCOPSTN1", []Capability{DomesticCallingPlan}},  // 3000 minutes in US, PR and CA, 1200 elsewhere
	{"MCOPSTN5", []Capability{DomesticCallingPlan}},  // 120 minutes
	{"MCOPSTN_5", []Capability{DomesticCallingPlan}}, // 120 minutes
	{"MCOPSTN6", []Capability{DomesticCallingPlan}},  // 240 minutes
	{"MCOPSTN_6", []Capability{DomesticCallingPlan}}, // 240 minutes
	{"MCOPSTN8", []Capability{DomesticCallingPlan}},  // 120 minutes, not pooled
	{"MCOPSTN2", []Capability{DomesticAndInternationalCallingPlan}},
	{"MCOPSTN9", []Capability{DomesticAndInternationalCallingPlan}},

	{"Microsoft_Teams_Domestic_Calling_Plan_(Mexico)", []Capability{DomesticCallingPlan}},
	{"Microsoft_Teams_Domestic_and_International_Calling_Plan_(Mexico)", []Capability{DomesticAndInternationalCallingPlan}},
	{"Microsoft_Teams_Calling_Plan_pay_as_you_go_(country_zone_1)", []Capability{PayAsYouGoCallingPlan}},
	// For Mexico, and for each zone of countries.
	{"Microsoft_Teams_Calling_Plan_pay_as_you_go_*", []Capability{PayAsYouGoCallingPlan}},

	{"MCOPSTNC", []Capability{CommunicationsCredits}},
	{"MCOPSTNPP", []Capability{CommunicationsCredits}},

	{"MCOPSTNEAU2", []Capability{}}, // Telstra Calling: Teams voice, and none of Microsoft's plans
}

// givenBy returns what a name gives, and whether it has to do with Teams voice
// at all.
func givenBy(name string) (capabilities []Capability, voice bool) {
	for _, g := range gives {
		known, more := strings.CutSuffix(g.name, "*")
		if strings.EqualFold(known, name) || more && len(name) >= len(known) && strings.EqualFold(known, name[:len(known)]) {
			return g.capabilities, true
		}
	}
	return nil, false
}

// Capabilities returns what a licence of the SKU gives. A service plan gives
// what its name stands for once it is provisioned. The part number gives what
// the SKU has no service plan for.
func (s SKU) Capabilities() []Capability {
	var given, listed []Capability
	for _, plan := range s.ServicePlans {
		capabilities, _ := givenBy(plan.Name)
		listed = append(listed, capabilities...)
		if plan.ProvisioningStatus == "Success" {
			given = append(given, capabilities...)
		}
	}
	own, _ := givenBy(s.PartNumber)
	for _, capability := range own {
		if !slices.Contains(listed, capability) {
			given = append(given, capability)
		}
	}
	slices.Sort(given)
	return slices.Compact(given)
}

// isVoice reports whether the SKU has to do with Teams voice, whatever state it
// is in.
func (s SKU) isVoice() bool {
	_, voice := givenBy(s.PartNumber)
	return voice || slices.ContainsFunc(s.ServicePlans, func(plan ServicePlan) bool {
		_, voice := givenBy(plan.Name)
		return voice
	})
}

// VoiceSKUs returns those of skus that have to do with Teams voice, Telstra's
// and those with a service plan that is not provisioned included.
func VoiceSKUs(skus []SKU) []SKU {
	return slices.DeleteFunc(slices.Clone(skus), func(s SKU) bool { return !s.isVoice() })
}

// A Supply is what a tenant has of one capability.
type Supply struct {
	Capability Capability
	SKUs       []SKU // that give it
	Enabled    int   // licences to assign, assigned or not
	Consumed   int   // licences assigned
	Free       int   // licences that nobody has yet; see [SKU.Free]
}

// Summarize returns the supply of every capability, of those that no SKU gives
// too. A SKU that gives two capabilities counts for both: a licence of it can
// be assigned once, and then gives both to the same user.
func Summarize(skus []SKU) map[Capability]Supply {
	supplies := make(map[Capability]Supply)
	for _, capability := range Capabilities() {
		supplies[capability] = Supply{Capability: capability}
	}
	for _, sku := range skus {
		for _, capability := range sku.Capabilities() {
			s := supplies[capability]
			s.SKUs = append(s.SKUs, sku)
			s.Enabled += sku.Usable()
			s.Consumed += sku.ConsumedUnits
			s.Free += sku.Free()
			supplies[capability] = s
		}
	}
	return supplies
}

// Require returns an error that says how many licences are missing when fewer
// than n are free.
func (s Supply) Require(n int) error {
	if s.Free >= n {
		return nil
	}
	if len(s.SKUs) == 0 {
		return fmt.Errorf("%d free licences that give %s are required, and the tenant has no SKU that gives it. "+
			"Buy %d licences of %s.", n, s.Capability, n, strings.Join(namesOf(s.Capability), " or "))
	}
	var each, names []string
	for _, sku := range s.SKUs {
		each = append(each, fmt.Sprintf("%s: %d of %d (%s)", sku.PartNumber, sku.Free(), sku.Usable(), sku.CapabilityStatus))
		names = append(names, sku.PartNumber)
	}
	return fmt.Errorf("%d free licences that give %s are required, and the tenant has %d (%s). "+
		"Buy %d more of %s, or take back licences that are assigned.",
		n, s.Capability, s.Free, strings.Join(each, ", "), n-s.Free, strings.Join(names, " or "))
}

// namesOf returns the whole names that give a capability.
func namesOf(capability Capability) []string {
	var names []string
	for _, g := range gives {
		if slices.Contains(g.capabilities, capability) && !strings.HasSuffix(g.name, "*") {
			names = append(names, g.name)
		}
	}
	return names
}
