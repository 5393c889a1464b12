package message_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

// edition returns the embedded snapshot of 2023-01-25.
func edition(tb testing.TB) *catalog.Snapshot {
	tb.Helper()
	s, err := catalog.Embedded("2023-01-25")
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func code(s string) country.Code { return country.MustParseCode(s) }

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

// evaluate adds the users to a new evaluation.
func evaluate(tb testing.TB, s *catalog.Snapshot, o rollout.Options, users ...rollout.User) *rollout.Evaluation {
	tb.Helper()
	e := rollout.New(s, o)
	for _, u := range users {
		if err := e.Add(u); err != nil {
			tb.Fatal(err)
		}
	}
	return e
}

// told is one message.
type told struct{ summary, detail string }

// said returns the messages on all violations.
func said(e *rollout.Evaluation, most int) []told {
	var list []told
	for _, g := range e.Groups(most) {
		summary, detail := message.Violations(e, g, message.RolloutOptions{MaxReported: most})
		list = append(list, told{summary, detail})
	}
	return list
}

func TestRefusal(t *testing.T) {
	s := edition(t).WithOverrides(availability.Override{
		Country: code("DE"), Feature: availability.Voicemail,
		Finding: availability.Finding{Status: availability.Unavailable}, Reason: "the works council says no",
	}, availability.Override{
		Country: code("FR"), Feature: availability.CallingPlan,
		Finding: availability.Finding{Status: availability.Unavailable}, Reason: "the works council says no",
	}, availability.Override{Country: code("BH"), Feature: availability.CallingPlan, Note: "Ask first.", Reason: "they hesitate"})
	o := rollout.Options{Strict: true, Features: []availability.Feature{availability.CallingPlan}}
	for name, tt := range map[string]struct {
		user             rollout.User
		countryCode, why string
	}{
		"unavailable":                        {rollout.User{Country: "uae"}, "AE", "calling_plan is unavailable in the United Arab Emirates (AE) as of 2023-01-25. Source: https://learn.microsoft.com/microsoftteams/phone-reference/plan-availability/availability-in-the-united-arab-emirates-uae"},
		"unlisted":                           {rollout.User{Country: "AF"}, "AF", "calling_plan is unlisted in Afghanistan (AF): Microsoft's documentation as of 2023-01-25 has no page for the country."},
		"conditional":                        {rollout.User{Country: "Mexico"}, "MX", "calling_plan is conditional in Mexico (MX) as of 2023-01-25: sold under a SKU of its own for this country. Source: https://learn.microsoft.com/microsoftteams/phone-reference/plan-availability/availability-in-mexico"},
		"overridden":                         {rollout.User{Country: "DE", Features: []string{"voicemail"}}, "DE", "The provider's configuration sets voicemail to unavailable in Germany (DE). Reason: the works council says no."},
		"of another feature":                 {rollout.User{Country: "FR", Features: []string{"domestic_calling_plan"}}, "FR", "domestic_calling_plan is unavailable in France (FR) as of 2023-01-25. Follows from what the provider's configuration says about calling_plan."},
		"a note alone":                       {rollout.User{Country: "BH"}, "BH", "calling_plan is unavailable in Bahrain (BH) as of 2023-01-25. Ask first."},
		"no location":                        {rollout.User{}, "", "The user has no usage location."},
		"an empty location beside a country": {rollout.User{Beside: "DE"}, "", "The user has no usage location: usage_location is empty, and country does not replace it."},
		"a mark for none":                    {rollout.User{Country: "N/A"}, "", `The user has no usage location: the value is "N/A".`},
		"Namibia's code":                     {rollout.User{Country: "NA"}, "NA", "calling_plan is unlisted in Namibia (NA): Microsoft's documentation as of 2023-01-25 has no page for the country."},
		"a misspelled location":              {rollout.User{Country: "Grmany"}, "", `No country or region is named "Grmany"; did you mean Germany (DE)?`},
		"a shared name":                      {rollout.User{Country: "Korea"}, "", `"Korea" may be North Korea (KP) or South Korea (KR); write the two-letter code of the one you mean.`},
	} {
		t.Run(name, func(t *testing.T) {
			tt.user.Name = "a"
			violations := slices.Collect(evaluate(t, s, o, tt.user).Violations())
			if len(violations) != 1 {
				t.Fatalf("%d violations", len(violations))
			}
			v := violations[0]
			reason := message.Refusal(v.Cause, message.RolloutOptions{Options: message.Options{Options: availability.Options{Strict: o.Strict}}})
			if reason != tt.why || v.CountryCode().String() != tt.countryCode || v.Country != tt.user.Country {
				t.Errorf("%q %q: %s\nwant %q: %s", v.Country, v.CountryCode(), reason, tt.countryCode, tt.why)
			}
		})
	}
}

func TestGroupSummaries(t *testing.T) {
	many := slices.Concat(usersIn(120, "AE"), usersIn(3, "BH"), usersIn(1, "IN", "AF"))
	for name, tt := range map[string]struct {
		features []availability.Feature
		strict   bool
		users    []rollout.User
		most     int
		want     []string
	}{
		"nothing is wrong": {[]availability.Feature{availability.CallingPlan}, false, usersIn(1, "DE"), 20, nil},
		"a plan": {[]availability.Feature{availability.CallingPlan}, false, many, 20, []string{
			"Calling Plan is not documented in 1 country of this rollout: AF (1 user)",
			"Calling Plan is not sold in 3 countries of this rollout: AE (120 users), BH (3 users), IN (1 user)",
		}},
		"more than may be named": {[]availability.Feature{availability.CallingPlan}, false, many, 1, []string{
			"Calling Plan is not documented in 1 country of this rollout: AF (1 user)",
			"Calling Plan is not sold in 3 countries of this rollout: AE (120 users) and 2 more",
		}},
		"nothing may be named": {[]availability.Feature{availability.CallingPlan}, false, many, 0, []string{
			"Calling Plan is not documented in 1 country of this rollout",
			"Calling Plan is not sold in 3 countries of this rollout",
		}},
		"locations first, features in the order of the page": {
			[]availability.Feature{availability.TollFreeNumber, availability.AutoAttendants}, false, usersIn(1, "", "Atlantis", "Korea", "BH", "AF"), 20, []string{
				"1 user of this rollout has no usage location",
				"2 users of this rollout have a usage location that names no country",
				"Auto attendants are not documented in 1 country of this rollout: AF (1 user)",
				"Toll-free number is not documented in 1 country of this rollout: AF (1 user)",
				"Toll-free number is not available in 1 country of this rollout: BH (1 user)",
			},
		},
		"conditional": {[]availability.Feature{availability.CallingPlan}, true, usersIn(2, "MX"), 20, []string{
			"Calling Plan is only conditional in 1 country of this rollout: MX (2 users)",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, g := range said(evaluate(t, edition(t), rollout.Options{Features: tt.features, Strict: tt.strict}, tt.users...), tt.most) {
				got = append(got, g.summary)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(tt.want, "\n     "))
			}
		})
	}
}

