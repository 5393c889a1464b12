package availability

import "github.com/teamsvoice/terraform-provider-teamsvoice/internal/enum"

// Feature is one thing that Teams voice can or cannot do in a country. The
// zero Feature is none.
type Feature uint8

// The features, in the order of the documentation page.
const (
	AudioConferencing                   Feature = iota + 1 // Audio Conferencing can be bought
	CallMe                                                 // dialing out from a meeting with Call Me
	PhoneSystem                                            // Phone System (Teams Phone) can be bought
	AutoAttendants                                         // auto attendants, which come with Teams Phone
	CallQueues                                             // call queues, which come with Teams Phone
	Voicemail                                              // voicemail, which comes with Teams Phone
	CallingPlan                                            // any Calling Plan can be bought
	DomesticCallingPlan                                    // a Domestic Calling Plan
	DomesticAndInternationalCallingPlan                    // a Domestic and International Calling Plan
	PayAsYouGoCallingPlan                                  // a pay-as-you-go Calling Plan
	PremiumNumberCalls                                     // a Calling Plan user can call premium numbers
	TollNumber                                             // toll service numbers
	TollFreeNumber                                         // toll-free service numbers
	CommunicationsCredits                                  // Communications Credits can be set up
	UserNumber                                             // phone numbers for Calling Plan users
	NumberPorting                                          // numbers of another carrier can be ported
	EmergencyCalling                                       // Calling Plan users can call emergency services
	DynamicEmergencyCalling                                // emergency calls go by the location of the device
	SMS                                                    // Calling Plan users can send and receive SMS
	SharedCalling                                          // a service number can serve users by Shared Calling
)

// featureInfo is what is known about a feature.
type featureInfo struct {
	name    string // the identifier
	label   string // what people call it
	short   string // the same, for the head of a narrow column
	meaning string // what it means that it is available, as a clause
	plural  bool   // whether the label takes "are"
	sold    bool   // whether it is bought, so that it "is not sold" where it is unavailable
	// planUsers is whether it is for users of a Calling Plan, so that it is
	// unavailable where none is sold.
	planUsers bool
	// needs are the features without which it is unavailable.
	needs []Feature
}

// What several features need.
var (
	withPhoneSystem = []Feature{PhoneSystem}
	withCallingPlan = []Feature{CallingPlan}
)

// features holds what is known about each feature. All lists of features, in code
// and in documentation, follow from it.
var features = [...]featureInfo{
	AudioConferencing: {name: "audio_conferencing", label: "Audio Conferencing", short: "Audio Conf.",
		meaning: "Audio Conferencing can be bought", sold: true},
	CallMe: {name: "call_me", label: "Call Me", short: "Call Me",
		meaning: "participants can have a meeting call them (dial-out with Call Me)"},
	PhoneSystem: {name: "phone_system", label: "Teams Phone", short: "Teams Phone",
		meaning: "Teams Phone (Phone System) can be bought", sold: true},
	AutoAttendants: {name: "auto_attendants", label: "Auto attendants", short: "Auto att.",
		meaning: "auto attendants can be used; they come with Teams Phone", plural: true, needs: withPhoneSystem},
	CallQueues: {name: "call_queues", label: "Call queues", short: "Call queues",
		meaning: "call queues can be used; they come with Teams Phone", plural: true, needs: withPhoneSystem},
	Voicemail: {name: "voicemail", label: "Voicemail", short: "Voicemail",
		meaning: "voicemail can be used; it comes with Teams Phone", needs: withPhoneSystem},
	CallingPlan: {name: "calling_plan", label: "Calling Plan", short: "Calling Plan",
		meaning: "any Calling Plan can be bought", sold: true, needs: withPhoneSystem},
	DomesticCallingPlan: {name: "domestic_calling_plan", label: "Domestic Calling Plan", short: "Domestic",
		meaning: "a Domestic Calling Plan can be bought", sold: true, needs: withCallingPlan},
	DomesticAndInternationalCallingPlan: {name: "domestic_and_international_calling_plan", label: "Domestic and International Calling Plan", short: "Dom. & intl.",
		meaning: "a Domestic and International Calling Plan, today's International Calling Plan, can be bought", sold: true, needs: withCallingPlan},
	PayAsYouGoCallingPlan: {name: "pay_as_you_go_calling_plan", label: "Pay-as-you-go Calling Plan", short: "Pay-as-you-go",
		meaning: "a pay-as-you-go Calling Plan can be bought", sold: true, needs: withCallingPlan},
	PremiumNumberCalls: {name: "premium_number_calls", label: "Calls to premium numbers", short: "Premium",
		meaning: "a Calling Plan user can call premium numbers", plural: true, needs: withCallingPlan},
	TollNumber: {name: "toll_number", label: "Toll number", short: "Toll",
		meaning: "there are toll service numbers for conference bridges, auto attendants and call queues"},
	TollFreeNumber: {name: "toll_free_number", label: "Toll-free number", short: "Toll-free",
		meaning: "there are toll-free service numbers for conference bridges, auto attendants and call queues"},
	CommunicationsCredits: {name: "communications_credits", label: "Communications Credits", short: "Credits",
		meaning: "Communications Credits can be set up", plural: true},
	UserNumber: {name: "user_number", label: "User number", short: "User no.",
		meaning: "Microsoft, or the operator that sells its plans there, has phone numbers for Calling Plan users", planUsers: true, needs: withCallingPlan},
	NumberPorting: {name: "number_porting", label: "Number porting", short: "Porting",
		meaning: "phone numbers of another carrier can be ported to Microsoft", planUsers: true, needs: withCallingPlan},
	EmergencyCalling: {name: "emergency_calling", label: "Emergency calling", short: "Emergency",
		meaning: "Calling Plan users can call emergency services", planUsers: true, needs: withCallingPlan},
	DynamicEmergencyCalling: {name: "dynamic_emergency_calling", label: "Dynamic emergency calling", short: "Dyn. emerg.",
		meaning: "emergency calls of Calling Plan users are routed by the location of the device", planUsers: true, needs: []Feature{CallingPlan, EmergencyCalling}},
	SMS: {name: "sms", label: "SMS", short: "SMS",
		meaning: "Calling Plan users can send and receive SMS", planUsers: true, needs: withCallingPlan},
	SharedCalling: {name: "shared_calling", label: "Shared Calling", short: "Shared Calling",
		meaning: "users can share a Calling Plan service number (Shared Calling)", planUsers: true, needs: []Feature{CallingPlan, TollNumber}},
}

