package provider

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog/remote"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit/protocol"
)

// What is wrong with a provider block is said with the place of the argument.
func TestProviderBlockIsRefused(t *testing.T) {
	override := func(arguments object) object {
		return object{"override": []any{with(object{"country": "DE", "feature": "calling_plan", "reason": "why"}, arguments)}}
	}
	overrides := func(blocks ...object) object {
		var all []any
		for _, block := range blocks {
			all = append(all, with(object{"country": "DE", "reason": "why"}, block))
		}
		return object{"override": all}
	}
	const override0 = `ElementKeyInt(0).AttributeName("`
	for _, c := range []struct {
		name  string
		block object
		at    string
		says  string
	}{
		{"a snapshot that is not", object{"snapshot": "2022-01-01"}, `"snapshot"`, `Allowed: 2021-08-03, 2023-01-25`},
		{"a snapshot and a file", object{"snapshot": "2021-08-03", "dataset_file": "x.json"}, `"snapshot"`, "dataset_file"},
		{"a file and an address", object{"dataset_file": "x.json", "dataset_url": "https://example.com/x", "dataset_sha256": digest}, `"dataset_file"`, "dataset_url"},
		{"an empty path", object{"dataset_file": ""}, `"dataset_file"`, `The value is ""; write a path`},
		{"a file that is not there", object{"dataset_file": "testdata/none.json"}, `"dataset_file"`, "testdata/none.json"},
		{"an address without a digest", object{"dataset_url": "https://example.com/x"}, `"dataset_url"`, "dataset_sha256"},
		{"a digest without an address", object{"dataset_sha256": digest}, `"dataset_sha256"`, "dataset_url"},
		{"an address that is not https", object{"dataset_url": "http://example.com/x", "dataset_sha256": digest}, `"dataset_url"`, "only https is allowed"},
		{"a digest that is too short", object{"dataset_url": "https://example.com/x", "dataset_sha256": "abc"}, `"dataset_sha256"`, "64 hexadecimal digits"},
		{"an invalid age", object{"max_age": "1y"}, `"max_age"`, `"1y" is not an age`},
		{"an age of nothing", object{"max_age": "0d"}, `"max_age"`, "365d"},
		{"an invalid on_stale", object{"max_age": "1d", "on_stale": "ignore"}, `"on_stale"`, `"ignore" is not a valid severity. Allowed: error, warning`},
		{"override: unknown country", override(object{"country": "Germny"}), override0 + `country"`, "Germany"},
		{"override: ambiguous country", override(object{"country": "Congo"}), override0 + `country"`, "CG"},
		{"override: unknown feature", override(object{"feature": "callingplan"}), override0 + `feature"`, "did you mean calling_plan"},
		{"override: unknown status", override(object{"status": "availible"}), override0 + `status"`, "did you mean available"},
		{"override: unlisted", override(object{"status": "unlisted"}), override0 + `status"`, "unlisted"},
		{"override: unknown condition", override(object{"conditions": list("onrequest")}), override0 + `conditions"`, "did you mean on_request"},
		{"override: an invalid date", override(object{"status": "available", "until": "2024-02-30"}), override0 + `until"`, "2024-02-30"},
		{"override: no reason", override(object{"status": "available", "reason": ""}), override0 + `reason"`, `The value is ""; write a reason`},
		{"override: a city of no name", override(object{"feature": "toll_number", "cities": list("Oregon,")}), override0 + `cities"`, `"Oregon," does not name a city`},
		{"override: a city twice", override(object{"feature": "toll_number", "cities": list("Ulm", "ULM ")}), override0 + `cities"`, `"ULM " is named twice`},
		{"override: a condition of null", override(object{"conditions": list(null)}), override0 + `conditions"`, "Value is null"},
		{"override: of nothing", override(nil), override0 + `status"`, "overrides nothing"},
		{"override: conditional without a condition", override(object{"status": "conditional"}), override0 + `conditions"`, "no condition says why"},
		{"override: available with a condition", override(object{"status": "available", "conditions": list("on_request")}), override0 + `status"`, "with conditions it is conditional"},
		{"override: unavailable with a condition", override(object{"status": "unavailable", "conditions": list("on_request")}), override0 + `conditions"`, "no condition can apply"},
		{"override: no city where there is no number", override(object{"feature": "toll_number", "status": "unavailable", "cities": list("Berlin")}), override0 + `cities"`, "no city can have numbers"},
		{"override: cities of numbers of no city", override(object{"feature": "toll_number", "conditions": list("non_geographic_only"), "cities": list("Berlin")}), override0 + `cities"`, "belong to no city"},
		{"override: cities of another feature", override(object{"cities": list("Berlin")}), override0 + `cities"`, "toll_number"},
		{"override: a condition of another feature", override(object{"conditions": list("non_geographic_only")}), override0 + `conditions"`, "toll_number only"},
		{"override: cities where the dataset has no number", override(object{"country": "AE", "feature": "toll_number", "cities": list("Dubai")}), override0 + `cities"`, "Set status together with cities"},
		{"override: a city of punctuation", override(object{"feature": "toll_number", "cities": list("Oregon, ?!")}), override0 + `cities"`, `"Oregon, ?!" does not name a city`},
		{"override: an operator's plan of a type", override(object{"feature": "domestic_calling_plan", "conditions": list("sold_by_operator")}), override0 + `conditions"`, "plans have no type"},
		{"override: credits that need credits", override(object{"feature": "communications_credits", "conditions": list("requires_communications_credits")}), override0 + `conditions"`, "cannot require itself"},
		{"override: any plan is unavailable, and a type is not", overrides(
			object{"feature": "calling_plan", "status": "unavailable"}, object{"feature": "domestic_calling_plan", "status": "available"},
		), `AttributeName("override").ElementKeyInt(1)`, "Germany (DE): domestic_calling_plan is set to available, and needs calling_plan, which is unavailable by the override of calling_plan. Remove one of the two."},
		{"override: any plan is better than its types", overrides(
			object{"feature": "calling_plan", "status": "available"}, object{"feature": "domestic_calling_plan", "status": "unavailable"},
			object{"feature": "domestic_and_international_calling_plan", "conditions": list("on_request")}, object{"feature": "pay_as_you_go_calling_plan", "status": "unavailable"},
		), `ElementKeyInt(0)`, "calling_plan is set to available, and by the override of domestic_calling_plan, domestic_and_international_calling_plan and pay_as_you_go_calling_plan the best type of plan is conditional"},
		{"override: any plan is worse than a type", overrides(
			object{"feature": "calling_plan", "conditions": list("on_request")}, object{"feature": "domestic_calling_plan", "status": "available"},
		), `ElementKeyInt(0)`, "Override contradicts another"},
		{"override: voicemail without Phone System", overrides(
			object{"feature": "voicemail", "status": "available"}, object{"feature": "phone_system", "status": "unavailable"},
		), `ElementKeyInt(0)`, "voicemail is set to available, and needs phone_system, which is unavailable by the override of phone_system"},
		{"override: SMS where no plan is left", overrides(
			object{"feature": "sms", "status": "available"}, object{"feature": "domestic_calling_plan", "status": "unavailable"},
			object{"feature": "domestic_and_international_calling_plan", "status": "unavailable"}, object{"feature": "pay_as_you_go_calling_plan", "status": "unavailable"},
		), `ElementKeyInt(0)`, "sms is set to available, and needs calling_plan, which is unavailable by the override of domestic_calling_plan"},
		{"override: plans where none is sold", override(object{"country": "AE", "plans": list(object{"type": "domestic", "domestic_minutes": 120})}), `ElementKeyInt(0)`,
			"The override of calling_plan has a plan of the type domestic, but domestic_calling_plan is unavailable. Set status together with plans"},
		{"override: premium numbers where no plan is sold", override(object{"country": "AE", "feature": "premium_number_calls", "status": "available"}),
			`ElementKeyInt(0)`, "Override contradicts the dataset"},
		{"override: plans of another feature", override(object{"feature": "sms", "plans": list(object{"type": "domestic"})}), override0 + `plans"`, "Plans go with the Calling Plan features"},
		{"override: a plan of another type", override(object{"feature": "domestic_calling_plan", "plans": list(object{"type": "pay_as_you_go"})}), override0 + `plans"`, "not of the type"},
		{"override: an invalid type of plan", override(object{"plans": list(object{"type": "payg"})}), override0 + `plans"`, "Allowed: domestic, domestic_and_international, pay_as_you_go"},
		{"override: minutes of a plan that has none", override(object{"status": "available", "plans": list(object{"type": "pay_as_you_go", "domestic_minutes": 120})}), override0 + `plans"`, "no minutes"},
		{"override: plans that are not sold", override(object{"status": "unavailable", "plans": list(object{"type": "domestic"})}), override0 + `plans"`, "no plan can be sold"},
		{"override: a source that is no address", override(object{"status": "available", "source": "Anna"}), override0 + `source"`, `"Anna" is not an https address`},
		{"override: as of a day to come", override(object{"status": "available", "as_of": "2024-01-01"}), override0 + `as_of"`, "is in the future"},
		{"overrides_file: not there", object{"overrides_file": "nowhere.json"}, `"overrides_file"`, "no such file"},
		{"override: twice", object{"override": []any{
			object{"country": "DE", "feature": "calling_plan", "status": "unavailable", "reason": "one"},
			object{"country": "Germany", "feature": "calling_plan", "status": "available", "reason": "two"},
		}}, `AttributeName("override").ElementKeyInt(1)`, "Block 0 already overrides calling_plan in DE"},
		{"a snapshot that is not known yet", object{"snapshot": unknown}, `"snapshot"`, "not known yet"},
		{"a file that is not known yet", object{"dataset_file": unknown}, `"dataset_file"`, "not known yet"},
		{"an override that is not known yet", override(object{"status": unknown}), override0 + `status"`, "not known yet"},
		{"a city of an override that is not known yet", override(object{"feature": "toll_number", "cities": list("Ulm", unknown)}), override0 + `cities").ElementKeyInt(1)`, "not known yet"},
	} {
		t.Run(c.name, func(t *testing.T) {
			said := newServer(t, nil).configure(c.block)
			if !said.hasError() {
				t.Fatal("it is taken")
			}
			if text := said.String(); !strings.Contains(text, c.at) || !says(c.says).MatchString(text) {
				t.Errorf("want %s and %q in:\n%s", c.at, c.says, text)
			}
		})
	}
}

