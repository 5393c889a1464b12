package catalog

import (
	"slices"
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
