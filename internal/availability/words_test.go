package availability_test

import (
	"encoding"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	. "github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

type word interface {
	fmt.Stringer
	encoding.TextMarshaler
}

// vocabulary is one closed list of words, with its functions.
type vocabulary struct {
	kind  string
	names []string
	parse func(string) (word, error)
	from  func([]byte) (word, error)
	zero  word
}

func parser[T word](parse func(string) (T, error)) func(string) (word, error) {
	return func(s string) (word, error) { return parse(s) }
}

func fromText[T word, P interface {
	*T
	encoding.TextUnmarshaler
}](text []byte) (word, error) {
	var v T
	err := P(&v).UnmarshalText(text)
	return v, err
}

var vocabularies = []vocabulary{
	{"feature", FeatureNames(), parser(ParseFeature), fromText[Feature], Feature(0)},
	{"status", StatusNames(), parser(ParseStatus), fromText[Status], Status(0)},
	{"condition", ConditionNames(), parser(ParseCondition), fromText[Condition], Condition(0)},
	{"plan type", PlanTypeNames(), parser(ParsePlanType), fromText[PlanType], PlanType(0)},
	{"number assignment", AssignmentNames(), nil, fromText[Assignment], nil},
}

func TestWordsParseAsTheyPrint(t *testing.T) {
	for _, v := range vocabularies {
		seen := map[word]bool{}
		for _, name := range v.names {
			got, err := v.from([]byte(name))
			if err != nil || got.String() != name {
				t.Errorf("%s %q reads as %q, %v", v.kind, name, got, err)
			}
			written, err := got.MarshalText()
			if err != nil || string(written) != name {
				t.Errorf("%s %q is written as %q, %v", v.kind, name, written, err)
			}
			if v.parse != nil {
				parsed, err := v.parse(name)
				if err != nil || parsed != got {
					t.Errorf("%s %q parses as %q, %v", v.kind, name, parsed, err)
				}
			}
			if seen[got] {
				t.Errorf("%s %q has the value of another", v.kind, name)
			}
			seen[got] = true
		}
		if v.zero != nil && v.zero.String() != "" {
			t.Errorf("the zero %s is %q", v.kind, v.zero)
		}
	}
}

func TestWordsHaveTheOrderOfTheContract(t *testing.T) {
	for kind, want := range map[string]string{
		"feature": "audio_conferencing call_me phone_system auto_attendants call_queues voicemail calling_plan domestic_calling_plan " +
			"domestic_and_international_calling_plan pay_as_you_go_calling_plan premium_number_calls toll_number toll_free_number communications_credits " +
			"user_number number_porting emergency_calling dynamic_emergency_calling sms shared_calling",
		"status":            "available conditional unavailable unlisted",
		"plan type":         "domestic domestic_and_international pay_as_you_go",
		"number assignment": "none cities non_geographic",
	} {
		i := slices.IndexFunc(vocabularies, func(v vocabulary) bool { return v.kind == kind })
		if got := strings.Join(vocabularies[i].names, " "); got != want {
			t.Errorf("%s: %s", kind, got)
		}
	}
	if names := ConditionNames(); len(names) != 19 || !slices.IsSorted(names) {
		t.Errorf("conditions %q", names)
	}
}

func TestWordsCannotBeChangedByTheCaller(t *testing.T) {
	for _, names := range []func() []string{FeatureNames, StatusNames, ConditionNames, PlanTypeNames, AssignmentNames} {
		first := names()[0]
		names()[0] = "changed"
		if names()[0] != first {
			t.Errorf("%q was changed", first)
		}
	}
	_, err := ParseFeature("x")
	var unknown *text.UnknownWordError
	if !errors.As(err, &unknown) {
		t.Fatal(err)
	}
	unknown.Allowed[0] = "changed"
	if FeatureNames()[0] != "audio_conferencing" {
		t.Error("the allowed words of an error are the list itself")
	}
}

func TestUnknownWords(t *testing.T) {
	for _, v := range vocabularies {
		for _, given := range []string{"", " ", strings.ToUpper(v.names[0]), v.names[0] + " ", "x", "\x00", strings.Repeat("x", 1<<20)} {
			got, err := v.from([]byte(given))
			var unknown *text.UnknownWordError
			if !errors.As(err, &unknown) {
				t.Errorf("%s %.20q is %v, %v", v.kind, given, got, err)
				continue
			}
			if unknown.Kind != v.kind || unknown.Given != given || len(unknown.Allowed) != len(v.names) {
				t.Errorf("%s %.20q: %.40q", v.kind, given, err)
			}
			if len(err.Error()) > 700 {
				t.Errorf("%s %.20q: a message of %d bytes", v.kind, given, len(err.Error()))
			}
			if strings.ContainsFunc(err.Error(), unicode.IsControl) {
				t.Errorf("%s: control characters in %q", v.kind, err)
			}
		}
	}
}

func TestUnknownWordErrorReads(t *testing.T) {
	for given, want := range map[string]string{
		"payg":                         `"payg" is not a valid plan type; did you mean pay_as_you_go? Allowed: domestic, domestic_and_international, pay_as_you_go`,
		"pay-as-you-go":                `"pay-as-you-go" is not a valid plan type; did you mean pay_as_you_go? Allowed: domestic, domestic_and_international, pay_as_you_go`,
		"Domestic":                     `"Domestic" is not a valid plan type; did you mean domestic? Allowed: domestic, domestic_and_international, pay_as_you_go`,
		"a\nb":                         `"a\nb" is not a valid plan type. Allowed: domestic, domestic_and_international, pay_as_you_go`,
		strings.Repeat("ä", 32):        `"` + strings.Repeat("ä", 32) + `" is not a valid plan type. Allowed: domestic, domestic_and_international, pay_as_you_go`,
		"x" + strings.Repeat("ä", 32):  `"x` + strings.Repeat("ä", 31) + `"... (65 bytes) is not a valid plan type. Allowed: domestic, domestic_and_international, pay_as_you_go`,
		strings.Repeat("domestic", 10): `"` + strings.Repeat("domestic", 8) + `"... (80 bytes) is not a valid plan type. Allowed: domestic, domestic_and_international, pay_as_you_go`,
	} {
		if _, err := ParsePlanType(given); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

func TestSuggestions(t *testing.T) {
	for given, want := range map[string]string{
		"callingplan":                    "calling_plan",
		"Calling Plan":                   "calling_plan",
		"plan":                           "calling_plan domestic_calling_plan domestic_and_international_calling_plan",
		"calling_plans":                  "calling_plan",
		"toll-free":                      "toll_free_number",
		"tollfree":                       "toll_free_number",
		"toll":                           "toll_number toll_free_number",
		"tol":                            "",
		"PHONE_SYSTEM":                   "phone_system",
		"phone system":                   "phone_system",
		"auto_attendant":                 "auto_attendants",
		"queue":                          "call_queues",
		"callme":                         "call_me",
		"voice_mail":                     "voicemail",
		"voicemails_for_everyone":        "voicemail",
		"credits":                        "communications_credits",
		"premium":                        "premium_number_calls",
		"direct_routing":                 "",
		"pstn":                           "",
		"":                               "",
		strings.Repeat("toll_number", 6): "",
	} {
		if got := strings.Join(text.Nearest(given, FeatureNames()), " "); got != want {
			t.Errorf("%q: suggested %q, want %q", given, got, want)
		}
	}
}

func TestSuggestionsAreFewAndAllowed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := rapid.OneOf(rapid.String(), rapid.StringMatching("[a-z_ -]{0,80}"), rapid.SampledFrom(FeatureNames())).Draw(t, "given")
		near := text.Nearest(given, FeatureNames())
		if len(near) > 3 {
			t.Fatalf("%d suggestions", len(near))
		}
		for _, s := range near {
			if !slices.Contains(FeatureNames(), s) {
				t.Fatalf("%q is not allowed", s)
			}
		}
		if slices.Contains(FeatureNames(), given) && near[0] != given {
			t.Fatalf("%q is not the nearest to itself, %q is", given, near[0])
		}
	})
}

