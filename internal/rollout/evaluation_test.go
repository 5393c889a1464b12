package rollout_test

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

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

// brief writes violations as "user feature status".
func brief(violations iter.Seq[rollout.Violation]) []string {
	list := []string{}
	for v := range violations {
		list = append(list, v.User+" "+v.FeatureName()+" "+v.StatusName())
	}
	return list
}

func TestViolations(t *testing.T) {
	plan, tollFree := availability.CallingPlan, availability.TollFreeNumber
	for name, tt := range map[string]struct {
		options rollout.Options
		users   []rollout.User
		want    []string
	}{
		"an empty rollout can go": {rollout.Options{Features: required}, nil, []string{}},
		"everyone can have everything": {
			rollout.Options{Features: required},
			[]rollout.User{{Name: "a", Country: "DE"}, {Name: "b", Country: "United Kingdom"}},
			[]string{},
		},
		"sorted by user, then in the order of the features": {
			rollout.Options{Features: []availability.Feature{tollFree, plan}},
			[]rollout.User{{Name: "b", Country: "BH"}, {Name: "B", Country: "AE"}, {Name: "a", Country: "Bahrain"}},
			[]string{
				"B calling_plan unavailable",
				"a toll_free_number unavailable", "a calling_plan unavailable",
				"b toll_free_number unavailable", "b calling_plan unavailable",
			},
		},
		"a country without a page is unlisted": {
			rollout.Options{Features: []availability.Feature{plan}},
			[]rollout.User{{Name: "a", Country: "Afghanistan"}},
			[]string{"a calling_plan unlisted"},
		},
		"without a location, by whatever blank": {
			rollout.Options{Features: []availability.Feature{plan}},
			[]rollout.User{{Name: "a"}, {Name: "b", Country: " \t"}, {Name: "c", Country: "\u00a0"}},
			[]string{"a usage_location unknown", "b usage_location unknown", "c usage_location unknown"},
		},
		"a location that names no country, or two": {
			rollout.Options{Features: []availability.Feature{plan, tollFree}},
			[]rollout.User{{Name: "a", Country: "Grmany"}, {Name: "b", Country: "Korea"}},
			[]string{"a usage_location unknown", "b usage_location unknown"},
		},
		"a location is wanted where nothing else is": {
			rollout.Options{},
			[]rollout.User{{Name: "a", Country: "AF"}, {Name: "b"}},
			[]string{"b usage_location unknown"},
		},
		"features of one's own replace those of the rollout": {
			rollout.Options{Features: []availability.Feature{plan}},
			[]rollout.User{
				{Name: "a", Country: "AE", Features: []string{"voicemail"}},
				{Name: "b", Country: "BH", Features: []string{"toll_free_number", "voicemail", "toll_free_number"}},
				{Name: "c", Country: "AE", Features: []string{}},
				{Name: "d", Country: "AE"},
			},
			[]string{"b toll_free_number unavailable", "d calling_plan unavailable"},
		},
		"a feature named twice counts once": {
			rollout.Options{Features: []availability.Feature{plan, plan}},
			[]rollout.User{{Name: "a", Country: "AE"}},
			[]string{"a calling_plan unavailable"},
		},
		"conditional will do": {
			rollout.Options{Features: []availability.Feature{plan}},
			[]rollout.User{{Name: "a", Country: "MX"}},
			[]string{},
		},
		"conditional will not do where strict": {
			rollout.Options{Features: []availability.Feature{plan}, Strict: true},
			[]rollout.User{{Name: "a", Country: "MX"}, {Name: "b", Country: "DE"}},
			[]string{"a calling_plan conditional"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := evaluate(t, edition(t, "2023-01-25"), tt.options, tt.users...)
			if got := brief(e.Violations()); !slices.Equal(got, tt.want) {
				t.Errorf("got %q\nwant %q", got, tt.want)
			}
			if e.UserCount() != len(tt.users) {
				t.Errorf("%d users, want %d", e.UserCount(), len(tt.users))
			}
		})
	}
}

func TestUsersOfOneCountryShareTheCause(t *testing.T) {
	e := evaluate(t, edition(t, "2023-01-25"), rollout.Options{Features: required},
		rollout.User{Name: "a", Country: "AE"}, rollout.User{Name: "b", Country: "United Arab Emirates"})
	v := slices.Collect(e.Violations())
	if len(v) != 2 || v[0].Cause != v[1].Cause {
		t.Errorf("got %q", brief(e.Violations()))
	}
}

