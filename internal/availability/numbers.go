package availability

import (
	"reflect"
	"slices"
)

// NumbersSection is what Microsoft's pages on number management, emergency
// calling, SMS and Shared Calling say about a country. Its findings hold for users
// of Calling Plans; the zero Finding means that no source says anything.
type NumbersSection struct {
	UserNumber              Finding `json:"user_number,omitzero"`
	NumberPorting           Finding `json:"number_porting,omitzero"`
	EmergencyCalling        Finding `json:"emergency_calling,omitzero"`
	DynamicEmergencyCalling Finding `json:"dynamic_emergency_calling,omitzero"`
	SMS                     Finding `json:"sms,omitzero"`
	SharedCalling           Finding `json:"shared_calling,omitzero"`

	User             UserNumbers      `json:"user,omitzero"`
	PortIn           PortIn           `json:"port_in,omitzero"`
	EmergencyAddress EmergencyAddress `json:"emergency_address,omitzero"`
}

// UserNumbers says how an organization gets phone numbers for its users. The
// words are those of the tables below; an empty one means that no page says.
type UserNumbers struct {
	Provider    string `json:"provider,omitzero"`     // of [NumberProviders]
	AdminCenter string `json:"admin_center,omitzero"` // of [AdminCenterAnswers]
	Order       string `json:"order,omitzero"`        // of [NumberOrders]
	// LeadWeeksMin and LeadWeeksMax are how many weeks an order takes; 0 if no
	// page says.
	LeadWeeksMin int      `json:"lead_weeks_min,omitzero"`
	LeadWeeksMax int      `json:"lead_weeks_max,omitzero"`
	Documents    []string `json:"documents,omitzero"` // needed with an order: of [NumberDocuments]
}

// InAdminCenter reports whether numbers are available in the Teams admin center,
// and whether a page says so or not at all.
func (u UserNumbers) InAdminCenter() (yes, known bool) {
	switch u.AdminCenter {
	case "stated_yes", "implied_yes":
		return true, true
	case "stated_no":
		return false, true
	}
	return false, false
}

// PortIn says how numbers of another carrier can be moved to Microsoft. The
// kinds of numbers have words of [PortInAnswers].
type PortIn struct {
	Geographic            string   `json:"geographic"`
	Service               string   `json:"service"`
	Mobile                string   `json:"mobile"`
	TollFree              string   `json:"toll_free"`
	LetterOfAuthorization bool     `json:"letter_of_authorization"`
	Documents             []string `json:"documents,omitzero"`      // of [NumberDocuments]
	LeadWeeksMax          int      `json:"lead_weeks_max,omitzero"` // 0 if no page says
}

// EmergencyAddress says when a user's number needs an emergency address.
type EmergencyAddress struct {
	Required          string `json:"required"` // of [EmergencyAddressAnswers]
	MustMatchAreaCode bool   `json:"must_match_area_code"`
}

// NotStated is the word for what no page says.
const NotStated = "not_stated"

// The words of the numbers section.
//
// Source: Microsoft Teams documentation, the pages "Manage phone numbers for
// your organization" of 35 countries, "Port orders overview" and "Emergency
// locations, addresses, and call routing", builds of 2023-01.
var (
	numberProviders         = []string{"microsoft", "telstra", "softbank"}
	adminCenterAnswers      = []string{"stated_yes", "implied_yes", "stated_no", "not_applicable"}
	numberOrders            = []string{"alternative", "for_numbers_not_listed", "required", "partner"}
	portInAnswers           = []string{"letter", "within_all_numbers_letter", "supported", "not_supported", "partner", NotStated}
	emergencyAddressAnswers = []string{"at_assignment", "at_acquisition_or_port_in", "partner", NotStated}
	numberDocuments         = []string{"utility_bill", "tri_party_agreement", "latest_invoice", "power_of_attorney", "authorized_person_identity", "transfer_letter"}
)

// NumberProviders returns the words for who hands out numbers of users.
func NumberProviders() []string { return slices.Clone(numberProviders) }

// AdminCenterAnswers returns the words for whether numbers are available in the
// Teams admin center: stated, implied by a page that only treats numbers that are
// not listed there, denied, or a question that does not apply.
func AdminCenterAnswers() []string { return slices.Clone(adminCenterAnswers) }

// NumberOrders returns the words for what an order at the service desk is: an
// alternative, the way to numbers that are not listed, the only way, or a
// partner's business.
func NumberOrders() []string { return slices.Clone(numberOrders) }

// PortInAnswers returns the words for whether numbers of a kind can be ported.
func PortInAnswers() []string { return slices.Clone(portInAnswers) }

// EmergencyAddressAnswers returns the words for when an address is required.
func EmergencyAddressAnswers() []string { return slices.Clone(emergencyAddressAnswers) }

// NumberDocuments returns the words for documents that an order or a port needs.
func NumberDocuments() []string { return slices.Clone(numberDocuments) }

// IsStated reports whether any source says anything.
func (s *NumbersSection) IsStated() bool { return !reflect.ValueOf(*s).IsZero() }
