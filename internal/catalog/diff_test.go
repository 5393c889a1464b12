package catalog

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// edited returns a snapshot with a changed copy of the listed countries.
func edited(t *testing.T, s *Snapshot, edit func([]availability.Country) []availability.Country) *Snapshot {
	t.Helper()
	doc := s.Document()
	doc.Countries = edit(slices.Clone(doc.Countries))
	result, err := FromDocument(doc)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestDiffOfASnapshotWithItselfIsEmpty(t *testing.T) {
	for _, date := range EmbeddedDates() {
		s := edition(t, date)
		if got := Diff(s, s); got != nil {
			t.Errorf("Diff(%s, %[1]s) = %v", date, got)
		}
		if got := Details(s, s); got != nil {
			t.Errorf("Details(%s, %[1]s) = %v", date, got)
		}
	}
}

func TestDiffBetweenTheEmbeddedSnapshots(t *testing.T) {
	from, to := edition(t, "2021-08-03"), edition(t, "2023-01-25")
	changes := Diff(from, to)
	var opened, closed []string
	for _, c := range changes {
		if c.Feature == availability.CallingPlan && c.Opened() {
			opened = append(opened, c.Country.String())
		}
		if c.Closed() {
			closed = append(closed, c.Country.String()+" "+c.Feature.String())
		}
	}
	if want := []string{"EE", "HR", "LT", "LV", "MX", "SI", "ZA"}; !slices.Equal(opened, want) {
		t.Errorf("Calling Plans opened in %v, want %v", opened, want)
	}
	if closed != nil {
		t.Errorf("closed: %v, want none", closed)
	}
	if !slices.IsSortedFunc(changes, func(a, b Change) int {
		if d := a.Country.Compare(b.Country); d != 0 {
			return d
		}
		return a.Feature.Index() - b.Feature.Index()
	}) {
		t.Error("the changes are not sorted by country and feature")
	}
	back := Diff(to, from)
	if len(back) != len(changes) {
		t.Fatalf("the other way round there are %d changes, not %d", len(back), len(changes))
	}
	for i, c := range back {
		if want := (Change{changes[i].Country, changes[i].Feature, changes[i].To, changes[i].From}); c != want {
			t.Errorf("the other way round: %v, want %v", c, want)
		}
	}
}

func TestDiffOfACountryThatIsNoLongerListed(t *testing.T) {
	from := edition(t, "2023-01-25")
	to := edited(t, from, func(list []availability.Country) []availability.Country { return list[1:] })
	changes := Diff(from, to)
	if len(changes) != availability.FeatureCount {
		t.Fatalf("%d changes, want one for each of %d features", len(changes), availability.FeatureCount)
	}
	for _, c := range changes {
		if c.Country != from.doc.Countries[0].Code || c.To.Status != availability.Unlisted {
			t.Errorf("%v", c)
		}
		if c.Opened() || c.Closed() != c.From.Status.Available() {
			t.Errorf("%s: from %s: opened %t, closed %t", c.Feature, c.From.Status, c.Opened(), c.Closed())
		}
	}
	if got := Details(from, to); got != nil {
		t.Errorf("Details = %v, want none", got)
	}
}

func TestDiffSeesOverridesAndConditions(t *testing.T) {
	from := edition(t, "2023-01-25")
	de := country.MustParseCode("DE")
	to := from.WithOverrides(availability.Override{
		Country: de,
		Feature: availability.TollNumber,
		Finding: availability.Finding{Status: availability.Conditional, Conditions: availability.NewConditions(availability.LimitedAvailability)},
		Reason:  "a test",
	})
	changes := Diff(from, to)
	if len(changes) != 1 || changes[0].Country != de || changes[0].Opened() || changes[0].Closed() {
		t.Errorf("%v, want one change that opens and closes nothing", changes)
	}
}

func TestDetails(t *testing.T) {
	from := edition(t, "2023-01-25")
	to := edited(t, from, func(list []availability.Country) []availability.Country {
		i := slices.IndexFunc(list, func(c availability.Country) bool { return c.Code.String() == "CA" })
		c := &list[i]
		c.Name = "Canada!"
		c.CallingPlans.OutboundDestinationCount = 0
		c.CallingPlans.MinutePoolCountries = nil
		c.CallingPlans.DomesticCallCountries = nil
		c.ServiceNumbers.Toll.Cities = append(slices.Clone(c.ServiceNumbers.Toll.Cities[1:]),
			availability.City{Name: "Iqaluit", State: "Nunavut", OnRequest: true})
		return list
	})
	got := make(map[string]Detail)
	for _, d := range Details(from, to) {
		if d.Country.String() != "CA" {
			t.Errorf("a detail of %s, which did not change", d.Country)
		}
		got[d.What] = d
	}
	if d := got["name"]; !slices.Equal(d.To, []string{"Canada!"}) {
		t.Errorf("name: %v", d)
	}
	if d := got["calling_plans.outbound_destination_count"]; d.To != nil || len(d.From) != 1 {
		t.Errorf("outbound destinations: %v", d)
	}
	d := got["service_numbers.toll.cities"]
	if want := []string{"Nunavut, Iqaluit (on_request)"}; !slices.Equal(d.Added(), want) {
		t.Errorf("cities added: %q, want %q", d.Added(), want)
	}
	if len(d.Removed()) != 1 {
		t.Errorf("cities removed: %q, want one", d.Removed())
	}
}

// Whatever a dataset says about a country differently shows as a change or as a
// detail, or a reviewer of an import would not see it.
func TestDifferencesOfEveryMember(t *testing.T) {
	before := edition(t, "2026-08-21").Country(country.MustParseCode("US"))
	shows := func(after *availability.Country) bool {
		for i, d := range detailsOf(after) {
			if !slices.Equal(d.values, detailsOf(before)[i].values) {
				return true
			}
		}
		return slices.ContainsFunc(availability.Features(), func(f availability.Feature) bool {
			return after.Verdict(f).Finding() != before.Verdict(f).Finding()
		})
	}
	// try changes each member in turn; look reads whether it shows.
	var try func(at string, v reflect.Value, look func() bool)
	try = func(at string, v reflect.Value, look func() bool) {
		old := reflect.New(v.Type()).Elem()
		old.Set(v)
		defer v.Set(old)
		switch content := v.Interface().(type) {
		case availability.Status:
			v.Set(reflect.ValueOf(map[bool]availability.Status{true: availability.Unavailable, false: availability.Available}[content.Available()]))
		case availability.Conditions:
			v.Set(reflect.ValueOf(content.With(availability.Screened)))
		case []country.Code:
			v.Set(reflect.ValueOf(append(slices.Clone(content), country.MustParseCode("FR"))))
		case map[availability.Feature]string:
			v.Set(reflect.ValueOf(map[availability.Feature]string{availability.SMS: "changed"}))
		default:
			switch {
			case v.Kind() == reflect.Struct:
				for i := range v.NumField() {
					if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("json") != "-" {
						try(at+"."+f.Name, v.Field(i), look)
					}
				}
				return
			case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
				v.Set(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v)) // which the country does not share
				try(at+"[0]", v.Index(0), look)
				return
			case v.Kind() == reflect.Slice:
				v.Set(reflect.Append(v, reflect.ValueOf("changed")))
			case v.Kind() == reflect.String:
				v.SetString(v.String() + "!")
			case v.Kind() == reflect.Bool:
				v.SetBool(!v.Bool())
			case v.CanInt():
				v.SetInt(v.Int() + 1)
			case v.CanUint():
				v.SetUint(v.Uint()%2 + 1)
			}
		}
		if !look() {
			t.Errorf("a difference of %s does not show", at)
		}
	}
	after := *before
	for i, f := range reflect.VisibleFields(reflect.TypeFor[availability.Country]()) {
		if f.IsExported() && f.Tag.Get("json") != "-" && f.Name != "Code" && f.Name != "Evidence" {
			try(f.Name, reflect.ValueOf(&after).Elem().Field(i), func() bool { return shows(&after) })
		}
	}
}

// What nobody stated is not false.
func TestDetailsOfNumbersThatNobodyStated(t *testing.T) {
	from, to := edition(t, "2021-08-03"), edition(t, "2023-01-25")
	found := 0
	for _, d := range Details(from, to) {
		if !strings.HasPrefix(d.What, "numbers.") || from.Country(d.Country).Numbers.IsStated() {
			continue
		}
		found++
		if d.From != nil {
			t.Errorf("%s: %s was %q, and nobody had stated it", d.Country, d.What, d.From)
		}
	}
	if found == 0 {
		t.Error("no number changes between the two")
	}
}
