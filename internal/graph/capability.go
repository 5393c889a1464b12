package graph

import (
	"fmt"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/skus"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Capability is something of Teams voice that a license gives: see package skus.
type Capability = skus.Capability

// The capabilities.
const (
	PhoneSystem                         = skus.PhoneSystem
	AudioConferencing                   = skus.AudioConferencing
	AudioConferencingPayPerMinute       = skus.AudioConferencingPayPerMinute
	AudioConferencingSelectDialOut      = skus.AudioConferencingSelectDialOut
	DomesticCallingPlan                 = skus.DomesticCallingPlan
	DomesticAndInternationalCallingPlan = skus.DomesticAndInternationalCallingPlan
	PayAsYouGoCallingPlan               = skus.PayAsYouGoCallingPlan
	CommunicationsCredits               = skus.CommunicationsCredits
	ResourceAccount                     = skus.ResourceAccount
)

// Capabilities returns every capability, in the order of the documentation.
func Capabilities() []Capability { return skus.Capabilities() }

// ParseCapability returns the capability that s spells.
func ParseCapability(s string) (Capability, error) {
	return oneOf("capability", s, Capabilities())
}

// oneOf returns s if it is one of the known values, otherwise a
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

// Capabilities returns what a license of the SKU counts as, sorted: what the
// configuration says, else what its service plans give once they are
// provisioned. The part number speaks only where the answer names no service
// plan, or none that is known. Whether a user can be assigned the license,
// [SKU.Audience] says.
func (s SKU) Capabilities() []Capability {
	if s.declared != nil {
		return s.declared
	}
	var given []Capability
	provisioned := len(s.ServicePlans) == 0
	for _, p := range s.ServicePlans {
		if p.provisioned() {
			provisioned = true
		}
		if plan, known := skus.PlanOf(p.ID, p.Name); known && p.provisioned() {
			given = append(given, plan.Capabilities...)
		}
	}
	if provisioned && !s.knowsPlan() {
		given, _ = s.byPartNumber()
	}
	return skus.Union(given, nil)
}

// knowsPlan reports whether a service plan of the SKU counts as something, whatever
// state it is in.
func (s SKU) knowsPlan() bool {
	return slices.ContainsFunc(s.ServicePlans, func(p ServicePlan) bool {
		plan, _ := skus.PlanOf(p.ID, p.Name)
		return len(plan.Capabilities) > 0
	})
}

// provisioned reports whether users can have the plan. A plan that applies to
// the organization as a whole belongs to no user.
func (p ServicePlan) provisioned() bool {
	return p.ProvisioningStatus == "Success" && !strings.EqualFold(p.AppliesTo, company)
}

// company is what Graph calls a SKU of the organization as a whole.
const company = "Company"

// byPartNumber returns what the SKU counts as by its part number: any SKU of the
// table where the answer names no service plan at all, else those that the table
// does not have and the documentation names.
func (s SKU) byPartNumber() (capabilities []Capability, known bool) {
	if len(s.ServicePlans) == 0 {
		if product, known := skus.ByID(s.ID); known {
			return product.Capabilities, true
		}
		if product, known := skus.ByPartNumber(s.PartNumber); known {
			return product.Capabilities, true
		}
	}
	if capabilities, known := skus.Unlisted(s.PartNumber); known {
		return capabilities, true
	}
	plan, known := skus.PlanOf("", s.PartNumber) // an add-on license often has the name of its one service plan
	return plan.Capabilities, known
}

// Audience returns whom a license of the SKU is for.
func (s SKU) Audience() skus.Audience {
	if s.AppliesTo != "" && !strings.EqualFold(s.AppliesTo, "User") {
		return skus.ForCompany
	}
	if product, known := skus.ByID(s.ID); known && s.declared == nil {
		return product.Audience
	}
	return skus.AudienceOf(s.PartNumber, s.Capabilities())
}

// isVoice reports whether the SKU concerns Teams voice, whatever state it
// is in.
func (s SKU) isVoice() bool {
	if _, known := s.byPartNumber(); known || s.declared != nil {
		return true
	}
	return slices.ContainsFunc(s.ServicePlans, func(p ServicePlan) bool {
		_, known := skus.PlanOf(p.ID, p.Name)
		return known || skus.LooksLikeVoice(p.Name)
	})
}

// Note says in a sentence why the SKU counts as less than its service plans
// suggest, or "".
func (s SKU) Note() string {
	switch s.Audience() {
	case skus.ForRooms:
		return "It is for Teams Rooms and cannot be assigned to a user."
	case skus.ForSharedDevices:
		return "It is for shared devices and cannot be assigned to a user."
	case skus.ForCompany:
		return "It applies to the organization as a whole and cannot be assigned to a user."
	case skus.ForResourceAccounts:
		return "It is for the resource accounts of auto attendants and call queues."
	case skus.ForUsers:
	}
	if s.declared != nil {
		return "What it counts as is set in the provider's configuration."
	}
	var notes []string
	for _, p := range s.ServicePlans {
		plan, known := skus.PlanOf(p.ID, p.Name)
		switch {
		case !known && skus.LooksLikeVoice(p.Name):
			notes = append(notes, fmt.Sprintf("The provider does not know the service plan %s; say in sku_capabilities what the SKU gives.", text.Line(p.Name)))
		case known && len(plan.Capabilities) > 0 && !p.provisioned():
			notes = append(notes, fmt.Sprintf("The service plan %s is not counted: its provisioning status is %s.", text.Line(p.Name), text.Line(p.ProvisioningStatus)))
		}
	}
	if slices.Contains(s.Capabilities(), AudioConferencingSelectDialOut) {
		notes = append(notes, "Its dial-out reaches only the United States and Canada.")
	}
	return strings.Join(notes, " ")
}

// VoiceSKUs returns the SKUs of the tenant that concern Teams voice: those with
// a service plan of Teams voice, in any state, and those that the configuration
// names.
func VoiceSKUs(tenant []SKU) []SKU {
	return slices.DeleteFunc(slices.Clone(tenant), func(s SKU) bool { return !s.isVoice() })
}

// A Supply is what a tenant has of one capability.
type Supply struct {
	Capability Capability
	SKUs       []SKU // that give it
	Enabled    int   // licenses to assign, assigned or not
	Consumed   int   // licenses assigned
	Free       int   // licenses that nobody has yet; see [SKU.Free]
}

func (s *Supply) add(sku SKU) {
	s.SKUs = append(s.SKUs, sku)
	s.Enabled += sku.Usable()
	s.Consumed += sku.ConsumedUnits
	s.Free += sku.Free()
}

// Summarize returns the supply of every capability, also of those that no SKU
// gives, from the licenses that can be assigned to users and to resource
// accounts. A SKU that gives two capabilities counts for both: a license of it
// can be assigned once, and then gives both to the same user.
func Summarize(tenant []SKU) map[Capability]Supply {
	supplies := make(map[Capability]Supply)
	for _, capability := range Capabilities() {
		supplies[capability] = Supply{Capability: capability}
	}
	for _, sku := range tenant {
		if a := sku.Audience(); a != skus.ForUsers && a != skus.ForResourceAccounts {
			continue
		}
		for _, capability := range sku.Capabilities() {
			s := supplies[capability]
			s.add(sku)
			supplies[capability] = s
		}
	}
	return supplies
}

// SummarizeOthers returns the supply of the SKUs of Teams voice for rooms, for
// shared devices and for the organization as a whole, which do not count for
// users. The result always has all three.
func SummarizeOthers(tenant []SKU) map[skus.Audience]Supply {
	supplies := map[skus.Audience]Supply{skus.ForRooms: {}, skus.ForSharedDevices: {}, skus.ForCompany: {}}
	for _, sku := range VoiceSKUs(tenant) {
		if s, other := supplies[sku.Audience()]; other {
			s.add(sku)
			supplies[sku.Audience()] = s
		}
	}
	return supplies
}

// Require returns an error that says how many licenses are missing when fewer
// than n are free.
func (s Supply) Require(n int) error {
	if s.Free >= n {
		return nil
	}
	if len(s.SKUs) == 0 {
		return fmt.Errorf("%s that %s %s %s required, and the tenant has no SKU that gives it. "+
			"Buy %d licenses of %s. If the tenant has one that the provider does not know, describe it with sku_capabilities in the provider block.",
			text.Count(n, "free license"), text.Verb(n, "gives", "give"), s.Capability, text.Verb(n, "is", "are"), n, text.Or(toBuy[s.Capability]))
	}
	var each, names []string
	for _, sku := range s.SKUs {
		name := text.Line(sku.PartNumber)
		each = append(each, fmt.Sprintf("%s: %d of %d (%s)", name, sku.Free(), sku.Usable(), text.Line(sku.CapabilityStatus)))
		names = append(names, name)
	}
	return fmt.Errorf("%s that %s %s %s required, and the tenant has %d (%s). "+
		"Buy %d more of %s, or take back licenses that are assigned.",
		text.Count(n, "free license"), text.Verb(n, "gives", "give"), s.Capability, text.Verb(n, "is", "are"), s.Free, strings.Join(each, ", "), n-s.Free, text.Or(names))
}

// toBuy are the part numbers of the licenses that give each capability and no
// other. Source: Microsoft's Teams documentation on add-on licenses, 2023-01.
var toBuy = map[Capability][]string{
	PhoneSystem:                         {"MCOEV"},
	AudioConferencing:                   {"MCOMEETADV"},
	AudioConferencingPayPerMinute:       {"MCOMEETACPEA"},
	AudioConferencingSelectDialOut:      {"Microsoft_Teams_Audio_Conferencing_select_dial_out"},
	DomesticCallingPlan:                 {"MCOPSTN1", "MCOPSTN5", "MCOPSTN_5", "MCOPSTN_6"},
	DomesticAndInternationalCallingPlan: {"MCOPSTN2"},
	PayAsYouGoCallingPlan:               {"Microsoft_Teams_Calling_Plan_pay_as_you_go_(country_zone_1)"},
	CommunicationsCredits:               {"MCOPSTNC", "MCOPSTNPP"},
	ResourceAccount:                     {"PHONESYSTEM_VIRTUALUSER"},
}
