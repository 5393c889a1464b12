package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/offers"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// numberOffersDataSource is teamsvoice_number_offers.
type numberOffersDataSource struct{ configured }

type numberOffersData struct {
	Countries types.Set    `tfsdk:"countries"`
	Require   types.Map    `tfsdk:"require"`
	OnMissing types.String `tfsdk:"on_missing"`
	numberOffersModel
}

type numberOffersModel struct {
	Offers     map[string][]offerModel `tfsdk:"offers" doc:"Numbers that the tenant can search for and acquire: by country code, a list of offers in the order of the file, which is empty if the tenant can acquire none. An offer has {number_type} (what the number can be used for); {offer_model} (such as {DirectStock}, or null); {requires_civic_address} (whether a civic address is required before a number can be acquired, or null if the file does not say); {search_types} (any of {CivicAddress}, {Prefix} and {AreaCodeSelection}); and {area_codes} (those to choose from, if the search is by area code)."`
	ExportedAt string                  `tfsdk:"exported_at" doc:"Time of the export, as an RFC 3339 timestamp in UTC."`
	TenantID   *string                 `tfsdk:"tenant_id" doc:"ID of the tenant that exported the file; null if the file does not say."`
}

type offerModel struct {
	NumberType           string   `tfsdk:"number_type" doc:"What the number can be used for."`
	OfferModel           *string  `tfsdk:"offer_model" doc:"How the number is offered, or null."`
	RequiresCivicAddress *bool    `tfsdk:"requires_civic_address" doc:"Whether a civic address is required first, or null."`
	SearchTypes          []string `tfsdk:"search_types" doc:"How to search for numbers."`
	AreaCodes            []string `tfsdk:"area_codes" doc:"Area codes to choose from."`
}

func (d *numberOffersDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_number_offers"
}

func (d *numberOffersDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The phone numbers that Microsoft offers your tenant, by country, from an export of Teams PowerShell. `offers_file` in the provider block or the environment " +
			"variable `TEAMSVOICE_OFFERS` names the file; nothing is read from the network. With `require`, the data source is also a gate: the plan fails if a type of " +
			"number is not offered.\n\nAn offer means that a number can be searched for and acquired. It says nothing about Calling Plans or Audio Conferencing.",
		Attributes: map[string]schema.Attribute{
			"countries": schema.SetAttribute{
				Optional:            true,
				ElementType:         types.StringType,
				MarkdownDescription: "Countries to return, in any spelling. A country that is not in the file has no offers. Defaults to all countries in the file.",
				Validators:          areCountries(),
			},
			"require": schema.MapAttribute{
				Optional:    true,
				ElementType: types.ListType{ElemType: types.StringType},
				MarkdownDescription: "Number types that must be offered, by country in any spelling, such as `{ DE = [\"UserSubscriber\"] }`. Any of " + choice(offers.NumberTypes()) +
					", or another type that the file contains.",
				Validators: []validator.Map{mapvalidator.KeysAre(isCountry)},
			},
			"on_missing": onMissingAttribute(),
		},
	}
	maps.Copy(resp.Schema.Attributes, computed[numberOffersModel]())
}

func (d *numberOffersDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var data numberOffersData
	readArguments(ctx, req.Config, &data, diags)
	codes := parseElements(path.Root("countries"), data.Countries, "country", country.Resolve, diags)
	export := d.numberOffers(diags)
	if diags.HasError() {
		return
	}
	snapshot := d.snapshot(diags)
	report := missingReporter(data.OnMissing, diags)
	for _, need := range requiredOffers(export, data.Require, diags) {
		offered := export.Country(need.code)
		if !offered.Has(need.numberType) {
			report(need.at, fmt.Sprintf("%s is not offered in %s", text.Line(string(need.numberType)), snapshot.Country(need.code).Title()), notOffered(export, offered, need.numberType))
		}
	}
	if len(data.Require.Elements()) > 0 {
		d.judgeExportAge(diags, "number offers", export.ExportedAt)
	}
	if diags.HasError() {
		return
	}
	if data.Countries.IsNull() {
		for _, c := range export.Countries {
			codes = append(codes, c.Code)
		}
	}
	data.Offers = make(map[string][]offerModel, len(codes))
	for _, code := range codes {
		data.Offers[code.String()] = offersOf(export.Country(code))
	}
	data.ExportedAt, data.TenantID = export.ExportedAt.Format(time.RFC3339), orNull(export.TenantID)
	diags.Append(setState(ctx, &resp.State, &data)...)
}

