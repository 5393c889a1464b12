package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/offers"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/powershell/powershelltest"
	"github.com/teamsvoice/terraform-provider-teamsvoice/tools/dataset/evidence"
)

// offersOf is an export of number types, by country.
func offersOf(exportedAt string, byCountry ...string) powershelltest.Object {
	countries := []any{}
	for _, s := range byCountry {
		words := strings.Fields(s)
		list := []any{}
		for i, numberType := range words[1:] {
			list = append(list, powershelltest.Offer(i, numberType))
		}
		countries = append(countries, powershelltest.Object{"Name", words[0], "Value", words[0], "Offers", list})
	}
	return powershelltest.Object{"ExportedAt", exportedAt, "TenantId", "contoso-secret", "Countries", countries}
}

func exportFile(t *testing.T, export powershelltest.Object) string {
	t.Helper()
	return file(t, "offers.json", string(powershelltest.Style{Depth: 10, Windows: true}.File(export)))
}

func TestCompareOffers(t *testing.T) {
	name := exportFile(t, offersOf("2026-09-01", "EG UserSubscriber ConferenceToll CallQueueToll", "FR ConferenceToll", "AF ConferenceTollFree CallQueueTollFree", "QZ UserSubscriber"))
	for format, want := range map[string][]string{
		"text": {"the dataset of 2026-08-21 -> number offers of 2026-09-01: ", "\nAfghanistan (AF)\n  + toll_free_number: unlisted -> available\n",
			"\nEgypt (EG)\n  + toll_number: unavailable -> available\n", "\nFrance (FR)\n  ~ toll_number: available -> conditional (audio_conferencing_only)\n",
			"  ~ toll_free_number: available -> conditional (on_request)\n", "\nNumbers of user_number are offered, but the dataset has no Calling Plan there; check whether one is sold by now: EG\n"},
		"markdown": {"## From the dataset of 2026-08-21 to number offers of 2026-09-01\n", "| Egypt (EG) | `toll_number` | unavailable | available |", "Numbers of `user_number` are offered"},
		"statements": {"# Numbers of user_number are offered, but", "# EG\n", "# Numbers are offered in countries that have no page, and that a statement cannot add:\n# AF\n", "base = \"2026-08-21\"\n",
			"source \"number-offers-2026-09-01\" {\n", "  date  = \"2026-09-01\"\n",
			"fact \"toll_number\" {\n  source     = \"number-offers-2026-09-01\"\n  countries  = [\"FR\"]\n  status     = \"conditional\"\n  conditions = [\"audio_conferencing_only\"]\n}\n"},
	} {
		t.Run(format, func(t *testing.T) {
			stdout, stderr, code := call("compare-offers", name, "--format", format)
			if code != exitOK || !strings.Contains(stderr, "QZ") {
				t.Fatalf("exit code %d: %s", code, stderr)
			}
			for _, part := range want {
				if !strings.Contains(stdout, part) {
					t.Errorf("no %q in\n%s", part, stdout)
				}
			}
			if strings.Contains(stdout+stderr, "contoso") || strings.Contains(stdout, "00000000-") {
				t.Errorf("it names the tenant or an id:\n%s", stdout)
			}
		})
	}
}

// The statements make an edition that says about every listed country what the offers
// decide.
func TestStatementsOfOffers(t *testing.T) {
	export := powershelltest.Export("2026-09-01")
	stdout, stderr, code := call("compare-offers", exportFile(t, export), "--format", "statements")
	if code != exitOK {
		t.Fatal(stderr)
	}
	statements, err := evidence.Parse("offers.hcl", []byte(stdout))
	if err != nil {
		t.Fatalf("%v\n%s", err, stdout)
	}
	base, err := catalog.Newest()
	if err != nil {
		t.Fatal(err)
	}
	edition, err := statements.Apply(base, time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatalf("%v\n%s", err, stdout)
	}
	read, err := offers.Read(powershelltest.Style{Depth: 10}.File(export))
	if err != nil {
		t.Fatal(err)
	}
	decided := read.Apply(base)
	changes := 0
	for _, c := range catalog.Diff(edition, decided) {
		if decided.Country(c.Country).Listed() && slices.Contains(offers.Features(), c.Feature) {
			t.Errorf("%s in %s is %s by the statements, and %s by the offers", c.Feature, c.Country, c.From.Status, c.To.Status)
		}
	}
	for _, c := range catalog.Diff(base, edition) {
		if edition.Country(c.Country).Source(c.Feature).Date.String() == "2026-09-01" {
			changes++
		}
	}
	if changes < 60 {
		t.Errorf("the statements change %d facts", changes)
	}
	if source := edition.Country(country.MustParseCode("AE")).Source(availability.TollNumber); source.Kind != "number_offers" || strings.Contains(stdout, "beef") {
		t.Errorf("%+v", source)
	}
}

func TestCompareOffersRefuses(t *testing.T) {
	same := exportFile(t, offersOf("2020-01-01", "FR ConferenceToll"))
	if stdout, _, code := call("compare-offers", same); code != exitOK || !strings.Contains(stdout, "0 features opened (+), 0 closed (-), 0 changed otherwise (~), in 0 countries") {
		t.Errorf("an export that is older than every fact: %d\n%s", code, stdout)
	}
	if stdout, _, code := call("compare-offers", same, "--format", "statements"); code != exitOK || strings.Contains(stdout, "source \"") {
		t.Errorf("statements of nothing: %d\n%s", code, stdout)
	}
	for _, c := range []struct {
		situation string
		args      []string
		code      int
		want      string
	}{
		{"no file", []string{"compare-offers"}, exitUsage, "wanted: FILE"},
		{"no format", []string{"compare-offers", same, "--format", "yaml"}, exitUsage, `found "yaml"; allowed: text, markdown, statements`},
		{"no date", []string{"compare-offers", file(t, "x.json", `{"Countries": []}`)}, exitProblem, "x.json: the file has no ExportedAt"},
	} {
		t.Run(c.situation, func(t *testing.T) {
			if _, stderr, code := call(c.args...); code != c.code || !strings.Contains(stderr, c.want) {
				t.Errorf("%d: %s", code, stderr)
			}
		})
	}
}