func TestFeatures(t *testing.T) {
	all := Features()
	if len(all) != FeatureCount || len(all) != len(FeatureNames()) {
		t.Fatalf("%d features", len(all))
	}
	labels := map[string]bool{}
	for i, f := range all {
		if f.Index() != i || f.String() != FeatureNames()[i] {
			t.Errorf("feature %d is %s with index %d", i, f, f.Index())
		}
		if f.Label() == "" || labels[f.Label()] || f.Meaning() == "" || strings.HasSuffix(f.Meaning(), ".") {
			t.Errorf("%s: label %q, meaning %q", f, f.Label(), f.Meaning())
		}
		labels[f.Label()] = true
	}
	for feature, label := range map[Feature]string{
		AudioConferencing: "Audio Conferencing", CallMe: "Call Me", PhoneSystem: "Teams Phone", AutoAttendants: "Auto attendants",
		CallQueues: "Call queues", Voicemail: "Voicemail", CallingPlan: "Calling Plan", DomesticCallingPlan: "Domestic Calling Plan",
		DomesticAndInternationalCallingPlan: "Domestic and International Calling Plan", PayAsYouGoCallingPlan: "Pay-as-you-go Calling Plan",
		PremiumNumberCalls: "Calls to premium numbers", TollNumber: "Toll number", TollFreeNumber: "Toll-free number",
		CommunicationsCredits: "Communications Credits", UserNumber: "User number", NumberPorting: "Number porting",
		EmergencyCalling: "Emergency calling", DynamicEmergencyCalling: "Dynamic emergency calling", SMS: "SMS", SharedCalling: "Shared Calling", 0: "",
	} {
		if feature.Label() != label {
			t.Errorf("%s has the label %q, want %q", feature, feature.Label(), label)
		}
	}
	if got := Feature(0).Meaning(); got != "" {
		t.Errorf("the zero feature means %q", got)
	}
	if got := TollFreeNumber.Meaning(); got != "there are toll-free service numbers for conference bridges, auto attendants and call queues" {
		t.Errorf("toll_free_number means %q", got)
	}
}

