package catalog

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// edition returns the embedded snapshot of a date. A test names the one that it
// means, so that a newer one does not turn it red.
func edition(t testing.TB, date string) *Snapshot {
	t.Helper()
	s, err := Embedded(date)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// everyFile returns the files of all embedded snapshots and the small one of
// the tests, by name.
func everyFile(t testing.TB) map[string][]byte {
	t.Helper()
	files := map[string][]byte{"the small one of the tests": []byte(small)}
	for _, date := range EmbeddedDates() {
		files[date] = editionFile(t, date)
	}
	return files
}

// editionFile returns the file of an embedded snapshot.
func editionFile(t testing.TB, date string) []byte {
	t.Helper()
	data, err := dataFiles.ReadFile("data/" + date + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestEmbedded(t *testing.T) {
	dates := EmbeddedDates()
	if !slices.IsSorted(dates) || len(dates) < 2 {
		t.Errorf("dates %q", dates)
	}
	for _, date := range dates {
		if _, err := ParseDate(date); err != nil {
			t.Errorf("the name of a file is no date: %v", err)
		}
		s := edition(t, date)
		if s.AsOf() != date || s.Len() < 114 || len(s.SHA256()) != 64 || s.Source() == "" || len(s.Origins()) == 0 {
			t.Errorf("%s: as of %s, %d countries, digest %q, source %q, origins %v", date, s.AsOf(), s.Len(), s.SHA256(), s.Source(), s.Origins())
		}
		if edition(t, date) != s {
			t.Errorf("%s is decoded twice", date)
		}
		// What Embedded does not look at again.
		strict, err := Decode(date, editionFile(t, date))
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range country.Codes() {
			if got, want := s.Country(code), strict.Country(code); !reflect.DeepEqual(got, want) {
				t.Errorf("%s of %s is %+v, and Decode makes %+v of it", code, date, got, want)
			}
		}
		if !reflect.DeepEqual(s.Document(), strict.Document()) || !reflect.DeepEqual(s.lists, strict.lists) || s.SHA256() != strict.SHA256() {
			t.Errorf("%s is not what Decode makes of it", date)
		}
	}
	newest, err := Newest()
	if err != nil || newest != edition(t, dates[len(dates)-1]) {
		t.Errorf("the newest is of %s, of %q: %v", newest.AsOf(), dates, err)
	}
	_, err = Embedded("2022-01-01")
	if want := `no snapshot of "2022-01-01" is embedded; allowed: ` + strings.Join(dates, ", "); err == nil || err.Error() != want {
		t.Errorf("of a date without a snapshot: %v, want %s", err, want)
	}
}

func TestAge(t *testing.T) {
	s := edition(t, "2023-01-25")
	for day, want := range map[string]int{
		"2023-01-25T00:00:00Z": 0, "2023-01-25T23:59:59Z": 0, "2023-01-26T00:00:00Z": 1,
		"2024-01-25T12:00:00Z": 365, "2023-01-26T00:30:00+02:00": 0, "2023-01-20T00:00:00Z": -5,
	} {
		at, err := time.Parse(time.RFC3339, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Age(at); got != want {
			t.Errorf("on %s it is %d days old, want %d", day, got, want)
		}
	}
}

func TestEveryCountryIsKnown(t *testing.T) {
	s := edition(t, "2023-01-25")
	listed := 0
	for _, code := range country.Codes() {
		c := s.Country(code)
		if c == nil || c.Code != code {
			t.Fatalf("%s: got %v", code, c)
		}
		if c.Listed() {
			listed++
			continue
		}
		for _, f := range availability.Features() {
			if v := c.Verdict(f); v != (availability.Verdict{Status: availability.Unlisted}) {
				t.Errorf("%s: %s is %v", code, f, v)
			}
		}
	}
	if listed != 114 || len(s.Listed()) != 114 {
		t.Errorf("%d and %d countries are listed", listed, len(s.Listed()))
	}
	if !slices.IsSortedFunc(s.Listed(), func(a, b *availability.Country) int { return a.Code.Compare(b.Code) }) {
		t.Error("the listed countries are not sorted")
	}
	if s.Country(country.Code{}) != nil {
		t.Error("the zero code is a country")
	}
}

// Of two features, a country is among those with both exactly when none of the
// two is missing there.
func TestMissingAndCountriesWithAgree(t *testing.T) {
	for _, date := range EmbeddedDates() {
		s := edition(t, date)
		for _, strict := range []bool{false, true} {
			for _, f := range availability.Features() {
				for _, g := range availability.Features() {
					pair := []availability.Feature{f, g}
					with := s.CountriesWith(pair, availability.Options{Strict: strict})
					if !slices.IsSortedFunc(with, country.Code.Compare) {
						t.Errorf("%s and %s: %v is not sorted", f, g, with)
					}
					for _, c := range s.Listed() {
						missing := c.Missing(pair, availability.Options{Strict: strict})
						if slices.Contains(with, c.Code) != (len(missing) == 0) {
							t.Errorf("%s, %s and %s in %s, strict %v: missing %v, but among those with: %v",
								date, f, g, c.Code, strict, missing, slices.Contains(with, c.Code))
						}
					}
				}
			}
		}
	}
	if got := len(edition(t, "2023-01-25").CountriesWith(nil, availability.Options{Strict: true})); got != 114 {
		t.Errorf("%d countries have none of no features missing", got)
	}
}

// The lists are those of RULES.md, "Prerequisites".
func TestCreditsThatCannotBeHadWhereTheyAreNeeded(t *testing.T) {
	s := edition(t, "2023-01-25")
	withoutCredits := func(f availability.Feature) string {
		var codes []country.Code
		for _, c := range s.Listed() {
			needs := slices.Contains(c.Prerequisites(f), availability.CommunicationsCredits)
			if needs && !c.Verdict(availability.CommunicationsCredits).Status.Available() {
				codes = append(codes, c.Code)
			}
		}
		return country.Join(codes)
	}
	for f, want := range map[availability.Feature]string{
		availability.TollFreeNumber:        "CN, IN, KR, MK, TW",
		availability.CallMe:                "BH, KZ, MK, NI, PK, UA",
		availability.PayAsYouGoCallingPlan: "",
		availability.AudioConferencing:     "",
		availability.PremiumNumberCalls:    "",
	} {
		if got := withoutCredits(f); got != want {
			t.Errorf("%s needs credits where there are none in %q, want %q", f, got, want)
		}
	}
}

func TestNew(t *testing.T) {
	s, err := Decode("small", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	made, err := New(s.doc.AsOf, s.Source(), s.Origins(), s.doc.Countries)
	if err != nil {
		t.Fatal(err)
	}
	if made.SHA256() != "" {
		t.Errorf("the digest is %q", made.SHA256())
	}
	if got := encoded(t, made); string(got) != strings.Replace(small, `"format": 1`, `"format": 2`, 1) {
		t.Errorf("it is written as\n%s", got)
	}
	if _, err := New(Date{}, "", nil, nil); err == nil || !strings.Contains(err.Error(), "/as_of: the date of the documentation is missing") {
		t.Errorf("of nothing: %v", err)
	}
}

func TestWithOverrides(t *testing.T) {
	s := edition(t, "2023-01-25")
	if s.WithOverrides() != s {
		t.Error("without overrides, another snapshot")
	}
	ae, af := country.MustParseCode("AE"), country.MustParseCode("AF")
	first := availability.Override{Country: ae, Feature: availability.CallingPlan, Finding: availability.Finding{Status: availability.Available}, Reason: "sold since May"}
	second := availability.Override{Country: af, Feature: availability.TollNumber, Finding: availability.Finding{Status: availability.Available}, Reason: "asked"}
	changed := s.WithOverrides(first).WithOverrides(second)

	if got := changed.Overrides(); !reflect.DeepEqual(got, []availability.Override{first, second}) {
		t.Errorf("overrides %v", got)
	}
	if len(s.Overrides()) != 0 || s.Country(ae).Verdict(availability.CallingPlan).Status != availability.Unavailable {
		t.Error("the snapshot itself was changed")
	}
	if got := changed.Country(ae).Verdict(availability.CallingPlan).Status; got != availability.Available {
		t.Errorf("calling_plan in AE is %s", got)
	}
	if got := changed.Country(af); got.Verdict(availability.TollNumber).Status != availability.Available || got.Listed() {
		t.Errorf("toll_number in AF is %v, listed %v", got.Verdict(availability.TollNumber), got.Listed())
	}
	if !slices.Contains(changed.CountriesWith([]availability.Feature{availability.CallingPlan}, availability.Options{Strict: true}), ae) {
		t.Error("AE is not among the countries with a Calling Plan")
	}
	if got := string(encoded(t, changed)); got != string(editionFile(t, "2023-01-25")) {
		t.Error("an override was written into the dataset")
	}
	if changed.SHA256() != s.SHA256() || changed.AsOf() != s.AsOf() {
		t.Error("digest or date changed")
	}
}

// needs reports whether a feature needs another, or what needs that.
func needs(f, other availability.Feature) bool {
	return slices.ContainsFunc(f.Needs(), func(g availability.Feature) bool {
		// Any Calling Plan follows from its types.
		return g == other || g == availability.CallingPlan && other.PlanType() != 0 || needs(g, other)
	})
}

// TestRaisingOneFeatureLowersNone: whatever overrides there are, one that
// raises the status of a feature lowers that of no other that is available. One
// that was unavailable without the feature may become unlisted: no source says.
func TestRaisingOneFeatureLowersNone(t *testing.T) {
	s := edition(t, "2023-01-25")
	statuses := []availability.Status{availability.Unavailable, availability.Conditional, availability.Available}
	codes := country.Codes()
	rapid.Check(t, func(t *rapid.T) {
		c := s.Country(rapid.SampledFrom(codes).Draw(t, "country"))
		draw := func(label string) availability.Override {
			o := availability.Override{
				Country: c.Code,
				Feature: rapid.SampledFrom(availability.Features()).Draw(t, label+" feature"),
				Reason:  "a test",
			}
			o.Finding.Status = rapid.SampledFrom(statuses).Draw(t, label+" status")
			if o.Finding.Status == availability.Conditional {
				o.Finding.Conditions = availability.NewConditions(availability.OnRequest)
			}
			if o.Feature == availability.TollNumber && o.Finding.Status.Available() && rapid.Bool().Draw(t, label+" cities") {
				o.Cities = []availability.City{{Name: "Springfield"}}
			}
			return o
		}
		for range rapid.IntRange(0, 4).Draw(t, "overrides before") {
			c = c.WithOverride(draw("before"))
		}
		o := draw("raising")
		if !o.Finding.Status.Available() || o.Finding.Status.Compare(c.Verdict(o.Feature).Status) <= 0 {
			t.Skip("does not raise") // nor does learning that a feature on no page is unavailable
		}
		raised := c.WithOverride(o)
		for _, f := range availability.Features() {
			before, after := c.Verdict(f), raised.Verdict(f)
			if before.Status.Available() && after.Status.Compare(before.Status) < 0 {
				t.Fatalf("raising %s to %s in %s lowers %s from %s to %s", o.Feature, o.Finding.Status, c.Code, f, before.Status, after.Status)
			}
			if isPlan := strings.HasSuffix(f.String(), "calling_plan"); f != o.Feature && !isPlan && !needs(f, o.Feature) && after != before {
				t.Fatalf("%s changes %s in %s from %v to %v", o.Feature, f, c.Code, before, after)
			}
		}
	})
}
