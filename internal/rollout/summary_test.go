package rollout_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

// usersIn makes n users in each of the countries.
func usersIn(n int, countries ...string) []rollout.User {
	var users []rollout.User
	for _, c := range countries {
		for i := range n {
			users = append(users, rollout.User{Name: fmt.Sprintf("%s%d", c, i), Country: c})
		}
	}
	return users
}

func TestByCountryMinutes(t *testing.T) {
	domestic, both, payg := availability.Domestic, availability.DomesticAndInternational, availability.PayAsYouGo
	for name, tt := range map[string]struct {
		plan  availability.PlanType
		users []rollout.User
		want  string
	}{
		"the standard plan, not the small ones": {domestic, usersIn(3, "DE"), "DE 3 {3600 0}"},
		"with international minutes":            {both, usersIn(2, "GB"), "GB 2 {2400 1200}"},
		"US and PR show the pool they share":    {both, append(usersIn(2, "US"), usersIn(1, "PR")...), "PR 1 {7200 1800}; US 2 {7200 1800}"},
		"US alone has its own pool":             {domestic, usersIn(1, "US"), "US 1 {3000 0}"},
		"CA shares with nobody":                 {domestic, usersIn(1, "CA", "US"), "CA 1 {3000 0}; US 1 {3000 0}"},
		"pay-as-you-go has no minutes":          {payg, usersIn(5, "GB"), "GB 5 {0 0}"},
		"where the type is not sold":            {payg, usersIn(1, "US", "AE", "AF"), "AE 1 none; AF 1 none; US 1 none"},
		"where an operator sells its plans":     {domestic, usersIn(1, "AU"), "AU 1 none"},
		"no plan is asked for":                  {0, usersIn(1, "DE"), "DE 1 none"},
		"nobody":                                {domestic, nil, ""},
		"nobody has a location":                 {domestic, usersIn(1, "", "Atlantis"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, s := range evaluate(t, edition(t, "2023-01-25"), rollout.Options{Plan: tt.plan}, tt.users...).ByCountry() {
				minutes := "none"
				if s.Minutes != nil {
					minutes = fmt.Sprint(*s.Minutes)
				}
				got = append(got, fmt.Sprintf("%s %d %s", s.Code, s.UserCount, minutes))
			}
			if strings.Join(got, "; ") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestByCountryMinutesOfAnOverride(t *testing.T) {
	override := func(code country.Code, status availability.Status) availability.Override {
		return availability.Override{Country: code, Feature: availability.DomesticCallingPlan, Finding: availability.Finding{Status: status}, Reason: "test"}
	}
	s := edition(t, "2023-01-25").WithOverrides(override(code("AE"), availability.Available), override(code("PR"), availability.Unavailable))
	for _, c := range evaluate(t, s, rollout.Options{Plan: availability.Domestic}, usersIn(1, "AE", "PR", "US")...).ByCountry() {
		switch c.Code.String() {
		case "US":
			if c.Minutes == nil || c.Minutes.Domestic != 3000 {
				t.Errorf("PR sells no plan, so that US has the pool alone: %v", c.Minutes)
			}
		default:
			if c.Minutes != nil {
				t.Errorf("%s: %v; want none, for the plan is not sold or its minutes are not known", c.Code, *c.Minutes)
			}
		}
	}
}

// In Hong Kong a Domestic Calling Plan is sold, and no source states its minutes.
func TestByCountryMinutesThatNoSourceStates(t *testing.T) {
	s := edition(t, "2026-08-21")
	for _, c := range evaluate(t, s, rollout.Options{Plan: availability.Domestic}, usersIn(1, "HK")...).ByCountry() {
		if !slices.Contains(c.AvailableFeatures, availability.DomesticCallingPlan) || c.Minutes != nil {
			t.Errorf("%s: %v available, minutes %v; want the plan and no minutes", c.Code, c.AvailableFeatures, c.Minutes)
		}
	}
}

// The smaller plan is still sold, and a larger one no longer.
func TestByCountryMinutesOfAPlanThatIsNoLongerSold(t *testing.T) {
	s := edition(t, "2026-08-21").WithOverrides(availability.Override{
		Country: code("DE"), Feature: availability.DomesticCallingPlan, Reason: "test", Plans: []availability.Plan{
			{Type: availability.Domestic, DomesticMinutes: 3000, Conditions: availability.NewConditions(availability.Deprecated)},
			{Type: availability.Domestic, DomesticMinutes: 120},
		},
	})
	got := evaluate(t, s, rollout.Options{Plan: availability.Domestic}, usersIn(2, "DE")...).ByCountry()
	if len(got) != 1 || got[0].Minutes == nil || got[0].Minutes.Domestic != 240 {
		t.Errorf("got %+v, want 2 times 120 minutes", got)
	}
}

// What is available is told whether anyone needs it or not.
func TestByCountryAvailableFeatures(t *testing.T) {
	s := edition(t, "2023-01-25").WithOverrides(
		availability.Override{Country: code("AE"), Feature: availability.DomesticCallingPlan, Finding: availability.Finding{Status: availability.Available}, Reason: "test"},
		availability.Override{Country: code("DE"), Feature: availability.Voicemail, Finding: availability.Finding{Status: availability.Unavailable}, Reason: "test"},
	)
	o := rollout.Options{Features: []availability.Feature{availability.Voicemail}, Strict: true}
	for _, c := range evaluate(t, s, o, usersIn(1, "AE", "DE", "MX")...).ByCountry() {
		var available []availability.Feature
		for _, f := range availability.Features() {
			if s.Country(c.Code).Verdict(f).Status.Available() {
				available = append(available, f)
			}
		}
		if !slices.Equal(c.AvailableFeatures, available) {
			t.Errorf("%s: %v are available, got %v", c.Code, available, c.AvailableFeatures)
		}
		// "Any Calling Plan" follows from the override of a type.
		want := map[string]string{"AE": "[calling_plan domestic_calling_plan]"}[c.Code.String()]
		if got := fmt.Sprintf("%v", c.OverriddenFeatures); got != cmp.Or(want, "[]") {
			t.Errorf("%s: by an override %s, want %s", c.Code, got, want)
		}
	}
}

func TestByCountryFeaturesAndConditions(t *testing.T) {
	users := []rollout.User{
		{Name: "a", Country: "BH"},
		{Name: "b", Country: "Bahrain", Features: []string{"calling_plan"}},
		{Name: "c", Country: "MX"},
		{Name: "d", Country: "IN", Features: []string{"toll_number"}},
		{Name: "e", Country: "IN", Features: []string{"audio_conferencing", "toll_free_number"}},
	}
	o := rollout.Options{Features: []availability.Feature{availability.TollFreeNumber, availability.CallingPlan}}
	want := map[bool][]string{
		false: {"BH 2 [calling_plan toll_free_number] []", "IN 2 [] %s", "MX 1 [] %s"},
		true:  {"BH 2 [calling_plan toll_free_number] []", "IN 2 %s %s", "MX 1 [calling_plan] %s"},
	}
	s := edition(t, "2023-01-25")
	for _, o.Strict = range []bool{false, true} {
		for i, c := range evaluate(t, s, o, users...).ByCountry() {
			// What the dataset says about a country is not the subject here.
			var conditions availability.Conditions
			required := o.Features
			if c.Code == code("IN") {
				required = []availability.Feature{availability.AudioConferencing, availability.TollNumber, availability.TollFreeNumber}
			}
			for _, f := range required {
				for condition := range s.Country(c.Code).Verdict(f).Conditions.All() {
					conditions = conditions.With(condition)
				}
			}
			line := want[o.Strict][i]
			if o.Strict && c.Code == code("IN") {
				line = strings.Replace(line, "%s", fmt.Sprintf("%v", s.Country(c.Code).Missing(required, availability.Options{Strict: true})), 1)
			}
			line = strings.Replace(line, "%s", fmt.Sprint(conditions.Names()), 1)
			if got := fmt.Sprint(c.Code, " ", c.UserCount, " ", c.MissingFeatures, " ", c.Conditions.Names()); got != line {
				t.Errorf("strict %t: got %s, want %s", o.Strict, got, line)
			}
		}
	}
}

func everywhere(tb testing.TB) []rollout.User {
	var users []rollout.User
	for _, c := range edition(tb, "2023-01-25").Listed() {
		users = append(users, rollout.User{Name: c.Name, Country: c.Code.String()})
	}
	return users
}

// TestCreditsPrerequisite checks what the documentation as of 2023-01-25 says
// where each user's own country counts, and that the organization's does where
// it is known.
func TestCreditsPrerequisite(t *testing.T) {
	for name, tt := range map[string]struct {
		feature      availability.Feature
		organization string
		unavailable  string
	}{
		"toll-free numbers, own country":            {availability.TollFreeNumber, "", "CN, IN, KR, MK, TW"},
		"Call Me, own country":                      {availability.CallMe, "", "BH, KZ, MK, NI, PK, UA"},
		"toll-free numbers, organization with them": {availability.TollFreeNumber, "US", ""},
		"toll-free numbers, organization without":   {availability.TollFreeNumber, "CN", "CN"},
		"Call Me, organization that has no page":    {availability.CallMe, "AF", "AF"},
	} {
		t.Run(name, func(t *testing.T) {
			var organization country.Code
			if tt.organization != "" {
				organization = code(tt.organization)
			}
			e := evaluate(t, edition(t, "2023-01-25"), rollout.Options{Features: []availability.Feature{tt.feature}, Organization: organization}, everywhere(t)...)
			list := e.Prerequisites()
			if len(list) != 1 {
				t.Fatalf("got %+v", list)
			}
			p := list[0]
			if p.Feature != availability.CommunicationsCredits || p.JudgedIn != organization || country.Join(p.UnavailableIn) != tt.unavailable {
				t.Errorf("%s, judged in %q, unavailable in %s; want %s", p.Feature, p.JudgedIn, country.Join(p.UnavailableIn), tt.unavailable)
			}
			if !slices.Equal(p.NeededFor, []availability.Feature{tt.feature}) || p.UserCount != len(p.Countries) || p.UserCount == 0 ||
				(p.UnavailableIn == nil) != (p.Affected == 0) || !organization.IsZero() && p.Affected != 0 && p.Affected != p.UserCount {
				t.Errorf("got %+v", p)
			}
		})
	}
}

func TestPrerequisites(t *testing.T) {
	for name, tt := range map[string]struct {
		users []rollout.User
		want  []string
	}{
		"nothing is needed": {usersIn(1, "DE"), nil},
		"a plan needs Phone System, a user counts once": {
			[]rollout.User{{Name: "a", Country: "DE", Features: []string{"calling_plan", "domestic_calling_plan"}}, {Name: "b", Country: "FR", Features: []string{"calling_plan"}}},
			[]string{"phone_system [] for [calling_plan domestic_calling_plan] in [DE FR] by 2, not in [] by 0"},
		},
		"pay-as-you-go needs credits too": {
			[]rollout.User{{Name: "a", Country: "DE", Features: []string{"pay_as_you_go_calling_plan", "toll_free_number"}}},
			[]string{
				"phone_system [] for [pay_as_you_go_calling_plan] in [DE] by 1, not in [] by 0",
				"communications_credits [] for [pay_as_you_go_calling_plan toll_free_number] in [DE] by 1, not in [] by 0",
			},
		},
		"an auto attendant needs one service number of either kind": {
			[]rollout.User{{Name: "a", Country: "DE", Features: []string{"auto_attendants"}}},
			[]string{
				"phone_system [] for [auto_attendants] in [DE] by 1, not in [] by 0",
				"toll_number [toll_free_number] for [auto_attendants] in [DE] by 1, not in [] by 0",
			},
		},
		"a call queue with no service number available, and one with toll-free numbers only": {
			[]rollout.User{{Name: "a", Country: "BH", Features: []string{"call_queues"}}, {Name: "b", Country: "AE", Features: []string{"call_queues"}}},
			[]string{
				"phone_system [] for [call_queues] in [AE BH] by 2, not in [] by 0",
				"toll_number [toll_free_number] for [call_queues] in [AE BH] by 2, not in [BH] by 1",
				"communications_credits [] for [call_queues] in [AE] by 1, not in [] by 0",
			},
		},
		"numbers that are for conference bridges alone": {
			[]rollout.User{{Name: "a", Country: "IN", Features: []string{"auto_attendants"}}, {Name: "b", Country: "PK", Features: []string{"call_queues"}}},
			[]string{
				"phone_system [] for [auto_attendants call_queues] in [IN PK] by 2, not in [] by 0",
				"toll_number [toll_free_number] for [auto_attendants call_queues] in [IN PK] by 2, not in [IN PK] by 2",
			},
		},
		"an unavailable feature has none": {
			[]rollout.User{{Name: "a", Country: "BH", Features: []string{"toll_free_number", "calling_plan"}}, {Name: "b", Country: "AF", Features: []string{"auto_attendants"}}},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, p := range evaluate(t, edition(t, "2023-01-25"), rollout.Options{}, tt.users...).Prerequisites() {
				got = append(got, fmt.Sprintf("%s %v for %v in %s by %d, not in %s by %d", p.Feature, p.Alternatives, p.NeededFor, p.Countries, p.UserCount, p.UnavailableIn, p.Affected))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(tt.want, "\n     "))
			}
		})
	}
}

// Of toll and toll-free numbers, the organization needs what it can have: those of
// CL are toll-free for one elsewhere, and cost credits, which KR does not have.
func TestServiceNumbersOfAnOrganization(t *testing.T) {
	for organization, want := range map[string]string{
		"CL": "phone_system false, toll_number false",
		"DE": "phone_system false, toll_number false, communications_credits false",
		"KR": "phone_system false, toll_number false, communications_credits true",
	} {
		user := rollout.User{Name: "a", Country: "CL", Features: []string{"auto_attendants"}}
		e := evaluate(t, edition(t, "2023-01-25"), rollout.Options{Organization: code(organization)}, user)
		var got []string
		for _, p := range e.Prerequisites() {
			got = append(got, fmt.Sprintf("%s %t", p.Feature, p.UnavailableIn != nil))
		}
		if said := strings.Join(got, ", "); said != want {
			t.Errorf("for an organization in %s, unavailable: %s; want %s", organization, said, want)
		}
	}
}
