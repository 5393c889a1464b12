package provider

import (
	"slices"
	"testing"
)

var _ = typicalCall("countries_with", list("calling_plan", "toll_free_number"), "strict")

func TestCountriesWith(t *testing.T) {
	testFunction(t, "countries_with", []functionCase{
		{name: "unknown feature", args: args(list("voicemail", "voice_mail")), fails: `Element 1: "voice_mail" is not a valid feature`, at: 0},
		{name: "null element", args: args(list(null)), fails: `Element 0: a value is required`, at: 0},
		{name: "element not known yet", args: args(list(unknown)), want: unknown},
	})
	s := newServer(t, nil)
	all := s.mustCall("countries_with", list()).([]any)
	if len(all) != 114 {
		t.Errorf("no feature: %d countries, want 114", len(all))
	}
	sold := s.mustCall("countries_with", list("calling_plan")).([]any)
	twice := s.mustCall("countries_with", list("calling_plan", "calling_plan")).([]any)
	if len(sold) != 35 || !slices.Equal(sold, twice) {
		t.Errorf("calling_plan: %d countries, and %d when it is given twice, want 35", len(sold), len(twice))
	}
	if !slices.IsSortedFunc(sold, func(a, b any) int { return slices.Compare([]byte(a.(string)), []byte(b.(string))) }) {
		t.Errorf("not sorted: %v", sold)
	}
	payg := s.mustCall("countries_with", list("calling_plan", "pay_as_you_go_calling_plan")).([]any)
	if slices.Contains(payg, any("US")) || !slices.Contains(payg, any("PR")) {
		t.Errorf("pay as you go in US or not in PR: %v", payg)
	}
}
