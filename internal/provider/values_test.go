package provider

import (
	"errors"
	"testing"
)

func TestSentence(t *testing.T) {
	for given, want := range map[string]string{
		"":                            "",
		"no country is named so":      "No country is named so.",
		"did you mean DE?":            "Did you mean DE?",
		"use_cli is false":            "use_cli is false.",
		"data/set.json:3: not JSON.":  "data/set.json:3: not JSON.",
		"\"Korea\" may be one of two": "\"Korea\" may be one of two.",
	} {
		if got := sentence(errors.New(given)); got != want {
			t.Errorf("sentence(%q) = %q, want %q", given, got, want)
		}
	}
}
