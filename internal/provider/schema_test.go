package provider

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestAvailabilityObjectIsOneType(t *testing.T) {
	s := newServer(t, nil)
	attributes, ok := s.Schemas.DataSourceSchemas["teamsvoice_country_availability"].ValueType().(tftypes.Object)
	if !ok {
		t.Fatal("the data source is no object")
	}
	for _, own := range []string{"id", "country", "required_features", "required_cities", "organization_country", "on_missing", "strict"} {
		delete(attributes.AttributeTypes, own)
	}
	if returned := s.Schemas.Functions["country_availability"].Return.Type; !returned.Equal(attributes) {
		t.Errorf("the function returns %s, and the data source has %s", returned, attributes)
	}
}

func TestEverythingIsDescribed(t *testing.T) {
	s := newServer(t, nil)
	described(t, "provider", s.Schemas.Provider.Block)
	for name, schema := range s.Schemas.DataSourceSchemas {
		isSentence(t, name, schema.Block.Description)
		isFiled(t, name, schema.Block.Description)
		hasExample(t, "data-sources", name, "data-source.tf")
		described(t, name, schema.Block)
	}
	for name, f := range s.Schemas.Functions {
		isSentence(t, name, f.Description)
		isFiled(t, name, f.Description)
		hasExample(t, "functions", name, "function.tf")
		if f.Summary == "" {
			t.Errorf("%s has no summary", name)
		}
		parameters := f.Parameters
		if f.VariadicParameter != nil {
			parameters = append(parameters, f.VariadicParameter)
		}
		for _, p := range parameters {
			isSentence(t, name+"("+p.Name+")", p.Description)
		}
	}
}

func described(t *testing.T, at string, block *tfprotov6.SchemaBlock) {
	t.Helper()
	attributesDescribed(t, at, block.Attributes)
	for _, b := range block.BlockTypes {
		isSentence(t, at+"."+b.TypeName, b.Block.Description)
		described(t, at+"."+b.TypeName, b.Block)
	}
}

func attributesDescribed(t *testing.T, at string, attributes []*tfprotov6.SchemaAttribute) {
	t.Helper()
	for _, a := range attributes {
		isSentence(t, at+"."+a.Name, a.Description)
		if a.NestedType != nil {
			attributesDescribed(t, at+"."+a.Name, a.NestedType.Attributes)
		}
	}
}

func isSentence(t *testing.T, at, description string) {
	t.Helper()
	if description = strings.TrimSpace(description); description == "" {
		t.Errorf("%s has no description", at)
	} else if mark := codeMark.FindString(description); mark != "" {
		t.Errorf("%s: %s should be in backquotes in %q", at, mark, description)
	}
}

// isFiled holds a description to the end that the templates need: see page.go.
func isFiled(t *testing.T, at, description string) {
	t.Helper()
	if !filed.MatchString(description) || strings.Count(description, "\n\n**") != 1 {
		t.Errorf("%s does not end with its topic and where to read on: %q", at, description)
	}
}

var filed = regexp.MustCompile(`[^\n]\n\n\*\*(Availability|Dataset|Numbers|Rollout|Tenant)\*\*, see also:\n(\n- .+)+$`)

func hasExample(t *testing.T, kind, name, file string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join("..", "..", "examples", kind, name, file)); err != nil {
		t.Errorf("%s has no example: %v", name, err)
	}
}

// codeMark is what the doc tags of the models have in the place of backquotes.
var codeMark = regexp.MustCompile(`\{\w+\}`)

// The framework's own checks of what the provider declares.
func TestImplementationIsValid(t *testing.T) {
	ctx := context.Background()
	p, ok := providerOn(today, nil).(provider.ProviderWithFunctions)
	if !ok {
		t.Fatal("the provider has no functions")
	}
	var declared provider.SchemaResponse
	p.Schema(ctx, provider.SchemaRequest{}, &declared)
	for _, d := range declared.Schema.ValidateImplementation(ctx) {
		t.Errorf("provider: %s: %s", d.Summary(), d.Detail())
	}
	for _, newDataSource := range p.DataSources(ctx) {
		var metadata datasource.MetadataResponse
		d := newDataSource()
		d.Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: "teamsvoice"}, &metadata)
		var declared datasource.SchemaResponse
		d.Schema(ctx, datasource.SchemaRequest{}, &declared)
		for _, d := range declared.Schema.ValidateImplementation(ctx) {
			t.Errorf("%s: %s: %s", metadata.TypeName, d.Summary(), d.Detail())
		}
	}
	for _, newFunction := range p.Functions(ctx) {
		var metadata function.MetadataResponse
		f := newFunction()
		f.Metadata(ctx, function.MetadataRequest{}, &metadata)
		var definition function.DefinitionResponse
		f.Definition(ctx, function.DefinitionRequest{}, &definition)
		var valid function.DefinitionValidateResponse
		definition.Definition.ValidateImplementation(ctx, function.DefinitionValidateRequest{FuncName: metadata.Name}, &valid)
		for _, d := range append(definition.Diagnostics, valid.Diagnostics...) {
			t.Errorf("%s: %s: %s", metadata.Name, d.Summary(), d.Detail())
		}
	}
}
