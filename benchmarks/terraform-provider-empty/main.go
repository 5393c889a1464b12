// Command terraform-provider-empty is a provider of the same framework, in the
// same version and built with the same flags, that knows nothing: it has one
// function and one data source, which give the same answer to everything. What
// it costs is the floor that the benchmarks measure the provider against.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func main() {
	err := providerserver.Serve(context.Background(), func() provider.Provider { return empty{} }, providerserver.ServeOpts{
		Address: "registry.terraform.io/teamsvoice/empty",
	})
	if err != nil {
		log.Fatal(err)
	}
}

type empty struct{}

var _ provider.ProviderWithFunctions = empty{}

func (empty) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "empty"
}

func (empty) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (empty) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

func (empty) Resources(context.Context) []func() resource.Resource { return nil }

func (empty) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return gate{} }}
}

func (empty) Functions(context.Context) []func() function.Function {
	return []func() function.Function{func() function.Function { return check{} }}
}

// check has the parameters and the result of calling_plan_available, and is
// always true.
type check struct{}

func (check) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "check"
}

func (check) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Parameters:        []function.Parameter{function.StringParameter{Name: "country"}},
		VariadicParameter: function.StringParameter{Name: "plan_types"},
		Return:            function.BoolReturn{},
	}
}

func (check) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var country string
	var planTypes []string
	resp.Error = req.Arguments.Get(ctx, &country, &planTypes)
	if resp.Error == nil {
		resp.Error = resp.Result.Set(ctx, true)
	}
}

// gate has the arguments of teamsvoice_country_availability, and nothing is
// ever missing.
type gate struct{}

func (gate) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "empty_gate"
}

func (gate) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":                schema.StringAttribute{Computed: true},
		"country":           schema.StringAttribute{Required: true},
		"required_features": schema.SetAttribute{Optional: true, ElementType: types.StringType},
		"strict":            schema.BoolAttribute{Optional: true},
	}}
}

func (gate) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var country types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("country"), &country)...)
	resp.State.Raw = req.Config.Raw
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), country)...)
}
