package provider

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// The facts that the provider must agree with are read from the folder that
// TEAMSVOICE_FACTS names, and turned into statuses here by the table of their
// README, apart from the code that does so in the provider.

// snapshotDates are the dates of the facts.
var snapshotDates = []string{"2021-08-03", edition}

type fact struct {
	Code              string
	Name              string
	Slug              string
	Label             string `json:"seed_label"`
	AudioConferencing struct {
		Availability string
		Assigned     struct {
			Kind   string
			Cities []string
		} `json:"auto_assigned_numbers"`
		CallMe string `json:"call_me_dial_out"`
	} `json:"audio_conferencing"`
	PhoneSystem struct {
		Available      bool
		AutoAttendants bool `json:"auto_attendants"`
		CallQueues     bool `json:"call_queues"`
		Voicemail      bool
	} `json:"phone_system"`
	CallingPlans struct {
		Availability string
		Operator     *string
		Plans        []planFact
		Premium      *string  `json:"premium_outbound"`
		Destinations *float64 `json:"outbound_destinations"`
	} `json:"calling_plans"`
	ServiceNumbers struct {
		Toll                 string
		TollFree             string     `json:"toll_free"`
		Kind                 string     `json:"toll_number_kind"`
		Cities               []cityFact `json:"toll_cities"`
		OtherCitiesOnRequest bool       `json:"other_cities_on_request"`
	} `json:"service_numbers"`
	CommunicationsCredits bool `json:"communications_credits"`
	Remarks               []remark

	numbers map[string]numberFact // of the pages on number management, by feature
}

type planFact struct {
	Type          string
	Domestic      *float64 `json:"domestic_minutes"`
	International *float64 `json:"international_minutes"`
	Limited       bool
}

type cityFact struct {
	Name      string
	State     *string
	OnRequest bool `json:"on_request"`
}

type remark struct {
	Kind            string
	Feature         string
	Countries       []string
	TenantCountries []string          `json:"tenant_countries"`
	SKUs            map[string]string `json:"sku_part_numbers"`
}

// factsOf returns the facts of a snapshot.
func factsOf(t *testing.T, date string) []fact {
	t.Helper()
	folder := os.Getenv("TEAMSVOICE_FACTS")
	if folder == "" {
		t.Skip("TEAMSVOICE_FACTS does not name the folder of the facts")
	}
	data, err := os.ReadFile(filepath.Join(folder, "availability-"+date+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Countries []fact }
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Countries) != 114 {
		t.Fatalf("there are %d countries in the facts of %s, want 114", len(file.Countries), date)
	}
	if date == "2021-08-03" {
		return file.Countries
	}
	// The build of 2023-01-25 has pages on number management, which correct some
	// service numbers.
	data, err = os.ReadFile(filepath.Join(folder, "number-features.json"))
	if err != nil {
		t.Fatal(err)
	}
	var numbers struct {
		Features map[string]map[string]numberFact
	}
	if err := json.Unmarshal(data, &numbers); err != nil {
		t.Fatal(err)
	}
	for i := range file.Countries {
		f := &file.Countries[i]
		f.numbers = make(map[string]numberFact)
		for feature, countries := range numbers.Features {
			if n, ok := countries[f.Code]; ok && n.Status != "unlisted" {
				f.numbers[feature] = n
			}
		}
	}
	return file.Countries
}

// numberFact is what the pages on number management say about one feature.
type numberFact struct {
	Status     string
	Conditions []string
}

// all returns one thing of every country.
func all(facts []fact, pick func(fact) string) []string {
	list := make([]string, len(facts))
	for i, f := range facts {
		list[i] = pick(f)
	}
	return list
}

// remark returns the first remark of a kind.
func (f fact) remark(kind string) remark {
	for _, r := range f.Remarks {
		if r.Kind == kind {
			return r
		}
	}
	return remark{}
}

// conditions returns the kinds of the remarks on any of the features, sorted.
func (f fact) conditions(features ...string) []string {
	list := []string{}
	for _, r := range f.Remarks {
		if slices.Contains(features, r.Feature) {
			list = append(list, r.Kind)
		}
	}
	slices.Sort(list)
	return list
}

// object is a part of the availability object, as JSON has it.
type object = map[string]any

// answer is the status of a feature with its conditions.
func answer(status string, conditions ...string) object {
	return object{
		"status":     status,
		"available":  status == "available" || status == "conditional",
		"conditions": append([]string{}, conditions...),
	}
}

func yesOrNo(yes bool) object {
	if yes {
		return answer("available")
	}
	return answer("unavailable")
}

// features returns what the facts mean for every feature.
func (f fact) features() map[string]object {
	call := f.callingPlan()
	plan := func(planType string) object {
		for _, p := range f.CallingPlans.Plans {
			if p.Type == planType {
				return call
			}
		}
		return answer("unavailable")
	}
	forUsers := func(feature string) object {
		switch n, ok := f.numbers[feature]; {
		case call["available"] != true:
			return answer("unavailable")
		case ok:
			return answer(n.Status, n.Conditions...)
		}
		return answer("unlisted")
	}
	return map[string]object{
		"user_number":               forUsers("user_number"),
		"number_porting":            forUsers("number_porting"),
		"emergency_calling":         forUsers("emergency_calling"),
		"dynamic_emergency_calling": forUsers("dynamic_emergency_calling"),
		"sms":                       forUsers("sms"),
		"shared_calling":            forUsers("shared_calling"),

		"audio_conferencing":    f.audioConferencing(),
		"call_me":               f.callMe(),
		"phone_system":          yesOrNo(f.PhoneSystem.Available),
		"auto_attendants":       yesOrNo(f.PhoneSystem.AutoAttendants),
		"call_queues":           yesOrNo(f.PhoneSystem.CallQueues),
		"voicemail":             yesOrNo(f.PhoneSystem.Voicemail),
		"calling_plan":          call,
		"domestic_calling_plan": plan("domestic"),
		"domestic_and_international_calling_plan": plan("domestic_and_international"),
		"pay_as_you_go_calling_plan":              plan("pay_as_you_go"),
		"premium_number_calls":                    f.premiumCalls(),
		"toll_number":                             f.number("toll_number", f.ServiceNumbers.Toll, f.ServiceNumbers.Kind),
		"toll_free_number":                        f.number("toll_free_number", f.ServiceNumbers.TollFree, ""),
		"communications_credits":                  yesOrNo(f.CommunicationsCredits),
	}
}