// digest is that of no dataset.
var digest = strings.Repeat("0f", 32)

// The clock says 2026-11-25: calling_plan in Germany is of 2024-08-05, 842 days
// ago, and toll_number of 2023-01-25, 1,400 days ago.
func TestAgeIsJudgedByFact(t *testing.T) {
	const warning, failure = tfprotov6.DiagnosticSeverityWarning, tfprotov6.DiagnosticSeverityError
	old := "older than max_age"
	for _, tt := range []struct {
		name     string
		block    object
		features []any
		want     []tfprotov6.DiagnosticSeverity
		says     []string
	}{
		{"nothing is required", object{"max_age": "1d"}, list(), nil, nil},
		{"young enough", object{"max_age": "900d", "on_stale": "error"}, list("calling_plan"), nil, nil},
		{"as old as it may be", object{"max_age": "842d"}, list("calling_plan"), nil, nil},
		{"as old as it may be, in hours", object{"max_age": "20208h"}, list("calling_plan"), nil, nil},
		{"a day older", object{"max_age": "841d"}, list("calling_plan"), []tfprotov6.DiagnosticSeverity{warning},
			[]string{old, "calling_plan in Germany (DE) dates from 2024-08-05, 842 days ago; max_age allows 841d.", "calling-plans-for-office-365"}},
		{"another fact is older", object{"max_age": "900d", "on_stale": "error"}, list("calling_plan", "toll_number"), []tfprotov6.DiagnosticSeverity{failure},
			[]string{old, "toll_number in Germany (DE) dates from 2023-01-25, 1400 days ago; max_age allows 900d."}},
		{"several are: one diagnostic", object{"max_age": "30d"}, list("calling_plan", "toll_number", "voicemail"), []tfprotov6.DiagnosticSeverity{warning},
			[]string{"It is the oldest of 3 facts"}},
		{"without max_age, a young one", nil, list("calling_plan"), nil, nil},
		{"without max_age, one of more than three years", nil, list("toll_number"), []tfprotov6.DiagnosticSeverity{warning},
			[]string{"more than three years old", "the limit without max_age is 1095 days", "override", "on_stale"}},
		{"silenced", object{"on_stale": "none"}, list("toll_number"), nil, nil},
		{"an error without max_age", object{"on_stale": "error"}, list("toll_number"), []tfprotov6.DiagnosticSeverity{failure}, []string{"three years"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newServerOn(t, "2026-11-25", environment{datasetVariable: "2026-08-21"})
			_, said := s.data("teamsvoice_country_availability", tt.block, object{"country": "DE", "required_features": tt.features})
			var got []tfprotov6.DiagnosticSeverity
			for _, d := range said {
				got = append(got, d.Severity)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v: %s", got, tt.want, said)
			}
			if !says(tt.says...).MatchString(said.String()) {
				t.Errorf("want %q in %s", tt.says, said)
			}
		})
	}
}

