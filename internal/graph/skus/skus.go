// Package skus knows the products (SKUs) of Microsoft that hold a service plan
// of Teams voice: their IDs and part numbers, what a license of one counts as,
// and whether a user can be assigned one.
//
// A SKU is judged by the IDs of its service plans. Their names differ from
// cloud to cloud and change, and the same plan is in many products: Phone System
// is in MCOEV, in every E5, and in the products for rooms.
//
// The products are in voice-skus.csv, which names its source and date. What a
// service plan counts as is from Microsoft's Teams documentation on licensing.
// The package asks nobody: it is a table.
package skus

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Capability is something of Teams voice that a license gives.
type Capability string

// The capabilities.
const (
	PhoneSystem                         Capability = "phone_system"
	AudioConferencing                   Capability = "audio_conferencing"
	AudioConferencingPayPerMinute       Capability = "audio_conferencing_pay_per_minute"
	AudioConferencingSelectDialOut      Capability = "audio_conferencing_select_dial_out" // Audio Conferencing whose dial-out reaches US and CA alone
	DomesticCallingPlan                 Capability = "domestic_calling_plan"
	DomesticAndInternationalCallingPlan Capability = "domestic_and_international_calling_plan"
	PayAsYouGoCallingPlan               Capability = "pay_as_you_go_calling_plan"
	CommunicationsCredits               Capability = "communications_credits"
	ResourceAccount                     Capability = "resource_account" // of an auto attendant or a call queue
)

// Capabilities returns every capability, in the order of the documentation.
func Capabilities() []Capability {
	return []Capability{PhoneSystem, AudioConferencing, AudioConferencingPayPerMinute, AudioConferencingSelectDialOut, DomesticCallingPlan,
		DomesticAndInternationalCallingPlan, PayAsYouGoCallingPlan, CommunicationsCredits, ResourceAccount}
}

// Audience is who or what a license of a SKU is assigned to.
type Audience string

// The audiences. Only a license for users counts for users.
const (
	ForUsers            Audience = "user"
	ForResourceAccounts Audience = "resource_account" // of auto attendants and call queues
	ForRooms            Audience = "room"             // Teams Rooms
	ForSharedDevices    Audience = "shared_device"
	ForCompany          Audience = "company" // the organization as a whole
)

// A SKU is a product.
type SKU struct {
	ID           string // a GUID, the same in every tenant
	PartNumber   string // such as "MCOEV"
	Product      string // its name in the source, which is cut off in some
	Plans        []Plan
	Capabilities []Capability // what a license counts as, sorted; empty if it is none of Microsoft's capabilities
	Audience     Audience
}

// A Plan is a service plan of Teams voice in a SKU.
type Plan struct {
	ID           string
	Name         string
	Capabilities []Capability // sorted; empty if Teams voice has it and no capability stands for it
}

