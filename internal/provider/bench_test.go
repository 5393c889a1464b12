package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// typicalCalls has one call of each function, as a configuration would make it.
var typicalCalls = make(map[string][]any)

// typicalCall adds the call of a function, from the test beside it.
func typicalCall(function string, arguments ...any) struct{} {
	typicalCalls[function] = arguments
	return struct{}{}
}

// request returns a call as the protocol has it.
func (s server) request(function string, arguments ...any) *tfprotov6.CallFunctionRequest {
	s.t.Helper()
	signature := s.Schemas.Functions[function]
	req := &tfprotov6.CallFunctionRequest{Name: function}
	for i, argument := range arguments {
		parameter := signature.VariadicParameter
		if i < len(signature.Parameters) {
			parameter = signature.Parameters[i]
		}
		typ := parameter.Type
		if _, ok := argument.(string); ok { // where the type is dynamic, too
			typ = tftypes.String
		}
		value, err := tfprotov6.NewDynamicValue(parameter.Type, valueOf(typ, argument))
		if err != nil {
			s.t.Fatal(err)
		}
		req.Arguments = append(req.Arguments, &value)
	}
	return req
}

func (s server) mustAnswer(req *tfprotov6.CallFunctionRequest) {
	resp, err := s.CallFunction(context.Background(), req)
	if err != nil {
		s.t.Fatal(err)
	}
	if resp.Error != nil {
		s.t.Fatal(resp.Error.Text)
	}
}

// BenchmarkSchema is what a new process does before the CLI asks it anything.
func BenchmarkSchema(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		s := Server(providerOn(today, nil))
		if _, err := s.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFirstCall is a call of a server that was not called before; the
// dataset is decoded already, as it is once in a process.
func BenchmarkFirstCall(b *testing.B) {
	benchmarkCalls(b, func(b *testing.B, function string) {
		for b.Loop() {
			b.StopTimer()
			s := newServer(b, nil)
			req := s.request(function, typicalCalls[function]...)
			b.StartTimer()
			s.mustAnswer(req)
		}
	})
}

// BenchmarkLaterCall is a call of a server that has made it before.
func BenchmarkLaterCall(b *testing.B) {
	benchmarkCalls(b, func(b *testing.B, function string) {
		s := newServer(b, nil)
		req := s.request(function, typicalCalls[function]...)
		s.mustAnswer(req)
		for b.Loop() {
			s.mustAnswer(req)
		}
	})
}

func benchmarkCalls(b *testing.B, run func(b *testing.B, function string)) {
	for _, function := range slices.Sorted(maps.Keys(newServer(b, nil).Schemas.Functions)) {
		b.Run(function, func(b *testing.B) {
			if _, ok := typicalCalls[function]; !ok {
				b.Fatal("typicalCalls has no call of it")
			}
			b.ReportAllocs()
			run(b, function)
		})
	}
}

// BenchmarkRead is a read of each data source that needs no tenant.
func BenchmarkRead(b *testing.B) {
	users := map[string]any{}
	for i := range 1_000 {
		users[fmt.Sprintf("user%04d@contoso.example", i)] = map[string]any{"country": []string{"DE", "US", "AE"}[i%3]}
	}
	for _, tt := range []struct {
		name, source string
		arguments    map[string]any
	}{
		{"country_availability", "teamsvoice_country_availability", map[string]any{"country": "US", "required_features": list("calling_plan")}},
		{"countries", "teamsvoice_countries", map[string]any{"with_features": list("calling_plan")}},
		{"dataset", "teamsvoice_dataset", map[string]any{}},
		{"rollout_of_1000", "teamsvoice_rollout", map[string]any{"users": users, "features": list("calling_plan"), "on_violation": "none"}},
	} {
		b.Run(tt.name, func(b *testing.B) {
			s := newServer(b, nil)
			if said := s.configure(nil); said.hasError() {
				b.Fatal(said)
			}
			req := &tfprotov6.ReadDataSourceRequest{TypeName: tt.source, Config: s.dynamic(s.Schemas.DataSourceSchemas[tt.source], tt.arguments)}
			b.ReportAllocs()
			for b.Loop() {
				resp, err := s.ReadDataSource(context.Background(), req)
				if err != nil {
					b.Fatal(err)
				}
				if said := diagnostics(resp.Diagnostics); said.hasError() {
					b.Fatal(said)
				}
			}
		})
	}
}