// What users or countries share is told once.
func TestSharedReasons(t *testing.T) {
	users := slices.Concat(usersIn(30, "Grmany"), usersIn(5, "Korea"), usersIn(2, "AF", "LB"), usersIn(1, "AE", "BH"))
	groups := said(evaluate(t, edition(t), rollout.Options{Features: []availability.Feature{availability.CallingPlan}}, users...), 4)
	if len(groups) != 3 {
		t.Fatalf("got %+v", groups)
	}
	for i, says := range []string{
		`  - "Grmany0", "Grmany1", "Grmany10" and 27 more: No country or region is named "Grmany"; did you mean Germany (DE)?
  - "Korea0" and 4 more: "Korea" may be`,
		"  - calling_plan is unlisted in Afghanistan (AF) and Lebanon (LB): Microsoft's documentation as of 2023-01-25 has no page for them.\n\n",
		"  - calling_plan is unavailable in Bahrain (BH) as of",
	} {
		if !strings.Contains(groups[i].detail, says) {
			t.Errorf("%q is not in\n%s", says, groups[i].detail)
		}
	}
}

func TestGroupDetails(t *testing.T) {
	users := slices.Concat(usersIn(2, "", "Grmany"), usersIn(1, "-"), usersIn(3, "AE"), usersIn(2, "AU"), usersIn(1, "BH"))
	groups := said(evaluate(t, edition(t), rollout.Options{Features: []availability.Feature{availability.DomesticCallingPlan}}, users...), 2)
	if len(groups) != 3 {
		t.Fatalf("got %+v", groups)
	}
	for i, says := range [][]string{
		{"The users:", `  - "-0": the value is "-".`, `  - "0"`, "and 1 more", "Update-MgUser -UsageLocation"},
		{`  - "Grmany0", "Grmany1": No country or region is named "Grmany"; did you mean Germany (DE)?`, "two-letter code"},
		{
			"6 users need domestic_calling_plan", "in the United Arab Emirates (AE) as of 2023-01-25.", "and 1 more country",
			"What could be done instead:", "  - connect Teams Phone to the public telephone network by Direct Routing", "  - in AU: buy the plan of Telstra",
		},
	} {
		for _, text := range says {
			if !strings.Contains(groups[i].detail, text) {
				t.Errorf("%q is not in\n%s", text, groups[i].detail)
			}
		}
	}
	if strings.Contains(groups[2].detail, "Bahrain") {
		t.Errorf("more is named than may be:\n%s", groups[2].detail)
	}
}