// planCapabilities says what each service plan counts as, by its ID. The names
// are those of the source.
//
// Source: Microsoft's Teams documentation on add-on licenses, 2021-08 and
// 2023-01; for Audio Conferencing with dial-out to USA and Canada, "Audio
// Conferencing subscription dial-out", 2025-05-29.
var planCapabilities = map[string][]Capability{
	"4828c8ec-dc2e-4779-b502-87ac9ce28ab7": {PhoneSystem}, // MCOEV
	"db23fce2-a974-42ef-9002-d78dd42a0f22": {PhoneSystem}, // MCOEV_GOV
	"ed777b71-af04-42ca-9798-84344c66f7c6": {PhoneSystem}, // MCOEVSMB

	"f47330e9-c134-43b3-9993-e7f004506889": {ResourceAccount}, // MCOEV_VIRTUALUSER
	"0628a73f-3b4a-4989-bd7b-0f8823144313": {ResourceAccount}, // MCOEV_VIRTUALUSER_GOV

	"3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40": {AudioConferencing},                                 // MCOMEETADV
	"f544b08d-1645-4287-82de-8d91f37c02a1": {AudioConferencing},                                 // MCOMEETADV_GOV
	"f1e3613f-3818-4254-9b5e-f02d803384e0": {AudioConferencing},                                 // MCOMEETADV_AR_GCCHigh
	"c85e4b03-254a-453b-af72-167a53f38530": {AudioConferencing},                                 // MCOACBYOT_GCCHigh, of the organization
	"9974d6cf-cd24-4ba2-921c-e2aa687da846": {AudioConferencing, AudioConferencingSelectDialOut}, // MCOMEETBASIC
	"986d454b-9027-4d9f-880b-f1b68f920cc4": {AudioConferencing, AudioConferencingSelectDialOut}, // MCOMEETBASIC_GOV
	"bb038288-76ab-49d6-afc1-eaa6c222c65a": {AudioConferencingPayPerMinute},                     // MCOMEETACPEA

	"4ed3ff63-69d7-4fb7-b984-5aec7f605ca8": {DomesticCallingPlan},                 // MCOPSTN1: 3000 minutes in US, PR and CA, 1200 elsewhere
	"3c8a8792-7866-409b-bb61-1b20ace0368b": {DomesticCallingPlan},                 // MCOPSTN1_GOV
	"54a152dc-90de-4996-93d2-bc47e670fc06": {DomesticCallingPlan},                 // MCOPSTN5: 120 minutes
	"1346d5e6-15a6-4b88-9693-806ff7296a7a": {DomesticCallingPlan},                 // PSTN5_US: 120 minutes
	"346d83bf-6fe6-42ca-b424-b9300d2e21bf": {DomesticCallingPlan},                 // MCOPSTN6: 240 minutes
	"16935b20-87c0-4908-934a-22aa267d0d26": {DomesticCallingPlan},                 // MCOPSTN8: 120 minutes, not pooled
	"5a10155d-f5c1-411a-a8ec-e99aae125390": {DomesticAndInternationalCallingPlan}, // MCOPSTN2
	"156a1efe-17cd-4b03-9f17-2eb512298fb3": {PayAsYouGoCallingPlan},               // MCOPSTN_PAYG_1

	"505e180f-f7e0-4b65-91d4-00d670bbd18c": {CommunicationsCredits}, // MCOPSTNC
	"6b340437-d6f9-4dc5-8cc2-99163f7f83d6": {CommunicationsCredits}, // MCOPSTN3, of MCOPSTNPP

	// Teams voice, and none of the capabilities.
	"7861360b-dc3b-4eba-a3fc-0d323a035746": {}, // MCOPSTNEAU: Telstra's plan, none of Microsoft's
	"cb22fbd7-ed7d-4786-a27a-e4cd617b69c0": {}, // MCOFMC1: Teams Phone Mobile, by an operator
	"754aec36-45fc-4eaa-bcaf-44f6cb1f553c": {}, // MCOSMS5
	"2b9bf4f4-ac52-42c5-8456-f70ee4924295": {}, // MCOSMS_PAYG_1
}

// unlisted are SKUs that the list of products does not have, or not all of
// them, by their part number or that of their service plan: MCOPSTN9 from the
// documentation on add-on licenses, those of Mexico from the page of the
// country's availability, 2023-01; pay-as-you-go comes in several zones.
var unlisted = []struct {
	name         string // letter case does not matter; "*" at the end stands for anything
	capabilities []Capability
}{
	{"MCOPSTN9", []Capability{DomesticAndInternationalCallingPlan}},
	{"Microsoft_Teams_Domestic_Calling_Plan_(Mexico)", []Capability{DomesticCallingPlan}},
	{"Microsoft_Teams_Domestic_and_International_Calling_Plan_(Mexico)", []Capability{DomesticAndInternationalCallingPlan}},
	{"Microsoft_Teams_Calling_Plan_pay_as_you_go_*", []Capability{PayAsYouGoCallingPlan}},
}

// audiences are the SKUs that hold the same service plans as those for users
// but are not for users. Source: the names of the products in the list.
var audiences = []struct {
	partNumber string // as with unlisted
	audience   Audience
}{
	{"MCOCAP*", ForSharedDevices},
	{"MEETING_ROOM*", ForRooms},
	{"MTR_PREM*", ForRooms},
	{"Microsoft_Teams_Rooms_*", ForRooms},
	{"MCOACBYOT*", ForCompany}, // "Audio Conferencing - GCCHigh Tenant"
}

// matches reports whether name is pattern, or begins with it if it ends with
// "*". Letter case does not matter.
func matches(pattern, name string) bool {
	start, more := strings.CutSuffix(pattern, "*")
	return strings.EqualFold(start, name) || more && len(name) > len(start) && strings.EqualFold(start, name[:len(start)])
}

//go:embed voice-skus.csv
var products []byte

// A table is voice-skus.csv, indexed. Keys are in lower case.
type table struct {
	skus         []SKU
	byID         map[string]*SKU
	byPartNumber map[string]*SKU
	planByID     map[string]Plan
	planByName   map[string]Plan
}

// load reads the table when it is first asked for.
var load = sync.OnceValues(func() (*table, error) { return parse(products) })

// Check returns an error if the table of this program cannot be read. Lookups
// would then find nothing, so call it before a license is judged.
func Check() error {
	if _, err := load(); err != nil {
		return fmt.Errorf("the list of products in this program is damaged: %w", err)
	}
	return nil
}