func (f fact) audioConferencing() object {
	switch f.AudioConferencing.Availability {
	case "pay_per_minute_only":
		return answer("conditional", "pay_per_minute_only")
	case "partner", "restricted":
		return answer("conditional", f.conditions("audio_conferencing")...)
	}
	return answer(f.AudioConferencing.Availability)
}

func (f fact) callMe() object {
	switch f.AudioConferencing.CallMe {
	case "included":
		return answer("available")
	case "communications_credits":
		return answer("conditional", "requires_communications_credits")
	}
	return answer("conditional", f.conditions("call_me")...)
}

func (f fact) callingPlan() object {
	if conditions := f.conditions("calling_plan"); len(conditions) > 0 {
		return answer("conditional", conditions...)
	}
	return answer(f.CallingPlans.Availability)
}

func (f fact) premiumCalls() object {
	if f.CallingPlans.Premium == nil {
		return answer("unavailable")
	}
	switch *f.CallingPlans.Premium {
	case "supported":
		return answer("available")
	case "communications_credits":
		return answer("conditional", "requires_communications_credits")
	case "partial":
		return answer("conditional", "limited_number_ranges", "requires_communications_credits")
	}
	return answer("unavailable")
}

func (f fact) number(feature, status, kind string) object {
	if n, ok := f.numbers[feature]; ok {
		return answer(n.Status, n.Conditions...)
	}
	if status == "unavailable" {
		return answer("unavailable")
	}
	conditions := f.conditions(feature, "service_numbers")
	if status == "on_request" && !slices.Contains(conditions, "on_request") {
		conditions = append(conditions, "on_request")
	}
	status = "available"
	if len(conditions) > 0 {
		status = "conditional"
	}
	if kind == "non_geographic" {
		conditions = append(conditions, "non_geographic_only")
	}
	slices.Sort(conditions)
	return answer(status, conditions...)
}

// availability returns what the facts mean for the whole availability object,
// except what is not theirs to say: notes and prerequisites.
func (f fact) availability(asOf string, zoneA []string) object {
	features := f.features()
	plans := []object{}
	skus := f.remark("country_specific_sku").SKUs
	for _, p := range f.CallingPlans.Plans {
		conditions := []string{}
		if p.Limited {
			conditions = append(conditions, "limited_availability")
		}
		plans = append(plans, object{"type": p.Type, "conditions": conditions, "zone": nil, "domestic_minutes": p.Domestic,
			"international_minutes": p.International, "sku_part_number": orNull(skus[p.Type])})
	}
	cities := []object{}
	for _, c := range f.ServiceNumbers.Cities {
		cities = append(cities, object{"name": c.Name, "state": c.State, "on_request": c.OnRequest})
	}
	var zone *string
	if slices.Contains(zoneA, f.Code) {
		zone = orNull("A")
	}
	itself := func(kind string) []string {
		if r := f.remark(kind); r.Kind != "" {
			return r.Countries
		}
		return []string{f.Code}
	}
	return object{
		"country_code": f.Code, "country_name": f.Name, "slug": f.Slug, "as_of": asOf, "listed": true,
		"source_url": "https://learn.microsoft.com/microsoftteams/phone-reference/plan-availability/availability-in-" + f.Slug,
		"features":   features,
		"audio_conferencing": with(features["audio_conferencing"], object{
			"number_assignment":    f.AudioConferencing.Assigned.Kind,
			"auto_assigned_cities": f.AudioConferencing.Assigned.Cities,
			"call_me":              features["call_me"],
			"dial_out_zone":        zone,
		}),
		"phone_system": object{
			"status": features["phone_system"]["status"], "available": f.PhoneSystem.Available,
			"auto_attendants": f.PhoneSystem.AutoAttendants, "call_queues": f.PhoneSystem.CallQueues, "voicemail": f.PhoneSystem.Voicemail,
		},
		"calling_plans": with(features["calling_plan"], object{
			"operator": f.CallingPlans.Operator, "plans": plans, "outbound_destination_count": f.CallingPlans.Destinations,
			"operator_tenant_countries": append([]string{}, f.remark("sold_by_operator").TenantCountries...),
			"premium_number_calls":      features["premium_number_calls"],
			"domestic_call_countries":   itself("domestic_calls_include"),
			"minute_pool_countries":     itself("shared_minute_pool"),
		}),
		"service_numbers": object{
			"toll": with(features["toll_number"], object{
				"geographic": f.ServiceNumbers.Kind == "cities", "cities": cities,
				"other_cities_on_request": f.ServiceNumbers.OtherCitiesOnRequest,
			}),
			"toll_free": features["toll_free_number"],
		},
		"communications_credits": object{
			"status": features["communications_credits"]["status"], "available": f.CommunicationsCredits,
		},
	}
}

func with(o, more object) object {
	both := maps.Clone(o)
	maps.Copy(both, more)
	return both
}

// zoneA returns the codes of the dial-out zone.
func zoneA(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(os.Getenv("TEAMSVOICE_FACTS"), "audio-conferencing-zone-a.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Codes []string }
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	return file.Codes
}
