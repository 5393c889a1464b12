package provider

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestOverrideSaysAllThatAFactSays(t *testing.T) {
	s := newServer(t, nil)
	answer, said := s.data("teamsvoice_country_availability", object{"override": list(object{
		"country": "AE", "feature": "calling_plan", "status": "available", "reason": "our account team says so",
		"source": "https://example.com/uae", "as_of": "2023-05-01",
		"plans": list(object{"type": "domestic", "domestic_minutes": 500}, object{"type": "pay_as_you_go"}),
	})}, object{"country": "AE", "required_features": list("calling_plan", "domestic_calling_plan", "pay_as_you_go_calling_plan")})
	if said.hasError() {
		t.Fatal(said)
	}
	features, _ := answer.(object)["features"].(map[string]any)
	plan, _ := features["calling_plan"].(map[string]any)
	for name, want := range map[string]any{"status": "available", "as_of": "2023-05-01", "source_url": "https://example.com/uae", "overridden": true} {
		if plan[name] != want {
			t.Errorf("%s is %v, want %v", name, plan[name], want)
		}
	}
	international, _ := features["domestic_and_international_calling_plan"].(map[string]any)
	if international["status"] != "unavailable" {
		t.Errorf("a type that the override does not name is %v", international["status"])
	}
	section, _ := answer.(object)["calling_plans"].(map[string]any)
	var types []any
	plans, _ := section["plans"].([]any)
	for _, p := range plans {
		types = append(types, p.(map[string]any)["type"])
	}
	if want := list("pay_as_you_go", "domestic"); !reflect.DeepEqual(types, want) {
		t.Errorf("the plans are %v, want %v", types, want)
	}
}