func TestFunctionsAndDataSourcesThatReadDifferentData(t *testing.T) {
	const summary = "Functions and data sources read different data"
	override := list(object{"country": "DE", "feature": "calling_plan", "status": "unavailable", "reason": "a test"})
	data, err := os.ReadFile("../catalog/data/2023-01-25.json")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, name := range []string{"ours.json", "theirs.json"} {
		if data = append(data, '\n'); os.WriteFile(name, data, 0o600) != nil {
			t.Fatal(name)
		}
	}
	for _, tt := range []struct {
		name  string
		env   environment
		block object
		says  string
	}{
		{"the same", environment{datasetVariable: "2023-01-25"}, object{"snapshot": "2023-01-25"}, ""},
		{"nothing is named", environment{datasetVariable: "2023-01-25"}, nil, ""},
		{"another snapshot", environment{datasetVariable: "2023-01-25"}, object{"snapshot": "2021-08-03"},
			"Data sources read the embedded snapshot of 2021-08-03, which the provider block names; functions read the embedded snapshot of 2023-01-25."},
		{"two files of one date", environment{datasetVariable: "theirs.json"}, object{"dataset_file": "ours.json"},
			`Data sources read the dataset "ours.json" of 2023-01-25, which the provider block names; functions read the dataset "theirs.json" of 2023-01-25.`},
		{"an override", environment{datasetVariable: "2023-01-25"}, object{"override": override}, "Data sources apply 1 override of the provider block; functions apply none."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			said := newServerOn(t, "2026-11-25", tt.env).configure(tt.block)
			if tt.says == "" && len(said) > 0 || tt.says != "" && (len(said) != 1 || !says(summary, tt.says).MatchString(said.String())) {
				t.Errorf("it says %s", said)
			}
		})
	}
}

