package provider

import (
	"context"
	"fmt"
	"maps"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit/protocol"
)

// server is the provider as a CLI has it: behind the plugin protocol.
type server struct {
	protocol.Server
	t testing.TB
}

func newServer(t testing.TB, env environment) server {
	t.Helper()
	return newServerOn(t, today, env)
}

// newServerOn is newServer on another day.
func newServerOn(t testing.TB, day string, env environment) server {
	t.Helper()
	return server{protocol.NewServer(t, Server(providerOn(day, env))), t}
}

// special is a value that is no Go value: null or not known yet.
type special string

const (
	null    special = "null"
	unknown special = "not known yet"
)

// args is the arguments of a function call: Go values, nulls and unknowns.
func args(values ...any) []any { return values }

// list is a list argument.
func list(elements ...any) []any { return append([]any{}, elements...) }

// valueOf returns a Go value, or a special one, as a Terraform value of a type.
func valueOf(t tftypes.Type, v any) tftypes.Value {
	if value, ok := v.(tftypes.Value); ok {
		return value
	}
	if t.Is(tftypes.DynamicPseudoType) {
		return dyn(v)
	}
	elements, isList := v.([]any)
	entries, isObject := v.(map[string]any)
	switch {
	case v == any(null):
		return tftypes.NewValue(t, nil)
	case v == any(unknown):
		return tftypes.NewValue(t, tftypes.UnknownValue)
	case isList:
		values := make([]tftypes.Value, len(elements))
		for i, e := range elements {
			values[i] = valueOf(elementOf(t), e)
		}
		return tftypes.NewValue(t, values)
	case isObject:
		values := make(map[string]tftypes.Value)
		if o, ok := t.(tftypes.Object); ok {
			for name, attributeType := range o.AttributeTypes {
				values[name] = tftypes.NewValue(attributeType, nil)
				if e, given := entries[name]; given {
					values[name] = valueOf(attributeType, e)
				}
			}
			return tftypes.NewValue(t, values)
		}
		for name, e := range entries {
			values[name] = valueOf(elementOf(t), e)
		}
		return tftypes.NewValue(t, values)
	}
	return tftypes.NewValue(t, v)
}

func elementOf(t tftypes.Type) tftypes.Type {
	switch t := t.(type) {
	case tftypes.List:
		return t.ElementType
	case tftypes.Set:
		return t.ElementType
	case tftypes.Map:
		return t.ElementType
	}
	return tftypes.DynamicPseudoType
}

// plainValue is the reverse of valueOf. Numbers are float64, null is nil.
func plainValue(t testing.TB, v tftypes.Value) any {
	t.Helper()
	if !v.IsKnown() {
		return unknown
	}
	if v.IsNull() {
		return nil
	}
	switch v.Type().(type) {
	case tftypes.List, tftypes.Set, tftypes.Tuple:
		elements := []any{}
		for _, e := range read[[]tftypes.Value](t, v) {
			elements = append(elements, plainValue(t, e))
		}
		return elements
	case tftypes.Object, tftypes.Map:
		entries := make(map[string]any)
		for name, e := range read[map[string]tftypes.Value](t, v) {
			entries[name] = plainValue(t, e)
		}
		return entries
	}
	switch {
	case v.Type().Is(tftypes.String):
		return read[string](t, v)
	case v.Type().Is(tftypes.Bool):
		return read[bool](t, v)
	}
	n, _ := read[*big.Float](t, v).Float64()
	return n
}

func read[T any](t testing.TB, v tftypes.Value) (target T) {
	t.Helper()
	if err := v.As(&target); err != nil {
		t.Fatal(err)
	}
	return target
}

// call calls a function. The result is as plainValue gives it.
func (s server) call(name string, arguments ...any) (any, *tfprotov6.FunctionError) {
	s.t.Helper()
	signature, ok := s.Schemas.Functions[name]
	if !ok {
		s.t.Fatalf("there is no function %q", name)
	}
	req := &tfprotov6.CallFunctionRequest{Name: name}
	for i, argument := range arguments {
		parameter := signature.VariadicParameter
		if i < len(signature.Parameters) {
			parameter = signature.Parameters[i]
		}
		value, err := tfprotov6.NewDynamicValue(parameter.Type, valueOf(parameter.Type, argument))
		if err != nil {
			s.t.Fatal(err)
		}
		req.Arguments = append(req.Arguments, &value)
	}
	resp, err := s.CallFunction(context.Background(), req)
	if err != nil {
		s.t.Fatal(err)
	}
	if resp.Error != nil {
		return nil, resp.Error
	}
	result, err := resp.Result.Unmarshal(signature.Return.Type)
	if err != nil {
		s.t.Fatal(err)
	}
	return plainValue(s.t, result), nil
}