// list returns the table, an empty one where [Check] returns an error.
func list() *table {
	if t, err := load(); err == nil {
		return t
	}
	return &table{}
}

// columns are those of voice-skus.csv.
var columns = []string{"sku_part_number", "sku_id", "product", "service_plan_name", "service_plan_id"}

func parse(data []byte) (*table, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 || !slices.Equal(rows[0], columns) {
		return nil, fmt.Errorf("the columns are not %v", columns)
	}
	t := &table{byID: map[string]*SKU{}, byPartNumber: map[string]*SKU{}, planByID: map[string]Plan{}, planByName: map[string]Plan{}}
	t.skus = make([]SKU, 0, len(rows)) // never grows: the maps point into it
	for _, row := range rows[1:] {
		partNumber, id, plan := row[0], strings.ToLower(row[1]), Plan{ID: strings.ToLower(row[4]), Name: row[3]}
		var known bool
		if plan.Capabilities, known = planCapabilities[plan.ID]; !known {
			return nil, fmt.Errorf("what the service plan %s (%s) counts as is not known", plan.Name, plan.ID)
		}
		t.planByID[plan.ID], t.planByName[strings.ToLower(plan.Name)] = plan, plan
		sku := t.byID[id]
		if sku == nil {
			t.skus = append(t.skus, SKU{ID: id, PartNumber: partNumber, Product: row[2]})
			sku = &t.skus[len(t.skus)-1]
			t.byID[id], t.byPartNumber[strings.ToLower(partNumber)] = sku, sku
		}
		if !slices.ContainsFunc(sku.Plans, func(p Plan) bool { return p.ID == plan.ID }) { // some rows are repeated
			sku.Plans = append(sku.Plans, plan)
			sku.Capabilities = Union(sku.Capabilities, plan.Capabilities)
		}
	}
	for i := range t.skus {
		t.skus[i].Audience = AudienceOf(t.skus[i].PartNumber, t.skus[i].Capabilities)
	}
	return t, nil
}

// Union returns the capabilities of both lists, sorted and each once.
func Union(a, b []Capability) []Capability {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// AudienceOf returns whom a SKU is for, by its part number and what it gives.
// Microsoft Graph says whether it can be assigned at all.
func AudienceOf(partNumber string, capabilities []Capability) Audience {
	for _, a := range audiences {
		if matches(a.partNumber, partNumber) {
			return a.audience
		}
	}
	if slices.Equal(capabilities, []Capability{ResourceAccount}) {
		return ForResourceAccounts
	}
	return ForUsers
}

// All returns every SKU, in the order of the source. It is not to be changed.
func All() []SKU { return list().skus }

// ByID returns the SKU with an ID.
func ByID(id string) (SKU, bool) { return found(list().byID[strings.ToLower(id)]) }

// ByPartNumber returns the SKU with a part number. Letter case does not matter.
func ByPartNumber(partNumber string) (SKU, bool) {
	return found(list().byPartNumber[strings.ToLower(partNumber)])
}

func found(s *SKU) (SKU, bool) {
	if s == nil {
		return SKU{}, false
	}
	return *s, true
}

// PlanOf returns the service plan with an ID. If no plan has the ID, it returns
// the one with the name: another cloud may have its own ID.
func PlanOf(id, name string) (Plan, bool) {
	if p, known := list().planByID[strings.ToLower(id)]; known {
		return p, true
	}
	if p, known := list().planByName[strings.ToLower(name)]; known {
		return p, true
	}
	if capabilities, known := Unlisted(name); known {
		return Plan{ID: id, Name: name, Capabilities: capabilities}, true
	}
	return Plan{}, false
}

// Unlisted returns what a SKU counts as that the list of products does not have
// and the documentation names, by its part number.
func Unlisted(partNumber string) (capabilities []Capability, known bool) {
	for _, u := range unlisted {
		if matches(u.name, partNumber) {
			return u.capabilities, true
		}
	}
	return nil, false
}

// looksLikeVoice are the beginnings of names of service plans of Teams voice.
var looksLikeVoice = []string{"MCOPSTN", "MCOEV", "MCOMEET", "MCOACBYOT"}

// LooksLikeVoice reports whether a service plan is one of Teams voice by the
// beginning of its name, so that a new plan of Microsoft is reported rather
// than left out silently.
func LooksLikeVoice(planName string) bool {
	return slices.ContainsFunc(looksLikeVoice, func(start string) bool {
		return len(planName) >= len(start) && strings.EqualFold(start, planName[:len(start)])
	})
}