// The clock says 2023-06-01, 23:00 UTC, when it is 2023-06-02 in the east.
func TestDatasetOfTheFuture(t *testing.T) {
	data, err := os.ReadFile("../catalog/data/2023-01-25.json")
	if err != nil {
		t.Fatal(err)
	}
	for day, refused := range map[string]bool{"2023-06-01": false, "2023-06-02": false, "2023-06-03": true, "2099-01-01": true} {
		file := filepath.Join(t.TempDir(), "dataset.json")
		if err := os.WriteFile(file, bytes.Replace(data, []byte(`"as_of": "2023-01-25"`), []byte(`"as_of": "`+day+`"`), 1), 0o600); err != nil {
			t.Fatal(err)
		}
		for way, read := range map[string]func() diagnostics{
			"dataset_file": func() diagnostics {
				_, said := newServer(t, nil).data("teamsvoice_country_availability", object{"dataset_file": file}, object{"country": "DE"})
				return said
			},
			datasetVariable: func() diagnostics {
				_, said := newServer(t, environment{datasetVariable: file}).data("teamsvoice_country_availability", nil, object{"country": "DE"})
				return said
			},
			datasetVariable + " with max_age": func() diagnostics {
				_, said := newServer(t, environment{datasetVariable: file}).data("teamsvoice_country_availability", object{"max_age": "9999d"}, object{"country": "DE"})
				return said
			},
		} {
			said := read()
			if said.hasError() != refused || refused && !says("Dataset cannot be used", "dataset, "+day+", is in the future: today is 2023-06-01").MatchString(said.String()) {
				t.Errorf("a dataset of %s by %s is refused: %v; it says %s", day, way, said.hasError(), said)
			}
		}
	}
	t.Run("a gate with max_age needs the right clock", func(t *testing.T) {
		for day, wrong := range map[string]bool{"1970-01-01": true, "2023-01-23": true, "2023-01-24": false, "2023-01-25": false} {
			for on, severity := range map[string]string{"error": "ERROR", "warning": "WARNING", "none": ""} {
				_, said := newServerOn(t, day, nil).data("teamsvoice_country_availability", object{"max_age": "30d", "on_stale": on}, object{"country": "DE", "required_features": list("toll_number")})
				if warned := says(severity, "Age of a fact cannot be told", "The documentation of Germany (DE) is of 2023-01-25", "says "+day).MatchString(said.String()); warned != (wrong && on != "none") {
					t.Errorf("on %s, with %s, it says %s", day, on, said)
				}
			}
		}
	})
	t.Run("an embedded one is right", func(t *testing.T) {
		s := server{protocol.NewServer(t, Server(newWith("test", on("2020-01-01"), environment{}.get)())), t}
		if said := s.configure(object{"snapshot": edition, "max_age": "30d"}); len(said) > 0 {
			t.Errorf("it says %s", said)
		}
	})
}