func TestAddRefuses(t *testing.T) {
	e := rollout.New(edition(t, "2023-01-25"), rollout.Options{Features: required})
	err := e.Add(rollout.User{Name: "ann@contoso.example", Country: "AE", Features: []string{"voicemail", "calling_plans"}})
	var unknown *text.UnknownWordError
	if !errors.As(err, &unknown) || strings.Contains(err.Error(), "ann@contoso.example") || !slices.Contains(unknown.Suggestions, "calling_plan") {
		t.Errorf("an unknown feature: %v", err)
	}
	if err := e.Add(rollout.User{Country: "DE"}); err == nil {
		t.Error("a user without a name was added")
	}
	if e.UserCount() != 0 || e.ViolationCount() != 0 {
		t.Errorf("refused users count: %d users, %q", e.UserCount(), brief(e.Violations()))
	}
}

func TestAddAfterViolations(t *testing.T) {
	e := evaluate(t, edition(t, "2023-01-25"), rollout.Options{Features: required}, rollout.User{Name: "c", Country: "BH"}, rollout.User{Name: "b", Country: "AE"})
	e.Violations()
	if err := e.Add(rollout.User{Name: "a", Country: "AE"}); err != nil {
		t.Fatal(err)
	}
	want := []string{"a calling_plan unavailable", "b calling_plan unavailable", "c calling_plan unavailable", "c toll_free_number unavailable"}
	if got := brief(e.Violations()); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestManyMisspeltLocations checks that a wrong column costs no reason for
// each user, and yet that each is a violation.
func TestManyMisspeltLocations(t *testing.T) {
	const n = 1100
	e := rollout.New(edition(t, "2023-01-25"), rollout.Options{Features: required})
	for i := range n {
		if err := e.Add(rollout.User{Name: fmt.Sprintf("%04d", i), Country: fmt.Sprintf("zzqx%04dxqzz", i)}); err != nil {
			t.Fatal(err)
		}
	}
	v := slices.Collect(e.Violations())
	if len(v) != n || e.ViolationCount() != n {
		t.Fatalf("%d violations", len(v))
	}
	if v[999].Err == nil || !strings.Contains(v[999].Err.Error(), `"zzqx0999xqzz"`) || v[n-1].Err != nil || v[n-1].Cause != v[n-2].Cause {
		t.Errorf("%v\n%v", v[999].Err, v[n-1].Err)
	}
	if v[n-1].Country != "zzqx1099xqzz" {
		t.Errorf("the spelling is lost: %q", v[n-1].Country)
	}
}

// naive is what the evaluation must be equal to.
func naive(s *catalog.Snapshot, o rollout.Options, users []rollout.User) []string {
	type line struct{ user, text string }
	var lines []line
	add := func(u rollout.User, code country.Code, feature, status string, conditions []string) {
		lines = append(lines, line{u.Name, fmt.Sprintf("%q %q %s %s %s %q", u.Name, u.Country, code, feature, status, conditions)})
	}
	for _, u := range users {
		code, err := country.Resolve(u.Country)
		if err != nil {
			add(u, code, "usage_location", "unknown", nil)
			continue
		}
		features := o.Features
		if u.Features != nil {
			features = nil
			for _, word := range u.Features {
				f, _ := availability.ParseFeature(word)
				features = append(features, f)
			}
		}
		for i, f := range features {
			v := s.Country(code).Verdict(f)
			if !slices.Contains(features[:i], f) && !v.Satisfies(o.Strict) {
				add(u, code, f.String(), v.Status.String(), v.Conditions.Names())
			}
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return strings.Compare(a.user, b.user) })
	var texts []string
	for _, l := range lines {
		texts = append(texts, l.text)
	}
	return texts
}

func TestEvaluationEqualsTheNaiveLoop(t *testing.T) {
	s := edition(t, "2023-01-25")
	var places []string
	for _, c := range country.Codes() {
		places = append(places, c.String(), c.Name(), strings.ToLower(c.Alpha3()))
	}
	places = append(places, "", " ", "Atlantis", "Korea", "Congo")
	rapid.Check(t, func(t *rapid.T) {
		o := rollout.Options{
			Features: rapid.SliceOfN(rapid.SampledFrom(availability.Features()), 0, 6).Draw(t, "features"),
			Strict:   rapid.Bool().Draw(t, "strict"),
		}
		word := rapid.SampledFrom(availability.FeatureNames())
		user := rapid.Custom(func(t *rapid.T) rollout.User {
			u := rollout.User{Name: rapid.StringMatching(`[a-cA-C]{1,3}`).Draw(t, "name"), Country: rapid.SampledFrom(places).Draw(t, "country")}
			if rapid.Bool().Draw(t, "own") {
				u.Features = rapid.SliceOfN(word, 0, 4).Draw(t, "own features")
			}
			return u
		})
		users := rapid.SliceOfN(user, 0, 40).Draw(t, "users")
		e := rollout.New(s, o)
		for _, u := range users {
			if err := e.Add(u); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		for v := range e.Violations() {
			got = append(got, fmt.Sprintf("%q %q %s %s %s %q", v.User, v.Country, v.CountryCode(), v.FeatureName(), v.StatusName(), v.Verdict.Conditions.Names()))
		}
		if want := naive(s, o, users); !slices.Equal(got, want) {
			t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		checkSums(t, e)
	})
}

// checkSums checks that the summaries count every user and violation once.
func checkSums(t *rapid.T, e *rollout.Evaluation) {
	located, violations := 0, 0
	for _, c := range e.ByCountry() {
		located += c.UserCount
	}
	unlocated := 0
	for _, g := range e.Groups(3) {
		violations += g.UserCount
		if g.Fault != 0 {
			unlocated += g.UserCount
		}
	}
	if violations != e.ViolationCount() || located+unlocated != e.UserCount() {
		t.Fatalf("the groups have %d violations of %d; %d users have a country and %d not, of %d",
			violations, e.ViolationCount(), located, unlocated, e.UserCount())
	}
}

func TestRegister(t *testing.T) {
	r := rollout.NewRegister("elements", 0)
	for i, user := range []string{"ann", "bob", "Zo\u00eb"} {
		if err := r.Enter(user, i); err != nil {
			t.Errorf("%q: %v", user, err)
		}
	}
	for user, first := range map[string]int{"BOB": 1, "ann ": 0, " ANN": 0, "zoe\u0308": 2, "ZO\u00cb\u00a0": 2} {
		var twice *rollout.DuplicateUserError
		if err := r.Enter(user, 3); !errors.As(err, &twice) || twice.First != first || twice.User != user {
			t.Errorf("%q: %v", user, err)
		}
	}
	if err := r.Enter("zoe", 4); err != nil { // an accent makes another user
		t.Error(err)
	}
}

// Who needs what only users of a Calling Plan have is one of them: such a user
// needs a plan of the type, a number from the source, a license and a free number,
// as one who needs the plan itself. Shared Calling serves users without a plan.
func TestWhoNeedsCallingPlan(t *testing.T) {
	s := edition(t, "2026-08-21")
	add := func(e *rollout.Evaluation, c country.Code, f availability.Feature) *rollout.Evaluation {
		if err := e.Add(rollout.User{Name: "a", Country: c.String(), Features: []string{f.String()}}); err != nil {
			t.Fatal(err)
		}
		return e
	}
	users := map[availability.Feature]bool{
		availability.CallingPlan: true, availability.DomesticCallingPlan: true, availability.DomesticAndInternationalCallingPlan: true,
		availability.PayAsYouGoCallingPlan: true, availability.PremiumNumberCalls: true, availability.UserNumber: true, availability.NumberPorting: true,
		availability.EmergencyCalling: true, availability.DynamicEmergencyCalling: true, availability.SMS: true,
	}
	for _, f := range availability.Features() {
		for _, c := range country.Codes() {
			for _, strict := range []bool{false, true} {
				at := s.Country(c)
				can := func(f availability.Feature) bool { return at.Verdict(f).Satisfies(strict) }
				for _, o := range []rollout.Options{{Numbers: rollout.MicrosoftNumbers}, {Numbers: rollout.PortedNumbers}, {Plan: availability.PayAsYouGo}} {
					o.Strict = strict
					follows := o.Numbers.Feature()
					if follows == 0 {
						follows = o.Plan.Feature()
					}
					named := f.PlanType() != 0 && o.Plan != 0 // whoever names a type needs that type
					ready := can(f) && (!users[f] || named || can(follows))
					if got := add(rollout.New(s, o), c, f).ViolationCount() == 0; got != ready {
						t.Errorf("%s in %s with %v and %v, strict %v: ready is %v", f, c, o.Plan, o.Numbers, strict, got)
					}
				}
			}
		}
		e := add(rollout.New(s, rollout.Options{}), country.MustParseCode("DE"), f)
		if got := len(e.UserNumbers()) == 1; got != users[f] {
			t.Errorf("%s: a number is needed: %v", f, got)
		}
		if got := len(e.LicenseShortages(map[string]int64{"calling_plan": 0})) == 1; got != users[f] {
			t.Errorf("%s: a license of a Calling Plan is missing: %v", f, got)
		}
	}
}
