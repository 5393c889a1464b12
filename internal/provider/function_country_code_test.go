package provider

import (
	"encoding/json"
	"fmt"
	"testing"
)

var _ = typicalCall("country_code", "Österreich")

// The code, page slug, English name and label of every country, on the CLI.
func TestAccCountryCodeResolvesEverySpelling(t *testing.T) {
	facts := factsOf(t, snapshotDates[1])
	spellings := make(map[string]string)
	for _, f := range facts {
		for _, spelling := range []string{f.Code, f.Slug, f.Name, f.Label} {
			spellings[spelling] = f.Code
		}
	}
	given, err := json.Marshal(all(facts, func(f fact) string { return f.Label }))
	if err != nil {
		t.Fatal(err)
	}
	for spelling := range spellings {
		given = append(given[:len(given)-1], fmt.Sprintf(",%q]", spelling)...)
	}
	acceptance(t, answers(fmt.Sprintf(`
output "codes" {
  value = { for spelling in toset(%s) : spelling => provider::teamsvoice::country_code(spelling) }
}`, given), output("codes", func(codes map[string]string) error {
		if len(codes) != len(spellings) {
			t.Errorf("%d spellings came back, want %d", len(codes), len(spellings))
		}
		for spelling, want := range spellings {
			if codes[spelling] != want {
				t.Errorf("%q is %q, want %q", spelling, codes[spelling], want)
			}
		}
		return nil
	})))
}

func TestCountryCode(t *testing.T) {
	testFunction(t, "country_code", []functionCase{
		{name: "alpha-2", args: args("DE"), want: "DE"},
		{name: "alpha-3", args: args("deu"), want: "DE"},
		{name: "everyday name", args: args("Holland"), want: "NL"},
		{name: "another language", args: args("Elfenbeinküste"), want: "CI"},
		{name: "another script", args: args("日本"), want: "JP"},
		{name: "a country that the documentation does not list", args: args("Afghanistan"), want: "AF"},
		{name: "misspelled", args: args("Germny"), fails: `"Germny"`, at: 0},
		{name: "misspelled, with a suggestion", args: args("Germny"), fails: `Germany`, at: 0},
		{name: "two countries share the name", args: args("Congo"), fails: `Congo`, at: 0},
		{name: "two countries share the name, the first", args: args("Congo"), fails: `CD`, at: 0},
		{name: "two countries share the name, the second", args: args("Congo"), fails: `CG`, at: 0},
		{name: "no country is near", args: args("qqqqqqqqqqq"), fails: `"qqqqqqqqqqq"`, at: 0},
		{name: "empty", args: args(""), fails: "The country is empty", at: 0},
	})
}