func TestPlanTypes(t *testing.T) {
	if got := fmt.Sprint(PlanTypes()); got != "[domestic domestic_and_international pay_as_you_go]" {
		t.Errorf("plan types %s", got)
	}
	for _, p := range PlanTypes() {
		if got, want := p.Feature().String(), p.String()+"_calling_plan"; got != want {
			t.Errorf("%s is told by %s, want %s", p, got, want)
		}
	}
}

func TestStatusOrder(t *testing.T) {
	order := []Status{Unlisted, Unavailable, Conditional, Available}
	for i, s := range order {
		for j, u := range order {
			if got := s.Compare(u); (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("%s.Compare(%s) = %d", s, u, got)
			}
		}
		if s.Available() != (s == Available || s == Conditional) {
			t.Errorf("%s.Available() = %v", s, s.Available())
		}
		if s.IsZero() {
			t.Errorf("%s is zero", s)
		}
	}
	if zero := Status(0); !zero.IsZero() || zero.Available() || zero.Compare(Unlisted) >= 0 {
		t.Error("the zero status is a status")
	}
}

func TestConditions(t *testing.T) {
	var none Conditions
	if !none.IsZero() || none.Len() != 0 || none.Names() == nil || len(none.Names()) != 0 || none.String() != "" || none.Limits() {
		t.Errorf("the empty set: %v", none)
	}
	set := NewConditions(OnRequest, AudioConferencingOnly, OnRequest)
	if got := strings.Join(set.Names(), " "); got != "audio_conferencing_only on_request" || set.Len() != 2 || set.IsZero() {
		t.Errorf("the set of two: %s", got)
	}
	if got, want := set.String(), "only for Audio Conferencing; ordered from the service desk, not in the admin center"; got != want {
		t.Errorf("in words: %s", got)
	}
	if set != NewConditions(AudioConferencingOnly).With(OnRequest) || set == none {
		t.Error("equal sets are not equal")
	}
	for c := range set.All() {
		if c != AudioConferencingOnly {
			t.Errorf("the first condition is %s", c)
		}
		break
	}
	if NewConditions(NonGeographicOnly).Limits() || !NewConditions(NonGeographicOnly, OnRequest).Limits() {
		t.Error("non_geographic_only alone makes conditional, or with another does not")
	}
	if NewConditions(0) != none || set.Contains(0) || set.With(0) != set || Condition(0).Meaning() != "" {
		t.Error("the zero condition is in a set")
	}
}

