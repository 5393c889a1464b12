package provider

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/provider"
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

func TestEverythingHasAnExample(t *testing.T) {
	s := newServer(t, nil)
	for name := range s.Schemas.DataSourceSchemas {
		hasExample(t, "data-sources", name, "data-source.tf")
	}
	for name := range s.Schemas.Functions {
		hasExample(t, "functions", name, "function.tf")
	}
}

func hasExample(t *testing.T, kind, name, file string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join("..", "..", "examples", kind, name, file)); err != nil {
		t.Errorf("%s has no example: %v", name, err)
	}
}

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