// FeatureCount is the number of features. [Feature.Index] is below it.
const FeatureCount = len(features) - 1

var featureSet = enum.Set[Feature]{Kind: "feature", Len: FeatureCount, Name: func(f Feature) string { return features[f].name }, Meant: featureMeant}

// featureMeant maps what people write for a feature: other names, part numbers
// of licenses, and things that the dataset does not have.
func featureMeant(bare string) ([]Feature, string) {
	const license = "Name what the license gives, not the license"
	switch bare {
	case "directrouting", "operatorconnect", "teamsphonemobile":
		return []Feature{PhoneSystem}, "The data does not cover Direct Routing, Operator Connect or Teams Phone Mobile; phone_system says " +
			"whether Teams Phone, which they need, is sold"
	case "teamsphone":
		return []Feature{PhoneSystem}, ""
	case "payg", "paygo":
		return []Feature{PayAsYouGoCallingPlan}, ""
	case "pstn":
		return []Feature{CallingPlan}, ""
	case "911", "e911", "112":
		return []Feature{EmergencyCalling, DynamicEmergencyCalling}, ""
	case "mcoev", "e5", "spee5", "enterprisepremium":
		return []Feature{PhoneSystem}, license
	case "mcomeetadv":
		return []Feature{AudioConferencing}, license
	case "mcopstn1", "mcopstn5", "mcopstn6", "mcopstn8":
		return []Feature{DomesticCallingPlan}, license
	case "mcopstn2", "mcopstn9":
		return []Feature{DomesticAndInternationalCallingPlan}, license
	case "mcopstnc", "mcopstnpp":
		return []Feature{CommunicationsCredits}, license
	}
	return nil, ""
}

// ParseFeature returns the feature with the identifier s, which must match exactly,
// or a [*text.UnknownWordError].
func ParseFeature(s string) (Feature, error) { return featureSet.Parse(s) }

// Features returns every feature, in the order of the documentation page.
func Features() []Feature { return featureSet.All() }

// FeatureNames returns the identifier of every feature, in the same order.
func FeatureNames() []string { return featureSet.Names() }

// Index returns the place of f among [Features], from 0; it is -1 for the zero
// Feature.
func (f Feature) Index() int { return int(f) - 1 }

// String returns the identifier, such as "calling_plan".
func (f Feature) String() string { return featureSet.String(f) }

// info returns what is known about f; it is empty for a value that is no feature.
func (f Feature) info() featureInfo {
	if !featureSet.Has(f) {
		return featureInfo{}
	}
	return features[f]
}

