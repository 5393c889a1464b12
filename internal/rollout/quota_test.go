package rollout_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// TestServiceNumberTiers checks the first and the last count of every tier.
func TestServiceNumberTiers(t *testing.T) {
	for _, tt := range []struct{ first, last, numbers int64 }{
		{0, 0, 0},
		{1, 25, 5}, {26, 49, 10}, {50, 99, 20}, {100, 149, 30}, {150, 199, 40}, {200, 499, 65}, {500, 749, 90}, {750, 999, 110},
		{1000, 1249, 125}, {1250, 1499, 135}, {1500, 1999, 160}, {2000, 2999, 210}, {3000, 6999, 420}, {7000, 9999, 500},
		{10000, 14999, 600}, {15000, 19999, 700}, {20000, 49999, 1000}, {50000, 1_000_000_000, 1500},
	} {
		for _, numberType := range []rollout.NumberType{rollout.TollNumber, rollout.TollFreeNumber} {
			for _, licenses := range []int64{tt.first, tt.last} {
				got, err := rollout.NumberQuota(numberType, licenses)
				if err != nil || got != tt.numbers {
					t.Errorf("%s numbers with %d licenses: %d, %v; want %d", numberType, licenses, got, err, tt.numbers)
				}
			}
		}
	}
}

func TestUserNumberQuota(t *testing.T) {
	for name, tt := range map[string]struct{ licenses, want int64 }{
		"no license, no number":           {0, 0},
		"one license":                     {1, 11},
		"rounded down":                    {9, 19},
		"ten licenses give one more":      {10, 21},
		"the example of Microsoft":        {50, 65},
		"not one too few by a float (11)": {110, 131},
		"the greatest count":              {1_000_000_000, 1_100_000_010},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := rollout.NumberQuota(rollout.UserNumber, tt.licenses)
			if err != nil || got != tt.want {
				t.Errorf("got %d, %v; want %d", got, err, tt.want)
			}
		})
	}
}

// Each pay-as-you-go license gives one number, and there are no ten beside them.
func TestPayAsYouGoNumberQuota(t *testing.T) {
	payAsYouGo, err := rollout.ParseNumberType("user_pay_as_you_go")
	if err != nil {
		t.Fatal(err)
	}
	for _, licenses := range []int64{0, 1, 40, 1_000_000_000} {
		if got, err := rollout.NumberQuota(payAsYouGo, licenses); err != nil || got != licenses {
			t.Errorf("%d licenses: %d, %v", licenses, got, err)
		}
	}
}

func TestNumberQuotaRefuses(t *testing.T) {
	for _, licenses := range []int64{-1, 1_000_000_001} {
		for _, name := range rollout.NumberTypeNames() {
			numberType, err := rollout.ParseNumberType(name)
			if err != nil {
				t.Fatal(err)
			}
			if n, err := rollout.NumberQuota(numberType, licenses); err == nil {
				t.Errorf("%s numbers with %d licenses: %d", name, licenses, n)
			} else if !strings.Contains(err.Error(), fmt.Sprint(licenses)) {
				t.Errorf("the error does not name the count: %v", err)
			}
		}
	}
}

func TestParseNumberTypeSuggests(t *testing.T) {
	_, err := rollout.ParseNumberType("tollfree")
	var unknown *text.UnknownWordError
	if !errors.As(err, &unknown) || unknown.Kind != "number type" || len(unknown.Suggestions) == 0 || unknown.Suggestions[0] != "toll_free" {
		t.Errorf("got %v", err)
	}
}

func TestLicenses(t *testing.T) {
	for name, tt := range map[string]struct {
		counts  map[string]int64
		quota   rollout.Quota
		minutes int64
	}{
		"none":                              {nil, rollout.Quota{}, 0},
		"calling plans only":                {map[string]int64{"calling_plan": 50}, rollout.Quota{User: 65}, 0},
		"pay-as-you-go beside other plans":  {map[string]int64{"calling_plan": 30, "pay_as_you_go_calling_plan": 20}, rollout.Quota{User: 63}, 0},
		"pay-as-you-go alone":               {map[string]int64{"pay_as_you_go_calling_plan": 40}, rollout.Quota{User: 40}, 0},
		"service numbers go by the sum":     {map[string]int64{"phone_system": 20, "audio_conferencing": 6}, rollout.Quota{Toll: 10, TollFree: 10}, 360},
		"each license alone is a tier less": {map[string]int64{"phone_system": 25}, rollout.Quota{Toll: 5, TollFree: 5}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := rollout.ParseLicenses(tt.counts)
			if err != nil {
				t.Fatal(err)
			}
			quota, err := l.Quota()
			if err != nil || quota != tt.quota {
				t.Errorf("got %+v, %v; want %+v", quota, err, tt.quota)
			}
			if got := l.DialOutMinutes(); got != tt.minutes {
				t.Errorf("%d minutes, want %d", got, tt.minutes)
			}
		})
	}
}

// The minutes of a license with dial-out to USA and Canada do not reach the
// other countries of zone A; the license still counts for numbers.
func TestSelectDialOutHasNoMinutesOfZoneA(t *testing.T) {
	l := rollout.Licenses{AudioConferencing: 30, SelectDialOut: 10}
	if got := l.DialOutMinutes(); got != 1200 {
		t.Errorf("%d minutes", got)
	}
	if quota, err := l.Quota(); err != nil || quota.Toll != 10 {
		t.Errorf("%+v, %v", quota, err)
	}
}

func TestParseLicensesRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		counts map[string]int64
		says   string
	}{
		"an unknown license": {map[string]int64{"phone-system": 1}, "did you mean phone_system?"},
		"a negative count":   {map[string]int64{"audio_conferencing": -2}, "audio_conferencing licenses is -2"},
		"an absurd count":    {map[string]int64{"calling_plan": 1 << 40}, "allowed: 0 to 1000000000"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := rollout.ParseLicenses(tt.counts); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v; want %q in it", err, tt.says)
			}
		})
	}
	for _, l := range []rollout.Licenses{{CallingPlan: -1}, {PhoneSystem: -1}, {PhoneSystem: 1e9, AudioConferencing: 1}, {PayAsYouGo: -1}} {
		if q, err := l.Quota(); err == nil {
			t.Errorf("%+v has the quota %+v", l, q)
		}
	}
}
