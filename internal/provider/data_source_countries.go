package provider

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// countriesDataSource is teamsvoice_countries.
type countriesDataSource struct{ configured }

type countriesData struct {
	WithFeatures        types.Set    `tfsdk:"with_features"`
	WithoutFeatures     types.Set    `tfsdk:"without_features"`
	Among               types.Set    `tfsdk:"among"`
	Strict              types.Bool   `tfsdk:"strict"`
	OrganizationCountry types.String `tfsdk:"organization_country"`
	Listed              types.Bool   `tfsdk:"listed"`
	countriesModel
}

type countriesModel struct {
	CountryCodes []string                       `tfsdk:"country_codes" doc:"ISO 3166-1 alpha-2 codes of the countries, sorted."`
	Countries    map[string]countrySummaryModel `tfsdk:"countries" doc:"Countries, by country code."`
	CountryCount int64                          `tfsdk:"country_count" doc:"Number of countries."`
}

type countrySummaryModel struct {
	CountryCode string            `tfsdk:"country_code" doc:"ISO 3166-1 alpha-2 code of the country."`
	CountryName string            `tfsdk:"country_name" doc:"English name of the country, as Microsoft's documentation spells it."`
	Slug        *string           `tfsdk:"slug" doc:"Last part of the URL of the country's documentation page; null if the country has no page."`
	Features    map[string]string `tfsdk:"features" doc:"Status of every feature, by its identifier: {status...}."`
}

func (d *countriesDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_countries"
}

func (d *countriesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	set := func(doc string) schema.SetAttribute {
		return schema.SetAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: doc}
	}
	with := set("Features that must be available. Any of " + featureWords + ".")
	with.Validators = areFeatures()
	without := set("Features that must not be available. With `strict`, a `conditional` feature counts as not available. Any of " + featureWords + ".")
	without.Validators = areFeatures()
	among := set("Countries to choose from, in any spelling. Defaults to all countries.")
	among.Validators = areCountries()
	resp.Schema = schema.Schema{
		MarkdownDescription: "Countries where Microsoft Teams voice has certain features and lacks others. Omitted filters do not restrict the list.",
		Attributes: map[string]schema.Attribute{
			"with_features":    with,
			"without_features": without,
			"among":            among,
			"strict": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether a `conditional` feature counts as not available. Defaults to `false`.",
			},
			"organization_country": organizationCountryAttribute(),
			"listed": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether to return the countries that have a page in Microsoft's documentation (`true`) or those that have none (`false`). Defaults to `true`.",
			},
		},
	}
	maps.Copy(resp.Schema.Attributes, computed[countriesModel]())
}

func (d *countriesDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var data countriesData
	readArguments(ctx, req.Config, &data, diags)
	with := parseElements(path.Root("with_features"), data.WithFeatures, "feature", availability.ParseFeature, diags)
	without := parseElements(path.Root("without_features"), data.WithoutFeatures, "feature", availability.ParseFeature, diags)
	among := parseElements(path.Root("among"), data.Among, "country", country.Resolve, diags)
	limited := !data.Among.IsNull()
	options := availability.Options{
		Strict:       data.Strict.ValueBool(),
		Organization: parseArgument(path.Root("organization_country"), data.OrganizationCountry, "country", country.Resolve, diags),
	}
	listed := data.Listed.IsNull() || data.Listed.ValueBool()
	snapshot := d.snapshot(diags)
	if diags.HasError() {
		return
	}

	data.CountryCodes = []string{}
	data.Countries = make(map[string]countrySummaryModel)
	var found []*availability.Country
	for _, code := range country.Codes() {
		c := snapshot.Country(code)
		if c.Listed() != listed || limited && !slices.Contains(among, code) ||
			c.Missing(with, options) != nil || len(c.Missing(without, options)) != len(without) {
			continue
		}
		data.CountryCodes = append(data.CountryCodes, code.String())
		data.Countries[code.String()] = summaryOf(c, options.Organization)
		found = append(found, c)
	}
	d.judgeAge(diags, func(yield func(*availability.Country, availability.Feature) bool) {
		for _, c := range found {
			for _, f := range slices.Concat(with, without) {
				if !yield(c, f) {
					return
				}
			}
		}
	})
	data.CountryCount = int64(len(data.CountryCodes))
	diags.Append(setState(ctx, &resp.State, &data)...)
}

func summaryOf(c *availability.Country, organization country.Code) countrySummaryModel {
	return countrySummaryModel{CountryCode: c.Code.String(), CountryName: c.Name, Slug: orNull(c.Slug), Features: statusesOf(c, organization)}
}
