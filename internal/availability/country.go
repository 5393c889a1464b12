package availability

import (
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/enum"
)

// sourceBase is where Microsoft publishes the page of each country.
const sourceBase = "https://learn.microsoft.com/microsoftteams/phone-reference/plan-availability/availability-in-"

// Country is what one snapshot of the documentation says about one country. Its
// JSON form is one entry of a dataset. A Country is immutable:
// [Country.WithOverride] returns a new one.
type Country struct {
	Code country.Code `json:"code"`
	Name string       `json:"name"`
	// Slug is the last part of the address of the country's page. A country
	// without one is not listed.
	Slug string `json:"slug"`

	AudioConferencing     AudioConferencingSection `json:"audio_conferencing"`
	PhoneSystem           PhoneSystemSection       `json:"phone_system"`
	CallingPlans          CallingPlansSection      `json:"calling_plans"`
	ServiceNumbers        ServiceNumbersSection    `json:"service_numbers"`
	CommunicationsCredits Finding                  `json:"communications_credits"`
	Numbers               NumbersSection           `json:"numbers,omitzero"`

	// Evidence names the later source, by its id, of each feature that a source
	// mentions after the country's page; see [Country.Source].
	Evidence map[Feature]string `json:"evidence,omitzero"`
	// Remarks are our sentences on a feature, for what status and conditions do
	// not express.
	Remarks map[Feature]string `json:"remarks,omitzero"`

	// Provenance is that of the dataset; nil for a country that is part of none.
	Provenance *Provenance `json:"-"`

	// DialOutZone is "A" if calls to this country use the dial-out minutes of
	// the Audio Conferencing licenses, otherwise empty. It is not part of the
	// country's page.
	DialOutZone string `json:"-"`

	facts     map[Feature]Fact // of sources that are no part of the dataset
	overrides map[Feature]Override
	original  *Country // without the overrides, where one changed it
}

// Finding is what a page says about one feature.
type Finding struct {
	Status     Status     `json:"status"`
	Conditions Conditions `json:"conditions,omitzero"`
}

// Assignment says which numbers a conference bridge gets by itself.
type Assignment uint8

// The kinds of automatically assigned numbers.
const (
	NoAssignment            Assignment = iota + 1 // it gets none
	CityAssignment                                // numbers of cities
	NonGeographicAssignment                       // a number that is not tied to a city
)

var assignments = [...]string{NoAssignment: "none", CityAssignment: "cities", NonGeographicAssignment: "non_geographic"}

var assignmentSet = enum.Set[Assignment]{Kind: "number assignment", Len: len(assignments) - 1, Name: func(a Assignment) string { return assignments[a] }}

// AssignmentNames returns the identifier of every kind of assignment.
func AssignmentNames() []string { return assignmentSet.Names() }

// String returns the identifier, such as "cities"; the zero Assignment is
// "none" too.
func (a Assignment) String() string { return assignmentSet.String(max(a, NoAssignment)) }

// MarshalText returns the identifier.
func (a Assignment) MarshalText() ([]byte, error) { return assignmentSet.Marshal(max(a, NoAssignment)) }

// UnmarshalText accepts the identifiers of [AssignmentNames].
func (a *Assignment) UnmarshalText(text []byte) (err error) {
	*a, err = assignmentSet.Parse(string(text))
	return err
}

// AudioConferencingSection is the section of the page on Audio Conferencing.
type AudioConferencingSection struct {
	Finding
	// Operator sells Audio Conferencing instead of Microsoft; empty if
	// Microsoft sells it.
	Operator string `json:"operator,omitzero"`
	// NumberAssignment says which numbers of the country a conference bridge
	// gets automatically. All organizations share them, wherever their
	// organizers are licensed. So they exist even if Audio Conferencing is not
	// sold in the country (PK: Karachi), or no dedicated toll number is
	// available (BH: Manama).
	NumberAssignment   Assignment `json:"number_assignment"`
	AutoAssignedCities []string   `json:"auto_assigned_cities,omitzero"`
	CallMe             Finding    `json:"call_me"`
}

// PhoneSystemSection is the section of the page on Phone System.
type PhoneSystemSection struct {
	Finding
	AutoAttendants bool `json:"auto_attendants"`
	CallQueues     bool `json:"call_queues"`
	Voicemail      bool `json:"voicemail"`
}

// CallingPlansSection is the section of the page on Calling Plans.
type CallingPlansSection struct {
	Finding
	// Operator sells its own plans instead of Microsoft, to organizations in
	// OperatorTenantCountries; empty if Microsoft sells them.
	Operator                string         `json:"operator,omitzero"`
	OperatorTenantCountries []country.Code `json:"operator_tenant_countries,omitzero"`
	// Plans are those that Microsoft sells, in the order of the page.
	Plans []Plan `json:"plans,omitzero"`
	// OutboundDestinationCount is how many countries a Domestic and
	// International Calling Plan can call according to the page; 0 if it does
	// not say.
	OutboundDestinationCount int          `json:"outbound_destination_count,omitzero"`
	PremiumNumberCalls       PremiumCalls `json:"premium_number_calls"`
	// DomesticCallCountries are the countries to which a call counts as
	// domestic; MinutePoolCountries are those whose users share one pool of
	// minutes. Nil means just the country itself.
	DomesticCallCountries []country.Code `json:"domestic_call_countries,omitzero"`
	MinutePoolCountries   []country.Code `json:"minute_pool_countries,omitzero"`
}

