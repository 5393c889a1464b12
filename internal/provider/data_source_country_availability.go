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
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
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
		MarkdownDescription: "What Microsoft Teams voice can do in a country. With `required_features` or `required_cities`, the data source is also a gate: the plan fails " +
			"if one of them is missing.\n\n" +
			"The country that matters is the usage location of the user's license, never the billing address of the organization. A country without a page in " +
			"Microsoft's documentation is not an error: all of its features are `unlisted`.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "Same as `country_code`.",
			},
			"country": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: countryDescription,
				Validators:          []validator.String{isCountry},
			},
			"required_features": schema.SetAttribute{
				Optional:            true,
				ElementType:         types.StringType,
				MarkdownDescription: "Features that must be available in the country. The plan fails with one error for each that is missing. Any of " + featureWords + ".",
				Validators:          areFeatures(),
			},
			"required_cities": schema.SetAttribute{
				Optional:    true,
				ElementType: types.StringType,
				MarkdownDescription: "Cities that must have toll service numbers. Write each as `City`, in English or another language, or as `State, City` if the name alone is " +
					"ambiguous. A spelling that is only close to a city with numbers is an error that names that city, whatever `on_missing` says. " +
					"`strict` and `organization_country` apply as for the feature `toll_number`.",
				Validators: []validator.Set{setvalidator.ValueStringsAre(isCity)},
			},
			"strict": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether a `conditional` feature counts as missing. Defaults to `false`.",
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
		MarkdownDescription: "Country where the organization buys its licenses, in any spelling. It decides whether an operator sells its plans to the organization, " +
			"which plans are sold to it, and whether `domestic_organizations_only` and `excludes_domestic_purchases` apply. If omitted, these conditions are " +
			"reported as they are.",
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
	if len(cities) > 0 && !slices.Contains(required, availability.TollNumber) {
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
	data.MissingFeatures = text.Names(missing)
	diags.Append(setState(ctx, &resp.State, &data)...)
}
