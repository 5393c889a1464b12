package provider

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
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
	ID                  types.String `tfsdk:"id"`
	Country             types.String `tfsdk:"country"`
	RequiredFeatures    types.Set    `tfsdk:"required_features"`
	RequiredCities      types.Set    `tfsdk:"required_cities"`
	Strict              types.Bool   `tfsdk:"strict"`
	OrganizationCountry types.String `tfsdk:"organization_country"`
	OnMissing           types.String `tfsdk:"on_missing"`
	availabilityModel
}

func (d *countryAvailabilityDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_country_availability"
}

func (d *countryAvailabilityDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "All that Microsoft Teams voice can do in a country, and a gate: with `required_features`, the plan fails when one is missing.\n\n" +
			"The country is that of the user's license, the usage location, never the billing address of the organization. A country that the " +
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
			"required_cities": schema.SetAttribute{
				Optional:    true,
				ElementType: types.StringType,
				MarkdownDescription: "Cities that have to have toll service numbers, each as `City`, in English or another language, or as `State, City` where a " +
					"name is not enough. A spelling that is near a city with numbers, and not its name, is an error that names that city, whatever `on_missing` says. " +
					"`strict` and `organization_country` count for them as for `toll_number`.",
				Validators: []validator.Set{setvalidator.ValueStringsAre(isCity)},
			},
			"strict": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether a `conditional` feature counts as missing. Default: `false`.",
			},
			"organization_country": organizationCountryAttribute(),
			"on_missing":           onMissingAttribute(),
		},
	}
	maps.Copy(resp.Schema.Attributes, computed[availabilityModel]())
}

// organizationCountryAttribute is the argument organization_country of a data
// source that judges features of countries.
func organizationCountryAttribute() schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true,
		MarkdownDescription: "The country where the organization buys, in any spelling. It decides what depends on it: whom an operator sells its plans " +
			"to, plans that are not sold to organizations there, and the conditions `domestic_organizations_only` and " +
			"`excludes_domestic_purchases`. Without it, they stay open.",
		Validators: []validator.String{isCountry},
	}
}

func (d *countryAvailabilityDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var data countryAvailabilityData
	readArguments(ctx, req.Config, &data, diags)
	code := parseArgument(path.Root("country"), data.Country, "country", country.Resolve, diags)
	required := parseElements(path.Root("required_features"), data.RequiredFeatures, "feature", availability.ParseFeature, diags)
	cities := parseElements(path.Root("required_cities"), data.RequiredCities, "city", asGiven, diags)
	options := availability.Options{
		Strict:       data.Strict.ValueBool(),
		Organization: parseArgument(path.Root("organization_country"), data.OrganizationCountry, "country", country.Resolve, diags),
	}
	snapshot := d.snapshot(diags)
	if diags.HasError() {
		return
	}
	at := snapshot.Country(code)
	slices.Sort(required) // in the order of the documentation page
	missing := at.Missing(required, options)
	report := missingReporter(data.OnMissing, diags)
	for _, f := range missing {
		summary, detail := message.Missing(at, f, message.Options{Options: options})
		report(path.Root("required_features"), summary, detail)
	}
	for _, city := range cities {
		found, err := at.HasTollNumberIn(city, options)
		switch {
		case err != nil:
			diags.AddAttributeError(path.Root("required_cities"), "Invalid city", sentence(err))
		case !found:
			summary, detail := message.MissingCity(at, city, message.Options{Options: options})
			report(path.Root("required_cities"), summary, detail)
		}
	}
	judged := required
	if len(cities) > 0 {
		judged = append(judged, availability.TollNumber)
	}
	d.judgeAge(diags, func(yield func(*availability.Country, availability.Feature) bool) {
		for _, f := range judged {
			if !yield(at, f) {
				return
			}
		}
	})
	if diags.HasError() {
		return
	}
	data.ID = types.StringValue(code.String())
	data.availabilityModel = availabilityOf(at, options.Organization)
	data.MissingFeatures = names(missing)
	diags.Append(setState(ctx, &resp.State, &data)...)
}
