package evidence

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

var today = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

func base(t testing.TB) *catalog.Snapshot {
	t.Helper()
	s, err := catalog.Embedded("2023-01-25")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func apply(t *testing.T, text string) (*catalog.Snapshot, error) {
	t.Helper()
	file, err := Parse("test.hcl", []byte("base = \"2023-01-25\"\n"+text))
	if err != nil {
		return nil, err
	}
	return file.Apply(base(t), today)
}

// TestNewestEdition: the newest embedded edition is what follows from the file of
// statements.
func TestNewestEdition(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "internal", "catalog", "statements.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := Parse("statements.hcl", data)
	if err != nil {
		t.Fatal(err)
	}
	s, err := file.Apply(base(t), today)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := catalog.Encode(&got, s); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join("..", "..", "..", "internal", "catalog", "data", s.AsOf()+".json"))
	if err != nil {
		t.Fatalf("%v: run make edition", err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("data/%s.json is not what follows from statements.hcl: run make edition", s.AsOf())
	}
}

const source = `
source "news" {
  url   = "https://example.com/news"
  date  = "2026-01-31"
  kind  = "microsoft_page"
  about = "a test"
}
`

const older = `
source "older" {
  url   = "https://example.com/older"
  date  = "2025-01-31"
  kind  = "microsoft_page"
  about = "a test"
}
`

// statedFact is a fact of the source "news" with a status.
func statedFact(feature, countries, status string) string {
	return fmt.Sprintf("fact %q {\n  source    = \"news\"\n  countries = [%q]\n  status    = %q\n}\n", feature, countries, status)
}

func noCallingPlansIn(code string) string { return statedFact("calling_plan", code, "unavailable") }

func TestStatements(t *testing.T) {
	for _, tt := range []struct {
		name, text    string
		country       string
		feature       availability.Feature
		status, since string
	}{
		{"one that repeats what is known", statedFact("calling_plan", "DE", "available"), "DE", availability.CallingPlan, "available", "2026-01-31"},
		{"one that differs", `
fact "toll_number" {
  source     = "news"
  countries  = ["FR"]
  status     = "conditional"
  conditions = ["on_request"]
}`, "FR", availability.TollNumber, "conditional", "2026-01-31"},
		{"a country that no statement names", statedFact("toll_number", "FR", "available"), "GB", availability.TollNumber, "available", "2023-01-25"},
		{"every other listed country", `
fact "sms" {
  source    = "news"
  countries = ["FR"]
  status    = "available"
}
fact "sms" {
  source = "news"
  others = true
  status = "unavailable"
}`, "GB", availability.SMS, "unavailable", "2026-01-31"},
		{"others where something is available", `
fact "shared_calling" {
  source = "news"
  others = true
  where  = ["calling_plan", "toll_free_number"]
  status = "available"
}`, "FR", availability.SharedCalling, "available", "2026-01-31"},
		{"the newer of two sources decides, wherever it stands", statedFact("sms", "FR", "available") + older + `
fact "sms" {
  source    = "older"
  countries = ["FR"]
  status    = "unavailable"
}`, "FR", availability.SMS, "available", "2026-01-31"},
		{"a type of plan that is no longer sold", statedFact("pay_as_you_go_calling_plan", "FR", "unavailable"), "FR", availability.PayAsYouGoCallingPlan, "unavailable", "2026-01-31"},
		{"a type of the Calling Plans that are no longer sold", noCallingPlansIn("FR"), "FR", availability.DomesticCallingPlan, "unavailable", "2026-01-31"},
		{"premium numbers without Calling Plans", noCallingPlansIn("FR"), "FR", availability.PremiumNumberCalls, "unavailable", "2026-01-31"},
		{"numbers for users without Calling Plans", noCallingPlansIn("FR"), "FR", availability.UserNumber, "unavailable", "2026-01-31"},
		{"what was not available before", noCallingPlansIn("AE"), "AE", availability.DomesticCallingPlan, "unavailable", "2023-01-25"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := apply(t, source+tt.text)
			if err != nil {
				t.Fatal(err)
			}
			c := s.Country(country.MustParseCode(tt.country))
			if got := c.Verdict(tt.feature).Status.String(); got != tt.status {
				t.Errorf("the status is %s, want %s", got, tt.status)
			}
			if got := c.Source(tt.feature).Date.String(); got != tt.since {
				t.Errorf("it is of %s, want %s", got, tt.since)
			}
			if s.AsOf() != "2026-01-31" || s.PagesAsOf() != "2023-01-25" {
				t.Errorf("the edition is of %s, its pages of %s", s.AsOf(), s.PagesAsOf())
			}
		})
	}
}

func TestRefusedStatements(t *testing.T) {
	fact := func(feature, body string) string {
		return source + "fact \"" + feature + "\" {\n" + body + "\n}\n"
	}
	const all = `source = "news"
countries = ["DE"]
status = "available"`
	for _, tt := range []struct{ name, text, says string }{
		{"no HCL", `fact {`, "test.hcl:2"},
		{"an unknown argument", fact("calling_plan", all+"\nstatsu = \"x\""), `"statsu"`},
		{"an unknown feature", fact("callingplan", all), `did you mean calling_plan`},
		{"an unknown status", fact("calling_plan", strings.Replace(all, "available", "avialable", 1)), `did you mean available`},
		{"a country in another spelling", fact("calling_plan", strings.Replace(all, "DE", "Germany", 1)), `"Germany" is not an ISO 3166-1 alpha-2 code`},
		{"a country without a page", fact("calling_plan", strings.Replace(all, "DE", "AF", 1)), `AF has no country page`},
		{"no source", fact("calling_plan", strings.Replace(all, "news", "nowhere", 1)), `there is no source "nowhere"`},
		{"neither countries nor others", fact("calling_plan", "source = \"news\"\nstatus = \"available\""), `either countries or others = true`},
		{"countries and others", fact("calling_plan", all+"\nothers = true"), `either countries or others = true`},
		{"nothing said", fact("calling_plan", "source = \"news\"\ncountries = [\"DE\"]"), `says nothing`},
		{"a plan of no plan", fact("sms", all+"\nplan {\n domestic_minutes = 10\n}"), `sms is none`},
		{"a feature that follows from others", fact("voicemail", all), `cannot be stated`},
		{"a type with another status than the plans", fact("pay_as_you_go_calling_plan", strings.Replace(all, `"available"`, `"conditional"
conditions = ["on_request"]`, 1)), `a type of plan has the status and the conditions of calling_plan`},
		{"a source that nothing names", source, `no block names the source "news"`},
		{"a source of the future", strings.Replace(fact("calling_plan", all), "2026-01-31", "2027-01-31", 1), `in the future`},
		{"a source older than what is known", strings.Replace(fact("calling_plan", all), "2026-01-31", "2022-01-31", 1), `is newer: of 2023-01-25`},
		{"an invalid date", strings.Replace(fact("calling_plan", all), "2026-01-31", "soon", 1), `"soon" is not a date`},
		{"two sources of one date", fact("calling_plan", all) + strings.Replace(strings.ReplaceAll(fact("calling_plan", all), `"news"`, `"other"`), "example.com/news", "example.com/other", 1), `two sources of one date cannot decide`},
		{"one source twice on one country", fact("calling_plan", all) + "fact \"calling_plan\" {\n" + all + "\n}\n", `DE is named twice`},
		{"an invalid address", strings.Replace(fact("calling_plan", all), "https://example.com/news", "news", 1), `a source has an https address`},
		{"a source named twice", source + fact("calling_plan", all), `is there already`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := apply(t, tt.text)
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want %q in it", err, tt.says)
			}
		})
	}
}