func TestConditionsAreASet(t *testing.T) {
	var all []Condition
	for _, name := range ConditionNames() {
		c, err := ParseCondition(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	rapid.Check(t, func(t *rapid.T) {
		drawn := rapid.SliceOf(rapid.SampledFrom(all)).Draw(t, "conditions")
		set := NewConditions(drawn...)
		var names []string
		for _, c := range drawn {
			names = append(names, c.String())
		}
		slices.Sort(names)
		names = slices.Compact(names)
		if !slices.Equal(set.Names(), names) || set.Len() != len(names) {
			t.Fatalf("%v has the names %v", drawn, set.Names())
		}
		for _, c := range all {
			if set.Contains(c) != slices.Contains(drawn, c) {
				t.Fatalf("Contains(%s) = %v", c, set.Contains(c))
			}
			if without := set.Without(c); without.Contains(c) || without.With(c) != set.With(c) {
				t.Fatalf("Without(%s) = %v", c, without)
			}
		}
	})
}

func TestConditionMeanings(t *testing.T) {
	for name, want := range map[string]string{
		"audio_conferencing_only":         "only for Audio Conferencing",
		"country_specific_sku":            "sold under a SKU of its own for this country",
		"domestic_organizations_only":     "only for organizations in the country",
		"excludes_domestic_purchases":     "not for organizations that buy in the country",
		"in_country_access_only":          "can be reached only from inside the country",
		"limited_availability":            "availability is limited",
		"limited_number_ranges":           "only some number ranges",
		"non_geographic_only":             "not tied to a city",
		"on_request":                      "ordered from the service desk, not in the admin center",
		"outside_country_use_only":        "only for use outside the country",
		"pay_per_minute_only":             "sold as pay-per-minute only",
		"requires_communications_credits": "needs Communications Credits, or is billed after use with a Microsoft Customer Agreement or through a CSP",
		"deprecated":                      "no longer sold",
		"know_your_customer":              "a Know Your Customer form is required before the number is assigned",
		"letter_of_authorization":         "needs a letter of authorization",
		"screened":                        "an operator first asks the caller for the location",
		"through_partner":                 "through the operator that sells the plans",
		"voice_applications_only":         "only for auto attendants and call queues",
		"sold_by_operator":                "sold by an operator, not by Microsoft",
	} {
		c, err := ParseCondition(name)
		if err != nil || c.Meaning() != want {
			t.Errorf("%s: %q, %v", name, c.Meaning(), err)
		}
	}
}

func TestCityText(t *testing.T) {
	for want, city := range map[string]City{"Ulm": {Name: "Ulm"}, "Oregon, Salem": {Name: "Salem", State: "Oregon", OnRequest: true}} {
		if got := city.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWordsThatMeanAnother(t *testing.T) {
	for given, want := range map[string]string{
		"payg":             "did you mean pay_as_you_go_calling_plan?",
		"E5":               "did you mean phone_system? Name what the license gives",
		"direct_routing":   "did you mean phone_system? The data does not cover Direct Routing, Operator Connect or Teams Phone Mobile;",
		"Operator Connect": "did you mean phone_system? The data does not cover Direct Routing, Operator Connect",
		"Teams-Phone":      "did you mean phone_system? Allowed:",
		"MCOPSTN_5":        "did you mean domestic_calling_plan? Name what the license gives",
		"E911":             "did you mean emergency_calling or dynamic_emergency_calling?",
	} {
		if _, err := ParseFeature(given); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %s", given, err, want)
		}
	}
	for given, want := range map[string]string{
		"PAYG":                       "did you mean pay_as_you_go?",
		"international":              "did you mean domestic_and_international?",
		"pay_as_you_go_calling_plan": "did you mean pay_as_you_go?",
	} {
		if _, err := ParsePlanType(given); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %s", given, err, want)
		}
	}
}