// Label returns what people call the feature, such as "Calling Plan"; it is
// empty for the zero Feature.
func (f Feature) Label() string { return f.info().label }

// ShortLabel returns the label as it fits the head of a narrow column.
func (f Feature) ShortLabel() string { return f.info().short }

// Meaning returns what it means that the feature is available, as a clause; it
// is empty for the zero Feature.
func (f Feature) Meaning() string { return f.info().meaning }

// Plural reports whether the label takes a plural verb.
func (f Feature) Plural() bool { return f.info().plural }

// Sold reports whether the feature is bought by itself, and does not come with
// another product.
func (f Feature) Sold() bool { return f.info().sold }

// ForCallingPlanUsers reports whether the feature is for users of Calling
// Plans: it is unavailable if no Calling Plan is sold.
func (f Feature) ForCallingPlanUsers() bool { return f.info().planUsers }

// Needs returns the features without which f is unavailable: Phone System for
// its parts and for Calling Plans, a Calling Plan for its types and for the
// features of its users, toll numbers for Shared Calling, and emergency calling
// for its dynamic form. It is less than [Country.Prerequisites], which may be
// bought elsewhere. Do not change the list.
//
// Call Me does not need Audio Conferencing: a meeting calls a participant in
// the country, and its organizer may be licensed elsewhere. The pages say so
// for BH, BN, KZ, MK, NI and PK.
func (f Feature) Needs() []Feature { return f.info().needs }

// MarshalText returns the identifier.
func (f Feature) MarshalText() ([]byte, error) { return featureSet.Marshal(f) }

// UnmarshalText accepts what [ParseFeature] accepts.
func (f *Feature) UnmarshalText(text []byte) (err error) {
	*f, err = ParseFeature(string(text))
	return err
}

// PlanType is a type of Calling Plan. The zero PlanType is none.
type PlanType uint8

// The plan types.
const (
	Domestic                 PlanType = iota + 1 // minutes to numbers in the user's country
	DomesticAndInternational                     // these, or fewer minutes to other countries
	PayAsYouGo                                   // no minutes: every outbound call is paid for
)

// planTypes holds the identifier of each type of plan, and the feature that says
// whether one is sold.
var planTypes = [...]struct {
	name    string
	feature Feature
}{
	Domestic:                 {"domestic", DomesticCallingPlan},
	DomesticAndInternational: {"domestic_and_international", DomesticAndInternationalCallingPlan},
	PayAsYouGo:               {"pay_as_you_go", PayAsYouGoCallingPlan},
}

var planTypeSet = enum.Set[PlanType]{Kind: "plan type", Len: len(planTypes) - 1, Name: func(p PlanType) string { return planTypes[p].name }, Meant: planTypeMeant}

// planTypeMeant knows what people write for a type of plan.
func planTypeMeant(bare string) ([]PlanType, string) {
	switch bare {
	case "payg", "paygo":
		return []PlanType{PayAsYouGo}, ""
	case "international":
		return []PlanType{DomesticAndInternational}, ""
	}
	return nil, ""
}

// ParsePlanType returns the plan type with the identifier s, spelled exactly
// so, or a [*text.UnknownWordError].
func ParsePlanType(s string) (PlanType, error) { return planTypeSet.Parse(s) }

// PlanTypes returns every plan type.
func PlanTypes() []PlanType { return planTypeSet.All() }

// PlanTypeNames returns the identifier of every plan type.
func PlanTypeNames() []string { return planTypeSet.Names() }

// Feature returns the feature that says whether a plan of this type is sold; the
// zero Feature for a value that is no plan type.
func (p PlanType) Feature() Feature {
	if !planTypeSet.Has(p) {
		return 0
	}
	return planTypes[p].feature
}

// String returns the identifier, such as "pay_as_you_go".
func (p PlanType) String() string { return planTypeSet.String(p) }

// MarshalText returns the identifier.
func (p PlanType) MarshalText() ([]byte, error) { return planTypeSet.Marshal(p) }

// UnmarshalText accepts what [ParsePlanType] accepts.
func (p *PlanType) UnmarshalText(text []byte) (err error) {
	*p, err = ParsePlanType(string(text))
	return err
}

// PlanType returns the type of Calling Plan that f mentions, or the zero
// PlanType.
func (f Feature) PlanType() PlanType {
	for _, p := range PlanTypes() {
		if p.Feature() == f {
			return p
		}
	}
	return 0
}