// numberOffers returns the export, or adds a diagnostic.
func (c *configured) numberOffers(diags *diag.Diagnostics) *offers.Export {
	switch {
	case c.settings == nil:
		diags.AddError(notConfigured, notConfiguredDetail)
	case c.settings.offers == nil:
		diags.AddError("No number offers", fmt.Sprintf("Set offers_file in the provider block, or the environment variable %s, to an export of the numbers that "+
			"Microsoft offers your tenant.", offersVariable))
	default:
		return c.settings.offers
	}
	return nil
}

// requiredOffer is one number type that must be offered in a country.
type requiredOffer struct {
	at         path.Path
	code       country.Code
	numberType offers.NumberType
}

// requiredOffers reads the argument require, in the order of its keys.
func requiredOffers(export *offers.Export, require types.Map, diags *diag.Diagnostics) []requiredOffer {
	known := offers.NumberTypes()
	for _, c := range export.Countries {
		for _, o := range c.Offers {
			if !slices.Contains(known, o.NumberType) {
				known = append(known, o.NumberType)
			}
		}
	}
	var list []requiredOffer
	for _, key := range slices.Sorted(maps.Keys(require.Elements())) {
		at := path.Root("require").AtMapKey(key)
		code := parseArgument(at, types.StringValue(key), "country", country.Resolve, diags)
		numberTypes, ok := require.Elements()[key].(types.List)
		if !ok || numberTypes.IsNull() {
			diags.AddAttributeError(at, nullElement, nullElementDetail)
			continue
		}
		if len(numberTypes.Elements()) == 0 {
			diags.AddAttributeError(at, "Empty list of number types", "The list is empty, so the gate would always be open. Name number types, or leave the country out.")
		}
		for i, numberType := range parseElements(at, numberTypes, "number type", func(s string) (offers.NumberType, error) {
			return offers.NumberType(s), text.CheckWord("number type", s, texts(known))
		}, diags) {
			list = append(list, requiredOffer{at.AtListIndex(i), code, numberType})
		}
	}
	if diags.HasError() {
		return nil
	}
	return list
}

// notOffered says in sentences that a number type is not offered in a country, what
// is, and what could be done.
func notOffered(export *offers.Export, c *offers.Country, numberType offers.NumberType) string {
	name := text.Line(string(numberType))
	said := fmt.Sprintf("The %s have no %s numbers there", export.Source().About, name)
	switch types := c.Types(); {
	case c.Undetermined(numberType):
		said = fmt.Sprintf("The %s have the number types there as numbers, so whether one is %s cannot be told. Export again, with the export script.",
			export.Source().About, name)
	case c == nil:
		said += ": the country is not among those in which the tenant can search for numbers."
	case len(types) == 0:
		said += ", nor of any other type."
	default:
		said += ". Offered are: " + text.Line(strings.Join(texts(types), ", ")) + "."
	}
	return said + "\n\n" + text.Bullets("What could be done instead:", []string{
		"order numbers from the service desk, where Microsoft has some that the admin center does not list",
		"port numbers of another carrier to Microsoft, or bring them by Direct Routing or Operator Connect",
		"export again, where the offers may have changed since",
	})
}

// offersOf returns the offers of a country; never nil, since nil would be null in
// Terraform.
func offersOf(c *offers.Country) []offerModel {
	list := []offerModel{}
	if c == nil {
		return list
	}
	for _, o := range c.Offers {
		list = append(list, offerModel{
			NumberType:           string(o.NumberType),
			OfferModel:           orNull(o.OfferModel),
			RequiresCivicAddress: o.RequiresCivicAddress,
			SearchTypes:          append([]string{}, o.SearchTypes...),
			AreaCodes:            append([]string{}, o.AreaCodes...),
		})
	}
	return list
}
