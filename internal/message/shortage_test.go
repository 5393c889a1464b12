package message_test

import (
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

func TestShortages(t *testing.T) {
	de, fr := country.MustParseCode("DE"), country.MustParseCode("FR")
	need := rollout.Requirement{
		Licenses:    map[availability.Feature]int64{availability.DomesticCallingPlan: 15, availability.PhoneSystem: 15},
		Numbers:     map[rollout.NumberType]int64{rollout.TollFreeNumber: 4},
		UserNumbers: map[country.Code]int64{de: 10, fr: 5},
	}
	supply := func() rollout.Supply {
		return rollout.Supply{
			Licenses:    map[availability.Feature]int64{availability.DomesticCallingPlan: 15, availability.PhoneSystem: 20},
			Numbers:     map[rollout.NumberType]int64{rollout.UserNumber: 15, rollout.TollNumber: 0, rollout.TollFreeNumber: 4},
			UserNumbers: map[country.Code]int64{de: 10, fr: 5},
			Owned:       map[rollout.NumberType]int64{rollout.UserNumber: 15, rollout.TollFreeNumber: 4},
			Quota:       rollout.Quota{User: 27, Toll: 5, TollFree: 5},
		}
	}
	for _, tt := range []struct {
		name   string
		change func(*rollout.Supply)
		want   string // one line
		reason string // of the first
	}{
		{"enough", func(*rollout.Supply) {}, "", ""},
		{"licenses and numbers", func(s *rollout.Supply) {
			s.Licenses[availability.DomesticCallingPlan] = 3
			s.Numbers[rollout.TollFreeNumber], s.Owned[rollout.TollFreeNumber] = 1, 1
		}, "12 more Domestic Calling Plan licenses and 3 toll-free numbers are missing before this can be applied",
			"15 Domestic Calling Plan licenses are needed, and 3 are free: buy 12 more, or take back licenses that are assigned."},
		{"one license", func(s *rollout.Supply) { s.Licenses[availability.PhoneSystem] = 14 },
			"1 more Teams Phone license is missing before this can be applied", "15 Teams Phone licenses are needed, and 14 are free"},
		{"numbers of another country do not help", func(s *rollout.Supply) { s.UserNumbers = map[country.Code]int64{de: 15} },
			"5 user numbers are missing before this can be applied", "15 user numbers are needed, and 10 are free (FR: 0 of 5): get 5 more"},
		{"one number that is free", func(s *rollout.Supply) { s.UserNumbers = map[country.Code]int64{de: 1} },
			"14 user numbers and room in the quota for 2 user numbers are missing before this can be applied", "15 user numbers are needed, and 1 is free (DE: 1 of 10 and 1 more): get 14 more"},
		{"past the quota", func(s *rollout.Supply) {
			s.Numbers[rollout.TollFreeNumber], s.Owned[rollout.TollFreeNumber] = 0, 3
		}, "4 toll-free numbers and room in the quota for 2 toll-free numbers are missing before this can be applied", "4 toll-free numbers are needed"},
		{"one room in the quota", func(s *rollout.Supply) {
			s.Numbers[rollout.TollFreeNumber], s.Owned[rollout.TollFreeNumber] = 3, 5
		}, "1 toll-free number and room in the quota for 1 toll-free number are missing before this can be applied", "4 toll-free numbers are needed, and 3 are free: get 1 more"},
		{"what is not known is not judged", func(s *rollout.Supply) { s.Licenses, s.Numbers = nil, nil }, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := supply()
			tt.change(&s)
			got := rollout.Shortages(need, s)
			if said := message.Shortages(got); said != tt.want {
				t.Errorf("it says %q, want %q", said, tt.want)
			}
			if tt.reason != "" && !strings.HasPrefix(message.Shortage(got[0], 1), tt.reason) {
				t.Errorf("the reason is %q, want %q", message.Shortage(got[0], 1), tt.reason)
			}
		})
	}
}
