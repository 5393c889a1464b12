package compat

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/provider"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit/protocol"
)

var folder = filepath.Join("..", "..", "compat")

// contract is every name that a configuration can use, with what it is: a line
// for each, so that a change of one is a change of one line.
type contract map[string]string

func TestSchemaIsTheOneInTheRepository(t *testing.T) {
	file := filepath.Join(folder, "schema.json")
	served := servedContract(t)
	if testkit.Update() {
		encoded, err := json.MarshalIndent(served, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, append(encoded, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	breaking, additions := changes(readContract(t, file), served)
	for _, change := range breaking {
		t.Errorf("breaks configurations: %s", change)
	}
	for _, change := range additions {
		t.Errorf("not in compat/schema.json: %s", change)
	}
	if t.Failed() {
		t.Log("If the contract was meant to change, run make schema and commit compat/schema.json.")
	}
}

func TestSchemaKeepsWhatReleasedVersionsHave(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(folder, "*", "schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	served := servedContract(t)
	for _, file := range files {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			breaking, _ := changes(readContract(t, file), served)
			for _, change := range breaking {
				t.Errorf("breaks configurations: %s", change)
			}
		})
	}
}

func TestProviderManagesNothing(t *testing.T) {
	schema := servedSchema(t)
	if n := len(schema.ResourceSchemas); n != 0 {
		t.Errorf("the provider has %d resources; DESIGN.md and SECURITY.md say that it changes nothing", n)
	}
}

func TestChanges(t *testing.T) {
	before := contract{
		"data.a":               "data source",
		"data.a.size":          "optional number",
		"function.f":           "function",
		"function.f.return":    "string",
		"function.f(0)":        "country string",
		"data.a.list":          "computed list",
		"data.a.list[]":        "string",
		"provider.credentials": "optional string",

		"data.teamsvoice_rollout":               "data source",
		"data.teamsvoice_rollout.users":         "optional map",
		"data.teamsvoice_rollout.users.country": "optional string",
		"data.teamsvoice_rollout.users_csv":     "optional string",
	}
	tests := []struct {
		name              string
		change            contract // "" takes the entry out
		breaks, additions int
	}{
		{"nothing", nil, 0, 0},
		{"an attribute is gone", contract{"data.a.size": ""}, 1, 0},
		{"an attribute has another type", contract{"data.a.size": "optional string"}, 1, 0},
		{"an element has another type", contract{"data.a.list[]": "number"}, 1, 0},
		{"an argument has become required", contract{"data.a.size": "required number"}, 1, 0},
		{"an optional argument is new", contract{"data.a.color": "optional string"}, 0, 1},
		{"an attribute is new", contract{"data.a.color": "computed string"}, 0, 1},
		{"a required argument is new", contract{"data.a.color": "required string"}, 1, 0},
		{"a data source with a required argument is new", contract{"data.b": "data source", "data.b.c": "required string"}, 0, 2},
		{"a parameter is new", contract{"function.f(1)": "feature string"}, 1, 0},
		{"a variadic parameter is new", contract{"function.f(*)": "features string"}, 0, 1},
		{"an argument takes any type", contract{"data.a.size": "optional any"}, 1, 0},
		{"one does that is known to take what it took", contract{"data.teamsvoice_rollout.users": "optional any", "data.teamsvoice_rollout.users.country": ""}, 0, 0},
		{"and its neighbor too", contract{"data.teamsvoice_rollout.users": "optional any", "data.teamsvoice_rollout.users_csv": "optional any"}, 1, 0},
		{"it loses what it took", contract{"data.teamsvoice_rollout.users.country": ""}, 1, 0},
		{"a function is new", contract{"function.g": "function", "function.g(0)": "x string"}, 0, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			after := maps.Clone(before)
			for name, is := range tt.change {
				if is == "" {
					delete(after, name)
				} else {
					after[name] = is
				}
			}
			breaking, additions := changes(before, after)
			if len(breaking) != tt.breaks || len(additions) != tt.additions {
				t.Errorf("breaking %q, additions %q; want %d and %d", breaking, additions, tt.breaks, tt.additions)
			}
		})
	}
}

// widened are the arguments that take more than a released version took, and all
// that it took: with what they are now, and why.
var widened = map[string]string{
	// Since 0.2 it takes a map of locations, a list of objects and CSV text too.
	"data.teamsvoice_rollout.users": "optional any",
}

// isWidened reports whether a name, or one that it is part of, takes more now.
func isWidened(name string, after contract) bool {
	for wide, is := range widened {
		if after[wide] == is && (name == wide || strings.HasPrefix(name, wide+".") || strings.HasPrefix(name, wide+"[")) {
			return true
		}
	}
	return false
}

// changes tells what breaks a configuration from what only adds.
func changes(before, after contract) (breaking, additions []string) {
	for _, name := range slices.Sorted(maps.Keys(before)) {
		switch is, ok := after[name]; {
		case isWidened(name, after):
		case !ok:
			breaking = append(breaking, fmt.Sprintf("%s (%s) is gone", name, before[name]))
		case is != before[name]:
			breaking = append(breaking, fmt.Sprintf("%s was %q and is %q", name, before[name], is))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if _, ok := before[name]; ok {
			continue
		}
		change := fmt.Sprintf("%s (%s) is new", name, after[name])
		if mustBeGiven(name, after[name]) && before[owner(name)] != "" {
			breaking = append(breaking, change)
		} else {
			additions = append(additions, change)
		}
	}
	return breaking, additions
}

// mustBeGiven reports whether the owner of the name must be given a value for it.
func mustBeGiven(name, is string) bool {
	return strings.HasPrefix(is, "required ") || strings.HasSuffix(name, ")") && !strings.HasSuffix(name, "(*)")
}

// owner is the data source, the function or the block that the name is part of.
func owner(name string) string {
	return name[:strings.LastIndexAny(name, ".(")]
}

func servedSchema(t *testing.T) *tfprotov6.GetProviderSchemaResponse {
	t.Helper()
	return protocol.NewServer(t, provider.Server(provider.New("compat")())).Schemas
}

func servedContract(t *testing.T) contract {
	t.Helper()
	schema := servedSchema(t)
	c := contract{"provider": "provider"}
	c.block("provider", schema.Provider.Block)
	for name, s := range schema.ResourceSchemas {
		c["resource."+name] = "resource"
		c.block("resource."+name, s.Block)
	}
	for name, s := range schema.DataSourceSchemas {
		c["data."+name] = "data source"
		c.block("data."+name, s.Block)
	}
	for name, f := range schema.Functions {
		path := "function." + name
		c[path] = "function"
		for i, p := range f.Parameters {
			c.typed(fmt.Sprintf("%s(%d)", path, i), p.Name+" ", p.Type)
		}
		if p := f.VariadicParameter; p != nil {
			c.typed(path+"(*)", p.Name+" ", p.Type)
		}
		c.typed(path+".return", "", f.Return.Type)
	}
	return c
}

func (c contract) block(path string, block *tfprotov6.SchemaBlock) {
	for _, a := range block.Attributes {
		c.attribute(path, a)
	}
	for _, b := range block.BlockTypes {
		at := path + "." + b.TypeName
		c[at] = "block " + strings.ToLower(b.Nesting.String())
		c.block(at, b.Block)
	}
}

func (c contract) attribute(path string, a *tfprotov6.SchemaAttribute) {
	var flags strings.Builder
	for _, tt := range []struct {
		is   bool
		name string
	}{
		{a.Required, "required "},
		{a.Optional, "optional "},
		{a.Computed, "computed "},
		{a.Sensitive, "sensitive "},
		{a.WriteOnly, "write-only "},
	} {
		if tt.is {
			flags.WriteString(tt.name)
		}
	}
	at := path + "." + a.Name
	if a.NestedType == nil {
		c.typed(at, flags.String(), a.Type)
		return
	}
	c[at] = flags.String() + strings.ToLower(a.NestedType.Nesting.String())
	for _, nested := range a.NestedType.Attributes {
		c.attribute(at, nested)
	}
}

// typed writes down a type, and each part of it on a line of its own.
func (c contract) typed(path, prefix string, t tftypes.Type) {
	switch t := t.(type) {
	case tftypes.Object:
		c[path] = prefix + "object"
		for name, attribute := range t.AttributeTypes {
			optional := ""
			if _, ok := t.OptionalAttributes[name]; ok {
				optional = "optional "
			}
			c.typed(path+"."+name, optional, attribute)
		}
	case tftypes.List:
		c[path] = prefix + "list"
		c.typed(path+"[]", "", t.ElementType)
	case tftypes.Set:
		c[path] = prefix + "set"
		c.typed(path+"[]", "", t.ElementType)
	case tftypes.Map:
		c[path] = prefix + "map"
		c.typed(path+"[]", "", t.ElementType)
	case tftypes.Tuple:
		c[path] = prefix + "tuple"
		for i, element := range t.ElementTypes {
			c.typed(fmt.Sprintf("%s[%d]", path, i), "", element)
		}
	default:
		c[path] = prefix + name(t)
	}
}

func name(t tftypes.Type) string {
	switch {
	case t.Is(tftypes.String):
		return "string"
	case t.Is(tftypes.Number):
		return "number"
	case t.Is(tftypes.Bool):
		return "bool"
	case t.Is(tftypes.DynamicPseudoType):
		return "any"
	}
	return t.String()
}

func readContract(t *testing.T, file string) contract {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var c contract
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return c
}
