package docsource

import (
	"errors"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// What a decision may be about besides a fact.
const (
	decideRow  = "row"  // the label of a row: the name of its fact, or "ignored"
	decidePlan = "plan" // an item of the list of plans, with "#" for its numbers: a plan, without minutes
	decideCity = "city" // an item of a list of cities: a city

	// A sentence of a page on number management: an object with what it says, by the
	// names of facts, {} where that is nothing.
	decideSentence = "sentence"

	ignored = "ignored"
)

// Decision is what a person has decided that a text means. It applies to every
// later import, whatever the base says.
type Decision struct {
	Fact    string         `json:"fact"`
	Country country.Code   `json:"country,omitzero"` // where it holds for one country only
	Text    string         `json:"text"`             // as a report writes it
	Meaning jsontext.Value `json:"meaning"`          // as a report writes it
	Who     string         `json:"who"`
	Why     string         `json:"why"`
}

// Decisions are decisions by what they are about.
type Decisions map[decisionKey]string

type decisionKey struct {
	fact    string
	country country.Code // zero: any
	text    string       // its key
}

// ParseDecisions reads decisions from JSON: {"decisions": [...]}. It refuses
// decisions that are incomplete, meaningless or contradictory.
func ParseDecisions(data []byte) (Decisions, error) {
	var file struct {
		Decisions []Decision `json:"decisions"`
	}
	if err := json.Unmarshal(data, &file, json.RejectUnknownMembers(true)); err != nil {
		return nil, err
	}
	d := make(Decisions)
	for i, one := range file.Decisions {
		meaning, err := one.check()
		k := decisionKey{one.Fact, one.Country, key(marked(one.Text))}
		if other, there := d[k]; err == nil && there && other != meaning {
			err = fmt.Errorf("it contradicts an earlier one, which says %s", other)
		}
		if err != nil {
			return nil, fmt.Errorf("decision %d (%s, %q): %w", i+1, one.Fact, one.Text, err)
		}
		d[k] = meaning
	}
	return d, nil
}

// check returns the meaning in the spelling that values have.
func (d Decision) check() (string, error) {
	if d.Text == "" || d.Who == "" || d.Why == "" || d.Meaning == nil {
		return "", errors.New("fact, text, meaning, who and why are required")
	}
	value := string(d.Meaning)
	switch f := factNamed(d.Fact); {
	case f != nil:
		return f.parse(value)
	case d.Fact == decidePlan:
		return recoded[availability.Plan](value)
	case d.Fact == decideCity:
		return recoded[availability.City](value)
	case d.Fact == decideSentence:
		says, err := parseSays(value)
		members := make(map[string]jsontext.Value)
		for name, v := range says {
			members[name] = jsontext.Value(v)
		}
		return encode(members), err
	case d.Fact == decideRow:
		name, err := decoded[string](value)
		if err == nil && name != ignored && name != rowLinks.name && factNamed(name) == nil {
			err = fmt.Errorf("%q is no fact; allowed: %q and the names of facts", name, ignored)
		}
		return encode(name), err
	}
	return "", fmt.Errorf("%q is no fact; allowed: %s", d.Fact, text.Or(append(factNames(), decideRow, decidePlan, decideCity, decideSentence)))
}

// parseSays reads what a sentence says: values by the names of facts.
func parseSays(value string) (map[string]string, error) {
	members, err := decoded[map[string]jsontext.Value](value)
	if err != nil {
		return nil, err
	}
	says := make(map[string]string)
	for name, v := range members {
		f := factNamed(name)
		if f == nil || !slices.Contains(numberFacts, f) {
			return nil, fmt.Errorf("%q is no fact of such a page", name)
		}
		if says[name], err = f.parse(string(v)); err != nil {
			return nil, err
		}
	}
	return says, nil
}

func factNames() []string {
	var names []string
	for _, f := range slices.Concat(allFacts, numberFacts) {
		names = append(names, f.name)
	}
	return names
}

// find returns the meaning of a text, or "".
func (d Decisions) find(fact, s string, c country.Code) string {
	for _, code := range []country.Code{c, {}} {
		if meaning := d[decisionKey{fact, code, key(s)}]; meaning != "" {
			return meaning
		}
	}
	return ""
}
