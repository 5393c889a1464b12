package provider

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit/protocol"
)

// TestAnswersNeedTheirServer holds that the framework's server alone, which would
// drop an encoded answer, answers with an error and not with something else.
func TestAnswersNeedTheirServer(t *testing.T) {
	s := server{protocol.NewServer(t, providerserver.NewProtocol6(providerOn(today, nil))()), t}
	const want = "Nobody asked for an answer. This is a bug in the provider"
	resp, err := s.CallFunction(context.Background(), s.request("country_code", "Germany"))
	if err != nil {
		t.Fatal(err)
	}
	if resp.Error == nil || !strings.Contains(resp.Error.Text, want) {
		t.Errorf("a function answers %+v, want an error with %q", resp, want)
	}
	if said := s.configure(nil); said.hasError() {
		t.Fatal(said)
	}
	const source = "teamsvoice_dataset"
	read, err := s.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{TypeName: source, Config: s.dynamic(s.Schemas.DataSourceSchemas[source], nil)})
	if err != nil {
		t.Fatal(err)
	}
	if said := diagnostics(read.Diagnostics); !strings.Contains(said.String(), want) {
		t.Errorf("a data source says %v, want %q", said, want)
	}
}

// TestModelsMatchTheirSchema holds that an attribute without a field, or a field
// without an attribute, is told by its name.
func TestModelsMatchTheirSchema(t *testing.T) {
	for want, names := range map[string][]string{
		"": {"a", "b"},
		"the model has an attribute b, the schema has none":             {"a"},
		"the schema has attributes that the model does not have: [c d]": {"a", "b", "c", "d"},
	} {
		got := ""
		if err := sameNames([]modelField{{name: "a"}, {name: "b"}}, names); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("attributes %v: %q, want %q", names, got, want)
		}
	}
}

// TestAnswersCostLittle bounds what one answer allocates, at twice what it does:
// what is done for each call that only an error needs shows here.
func TestAnswersCostLittle(t *testing.T) {
	s := newServer(t, nil)
	if said := s.configure(nil); said.hasError() {
		t.Fatal(said)
	}
	call := func(function string, arguments ...any) func() {
		req := s.request(function, arguments...)
		return func() { s.mustAnswer(req) }
	}
	const source = "teamsvoice_country_availability"
	req := &tfprotov6.ReadDataSourceRequest{TypeName: source, Config: s.dynamic(s.Schemas.DataSourceSchemas[source], map[string]any{"country": "US"})}
	for _, tt := range []struct {
		name   string
		answer func()
		most   float64
	}{
		{"country_code", call("country_code", "US"), 110},
		{"calling_plan_available", call("calling_plan_available", "US"), 140},
		{"country_availability", call("country_availability", "US"), 1_400},
		{source, func() {
			if resp, err := s.ReadDataSource(context.Background(), req); err != nil || diagnostics(resp.Diagnostics).hasError() {
				t.Fatal(resp, err)
			}
		}, 3_200},
	} {
		if n := testing.AllocsPerRun(10, tt.answer); n > tt.most {
			t.Errorf("%s allocates %v times, want at most %v", tt.name, n, tt.most)
		}
	}
}