func TestOverridesFile(t *testing.T) {
	write := func(text string) string {
		path := filepath.Join(t.TempDir(), "overrides.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	statusOf := func(block object, feature string) (any, diagnostics) {
		answer, said := newServer(t, nil).data("teamsvoice_country_availability", block, object{"country": "DE"})
		if said.hasError() {
			return nil, said
		}
		return answer.(object)["statuses"].(map[string]any)[feature], said
	}
	const one = `{"overrides": [{"country": "Germany", "feature": "toll_number", "status": "unavailable", "reason": "a test"}]}`
	if status, said := statusOf(object{"overrides_file": write(one)}, "toll_number"); status != "unavailable" {
		t.Errorf("the status is %v: %s", status, said)
	}
	planWith := func(minutes string) string {
		return `{"overrides": [{"country": "DE", "feature": "calling_plan", "plans": [{"type": "domestic_and_international", ` + minutes + `}], "reason": "x"}]}`
	}
	for name, c := range map[string]struct {
		file string
		says []string
	}{
		"no JSON":                      {`country = "DE"`, []string{"no overrides file"}},
		"an invalid argument":          {`{"overrides": [{"country": "DE", "feature": "sms", "statsu": "available", "reason": "x"}]}`, []string{"statsu"}},
		"no reason":                    {`{"overrides": [{"country": "DE", "feature": "sms", "status": "available"}]}`, []string{"Override 0 of", "has no reason"}},
		"an invalid feature":           {`{"overrides": [{"country": "DE", "feature": "smss", "status": "available", "reason": "x"}]}`, []string{"Override 0 of", ", feature:", "did you mean sms"}},
		"a status that no block takes": {`{"overrides": [{"country": "DE", "feature": "calling_plan", "status": "unlisted", "reason": "x"}]}`, []string{"Override 0 of", ", status:", "unlisted", "unavailable"}},
		"an empty end":                 {`{"overrides": [{"country": "DE", "feature": "sms", "status": "available", "reason": "x", "until": ""}]}`, []string{"Override 0 of", ", until:"}},
		"an empty status":              {`{"overrides": [{"country": "DE", "feature": "sms", "status": "", "conditions": ["on_request"], "reason": "x"}]}`, []string{"Override 0 of", ", status:", "The status is empty"}},
		"an empty date":                {`{"overrides": [{"country": "DE", "feature": "sms", "status": "available", "reason": "x", "as_of": ""}]}`, []string{"Override 0 of", ", as_of:"}},
		"an empty source":              {`{"overrides": [{"country": "DE", "feature": "sms", "status": "available", "reason": "x", "source": ""}]}`, []string{"Override 0 of", ", source:", "is not an https address"}},
		"a blank reason":               {`{"overrides": [{"country": "DE", "feature": "sms", "status": "available", "reason": " "}]}`, []string{"Override 0 of", ", reason:", `The value is " "; write a reason`}},
		"minutes below zero":           {planWith(`"domestic_minutes": -5`), []string{"Override 0 of", ", domestic_minutes:", "The value is -5; it must be between 1 and 44640"}},
		"no minutes at all":            {planWith(`"domestic_minutes": 0`), []string{"Override 0 of", ", domestic_minutes:", "The value is 0"}},
		"more than a month's minutes":  {planWith(`"international_minutes": 44641`), []string{"Override 0 of", ", international_minutes:", "The value is 44641"}},
		"a city that turns around":     {`{"overrides": [{"country": "DE", "feature": "toll_number", "cities": ["Berl\u202ein"], "reason": "x"}]}`, []string{"Override 0 of", ", cities:", `Berl\u202ein`, "does not name a city"}},
		"a city with a line break":     {`{"overrides": [{"country": "DE", "feature": "toll_number", "cities": ["Hessen, Frank\nfurt"], "reason": "x"}]}`, []string{"Override 0 of", ", cities:", "does not name a city"}},
		"no longer sold":               {`{"overrides": [{"country": "DE", "feature": "calling_plan", "conditions": ["deprecated"], "reason": "x"}]}`, []string{"Override 0 of", ", conditions:", "Only a single plan can be deprecated"}},
		"a source with a password":     {`{"overrides": [{"country": "DE", "feature": "sms", "status": "available", "reason": "x", "source": "https://me:pw@example.com/"}]}`, []string{"Override 0 of", ", source:", "The address has a user name or a password"}},
		"no plan is sold":              {`{"overrides": [{"country": "DE", "feature": "domestic_calling_plan", "status": "available", "plans": [], "reason": "x"}]}`, []string{"Override 0 of", ", plans:", "The list is empty, so no plan is sold"}},
		"a type that is not stated":    {`{"overrides": [{"country": "DE", "feature": "calling_plan", "plans": [{"type": "pay_as_you_go"}], "reason": "x"}, {"country": "DE", "feature": "domestic_calling_plan", "status": "available", "reason": "x"}]}`, []string{"Override contradicts another", "domestic_calling_plan is set to available, and the override of calling_plan states the plans that are sold, none of which is of that type"}},
		"left for nobody":              {`{"overrides": [{"country": "DE", "feature": "calling_plan", "conditions": ["domestic_organizations_only", "excludes_domestic_purchases"], "reason": "x"}]}`, []string{"Override 0 of", ", conditions:", "no organization could buy it"}},
		"dynamic without emergency":    {`{"overrides": [{"country": "DE", "feature": "emergency_calling", "status": "unavailable", "reason": "x"}, {"country": "DE", "feature": "dynamic_emergency_calling", "status": "available", "reason": "x"}]}`, []string{"dynamic_emergency_calling is set to available, and needs emergency_calling, which is unavailable by the override of emergency_calling"}},
		"no list":                      {`{}`, []string{"has no list overrides"}},
		"null":                         {`null`, []string{"has no list overrides"}},
		"a contradiction":              {`{"overrides": [{"country": "DE", "feature": "sms", "status": "conditional", "reason": "x"}]}`, []string{"Override 0 of", ", conditions:", "no condition says why"}},
		"the same feature twice in it": {`{"overrides": [{"country": "DE", "feature": "sms", "note": "a", "reason": "x"}, {"country": "DE", "feature": "sms", "note": "b", "reason": "x"}]}`, []string{"Override 0 of", "already overrides sms in DE"}},
	} {
		t.Run(name, func(t *testing.T) {
			if _, said := statusOf(object{"overrides_file": write(c.file)}, "sms"); !said.hasError() || !says(c.says...).MatchString(said.String()) {
				t.Errorf("it says %s, want %q", said, c.says)
			}
		})
	}
	t.Run("a block and an entry on one feature", func(t *testing.T) {
		block := object{"overrides_file": write(one), "override": list(object{"country": "DE", "feature": "toll_number", "note": "x", "reason": "x"})}
		if _, said := statusOf(block, "toll_number"); !says("Block 0 already overrides toll_number in DE").MatchString(said.String()) {
			t.Errorf("it says %s", said)
		}
	})
}

func TestOverrideThatAgreesWithTheDataset(t *testing.T) {
	const summary = "Override says what the dataset says"
	for name, c := range map[string]struct {
		extra object
		warns bool
	}{
		"it says no more":             {nil, true},
		"it has a later date":         {object{"as_of": "2023-05-01"}, false},
		"it has a note":               {object{"note": "Ask Anna."}, false},
		"it says something different": {object{"status": "unavailable"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			block := object{"country": "FR", "feature": "toll_number", "status": "available", "reason": "a test"}
			for k, v := range c.extra {
				block[k] = v
			}
			said := newServer(t, nil).configure(object{"override": list(block)})
			if got := says(summary).MatchString(said.String()); got != c.warns {
				t.Errorf("it says %s", said)
			}
		})
	}
}
