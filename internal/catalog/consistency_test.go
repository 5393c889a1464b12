package catalog

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability/availabilitytest"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// contradictions returns what the answers of a snapshot say against each other.
func contradictions(s *Snapshot) []string {
	found := availabilitytest.PoolContradictions(s.Country)
	for _, c := range s.Listed() {
		found = append(found, availabilitytest.Contradictions(c)...)
	}
	return append(found, availabilitytest.Contradictions(s.Country(country.MustParseCode("AF")))...) // which has no page
}

func TestEmbeddedAnswersAgree(t *testing.T) {
	for _, date := range EmbeddedDates() {
		for _, found := range contradictions(edition(t, date)) {
			t.Errorf("%s: %s", date, found)
		}
	}
}

// TestOverridesAnswerConsistently: whatever overrides are accepted together, the
// answers agree with each other and with the overrides; those that are refused
// contradict something.
func TestOverridesAnswerConsistently(t *testing.T) {
	s := edition(t, "2023-01-25")
	statuses := []availability.Status{availability.Unavailable, availability.Conditional, availability.Available}
	conditions := []availability.Condition{
		availability.OnRequest, availability.LimitedAvailability, availability.SoldByOperator, availability.RequiresCommunicationsCredits,
		availability.DomesticOrganizationsOnly, availability.ExcludesDomesticPurchases, availability.Deprecated,
	}
	codes := country.Codes()
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		c := s.Country(rapid.SampledFrom(codes).Draw(t, "country"))
		set := make(map[availability.Feature]availability.Finding)
		for range rapid.IntRange(1, 6).Draw(t, "overrides") {
			o := availability.Override{Country: c.Code, Feature: rapid.SampledFrom(availability.Features()).Draw(t, "feature"), Reason: "a test"}
			o.Finding.Status = rapid.SampledFrom(statuses).Draw(t, "status")
			if o.Finding.Status == availability.Conditional {
				condition := rapid.SampledFrom(conditions).Draw(t, "condition")
				if contradictsItself(o.Feature, condition) {
					condition = availability.OnRequest
				}
				o.Finding.Conditions = availability.NewConditions(condition)
			}
			if o.Feature == availability.TollNumber && o.Finding.Status.Available() && rapid.Bool().Draw(t, "cities") {
				o.Cities = []availability.City{{Name: "Springfield"}}
			}
			if t0 := o.Feature.PlanType(); (t0 != 0 || o.Feature == availability.CallingPlan) && o.Finding.Status != availability.Unavailable && rapid.Bool().Draw(t, "plans") {
				o.Plans = []availability.Plan{}
				for range rapid.IntRange(0, 2).Draw(t, "number of plans") {
					p := availability.Plan{Type: t0}
					if t0 == 0 {
						p.Type = rapid.SampledFrom(availability.PlanTypes()).Draw(t, "plan")
					}
					o.Plans = append(o.Plans, p)
				}
				if rapid.Bool().Draw(t, "plans alone") {
					o.Finding = availability.Finding{}
				}
			}
			c = c.WithOverride(o)
			set[o.Feature] = o.Finding
		}
		faults := c.CheckOverrides()
		for _, found := range availabilitytest.Contradictions(c) {
			if faults == nil {
				t.Errorf("%v: %s", set, found)
			}
		}
		if faults == nil {
			accepted++
			for f, want := range set {
				if v := c.Verdict(f); want.Status != 0 && (v.Status != want.Status || v.Conditions != want.Conditions || !v.Overridden) {
					t.Errorf("%s is set to %s %v, and is %s %v", f, want.Status, want.Conditions.Names(), v.Status, v.Conditions.Names())
				}
			}
		}
	})
	if accepted == 0 {
		t.Error("none was accepted")
	}
}

// contradictsItself reports whether an override cannot have the condition,
// whatever the others say: the provider refuses it alone.
func contradictsItself(f availability.Feature, c availability.Condition) bool {
	return c == availability.Deprecated || c == availability.SoldByOperator && f.PlanType() != 0 || c == availability.RequiresCommunicationsCredits && f == availability.CommunicationsCredits
}

// TestMutantsAnswerConsistently changes datasets at random, as a hand would, and
// wants of each that is accepted that its answers agree.
func TestMutantsAnswerConsistently(t *testing.T) {
	bases := map[string][]any{}
	for _, date := range EmbeddedDates() {
		var doc map[string]any
		if err := json.Unmarshal(editionFile(t, date), &doc); err != nil {
			t.Fatal(err)
		}
		// Those where the pages are odd, and one that is not.
		odd := "AG AU BH CA CN DE GB ID IN JP KR LK MX PK PR US"
		doc["countries"] = slices.DeleteFunc(doc["countries"].([]any), func(c any) bool {
			return !strings.Contains(odd, c.(map[string]any)["code"].(string))
		})
		bases[date] = []any{doc}
	}
	tried, accepted := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		date := rapid.SampledFrom(EmbeddedDates()).Draw(t, "edition")
		doc := clone(bases[date][0])
		countries := doc.(map[string]any)["countries"].([]any)
		for range rapid.IntRange(1, 3).Draw(t, "changes") {
			mutate(t, countries[rapid.IntRange(0, len(countries)-1).Draw(t, "country")])
		}
		data, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		tried++
		s, err := Decode("mutant", data)
		if err != nil {
			return
		}
		accepted++
		for _, found := range contradictions(s) {
			t.Error(found)
		}
	})
	t.Logf("%d of %d mutants were accepted", accepted, tried)
	if accepted < tried/50 {
		t.Errorf("only %d of %d mutants were accepted: they say nothing", accepted, tried)
	}
}

// clone returns a deep copy of a JSON value.
func clone(v any) any {
	switch v := v.(type) {
	case map[string]any:
		c := make(map[string]any, len(v))
		for name, member := range v {
			c[name] = clone(member)
		}
		return c
	case []any:
		c := make([]any, len(v))
		for i, element := range v {
			c[i] = clone(element)
		}
		return c
	}
	return v
}

// mutate changes one thing somewhere in a JSON object.
func mutate(t *rapid.T, v any) {
	object := v.(map[string]any)
	name := rapid.SampledFrom(slices.Sorted(maps.Keys(object))).Draw(t, "member")
	set := func(values ...any) { object[name] = rapid.SampledFrom(values).Draw(t, name) }
	switch member := object[name].(type) {
	case map[string]any:
		if len(member) == 0 || rapid.IntRange(0, 9).Draw(t, "what to do") == 0 {
			delete(object, name)
		} else {
			mutate(t, member)
		}
	case []any:
		i := rapid.IntRange(0, len(member)).Draw(t, "element")
		switch {
		case i == len(member):
			object[name] = []any{}
		case rapid.Bool().Draw(t, "leave it out"):
			object[name] = append(member[:i:i], member[i+1:]...)
		default:
			if inner, ok := member[i].(map[string]any); ok {
				mutate(t, inner)
			} else {
				object[name] = append(member, "CA")
			}
		}
	case bool:
		object[name] = !member
	case float64:
		set(0, 1, 120, 1200)
	case string:
		switch name {
		case "status":
			set("available", "unavailable", "conditional", "conditional")
			delete(object, "conditions")
			if object[name] == "conditional" {
				object["conditions"] = []any{rapid.SampledFrom(availability.ConditionNames()).Draw(t, "condition")}
			}
		case "number_assignment":
			set("none", "cities", "non_geographic")
		case "type":
			set("domestic", "domestic_and_international", "pay_as_you_go")
		case "code":
			set("FR", "CA", "US")
		default:
			set("", "Springfield", "-", "Canada")
		}
	}
}
