package provider

import (
	"strings"
	"testing"
)

// What is wrong with a provider block is said with the place of the argument.
func TestProviderBlockIsRefused(t *testing.T) {
	override := func(arguments object) object {
		return object{"override": []any{with(object{"country": "DE", "feature": "calling_plan", "reason": "why"}, arguments)}}
	}
	const override0 = `ElementKeyInt(0).AttributeName("`
	for _, c := range []struct {
		name  string
		block object
		at    string
		says  string
	}{
		{"a snapshot that is not", object{"snapshot": "2022-01-01"}, `"snapshot"`, `"2021-08-03" "2023-01-25"`},
		{"a snapshot and a file", object{"snapshot": "2021-08-03", "dataset_file": "x.json"}, `"snapshot"`, "dataset_file"},
		{"a file and an address", object{"dataset_file": "x.json", "dataset_url": "https://example.com/x", "dataset_sha256": digest}, `"dataset_file"`, "dataset_url"},
		{"an empty path", object{"dataset_file": ""}, `"dataset_file"`, "length"},
		{"a file that is not there", object{"dataset_file": "testdata/none.json"}, `"dataset_file"`, "testdata/none.json"},
		{"an address without a digest", object{"dataset_url": "https://example.com/x"}, `"dataset_url"`, "dataset_sha256"},
		{"a digest without an address", object{"dataset_sha256": digest}, `"dataset_sha256"`, "dataset_url"},
		{"an address that is not https", object{"dataset_url": "http://example.com/x", "dataset_sha256": digest}, `"dataset_url"`, "only https is allowed"},
		{"a digest that is too short", object{"dataset_url": "https://example.com/x", "dataset_sha256": "abc"}, `"dataset_sha256"`, "64 hexadecimal digits"},
		{"an age that is none", object{"max_age": "1y"}, `"max_age"`, `"1y" is not an age`},
		{"an age of nothing", object{"max_age": "0d"}, `"max_age"`, "365d"},
		{"on_stale without max_age", object{"on_stale": "error"}, `"on_stale"`, "max_age"},
		{"on_stale that is none", object{"max_age": "1d", "on_stale": "ignore"}, `"on_stale"`, `"error"`},
		{"override: unknown country", override(object{"country": "Germny"}), override0 + `country"`, "Germany"},
		{"override: ambiguous country", override(object{"country": "Congo"}), override0 + `country"`, "CG"},
		{"override: unknown feature", override(object{"feature": "callingplan"}), override0 + `feature"`, "did you mean calling_plan"},
		{"override: unknown status", override(object{"status": "availible"}), override0 + `status"`, "did you mean available"},
		{"override: unlisted", override(object{"status": "unlisted"}), override0 + `status"`, "unlisted"},
		{"override: unknown condition", override(object{"conditions": list("onrequest")}), override0 + `conditions"`, "did you mean on_request"},
		{"override: a date that is none", override(object{"status": "available", "until": "2024-02-30"}), override0 + `until"`, "2024-02-30"},
		{"override: no reason", override(object{"status": "available", "reason": ""}), override0 + `reason"`, "length"},
		{"override: of nothing", override(nil), override0 + `status"`, "the block overrides nothing"},
		{"override: conditional without a condition", override(object{"status": "conditional"}), override0 + `conditions"`, "no condition says why"},
		{"override: available with a condition", override(object{"status": "available", "conditions": list("on_request")}), override0 + `status"`, "with conditions it is conditional"},
		{"override: unavailable with a condition", override(object{"status": "unavailable", "conditions": list("on_request")}), override0 + `conditions"`, "no condition can apply"},
		{"override: no city where there is no number", override(object{"feature": "toll_number", "status": "unavailable", "cities": list("Berlin")}), override0 + `cities"`, "no city can have numbers"},
		{"override: cities of numbers of no city", override(object{"feature": "toll_number", "conditions": list("non_geographic_only"), "cities": list("Berlin")}), override0 + `cities"`, "belong to no city"},
		{"override: cities of another feature", override(object{"cities": list("Berlin")}), override0 + `cities"`, "toll_number"},
		{"override: a condition of another feature", override(object{"conditions": list("non_geographic_only")}), override0 + `conditions"`, "toll_number only"},
		{"override: cities where the dataset has no number", override(object{"country": "AE", "feature": "toll_number", "cities": list("Dubai")}), override0 + `cities"`, "Give a status with the cities"},
		{"override: twice", object{"override": []any{
			object{"country": "DE", "feature": "calling_plan", "status": "unavailable", "reason": "one"},
			object{"country": "Germany", "feature": "calling_plan", "status": "available", "reason": "two"},
		}}, `AttributeName("override").ElementKeyInt(1)`, "Block 0 overrides calling_plan in DE already"},
		{"a snapshot that is not known yet", object{"snapshot": unknown}, `"snapshot"`, "not known yet"},
		{"a file that is not known yet", object{"dataset_file": unknown}, `"dataset_file"`, "not known yet"},
		{"an override that is not known yet", override(object{"status": unknown}), `"override"`, "not known yet"},
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
