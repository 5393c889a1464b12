package rollout_test

import (
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

func TestOutboundCall(t *testing.T) {
	s := edition(t, "2023-01-25")
	for name, tt := range map[string]struct {
		from, to string
		plan     availability.PlanType
		want     rollout.Charge
	}{
		"inside the country":                                {"DE", "DE", availability.Domestic, rollout.DomesticMinutes},
		"inside the country, with the larger plan":          {"DE", "DE", availability.DomesticAndInternational, rollout.DomesticMinutes},
		"to a neighbor on a domestic plan":                  {"DE", "FR", availability.Domestic, rollout.Credits},
		"to a neighbor on an international plan":            {"DE", "FR", availability.DomesticAndInternational, rollout.InternationalMinutes},
		"to where no plan calls":                            {"DE", "KP", availability.DomesticAndInternational, rollout.Credits},
		"from US to CA":                                     {"US", "CA", availability.Domestic, rollout.DomesticMinutes},
		"from CA to US":                                     {"CA", "US", availability.Domestic, rollout.DomesticMinutes},
		"from US to PR":                                     {"US", "PR", availability.Domestic, rollout.DomesticMinutes},
		"from CA to PR, which only US counts as domestic":   {"CA", "PR", availability.Domestic, rollout.Credits},
		"pay-as-you-go inside the country":                  {"GB", "GB", availability.PayAsYouGo, rollout.Credits},
		"pay-as-you-go to elsewhere":                        {"GB", "US", availability.PayAsYouGo, rollout.Credits},
		"pay-as-you-go where it is not sold":                {"US", "US", availability.PayAsYouGo, rollout.NoCall},
		"from where no plan is sold":                        {"AE", "AE", availability.Domestic, rollout.NoCall},
		"from where an operator sells its own plans":        {"AU", "AU", availability.Domestic, rollout.NoCall},
		"from a country that is not listed":                 {"AF", "DE", availability.Domestic, rollout.NoCall},
		"to a country that is not listed but can be called": {"DE", "AF", availability.DomesticAndInternational, rollout.InternationalMinutes},
		"a conditional plan is one":                         {"MX", "MX", availability.Domestic, rollout.DomesticMinutes},
	} {
		t.Run(name, func(t *testing.T) {
			if got := rollout.OutboundCall(s, code(tt.from), code(tt.to), tt.plan); got != tt.want {
				t.Errorf("%s to %s on %s: %s, want %s", tt.from, tt.to, tt.plan, got, tt.want)
			}
		})
	}
}

func TestOutboundCallOfNoCountry(t *testing.T) {
	s := edition(t, "2023-01-25")
	if got := rollout.OutboundCall(s, country.Code{}, code("DE"), availability.Domestic); got != rollout.NoCall {
		t.Errorf("from nowhere: %s", got)
	}
	if got := rollout.OutboundCall(s, code("DE"), country.Code{}, availability.Domestic); got != rollout.NoCall {
		t.Errorf("to nowhere: %s", got)
	}
}

// TestOutboundCallPlansAreInOrder checks that a larger plan never pays less.
func TestOutboundCallPlansAreInOrder(t *testing.T) {
	s := edition(t, "2023-01-25")
	rank := map[rollout.Charge]int{rollout.NoCall: 0, rollout.Credits: 1, rollout.InternationalMinutes: 2, rollout.DomesticMinutes: 3}
	for _, c := range s.Listed() {
		if c.PlansOf(availability.DomesticAndInternational) == nil {
			continue
		}
		for _, to := range country.Codes() {
			small := rollout.OutboundCall(s, c.Code, to, availability.Domestic)
			large := rollout.OutboundCall(s, c.Code, to, availability.DomesticAndInternational)
			if rank[small] > rank[large] {
				t.Errorf("%s to %s: %s on the domestic plan, %s on the larger", c.Code, to, small, large)
			}
		}
	}
}

// The rows of RULES.md, "Conferencing dial-out", which give the organizer's
// country as well, and the licenses that they do not speak of.
func TestConferenceDialOut(t *testing.T) {
	s := edition(t, "2023-01-25")
	for _, tt := range []struct {
		from, to string // from does not matter
		license  rollout.DialOutLicense
		want     rollout.Charge
	}{
		{"US", "US", rollout.AudioConferencing, rollout.PooledMinutes},
		{"US", "GB", rollout.AudioConferencing, rollout.PooledMinutes},
		{"GB", "GB", rollout.AudioConferencing, rollout.PooledMinutes},
		{"GB", "US", rollout.AudioConferencing, rollout.PooledMinutes},
		{"ZW", "US", rollout.AudioConferencing, rollout.PooledMinutes},
		{"ZW", "GB", rollout.AudioConferencing, rollout.PooledMinutes},
		{"CK", "US", rollout.AudioConferencing, rollout.PooledMinutes},
		{"CK", "GB", rollout.AudioConferencing, rollout.PooledMinutes},
		{"US", "ZW", rollout.AudioConferencing, rollout.Credits},
		{"GB", "ZW", rollout.AudioConferencing, rollout.Credits},
		{"ZW", "ZW", rollout.AudioConferencing, rollout.Credits},
		{"CK", "CK", rollout.AudioConferencing, rollout.Credits},

		{"US", "US", rollout.AudioConferencingPayPerMinute, rollout.Credits},
		{"US", "ZW", rollout.AudioConferencingPayPerMinute, rollout.Credits},
		{"US", "US", rollout.AudioConferencingSelectDialOut, rollout.PooledMinutes},
		{"GB", "CA", rollout.AudioConferencingSelectDialOut, rollout.PooledMinutes},
		{"US", "PR", rollout.AudioConferencingSelectDialOut, rollout.NoCall},
		{"US", "GB", rollout.AudioConferencingSelectDialOut, rollout.NoCall},
		{"GB", "GB", rollout.AudioConferencingSelectDialOut, rollout.NoCall},
		{"US", "ZW", rollout.AudioConferencingSelectDialOut, rollout.NoCall},
	} {
		if got := rollout.ConferenceDialOut(s, code(tt.to), tt.license); got != tt.want {
			t.Errorf("%s to %s with %s: %s, want %s", tt.from, tt.to, tt.license, got, tt.want)
		}
	}
	if got := rollout.ConferenceDialOut(s, country.Code{}, rollout.AudioConferencing); got != rollout.NoCall {
		t.Errorf("to nowhere: %s", got)
	}
}
