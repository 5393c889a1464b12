package catalog

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

//go:embed dataset.schema.json
var datasetSchema []byte

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(datasetSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("dataset.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("dataset.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validateAgainst(t *testing.T, schema *jsonschema.Schema, data []byte) error {
	t.Helper()
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(instance)
}

func TestSchemaTakesValidDatasets(t *testing.T) {
	schema := compileSchema(t)
	for name, data := range everyFile(t) {
		if err := validateAgainst(t, schema, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSchemaRefusesFaults holds the schema against every fault that it can
// express: what the decoder refuses, it refuses too.
func TestSchemaRefusesFaults(t *testing.T) {
	schema := compileSchema(t)
	for _, tc := range faultCases {
		if tc.notInSchema {
			continue
		}
		t.Run(tc.name, func(t *testing.T) {
			data := []byte(tc.edit(small))
			if !json.Valid(data) {
				t.Skip("not JSON")
			}
			if validateAgainst(t, schema, data) == nil {
				t.Error("conforms to the schema, and should not")
			}
		})
	}
}

func TestSchemaHasTheWordsOfTheDomain(t *testing.T) {
	var schema map[string]any
	if err := json.Unmarshal(datasetSchema, &schema); err != nil {
		t.Fatal(err)
	}
	at := func(path string) any {
		var v any = schema
		for _, name := range strings.Split(path, "/") {
			m, ok := v.(map[string]any)
			if !ok || m[name] == nil {
				t.Fatalf("the schema has no %s", path)
			}
			v = m[name]
		}
		return v
	}
	for path, want := range map[string][]string{
		"$defs/conditions/items/enum":                                availability.ConditionNames(),
		"$defs/plan/properties/type/enum":                            availability.PlanTypeNames(),
		"$defs/audio_conferencing/properties/number_assignment/enum": availability.AssignmentNames(),
		"$defs/status/enum":                                          slices.DeleteFunc(availability.StatusNames(), func(s string) bool { return s == "unlisted" }),
	} {
		var got []string
		for _, v := range at(path).([]any) {
			got = append(got, v.(string))
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
	if got := at("properties/format/enum").([]any); len(got) != Format || got[Format-1] != float64(Format) {
		t.Errorf("the schema is of the formats %v, want 1 to %d", got, Format)
	}
	if got := at("$defs/calling_plans/properties/outbound_destination_count/maximum"); got != float64(country.Count) {
		t.Errorf("at most %v outbound destinations, want %d", got, country.Count)
	}
}

// TestSchemaHasEveryMember compares the schema with the Go types that are
// decoded into: the same members, the same ones required.
func TestSchemaHasEveryMember(t *testing.T) {
	var schema map[string]any
	if err := json.Unmarshal(datasetSchema, &schema); err != nil {
		t.Fatal(err)
	}
	var resolve func(node map[string]any) (members map[string]map[string]any, required map[string]bool)
	resolve = func(node map[string]any) (map[string]map[string]any, map[string]bool) {
		members, required := map[string]map[string]any{}, map[string]bool{}
		if ref, ok := node["$ref"].(string); ok {
			defs := schema["$defs"].(map[string]any)
			members, required = resolve(defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any))
		}
		properties, _ := node["properties"].(map[string]any)
		for name, p := range properties {
			members[name] = p.(map[string]any)
		}
		names, _ := node["required"].([]any)
		for _, name := range names {
			required[name.(string)] = true
		}
		return members, required
	}
	var compare func(path string, node map[string]any, typ reflect.Type)
	compare = func(path string, node map[string]any, typ reflect.Type) {
		if typ.Kind() == reflect.Slice {
			if items, ok := node["items"].(map[string]any); ok {
				compare(path+"/*", items, typ.Elem())
			}
			return
		}
		if typ.Kind() == reflect.Map {
			if values, ok := node["additionalProperties"].(map[string]any); ok {
				compare(path+"/*", values, typ.Elem())
			}
			return
		}
		if typ.Kind() != reflect.Struct {
			return
		}
		members, required := resolve(node)
		want := membersOf(typ)
		if len(want) != len(members) {
			t.Errorf("%s: the schema has %d members, the format %d", path, len(members), len(want))
		}
		for _, m := range want {
			if members[m.name] == nil {
				t.Errorf("%s/%s is not in the schema", path, m.name)
				continue
			}
			if required[m.name] != m.required {
				t.Errorf("%s/%s: required is %v in the schema, %v in the format", path, m.name, required[m.name], m.required)
			}
			compare(path+"/"+m.name, members[m.name], m.of)
		}
	}
	compare("", schema, reflect.TypeFor[Document]())
}