func TestOverrideEnds(t *testing.T) {
	for _, c := range []struct {
		name, until string
		applies     bool
	}{
		{"the day after", "2023-06-02", true},
		{"on the day", "2023-06-01", false},
		{"the day before", "2023-05-31", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			block := object{"override": []any{object{
				"country": "AE", "feature": "calling_plan", "status": "available", "reason": "It is opening", "until": c.until,
			}}}
			got, said := newServer(t, nil).data("teamsvoice_country_availability", block, object{"country": "AE"})
			if said.hasError() {
				t.Fatal(said)
			}
			feature := got.(object)["features"].(object)["calling_plan"].(object)
			if feature["overridden"] != c.applies || feature["available"] != c.applies {
				t.Errorf("calling_plan is %v", feature)
			}
			warned := says(`AttributeName("override").ElementKeyInt(0).AttributeName("until")`, "Override no longer applies",
				"calling_plan in AE ended on "+c.until, "It is opening").MatchString(said.String())
			if warned == c.applies || len(said) > 1 {
				t.Errorf("it says %s", said)
			}
		})
	}
}

// An environment variable names the dataset where the provider block names none.
func TestDatasetOfTheEnvironment(t *testing.T) {
	file := filepath.Join("..", "catalog", "data", "2021-08-03.json")
	dates := catalog.EmbeddedDates()
	newest := dates[len(dates)-1]
	for _, c := range []struct {
		name, variable string
		block          object
		want           string
	}{
		{"not set", "", nil, newest},
		{"a date", "2021-08-03", nil, "2021-08-03"},
		{"a file", file, nil, "2021-08-03"},
		{"the provider block comes first", file, object{"snapshot": "2023-01-25"}, "2023-01-25"},
		{"what the block does not need is not read", "none.json", object{"snapshot": "2023-01-25"}, "2023-01-25"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newServer(t, environment{datasetVariable: c.variable})
			got, said := s.data("teamsvoice_dataset", c.block, nil)
			if said.hasError() || got.(object)["as_of"] != c.want {
				t.Errorf("got %v, want %s; it says %s", got, c.want, said)
			}
		})
	}
	t.Run("a file that is not there", func(t *testing.T) {
		s := newServer(t, environment{datasetVariable: "none.json"})
		for _, block := range []object{nil, {"max_age": "9999d"}} {
			_, said := s.data("teamsvoice_dataset", block, nil)
			if !says("Dataset cannot be used", datasetVariable, "none.json").MatchString(said.String()) {
				t.Errorf("it says %s", said)
			}
		}
		_, err := s.call("country_code", "DE")
		if err == nil || !says(datasetVariable, "none.json").MatchString(err.Text) {
			t.Errorf("the function says %v", err)
		}
	})
}