func (s server) mustCall(name string, arguments ...any) any {
	s.t.Helper()
	result, err := s.call(name, arguments...)
	if err != nil {
		s.t.Fatal(err.Text)
	}
	return result
}

// functionCase is one call of a function, with what it returns, or with words
// of its error and the argument that the error is on.
type functionCase struct {
	name  string // the situation
	args  []any
	want  any
	fails string
	at    int64
}

func testFunction(t *testing.T, function string, cases []functionCase) {
	t.Helper()
	s := newServer(t, nil)
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			got, err := s.call(function, tt.args...)
			switch {
			case err == nil && tt.fails != "":
				t.Errorf("it returned %v, want an error with %q", got, tt.fails)
			case err == nil:
				if !reflect.DeepEqual(got, tt.want) {
					t.Errorf("got %v, want %v", got, tt.want)
				}
			case tt.fails == "":
				t.Errorf("it failed: %s", err.Text)
			case !says(tt.fails).MatchString(err.Text):
				t.Errorf("it failed with %q, want %q in it", err.Text, tt.fails)
			case err.FunctionArgument == nil || *err.FunctionArgument != tt.at:
				t.Errorf("the error is on argument %v, want %d: %s", show(err.FunctionArgument), tt.at, err.Text)
			}
		})
	}
}

func show(n *int64) string {
	if n == nil {
		return "none"
	}
	return fmt.Sprint(*n)
}

// keysOf returns the keys of a map, sorted.
func keysOf(v any) []string {
	entries, _ := v.(map[string]any)
	return slices.Sorted(maps.Keys(entries))
}

// data reads a data source of a provider that is configured, both given by
// their arguments. The diagnostics are those of validating, configuring and
// reading, up to the first step that has an error.
func (s server) data(name string, configuration, arguments map[string]any) (any, diagnostics) {
	s.t.Helper()
	ctx := context.Background()
	said := s.configure(configuration)
	if said.hasError() {
		return nil, said
	}
	schema := s.Schemas.DataSourceSchemas[name]
	config := s.dynamic(schema, arguments)
	validated, err := s.ValidateDataResourceConfig(ctx, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: config})
	if err != nil {
		s.t.Fatal(err)
	}
	if said = append(said, validated.Diagnostics...); said.hasError() {
		return nil, said
	}
	resp, err := s.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: config})
	if err != nil {
		s.t.Fatal(err)
	}
	if said = append(said, resp.Diagnostics...); said.hasError() {
		return nil, said
	}
	state, err := resp.State.Unmarshal(schema.ValueType())
	if err != nil {
		s.t.Fatal(err)
	}
	return plainValue(s.t, state), said
}

// configure validates the provider block and configures the provider with it.
func (s server) configure(arguments map[string]any) (said diagnostics) {
	s.t.Helper()
	config := s.dynamic(s.Schemas.Provider, arguments)
	validated, err := s.ValidateProviderConfig(context.Background(), &tfprotov6.ValidateProviderConfigRequest{Config: config})
	if err != nil {
		s.t.Fatal(err)
	}
	if said = validated.Diagnostics; said.hasError() {
		return said
	}
	configured, err := s.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{Config: config})
	if err != nil {
		s.t.Fatal(err)
	}
	return append(said, configured.Diagnostics...)
}

// dynamic returns arguments as the configuration of a schema, with null for
// those that are left out.
func (s server) dynamic(schema *tfprotov6.Schema, arguments map[string]any) *tfprotov6.DynamicValue {
	s.t.Helper()
	arguments = maps.Clone(arguments)
	if arguments == nil {
		arguments = make(map[string]any)
	}
	for _, block := range schema.Block.BlockTypes {
		if _, given := arguments[block.TypeName]; !given {
			arguments[block.TypeName] = list() // no block is an empty list, not null
		}
	}
	config, err := tfprotov6.NewDynamicValue(schema.ValueType(), valueOf(schema.ValueType(), arguments))
	if err != nil {
		s.t.Fatal(err)
	}
	return &config
}

// diagnostics is what the provider says beside its answer.
type diagnostics []*tfprotov6.Diagnostic

func (d diagnostics) hasError() bool {
	return slices.ContainsFunc(d, func(d *tfprotov6.Diagnostic) bool { return d.Severity == tfprotov6.DiagnosticSeverityError })
}

func (d diagnostics) String() string {
	var b strings.Builder
	for _, d := range d {
		at := ""
		if d.Attribute != nil {
			at = d.Attribute.String()
		}
		fmt.Fprintf(&b, "%s on %s: %s\n%s\n", d.Severity, at, d.Summary, d.Detail)
	}
	return b.String()
}
