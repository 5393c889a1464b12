package provider

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph"
)

// phoneNumbersDataSource is teamsvoice_phone_numbers.
type phoneNumbersDataSource struct{ configured }

type phoneNumbersData struct {
	Country    types.String `tfsdk:"country"`
	NumberType types.String `tfsdk:"number_type"`
	Usage      types.String `tfsdk:"usage"`
	Status     types.String `tfsdk:"status"`
	City       types.String `tfsdk:"city"`
	TollFree   types.Bool   `tfsdk:"toll_free"`
	Require    types.Int64  `tfsdk:"require"`
	phoneNumbersModel
}

type phoneNumbersModel struct {
	Numbers     []numberModel    `tfsdk:"numbers" doc:"The numbers, in the order of Microsoft Graph."`
	NumberCount int64            `tfsdk:"number_count" doc:"How many numbers there are."`
	ByCountry   map[string]int64 `tfsdk:"by_country" doc:"How many numbers there are by country code."`
}

type numberModel struct {
	TelephoneNumber    string   `tfsdk:"telephone_number" doc:"The number in E.164 form."`
	NumberType         string   `tfsdk:"number_type" doc:"{calling_plan}, {direct_routing} or {operator_connect}."`
	CountryCode        *string  `tfsdk:"country_code" doc:"ISO 3166-1 alpha-2 code of the country, or null."`
	City               *string  `tfsdk:"city" doc:"The city, or null."`
	TollFree           *bool    `tfsdk:"toll_free" doc:"Whether it is a toll-free number by its prefix; null when the prefix does not tell."`
	Usages             []string `tfsdk:"usages" doc:"What it can be assigned to: {user}, {conference}, {voice_application}."`
	Status             string   `tfsdk:"status" doc:"What it is assigned to, such as {unassigned}."`
	ActivationState    string   `tfsdk:"activation_state" doc:"The state of its activation, such as {activated}."`
	AssignmentTargetID *string  `tfsdk:"assignment_target_id" doc:"ID of the user or resource account that has it, or null."`
}

func (d *phoneNumbersDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_phone_numbers"
}

func (d *phoneNumbersDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(doc string, validators ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: doc, Validators: validators}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "The phone numbers of a tenant, read from Microsoft Graph. With `require`, the plan fails when there are fewer. A filter that is left " +
			"out filters nothing.\n\nNeeds the application permission `TeamsTelephoneNumber.Read.All`, in the global cloud." +
			tenantTopic.seeAlso(tenantGuide, dataSourceLink("rollout")),
		Attributes: map[string]schema.Attribute{
			"country":     text("The country of the numbers, in any spelling.", isCountry),
			"number_type": text("`calling_plan`, `direct_routing` or `operator_connect`.", parsesWith("number type", graph.ParseNumberType)),
			"usage":       text("What the numbers can be assigned to: `user`, `conference` or `voice_application`.", parsesWith("usage", graph.ParseUsage)),
			"status": text("What the numbers are assigned to: `unassigned`, `user_assigned`, `conference_assigned`, `voice_application_assigned`, "+
				"`third_party_app_assigned`, `policy_assigned` or `internal_error`.", parsesWith("status", graph.ParseStatus)),
			"city": text("The city of the numbers. Case and accents do not matter.", isCity),
			"toll_free": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether the numbers are toll-free, judged by the prefix.",
			},
			"require": schema.Int64Attribute{
				Optional:            true,
				MarkdownDescription: "How many numbers there have to be.",
				Validators:          []validator.Int64{atLeast(0)},
			},
		},
	}
	maps.Copy(resp.Schema.Attributes, computed[phoneNumbersModel]())
}

func (d *phoneNumbersDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var data phoneNumbersData
	readArguments(ctx, req.Config, &data, diags)
	filter := graph.NumberFilter{
		Country:  parseArgument(path.Root("country"), data.Country, "country", country.Resolve, diags),
		Type:     parseArgument(path.Root("number_type"), data.NumberType, "number type", graph.ParseNumberType, diags),
		Usage:    parseArgument(path.Root("usage"), data.Usage, "usage", graph.ParseUsage, diags),
		Status:   parseArgument(path.Root("status"), data.Status, "status", graph.ParseStatus, diags),
		City:     data.City.ValueString(),
		TollFree: data.TollFree.ValueBoolPointer(),
	}
	client := d.tenant(diags)
	if diags.HasError() {
		return
	}
	list, err := client.NumberAssignments(ctx, filter)
	if err != nil {
		diags.AddError("Phone numbers of the tenant cannot be read", sentence(err))
		return
	}
	if !data.Require.IsNull() {
		if err := list.Require(filter, int(data.Require.ValueInt64())); err != nil {
			diags.AddAttributeError(path.Root("require"), "Too few phone numbers", sentence(err))
			return
		}
	}
	data.Numbers = make([]numberModel, 0, len(list.Numbers))
	for _, n := range list.Numbers {
		data.Numbers = append(data.Numbers, numberOf(n))
	}
	data.NumberCount = int64(len(data.Numbers))
	data.ByCountry = make(map[string]int64)
	for code, count := range graph.ByCountry(list.Numbers) {
		data.ByCountry[code] = int64(count)
	}
	diags.Append(setState(ctx, &resp.State, &data)...)
}

func numberOf(n graph.Number) numberModel {
	usages := []string{}
	for _, u := range n.Capabilities {
		usages = append(usages, string(u))
	}
	model := numberModel{
		TelephoneNumber:    n.TelephoneNumber,
		NumberType:         string(n.NumberType),
		CountryCode:        orNull(n.ISOCountryCode),
		City:               orNull(n.City),
		Usages:             usages,
		Status:             string(n.AssignmentStatus),
		ActivationState:    string(n.ActivationState),
		AssignmentTargetID: orNull(n.AssignmentTargetID),
	}
	if tollFree, known := n.TollFree(); known {
		model.TollFree = &tollFree
	}
	return model
}