func TestAccProviderBlock(t *testing.T) {
	older, err := filepath.Abs("../catalog/data/2021-08-03.json")
	if err != nil {
		t.Fatal(err)
	}
	acceptance(t,
		answers(fmt.Sprintf(`
provider "teamsvoice" {
  dataset_file = %[1]q
  max_age      = "3650d"
  on_stale     = "error"
}
data "teamsvoice_dataset" "it" {
}
data "teamsvoice_country_availability" "mexico" {
  country = "MX"
}
output "it" {
  value = [
    data.teamsvoice_dataset.it.as_of, data.teamsvoice_dataset.it.sha256 == filesha256(%[1]q),
    data.teamsvoice_country_availability.mexico.as_of, data.teamsvoice_country_availability.mexico.calling_plans.status,
    provider::teamsvoice::feature_status("MX", "calling_plan"),
  ]
}`, older), outputIs("it", `["2021-08-03", true, "2021-08-03", "unavailable", "conditional"]`)),
		fails(`
provider "teamsvoice" {
  dataset_file = "testdata/none.json"
}
data "teamsvoice_dataset" "it" {
}`, "Dataset cannot be used", "dataset_file", "testdata/none.json"),
		fails(`
provider "teamsvoice" {
  dataset_file = "testdata/diagnostics/broken_dataset/dataset.json"
}
data "teamsvoice_dataset" "it" {
}`, "Dataset cannot be used", "dataset_file", "dataset.json:17: /countries/0/phone_system/status:", `"availible"`, "did you mean available"),
		fails(`
provider "teamsvoice" {
  snapshot = "2021-08-03"
  max_age  = "365d"
  on_stale = "error"
}
data "teamsvoice_country_availability" "it" {
  country           = "DE"
  required_features = ["calling_plan"]
}`, "Fact is older than max_age", "calling_plan in Germany (DE) dates from 2021-08-03, 667 days ago", "max_age allows 365d"),
		fails(`
resource "terraform_data" "date" {
  input = "2021-08-03"
}
provider "teamsvoice" {
  snapshot = terraform_data.date.output
}
data "teamsvoice_dataset" "it" {
}`, "Value not known yet", "snapshot = terraform_data.date.output", "Use a variable or a constant"),
		fails(`
provider "teamsvoice" {
  override {
    country = "DE"
    feature = "calling_plan"
    status  = "unavailable"
    reason  = "one"
  }
  override {
    country = "Deutschland"
    feature = "calling_plan"
    status  = "available"
    reason  = "two"
  }
}
data "teamsvoice_dataset" "it" {
}`, "Override given twice", "Block 0 already overrides calling_plan in DE"))
}

func TestAccOverrides(t *testing.T) {
	acceptance(t,
		answers(`
provider "teamsvoice" {
  override {
    country = "UAE"
    feature = "calling_plan"
    status  = "available"
    note    = "Opened in May."
    reason  = "Our account team confirmed it"
  }
  override {
    country    = "Germany"
    feature    = "toll_free_number"
    conditions = ["on_request"]
    reason     = "Shortage"
    until      = "2099-01-01"
  }
  override {
    country = "FR"
    feature = "toll_number"
    cities  = ["Paris", "Île-de-France, Versailles"]
    reason  = "Only these are left"
  }
  override {
    country = "MX"
    feature = "calling_plan"
    note    = "Ask for the SKU."
    reason  = "Nobody finds it"
  }
  override {
    country = "GB"
    feature = "call_queues"
    status  = "unavailable"
    reason  = "Not licensed here"
    until   = "2023-01-01"
  }
}
data "teamsvoice_country_availability" "by" {
  count   = 5
  country = ["AE", "DE", "FR", "MX", "GB"][count.index]
}
data "teamsvoice_countries" "selling" {
  with_features = ["calling_plan"]
  among         = ["AE", "DE"]
}
locals {
  by = { for country in data.teamsvoice_country_availability.by : country.id => country }
}
output "features" {
  value = {
    sets_status  = local.by["AE"].features["calling_plan"]
    conditions   = local.by["DE"].features["toll_free_number"]
    cities       = local.by["FR"].features["toll_number"].status
    note         = local.by["MX"].features["calling_plan"]
    ended        = local.by["GB"].features["call_queues"].overridden
    others       = local.by["AE"].features["toll_number"].overridden
  }
}
output "sections" {
  value = {
    plans  = local.by["AE"].calling_plans.status
    cities = local.by["FR"].service_numbers.toll.cities
  }
}
output "countries" {
  value = data.teamsvoice_countries.selling.country_codes
}
output "function" {
  value = provider::teamsvoice::feature_status("AE", "calling_plan")
}
`,
			outputIs("features", `{
				"sets_status": {"status": "available", "available": true, "conditions": [], "note": "Opened in May.", "overridden": true, "as_of": "2023-01-25", "source_url": null},
				"conditions": {"status": "conditional", "available": true, "conditions": ["on_request"],
					"note": "Set by the provider's configuration: Shortage.", "overridden": true, "as_of": "2023-01-25", "source_url": null},
				"cities": "available",
				"note": {"status": "conditional", "available": true, "conditions": ["country_specific_sku"], "note": "Ask for the SKU.", "overridden": true, "as_of": "2023-01-25", "source_url": null},
				"ended": false,
				"others": false}`),
			outputIs("sections", `{"plans": "available", "cities": [
				{"name": "Paris", "state": null, "on_request": false},
				{"name": "Versailles", "state": "Île-de-France", "on_request": false}]}`),
			outputIs("countries", `["AE", "DE"]`),
			outputIs("function", `"unavailable"`)),
		fails(`
provider "teamsvoice" {
  override {
    country = "DE"
    feature = "calling_plan"
    status  = "unavailable"
    reason  = "Our reseller ran out of licenses"
  }
}
data "teamsvoice_country_availability" "it" {
  country           = "DE"
  required_features = ["calling_plan"]
}`, "calling_plan is unavailable in Germany (DE)", "The provider's configuration sets calling_plan to unavailable in Germany (DE).",
			"Reason: Our reseller ran out of licenses."))
}

