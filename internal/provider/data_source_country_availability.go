package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
)

// countryAvailabilityDataSource is teamsvoice_country_availability.
type countryAvailabilityDataSource struct{ configured }

type countryAvailabilityData struct {
	ID               types.String `tfsdk:"id"`
	Country          types.String `tfsdk:"country"`
	RequiredFeatures types.Set    `tfsdk:"required_features"`
	Strict           types.Bool   `tfsdk:"strict"`
	availabilityModel
}

func (d *countryAvailabilityDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_country_availability"
}

func (d *countryAvailabilityDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "All that Microsoft Teams voice can do in a country, and a gate: with `required_features`, the plan fails when one is missing.\n\n" +
			"The country is that of the user's licence, the usage location, never the billing address of the organization. A country that the " +
			"documentation does not list is no error: every feature there is `unlisted`." +
			availabilityTopic.seeAlso(functionLink("country_availability")+", which returns the same object", dataSourceLink("rollout")+" for more than a few users"),
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "The country code.",
			},
			"country": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: countryParameter.MarkdownDescription,
				Validators:          []validator.String{isCountry},
			},
			"required_features": schema.SetAttribute{
				Optional:            true,
				ElementType:         types.StringType,
				MarkdownDescription: "Identifiers of the features that have to be there: see [the features](../guides/features.md). The read fails with one error for each that is missing.",
				Validators:          areFeatures(),
			},
			"strict": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether a `conditional` feature counts as missing. Default: `false`.",
			},
		},
	}
	maps.Copy(resp.Schema.Attributes, computed[availabilityModel]())
}

func (d *countryAvailabilityDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var data countryAvailabilityData
	readArguments(ctx, req.Config, &data, diags)
	code := parseArgument(path.Root("country"), data.Country, "country", country.Resolve, diags)
	required := parseElements(path.Root("required_features"), data.RequiredFeatures, "feature", availability.ParseFeature, diags)
	snapshot := d.snapshot(diags)
	if diags.HasError() {
		return
	}
	at := snapshot.Country(code)
	require(diags, at, required, availability.Options{Strict: data.Strict.ValueBool()})
	if diags.HasError() {
		return
	}
	data.ID = types.StringValue(code.String())
	data.availabilityModel = availabilityOf(snapshot, at)
	diags.Append(setState(ctx, &resp.State, &data)...)
}

// require adds an error for each of the features that is missing, in the order
// of the documentation page.
func require(diags *diag.Diagnostics, at *availability.Country, required []availability.Feature, o availability.Options) {
	slices.SortFunc(required, func(a, b availability.Feature) int { return a.Index() - b.Index() })
	for _, f := range at.Missing(required, o) {
		diags.AddAttributeError(path.Root("required_features"),
			fmt.Sprintf("%s is %s in %s", f, at.VerdictFor(f, o.Organization).Status, at.Title()), message.Explain(at, f, message.Options{Options: o}))
	}
}
