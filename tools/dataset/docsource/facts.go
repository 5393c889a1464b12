package docsource

import (
	"fmt"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// fact is one thing that a page says about its country. Its value is written as
// JSON, so that values can be counted, compared, reported and decided alike.
type fact struct {
	name     string
	features []availability.Feature // that rest on it
	finding  bool                   // the value is a status with conditions, like that of other facts
	isList   bool                   // the value is a list of words
	get      func(*availability.Country) string
	set      func(*availability.Country, string) error
	parse    func(string) (string, error) // a value in its one spelling
}

// newFact makes a fact of a value that is read from a country and written to it.
func newFact[T any](name string, get func(*availability.Country) T, set func(*availability.Country, T), features ...availability.Feature) *fact {
	isFinding, isList := false, false
	switch any(*new(T)).(type) {
	case []string:
		isList = true
	case availability.Finding, soldValue, availability.PremiumCalls:
		isFinding = true
	}
	return &fact{
		name: name, features: features, finding: isFinding, isList: isList,
		get: func(c *availability.Country) string { return encode(get(c)) },
		set: func(c *availability.Country, value string) error {
			v, err := decoded[T](value)
			if err == nil {
				set(c, v)
			}
			return err
		},
		parse: recoded[T],
	}
}

// valueOptions write a set of conditions as the list of their identifiers.
var valueOptions = json.JoinOptions(json.Deterministic(true), json.RejectUnknownMembers(true),
	json.WithMarshalers(json.MarshalToFunc(func(enc *jsontext.Encoder, set availability.Conditions) error {
		return json.MarshalEncode(enc, set.Names())
	})),
	json.WithUnmarshalers(json.UnmarshalFromFunc(func(dec *jsontext.Decoder, set *availability.Conditions) error {
		var list []availability.Condition
		if err := json.UnmarshalDecode(dec, &list); err != nil {
			return err
		}
		*set = availability.NewConditions(list...)
		return nil
	})))

// encode writes a value as JSON, or "" if that is impossible, as for an invalid
// status: such a fact is not settled.
func encode(v any) string {
	data, err := json.Marshal(v, valueOptions)
	if err != nil {
		return ""
	}
	return string(data)
}

func decoded[T any](value string) (v T, err error) {
	if err := json.Unmarshal([]byte(value), &v, valueOptions); err != nil {
		return v, fmt.Errorf("%s is not such a value: %w", value, err)
	}
	return v, nil
}

// recoded brings a value into the one spelling that encode gives it.
func recoded[T any](value string) (string, error) {
	v, err := decoded[T](value)
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(v, valueOptions) // a status may be missing
	if err != nil {
		return "", fmt.Errorf("%s is not such a value: %w", value, err)
	}
	return string(data), nil
}

// included is a fact of Phone System: a thing that is there or not.
func included(name string, at func(*availability.Country) *bool, feature availability.Feature) *fact {
	return newFact(name, func(c *availability.Country) availability.Finding {
		if *at(c) {
			return availability.Finding{Status: availability.Available}
		}
		return availability.Finding{Status: availability.Unavailable}
	}, func(c *availability.Country, f availability.Finding) { *at(c) = f.Status.Available() }, feature)
}

// finding is a fact that is a finding of the country and nothing else.
func finding(name string, at func(*availability.Country) *availability.Finding, feature availability.Feature) *fact {
	return newFact(name, func(c *availability.Country) availability.Finding { return *at(c) },
		func(c *availability.Country, f availability.Finding) { *at(c) = f }, feature)
}

// The values of the facts that are more than a finding.
type (
	soldValue struct {
		availability.Finding
		Operator string `json:"operator,omitzero"`
	}
	assignmentValue struct {
		Kind   availability.Assignment `json:"number_assignment"`
		Cities []string                `json:"cities,omitzero"`
	}
	citiesValue struct {
		Cities        []availability.City `json:"cities,omitzero"`
		Other         bool                `json:"other_cities_on_request,omitzero"`
		NonGeographic bool                `json:"non_geographic,omitzero"`
	}
	remarksValue struct {
		DomesticCalls []country.Code `json:"domestic_call_countries,omitzero"`
		MinutePool    []country.Code `json:"minute_pool_countries,omitzero"`
	}
	skuValue map[string]string // from the type of a plan to the SKU part number
)

// The facts, in the order of the page. Some of them add to what an earlier one
// has set.
var (
	factAudioConferencing = newFact("audio_conferencing",
		func(c *availability.Country) soldValue {
			return soldValue{c.AudioConferencing.Finding, c.AudioConferencing.Operator}
		}, func(c *availability.Country, v soldValue) {
			c.AudioConferencing.Finding, c.AudioConferencing.Operator = v.Finding, v.Operator
		}, availability.AudioConferencing)
	factNumberAssignment = newFact("number_assignment",
		func(c *availability.Country) assignmentValue {
			return assignmentValue{c.AudioConferencing.NumberAssignment, c.AudioConferencing.AutoAssignedCities}
		}, func(c *availability.Country, v assignmentValue) {
			c.AudioConferencing.NumberAssignment, c.AudioConferencing.AutoAssignedCities = v.Kind, v.Cities
		})
	factCallMe = finding("call_me", func(c *availability.Country) *availability.Finding { return &c.AudioConferencing.CallMe }, availability.CallMe)

	factPhoneSystem    = finding("phone_system", func(c *availability.Country) *availability.Finding { return &c.PhoneSystem.Finding }, availability.PhoneSystem)
	factAutoAttendants = included("auto_attendants", func(c *availability.Country) *bool { return &c.PhoneSystem.AutoAttendants }, availability.AutoAttendants)
	factCallQueues     = included("call_queues", func(c *availability.Country) *bool { return &c.PhoneSystem.CallQueues }, availability.CallQueues)
	factVoicemail      = included("voicemail", func(c *availability.Country) *bool { return &c.PhoneSystem.Voicemail }, availability.Voicemail)

	factCallingPlan = newFact("calling_plan",
		func(c *availability.Country) soldValue {
			return soldValue{c.CallingPlans.Finding, c.CallingPlans.Operator}
		}, func(c *availability.Country, v soldValue) {
			c.CallingPlans.Finding, c.CallingPlans.Operator = v.Finding, v.Operator
		}, availability.CallingPlan)
	factPlans = newFact("plans",
		func(c *availability.Country) []availability.Plan {
			plans := slices.Clone(c.CallingPlans.Plans)
			for i := range plans {
				plans[i].SKUPartNumber = "" // another fact
			}
			return plans
		}, func(c *availability.Country, v []availability.Plan) { c.CallingPlans.Plans = orNil(v) },
		availability.DomesticCallingPlan, availability.DomesticAndInternationalCallingPlan, availability.PayAsYouGoCallingPlan)
	factSKUs = newFact("sku_part_numbers",
		func(c *availability.Country) skuValue {
			v := make(skuValue)
			for _, p := range c.CallingPlans.Plans {
				if p.SKUPartNumber != "" {
					v[p.Type.String()] = p.SKUPartNumber
				}
			}
			return v
		}, func(c *availability.Country, v skuValue) {
			c.CallingPlans.Plans = slices.Clone(c.CallingPlans.Plans)
			for i, p := range c.CallingPlans.Plans {
				c.CallingPlans.Plans[i].SKUPartNumber = v[p.Type.String()]
			}
		})
	factPremiumNumberCalls = newFact("premium_number_calls",
		func(c *availability.Country) availability.PremiumCalls { return c.CallingPlans.PremiumNumberCalls },
		func(c *availability.Country, v availability.PremiumCalls) { c.CallingPlans.PremiumNumberCalls = v },
		availability.PremiumNumberCalls)
	factOutboundDestinations = newFact("outbound_destinations",
		func(c *availability.Country) int { return c.CallingPlans.OutboundDestinationCount },
		func(c *availability.Country, n int) { c.CallingPlans.OutboundDestinationCount = n })
	factTenantCountries = newFact("operator_tenant_countries",
		func(c *availability.Country) []country.Code { return c.CallingPlans.OperatorTenantCountries },
		func(c *availability.Country, v []country.Code) { c.CallingPlans.OperatorTenantCountries = orNil(v) })
	factRemarks = newFact("remarks",
		func(c *availability.Country) remarksValue {
			return remarksValue{c.CallingPlans.DomesticCallCountries, c.CallingPlans.MinutePoolCountries}
		}, func(c *availability.Country, v remarksValue) {
			c.CallingPlans.DomesticCallCountries, c.CallingPlans.MinutePoolCountries = v.DomesticCalls, v.MinutePool
		})

	factTollCities = newFact("toll_cities",
		func(c *availability.Country) citiesValue {
			t := c.ServiceNumbers.Toll
			return citiesValue{t.Cities, t.OtherCitiesOnRequest, t.Conditions.Contains(availability.NonGeographicOnly)}
		}, func(c *availability.Country, v citiesValue) {
			t := &c.ServiceNumbers.Toll
			t.Cities, t.Geographic, t.OtherCitiesOnRequest = v.Cities, len(v.Cities) > 0, v.Other
			t.Conditions = availability.Conditions{}
			if v.NonGeographic {
				t.Conditions = t.Conditions.With(availability.NonGeographicOnly)
			}
		})
	// The status of toll numbers is made of this fact, of the cities before it and of the remark after it.
	factTollNumber = newFact("toll_number",
		func(c *availability.Country) availability.Finding {
			return judged(c.ServiceNumbers.Toll.Finding, c.ServiceNumbers.Toll.Conditions.
				Without(availability.NonGeographicOnly).Without(availability.AudioConferencingOnly))
		}, func(c *availability.Country, f availability.Finding) {
			t := &c.ServiceNumbers.Toll
			conditions := f.Conditions
			if t.Conditions.Contains(availability.NonGeographicOnly) && f.Status.Available() {
				conditions = conditions.With(availability.NonGeographicOnly)
			}
			t.Finding = judged(f, conditions)
			t.Contradictory = !f.Status.Available() && len(t.Cities) > 0
		}, availability.TollNumber)
	factTollFreeNumber = newFact("toll_free_number",
		func(c *availability.Country) availability.Finding {
			return judged(c.ServiceNumbers.TollFree, c.ServiceNumbers.TollFree.Conditions.Without(availability.AudioConferencingOnly))
		}, func(c *availability.Country, f availability.Finding) { c.ServiceNumbers.TollFree = f }, availability.TollFreeNumber)
	factAudioOnly = newFact("audio_conferencing_only",
		func(c *availability.Country) bool {
			return c.ServiceNumbers.Toll.Conditions.Contains(availability.AudioConferencingOnly) ||
				c.ServiceNumbers.TollFree.Conditions.Contains(availability.AudioConferencingOnly)
		}, func(c *availability.Country, only bool) {
			for _, f := range []*availability.Finding{&c.ServiceNumbers.Toll.Finding, &c.ServiceNumbers.TollFree} {
				if only && f.Status.Available() {
					*f = judged(*f, f.Conditions.With(availability.AudioConferencingOnly))
				}
			}
		}, availability.TollNumber, availability.TollFreeNumber)

	factCredits = finding("communications_credits", func(c *availability.Country) *availability.Finding { return &c.CommunicationsCredits }, availability.CommunicationsCredits)
)

// orNil is a list that a dataset leaves out where it is empty.
func orNil[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// judged is a finding with other conditions, and the status that follows.
func judged(f availability.Finding, conditions availability.Conditions) availability.Finding {
	switch {
	case !f.Status.Available():
	case conditions.Limits():
		f.Status = availability.Conditional
	default:
		f.Status = availability.Available
	}
	f.Conditions = conditions
	return f
}

// rowLinks is a row that says nothing but where to read more.
var rowLinks = &fact{name: "links"}

// sectionRow is a section of a page, the layouts of its table, and the facts
// outside the table.
type sectionRow struct {
	anchor  string
	layouts [][]*fact
	remarks []*fact
}

var sectionRows = []sectionRow{
	{"audio-conferencing", [][]*fact{{factAudioConferencing, factNumberAssignment, factCallMe}}, nil},
	{"phone-system", [][]*fact{{factPhoneSystem, factAutoAttendants, factCallQueues, factVoicemail}}, nil},
	{
		"calling-plans",
		[][]*fact{
			{factCallingPlan, factPlans, factOutboundDestinations},
			{factCallingPlan, factPlans, factPremiumNumberCalls, factOutboundDestinations},
			{factCallingPlan, factPlans, factPremiumNumberCalls, factOutboundDestinations, rowLinks},
		},
		[]*fact{factSKUs, factTenantCountries, factRemarks},
	},
	{
		"toll-and-toll-free-numbers-for-services",
		[][]*fact{{factTollCities, factTollNumber, factTollFreeNumber}},
		[]*fact{factAudioOnly},
	},
	{"communications-credits", [][]*fact{{factCredits}}, nil},
}

// facts returns the facts of a section.
func (s sectionRow) facts() []*fact {
	var facts []*fact
	for _, f := range s.layouts[len(s.layouts)-1] {
		if f != rowLinks {
			facts = append(facts, f)
		}
	}
	return append(facts, s.remarks...)
}

// allFacts holds every fact, in the order in which they are set.
var allFacts = func() []*fact {
	var facts []*fact
	for _, s := range sectionRows {
		facts = append(facts, s.facts()...)
	}
	return facts
}()

func factNamed(name string) *fact {
	for _, facts := range [][]*fact{allFacts, numberFacts} {
		if i := slices.IndexFunc(facts, func(f *fact) bool { return f.name == name }); i >= 0 {
			return facts[i]
		}
	}
	return nil
}