// The server of the dataset is on loopback, and asked only once.
func TestAccDatasetURL(t *testing.T) {
	data, err := os.ReadFile("../catalog/data/2021-08-03.json")
	if err != nil {
		t.Fatal(err)
	}
	var asked atomic.Int32
	mux := http.NewServeMux()
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/dataset.json", http.StatusFound) })
	mux.HandleFunc("/dataset.json", func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		_, _ = w.Write(data)
	})
	mux.HandleFunc("/http", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://example.com/", http.StatusFound)
	})
	server := httptest.NewTLSServer(mux)
	t.Cleanup(server.Close)
	fetcher := remote.Fetcher{CacheDir: t.TempDir(), HTTPClient: server.Client()}
	read := func(path, digest string) string {
		return fmt.Sprintf(`
provider "teamsvoice" {
  dataset_url    = "%s%s"
  dataset_sha256 = "%s"
}
data "teamsvoice_dataset" "it" {
}
output "as_of" {
  value = data.teamsvoice_dataset.it.as_of
}`, server.URL, path, digest)
	}
	right := fmt.Sprintf("%x", sha256.Sum256(data))
	acceptanceOf(t, func() provider.Provider {
		p := providerOn(today, nil).(*teamsvoice)
		p.fetcher = fetcher
		return p
	},
		fails(read("/missing.json", right), "Dataset cannot be used", "dataset_url", "/missing.json", "404"),
		fails(read("/http", right), "Dataset cannot be used", "http://example.com/, and only https is allowed"),
		fails(read("/dataset.json", digest), "Dataset cannot be used", right, digest+" is expected"),
		resource.TestStep{PreConfig: func() { asked.Store(0) }, Config: header + read("/moved", right), PlanOnly: true, ExpectNonEmptyPlan: true,
			ConfigPlanChecks: resource.ConfigPlanChecks{PostApplyPreRefresh: []plancheck.PlanCheck{outputIs("as_of", `"2021-08-03"`)}}},
		resource.TestStep{PreConfig: func() {
			if n := asked.Load(); n != 1 {
				t.Errorf("the server was asked %d times by two plans, want once", n)
			}
			server.Close()
		}, Config: header + read("/dataset.json", strings.ToUpper(right)), PlanOnly: true, ExpectNonEmptyPlan: true})
}

func TestEnvironmentNamesAnEditionThatIsNotThere(t *testing.T) {
	_, err := newServer(t, environment{datasetVariable: "2020-01-01"}).call("feature_status", "DE", "calling_plan")
	if err == nil || !says("names the snapshot 2020-01-01, which is not embedded", "Embedded: 2021-08-03").MatchString(err.Text) {
		t.Errorf("got %v", err)
	}
}