// Plan is one Calling Plan on sale.
type Plan struct {
	Type PlanType `json:"type"`
	// Minutes that a user has in a calendar month. They are alternatives: the
	// plan ends at whichever limit is reached first. They are 0 for a
	// pay-as-you-go plan, and if no source states them.
	DomesticMinutes      int `json:"domestic_minutes,omitzero"`
	InternationalMinutes int `json:"international_minutes,omitzero"`
	// SKUPartNumber names the SKU where the country has its own.
	SKUPartNumber string     `json:"sku_part_number,omitzero"`
	Conditions    Conditions `json:"conditions,omitzero"`
	// Zone is that of a pay-as-you-go plan, by the user's country: "1", "2" or
	// "MX"; empty if no source says.
	Zone string `json:"zone,omitzero"`
	// NotSoldToOrganizationsIn are the countries whose organizations cannot buy
	// the plan, sorted.
	NotSoldToOrganizationsIn []country.Code `json:"not_sold_to_organizations_in,omitzero"`
}

// PremiumCalls says whether a Calling Plan user can call premium numbers, and
// which ones. Prefixes are in E.164 digits without the plus sign.
type PremiumCalls struct {
	Finding
	SupportedPrefixes   []string `json:"supported_prefixes,omitzero"`
	UnsupportedPrefixes []string `json:"unsupported_prefixes,omitzero"`
}

// ServiceNumbersSection is the section of the page on toll and toll-free numbers.
type ServiceNumbersSection struct {
	Toll     TollNumbers `json:"toll"`
	TollFree Finding     `json:"toll_free"`
}

// TollNumbers says which toll service numbers are available.
type TollNumbers struct {
	Finding
	// Geographic is whether numbers belong to cities.
	Geographic bool `json:"geographic"`
	// Cities are those with numbers, in the order of the page.
	Cities []City `json:"cities,omitzero"`
	// OtherCitiesOnRequest is whether the service desk has numbers of cities
	// that the page does not name.
	OtherCitiesOnRequest bool `json:"other_cities_on_request,omitzero"`
	// Contradictory is whether the page names cities and also says that no toll
	// number is available. The status follows the statement; the cities are
	// kept.
	Contradictory bool `json:"contradictory,omitzero"`
}

// City is a city that toll service numbers are available in.
type City struct {
	Name  string `json:"name"`
	State string `json:"state,omitzero"` // where the page names one
	// OnRequest is whether the page says about this city that its numbers are
	// ordered from the service desk.
	OnRequest bool `json:"on_request,omitzero"`
}

// NewUnlisted returns a country that the documentation has no page for.
func NewUnlisted(code country.Code) *Country {
	return &Country{Code: code, Name: code.Name()}
}

// Listed reports whether the documentation has a page for the country.
func (c *Country) Listed() bool { return c.Slug != "" }

// SourceURL returns the address of the country's public page; it is empty for
// a country that is not listed.
func (c *Country) SourceURL() string {
	if !c.Listed() {
		return ""
	}
	return sourceBase + c.Slug
}

// Title returns the name and code as they stand in a sentence: "Germany (DE)",
// "the United States (US)".
func (c *Country) Title() string {
	name := c.Code.Name()
	if takesArticle(name) {
		name = "the " + name
	}
	return name + " (" + c.Code.String() + ")"
}

// takesArticle reports whether the name of a country has "the" before it in a
// sentence.
func takesArticle(name string) bool {
	switch name {
	case "Bahamas", "Comoros", "Gambia", "Isle of Man", "Maldives", "Philippines":
		return true
	case "Heard Island and McDonald Islands", "South Georgia and the South Sandwich Islands":
		return false
	}
	first, _, _ := strings.Cut(name, " ")
	switch first {
	case "United", "Democratic", "Republic":
		return true
	}
	switch name[strings.LastIndex(name, " ")+1:] {
	case "Islands", "Netherlands", "Republic", "Territories", "Territory":
		return true
	}
	return false
}

// DomesticCallCountries returns the countries to which a call counts as
// domestic for a Calling Plan user of c, sorted.
func (c *Country) DomesticCallCountries() []country.Code {
	return orItself(c.CallingPlans.DomesticCallCountries, c.Code)
}

// MinutePoolCountries returns the countries whose Calling Plan users share one
// pool of minutes with those of c, sorted.
func (c *Country) MinutePoolCountries() []country.Code {
	return orItself(c.CallingPlans.MinutePoolCountries, c.Code)
}

func orItself(codes []country.Code, itself country.Code) []country.Code {
	if codes == nil {
		return []country.Code{itself}
	}
	return codes
}

// PlansOf returns the plans of one type, in the order of the page.
func (c *Country) PlansOf(t PlanType) []Plan {
	var plans []Plan
	for _, p := range c.CallingPlans.Plans {
		if p.Type == t {
			plans = append(plans, p)
		}
	}
	return plans
}
