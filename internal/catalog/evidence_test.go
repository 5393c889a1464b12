package catalog

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// The tests in this file hold the newest edition against the facts: the country
// pages, the pages on number management, and the evidence after them. They share
// no code with what made the edition.

type factStatement struct {
	Source     string          `json:"source"`
	Feature    string          `json:"feature"`
	Status     string          `json:"status"`
	Conditions []string        `json:"conditions"`
	Countries  json.RawMessage `json:"countries"`
	Zone       string          `json:"zone"`
	NotSoldIn  []string        `json:"not_sold_to_organizations_in"`
	Plans      []struct {
		DomesticMinutes      int      `json:"domestic_minutes"`
		InternationalMinutes int      `json:"international_minutes"`
		Conditions           []string `json:"conditions"`
	} `json:"plans"`
	PlanConditions map[string][]string `json:"plan_conditions"`
}

type factEvidence struct {
	Sources map[string]struct {
		URL  string `json:"url"`
		Date string `json:"date"`
	} `json:"sources"`
	Statements []factStatement `json:"statements"`
}

// evidenceFacts reads evidence.json. Its statements have members by their kind, so
// that it is read without asking for every one.
func evidenceFacts(t *testing.T) factEvidence {
	t.Helper()
	var raw map[string]json.RawMessage
	readFacts(t, "evidence.json", &raw)
	var facts factEvidence
	for name, into := range map[string]any{"sources": &facts.Sources, "statements": &facts.Statements} {
		if err := json.Unmarshal(raw[name], into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return facts
}

// said is what the facts say about one feature in one country, and since when.
type said struct {
	factVerdict
	date, url string
}

func TestNewestEditionAgreesWithTheFacts(t *testing.T) {
	evidence := evidenceFacts(t)
	numbers := numberFacts(t)
	var pages struct {
		AsOf      string        `json:"as_of"`
		Source    string        `json:"source"`
		Countries []factCountry `json:"countries"`
	}
	readFacts(t, "availability-2023-01-25.json", &pages)
	s := edition(t, "2026-08-21")
	equal(t, "as of", s.AsOf(), "2026-08-21")
	equal(t, "pages as of", s.PagesAsOf(), "2023-01-25")
	equal(t, "countries", s.Len(), len(pages.Countries))

	// What the pages say, and then each statement over it, in the order of dates.
	statements := slices.Clone(evidence.Statements)
	slices.SortStableFunc(statements, func(a, b factStatement) int {
		return slices.Compare([]string{evidence.Sources[a.Source].Date}, []string{evidence.Sources[b.Source].Date})
	})
	want := make(map[string]said)
	id := func(code, feature string) string { return code + " " + feature }
	for i := range pages.Countries {
		c := &pages.Countries[i]
		for _, f := range availability.Features() {
			want[id(c.Code, f.String())] = said{pageOrNumberFacts(t, c, numbers, "2023-01-25", f), "2023-01-25", ""}
		}
	}
	named := make(map[string]bool)
	apply := func(st factStatement, code string) {
		w := want[id(code, st.Feature)]
		if st.Status != "" {
			w.factVerdict = factVerdict{st.Status, sorted(st.Conditions)}
		}
		source := evidence.Sources[st.Source]
		if source.Date >= w.date {
			w.date, w.url = source.Date, source.URL
		}
		want[id(code, st.Feature)] = w
	}
	for _, st := range statements {
		var codes []string
		if st.Feature == "" || json.Unmarshal(st.Countries, &codes) != nil {
			continue
		}
		for _, code := range codes {
			named[id(code, st.Source+st.Feature)] = true
			apply(st, code)
		}
	}
	for _, st := range statements {
		var all string
		if st.Feature == "" || json.Unmarshal(st.Countries, &all) != nil {
			continue
		}
		equal(t, "countries of "+st.Source, all, "every other listed country")
		for _, c := range pages.Countries {
			if !named[id(c.Code, st.Source+st.Feature)] {
				apply(st, c.Code)
			}
		}
	}
	// DESIGN.md: the six features are unavailable where no Calling Plan is sold,
	// and unlisted where one is and no source says anything. Hong Kong has user
	// numbers. Shared Calling is available where Calling Plans and toll numbers
	// are, except for the countries of the evidence.
	available := func(code, feature string) bool {
		return slices.Contains([]string{"available", "conditional"}, want[id(code, feature)].Status)
	}
	numbersPage := evidence.Sources["get-numbers"]
	want["HK user_number"] = said{factVerdict{"available", []string{}}, numbersPage.Date, numbersPage.URL}
	shared := evidence.Sources["shared-calling"]
	for _, c := range pages.Countries {
		for _, f := range availability.Features() {
			if !f.ForCallingPlanUsers() {
				continue
			}
			w := want[id(c.Code, f.String())]
			switch plan := available(c.Code, "calling_plan"); {
			case !plan:
				w.factVerdict = factVerdict{"unavailable", []string{}}
			case f == availability.SharedCalling && w.url == "" && available(c.Code, "toll_number"):
				w = said{factVerdict{"available", []string{}}, shared.Date, shared.URL}
			case c.Code == "HK" && f != availability.UserNumber && w.url == "":
				w.factVerdict = factVerdict{"unlisted", []string{}}
			}
			want[id(c.Code, f.String())] = w
		}
	}

	answers := 0
	for _, c := range s.Listed() {
		for _, f := range availability.Features() {
			v, source, w := c.Verdict(f), c.Source(f), want[id(c.Code.String(), f.String())]
			if v.Status.String() != w.Status || !slices.Equal(v.Conditions.Names(), w.Conditions) || v.Overridden {
				t.Errorf("%s in %s is %s %v, want %s %v", f, c.Code, v.Status, v.Conditions.Names(), w.Status, w.Conditions)
			}
			if source.Date.String() != w.date {
				t.Errorf("%s in %s is of %s, want %s", f, c.Code, source.Date, w.date)
			}
			if w.url != "" && source.URL != w.url {
				t.Errorf("%s in %s stands on %s, want %s", f, c.Code, source.URL, w.url)
			}
			answers++
		}
	}
	equal(t, "answers", answers, 114*20)
}

func TestPlansOfTheNewestEditionAgreeWithTheFacts(t *testing.T) {
	s := edition(t, "2026-08-21")
	for _, st := range evidenceFacts(t).Statements {
		var codes []string
		f, err := availability.ParseFeature(st.Feature)
		if err != nil || f.PlanType() == 0 || json.Unmarshal(st.Countries, &codes) != nil {
			continue
		}
		for _, code := range codes {
			plans := s.Country(country.MustParseCode(code)).PlansOf(f.PlanType())
			equal(t, fmt.Sprintf("%s is sold in %s", f, code), len(plans) > 0, st.Status != "unavailable")
			for _, p := range plans {
				if st.Zone != "" {
					equal(t, "zone of "+code, p.Zone, st.Zone)
				}
				equal(t, "organizations that cannot buy "+code, codeNames(p.NotSoldToOrganizationsIn), sorted(st.NotSoldIn))
				if conditions, ok := st.PlanConditions[fmt.Sprint(p.DomesticMinutes)]; ok {
					equal(t, "conditions of a plan of "+code, p.Conditions.Names(), conditions)
				}
			}
			if len(st.Plans) > 0 {
				var got, want []string
				for _, p := range plans {
					got = append(got, describe(p.DomesticMinutes, p.InternationalMinutes, p.Conditions.Names()))
				}
				for _, p := range st.Plans {
					want = append(want, describe(p.DomesticMinutes, p.InternationalMinutes, list(p.Conditions)))
				}
				equal(t, fmt.Sprintf("plans of %s in %s", f, code), got, want)
			}
		}
	}
}

type factNumbers struct {
	Code       string `json:"code"`
	UserNumber *struct {
		Provider    string `json:"provider"`
		AdminCenter string `json:"admin_center"`
		Order       string `json:"order"`
	} `json:"user_number"`
	Order *struct {
		Documents    []string `json:"documents"`
		LeadWeeksMin int      `json:"lead_weeks_min"`
		LeadWeeksMax int      `json:"lead_weeks_max"`
	} `json:"order"`
	PortIn *struct {
		Channel      string   `json:"channel"`
		Geographic   string   `json:"geographic"`
		Service      string   `json:"service"`
		Mobile       string   `json:"mobile"`
		TollFree     string   `json:"toll_free"`
		Documents    []string `json:"documents"`
		LeadWeeksMax int      `json:"lead_weeks_max"`
	} `json:"port_in"`
	Emergency *struct {
		AddressRequired string `json:"address_required"`
		MustMatch       string `json:"address_must_match_area_code"`
	} `json:"emergency"`
}

func TestNumbersAgreeWithTheFacts(t *testing.T) {
	var raw map[string]json.RawMessage
	readFacts(t, "number-management.json", &raw)
	var facts []factNumbers
	if err := json.Unmarshal(raw["countries"], &facts); err != nil {
		t.Fatal(err)
	}
	for _, date := range []string{"2023-01-25", "2026-08-21"} {
		s := edition(t, date)
		stated := 0
		for _, want := range facts {
			got := s.Country(country.MustParseCode(want.Code)).Numbers
			if want.UserNumber == nil {
				equal(t, "user numbers of "+want.Code, got.User.Provider, "")
				continue
			}
			stated++
			equal(t, "user numbers of "+want.Code, describe(got.User.Provider, got.User.AdminCenter, got.User.Order, got.User.LeadWeeksMin, got.User.LeadWeeksMax, list(got.User.Documents)),
				describe(want.UserNumber.Provider, want.UserNumber.AdminCenter, want.UserNumber.Order, want.Order.LeadWeeksMin, want.Order.LeadWeeksMax, list(want.Order.Documents)))
			equal(t, "porting in "+want.Code, describe(got.PortIn.Geographic, got.PortIn.Service, got.PortIn.Mobile, got.PortIn.TollFree, got.PortIn.LetterOfAuthorization, list(got.PortIn.Documents), got.PortIn.LeadWeeksMax),
				describe(want.PortIn.Geographic, want.PortIn.Service, want.PortIn.Mobile, want.PortIn.TollFree, want.PortIn.Channel == "letter_of_authorization", list(want.PortIn.Documents), want.PortIn.LeadWeeksMax))
			equal(t, "emergency address in "+want.Code, describe(got.EmergencyAddress.Required, got.EmergencyAddress.MustMatchAreaCode),
				describe(want.Emergency.AddressRequired, want.Emergency.MustMatch == "required"))
		}
		equal(t, "countries with a page on number management", stated, 35)
	}
}
