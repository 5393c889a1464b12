package availability

// Feature is one thing that Teams voice can or cannot do in a country. The
// zero Feature is none.
type Feature struct{ v uint8 }

// The features, in the order of the documentation page.
var (
	AudioConferencing                   = Feature{1}  // Audio Conferencing can be bought
	CallMe                              = Feature{2}  // dialing out from a meeting with Call Me
	PhoneSystem                         = Feature{3}  // Phone System (Teams Phone) can be bought
	AutoAttendants                      = Feature{4}  // auto attendants, which come with Phone System
	CallQueues                          = Feature{5}  // call queues, which come with Phone System
	Voicemail                           = Feature{6}  // voicemail, which comes with Phone System
	CallingPlan                         = Feature{7}  // any Calling Plan can be bought
	DomesticCallingPlan                 = Feature{8}  // a Domestic Calling Plan
	DomesticAndInternationalCallingPlan = Feature{9}  // a Domestic and International Calling Plan
	PayAsYouGoCallingPlan               = Feature{10} // a pay-as-you-go Calling Plan
	PremiumNumberCalls                  = Feature{11} // a Calling Plan user can call premium numbers
	TollNumber                          = Feature{12} // toll service numbers
	TollFreeNumber                      = Feature{13} // toll-free service numbers
	CommunicationsCredits               = Feature{14} // Communications Credits can be set up
)

var featureWords = words{"feature", []string{
	"audio_conferencing", "call_me",
	"phone_system", "auto_attendants", "call_queues", "voicemail",
	"calling_plan", "domestic_calling_plan", "domestic_and_international_calling_plan", "pay_as_you_go_calling_plan",
	"premium_number_calls",
	"toll_number", "toll_free_number",
	"communications_credits",
}}

// FeatureCount is the number of features. [Feature.Index] is below it.
const FeatureCount = 14

// featureTexts holds what people call each feature, and what it means.
var featureTexts = [FeatureCount]struct{ label, meaning string }{
	{"Audio Conferencing", "Audio Conferencing can be bought"},
	{"Call Me", "participants can have a meeting call them (dial-out with Call Me)"},
	{"Phone System", "Phone System (Teams Phone) can be bought"},
	{"Auto attendants", "auto attendants, which come with Phone System"},
	{"Call queues", "call queues, which come with Phone System"},
	{"Voicemail", "voicemail, which comes with Phone System"},
	{"Calling Plan", "any Calling Plan can be bought"},
	{"Domestic Calling Plan", "a Domestic Calling Plan can be bought"},
	{"Domestic and International Calling Plan", "a Domestic and International Calling Plan can be bought"},
	{"Pay-as-you-go Calling Plan", "a pay-as-you-go Calling Plan can be bought"},
	{"Calls to premium numbers", "a Calling Plan user can call premium numbers"},
	{"Toll number", "toll service numbers for conference bridges, auto attendants and call queues"},
	{"Toll-free number", "toll-free service numbers for conference bridges, auto attendants and call queues"},
	{"Communications Credits", "Communications Credits can be set up"},
}

// ParseFeature returns the feature with the identifier s, spelled exactly so,
// or an [*UnknownWordError].
func ParseFeature(s string) (Feature, error) {
	v, err := featureWords.parse(s)
	return Feature{v}, err
}

// Features returns every feature, in the order of the documentation page.
func Features() []Feature {
	all := make([]Feature, FeatureCount)
	for i := range all {
		all[i] = Feature{uint8(i + 1)}
	}
	return all
}

// FeatureNames returns the identifier of every feature, in the same order.
func FeatureNames() []string {
	return append([]string(nil), featureWords.names...)
}

// Index returns the place of f among [Features], from 0.
func (f Feature) Index() int { return int(f.v) - 1 }

// String returns the identifier, such as "calling_plan".
func (f Feature) String() string { return featureWords.name(f.v) }

// Label returns what people call the feature, such as "Calling Plan"; it is
// empty for the zero Feature.
func (f Feature) Label() string {
	if f == (Feature{}) {
		return ""
	}
	return featureTexts[f.Index()].label
}

// Meaning returns what it means that the feature is available, as a clause; it
// is empty for the zero Feature.
func (f Feature) Meaning() string {
	if f == (Feature{}) {
		return ""
	}
	return featureTexts[f.Index()].meaning
}

// MarshalText returns the identifier.
func (f Feature) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText accepts what [ParseFeature] accepts.
func (f *Feature) UnmarshalText(text []byte) (err error) {
	*f, err = ParseFeature(string(text))
	return err
}

// PlanType is a type of Calling Plan. The zero PlanType is none.
type PlanType struct{ v uint8 }

// The plan types.
var (
	Domestic                 = PlanType{1} // minutes to numbers in the user's country
	DomesticAndInternational = PlanType{2} // these, and minutes to other countries
	PayAsYouGo               = PlanType{3} // no minutes: every outbound call is paid for
)

var planTypeWords = words{"plan type", []string{"domestic", "domestic_and_international", "pay_as_you_go"}}

// ParsePlanType returns the plan type with the identifier s, spelled exactly
// so, or an [*UnknownWordError].
func ParsePlanType(s string) (PlanType, error) {
	v, err := planTypeWords.parse(s)
	return PlanType{v}, err
}

// PlanTypes returns every plan type.
func PlanTypes() []PlanType {
	return []PlanType{Domestic, DomesticAndInternational, PayAsYouGo}
}

// PlanTypeNames returns the identifier of every plan type.
func PlanTypeNames() []string {
	return append([]string(nil), planTypeWords.names...)
}

// Feature returns the feature that says whether a plan of this type is sold.
func (p PlanType) Feature() Feature {
	return Feature{CallingPlan.v + p.v}
}

// String returns the identifier, such as "pay_as_you_go".
func (p PlanType) String() string { return planTypeWords.name(p.v) }

// MarshalText returns the identifier.
func (p PlanType) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText accepts what [ParsePlanType] accepts.
func (p *PlanType) UnmarshalText(text []byte) (err error) {
	*p, err = ParsePlanType(string(text))
	return err
}

// planType returns the plan type that f speaks of, or the zero PlanType.
func (f Feature) planType() PlanType {
	if f.v > CallingPlan.v && f.v <= CallingPlan.v+uint8(len(planTypeWords.names)) {
		return PlanType{f.v - CallingPlan.v}
	}
	return PlanType{}
}
