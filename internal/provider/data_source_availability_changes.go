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
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// availabilityChangesDataSource is teamsvoice_availability_changes.
type availabilityChangesDataSource struct{ configured }

type availabilityChangesData struct {
	From      types.String `tfsdk:"from"`
	To        types.String `tfsdk:"to"`
	Countries types.Set    `tfsdk:"countries"`
	Features  types.Set    `tfsdk:"features"`
	availabilityChangesModel
}

type availabilityChangesModel struct {
	Changes []changeModel `tfsdk:"changes" doc:"Features whose status or conditions changed, sorted by country and then in the order of the features."`
	Opened  []changeModel `tfsdk:"opened" doc:"Changes that made a feature available: {available} or {conditional} at {to}, but not at {from}."`
	Closed  []changeModel `tfsdk:"closed" doc:"Changes that made a feature unavailable: {available} or {conditional} at {from}, but not at {to}."`
}

type changeModel struct {
	CountryCode    string   `tfsdk:"country_code" doc:"ISO 3166-1 alpha-2 code of the country."`
	Feature        string   `tfsdk:"feature" doc:"Identifier of the feature."`
	FromStatus     string   `tfsdk:"from_status" doc:"Status at {from}: {status...}."`
	ToStatus       string   `tfsdk:"to_status" doc:"Status at {to}: {status...}."`
	FromConditions []string `tfsdk:"from_conditions" doc:"Identifiers of the conditions at {from}, sorted."`
	ToConditions   []string `tfsdk:"to_conditions" doc:"Identifiers of the conditions at {to}, sorted."`
	AsOf           string   `tfsdk:"as_of" doc:"Date of the source for the status at {to}, as YYYY-MM-DD."`
	SourceURL      *string  `tfsdk:"source_url" doc:"URL of that source; null if no source says anything about the feature anymore."`
}

func (d *availabilityChangesDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_availability_changes"
}

func (d *availabilityChangesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	date := func(doc string) schema.StringAttribute {
		return schema.StringAttribute{
			Optional:            true,
			Computed:            true,
			MarkdownDescription: doc,
			Validators:          []validator.String{oneOf("snapshot", catalog.EmbeddedDates()...)},
		}
	}
	snapshots := choice(catalog.EmbeddedDates())
	resp.Schema = schema.Schema{
		MarkdownDescription: "What changed between two snapshots of the dataset that are embedded in the provider: which features became available, which became unavailable, and " +
			"which conditions changed. Overrides in the provider configuration are ignored.",
		Attributes: map[string]schema.Attribute{
			"from": date("Date of the older snapshot: " + snapshots + ". Defaults to the second newest."),
			"to":   date("Date of the newer snapshot: " + snapshots + ". Defaults to the newest."),
			"countries": schema.SetAttribute{
				Optional:            true,
				ElementType:         types.StringType,
				MarkdownDescription: "Countries to compare, in any spelling. Defaults to all countries.",
				Validators:          areCountries(),
			},
			"features": schema.SetAttribute{
				Optional:            true,
				ElementType:         types.StringType,
				MarkdownDescription: "Features to compare. Any of " + featureWords + ". Defaults to all of them.",
				Validators:          areFeatures(),
			},
		},
	}
	maps.Copy(resp.Schema.Attributes, computed[availabilityChangesModel]())
}

func (d *availabilityChangesDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var data availabilityChangesData
	readArguments(ctx, req.Config, &data, diags)
	countries := parseElements(path.Root("countries"), data.Countries, "country", country.Resolve, diags)
	features := parseElements(path.Root("features"), data.Features, "feature", availability.ParseFeature, diags)
	dates := catalog.EmbeddedDates()
	from := embeddedSnapshot(path.Root("from"), data.From, dates[max(len(dates)-2, 0)], diags)
	to := embeddedSnapshot(path.Root("to"), data.To, dates[len(dates)-1], diags)
	if diags.HasError() {
		return
	}
	if from.AsOf() > to.AsOf() {
		diags.AddAttributeError(path.Root("from"), "Snapshots in the wrong order",
			fmt.Sprintf("from is %s, which comes after to, %s. Swap them.", from.AsOf(), to.AsOf()))
		return
	}
	data.From, data.To = types.StringValue(from.AsOf()), types.StringValue(to.AsOf())
	data.Changes, data.Opened, data.Closed = []changeModel{}, []changeModel{}, []changeModel{}
	for _, c := range catalog.Diff(from, to) {
		if !data.Countries.IsNull() && !slices.Contains(countries, c.Country) || !data.Features.IsNull() && !slices.Contains(features, c.Feature) {
			continue
		}
		change := changeModel{
			CountryCode:    c.Country.String(),
			Feature:        c.Feature.String(),
			FromStatus:     c.From.Status.String(),
			ToStatus:       c.To.Status.String(),
			FromConditions: c.From.Conditions.Names(),
			ToConditions:   c.To.Conditions.Names(),
		}
		source := to.Country(c.Country).Source(c.Feature)
		change.AsOf, change.SourceURL = source.Date.String(), orNull(source.URL)
		data.Changes = append(data.Changes, change)
		switch {
		case c.Opened():
			data.Opened = append(data.Opened, change)
		case c.Closed():
			data.Closed = append(data.Closed, change)
		}
	}
	diags.Append(setState(ctx, &resp.State, &data)...)
}

// embeddedSnapshot returns the embedded snapshot that an argument names.
func embeddedSnapshot(at path.Path, date types.String, otherwise string, diags *diag.Diagnostics) *catalog.Snapshot {
	if date.ValueString() == "" {
		date = types.StringValue(otherwise)
	}
	return parseArgument(at, date, "snapshot", catalog.Embedded, diags)
}
