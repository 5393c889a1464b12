package provider

import (
	"context"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
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
	Require    types.Number `tfsdk:"require"`
	Required   types.List   `tfsdk:"required_numbers"`
	List       types.Bool   `tfsdk:"list_numbers"`
	OnMissing  types.String `tfsdk:"on_missing"`
	phoneNumbersModel
}

type phoneNumbersModel struct {
	Numbers     []numberModel    `tfsdk:"numbers" doc:"The numbers, in the order of Microsoft Graph or of {numbers_file}; null where {list_numbers} is false."`
	NumberCount int64            `tfsdk:"number_count" doc:"How many numbers there are."`
	ByCountry   map[string]int64 `tfsdk:"by_country" doc:"How many numbers there are by country code."`
	FreeCount   int64            `tfsdk:"free_count" doc:"How many of them are free: unassigned and activated."`
	Pending     int64            `tfsdk:"assignment_pending_count" doc:"How many of them are on their way to somebody: their activation state is {assignment_pending}."`
	ExportedAt  *string          `tfsdk:"exported_at" doc:"When {numbers_file} was exported, as an RFC 3339 timestamp in UTC; null where the numbers are from Microsoft Graph."`
	Counts      []countModel     `tfsdk:"counts" doc:"How many numbers there are of each country, city, kind and set of usages, in this order. Each number is counted once."`
}

type countModel struct {
	CountryCode *string  `tfsdk:"country_code" doc:"ISO 3166-1 alpha-2 code of the country, or null."`
	City        *string  `tfsdk:"city" doc:"The city, or null."`
	Kind        string   `tfsdk:"kind" doc:"{toll}, {toll_free}, or {unknown} when the prefix does not tell."`
	Usages      []string `tfsdk:"usages" doc:"What they can be assigned to, sorted."`
	Numbers     int64    `tfsdk:"number_count" doc:"How many numbers there are."`
	Free        int64    `tfsdk:"free_count" doc:"How many of them are free."`
	Pending     int64    `tfsdk:"assignment_pending_count" doc:"How many of them are on their way to somebody."`
}

// requiredNumbersData is an element of required_numbers.
type requiredNumbersData struct {
	Country  types.String `tfsdk:"country"`
	City     types.String `tfsdk:"city"`
	User     types.Number `tfsdk:"user"`
	Toll     types.Number `tfsdk:"toll"`
	TollFree types.Number `tfsdk:"toll_free"`
}

type numberModel struct {
	TelephoneNumber    string   `tfsdk:"telephone_number" doc:"The number in E.164 form."`
	NumberType         string   `tfsdk:"number_type" doc:"{calling_plan}, {direct_routing}, {operator_connect} or {internal_error}; what Microsoft adds is told as it is."`
	CountryCode        *string  `tfsdk:"country_code" doc:"ISO 3166-1 alpha-2 code of the country; of a number of Direct Routing, which Microsoft Graph tells no country of, that of the numbering plan. Null where neither knows one."`
	City               *string  `tfsdk:"city" doc:"The city, or null."`
	TollFree           *bool    `tfsdk:"toll_free" doc:"Whether it is a toll-free number by its prefix; null when the prefix does not tell."`
	Usages             []string `tfsdk:"usages" doc:"What it can be assigned to: {user}, {conference}, {voice_application}, {teams_phone_mobile}; what Microsoft adds is told as it is."`
	Status             string   `tfsdk:"status" doc:"What it is assigned to, such as {unassigned} or {internal_error}."`
	ActivationState    string   `tfsdk:"activation_state" doc:"The state of its activation, such as {activated} or {assignment_pending}."`
	AssignmentTargetID *string  `tfsdk:"assignment_target_id" doc:"ID of the user or resource account that has it, or null."`
}

func (d *phoneNumbersDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_phone_numbers"
}

func (d *phoneNumbersDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(doc string, validators ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: doc, Validators: validators}
	}
	required := func(doc string) schema.NumberAttribute {
		return schema.NumberAttribute{Optional: true, MarkdownDescription: doc, Validators: []validator.Number{between{0, 1_000_000_000}}}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "The phone numbers of a tenant, read from Microsoft Graph, or from the export that `numbers_file` of the provider block names. With `require` or `required_numbers`, the plan fails when there are fewer. A filter " +
			"that is left out filters nothing. All these data sources of a plan share one list, as Microsoft Graph gives it within a minute.\n\nWhether a number " +
			"is blocked from assignment, Microsoft Graph does not tell. Needs the application permission `TeamsTelephoneNumber.Read.All`, in the global cloud; " +
			"`numbers_file` needs neither. It is an export of `Get-CsPhoneNumberAssignment`, a cmdlet that Microsoft documents for the commercial cloud and for GCC: " +
			"in other clouds, such as GCC High, DoD and China, try whether it answers." +
			tenantTopic.seeAlso(tenantGuide, guideLink("ask-your-own-tenant", "Ask your own tenant")+", for `numbers_file`", dataSourceLink("rollout")),
		Attributes: map[string]schema.Attribute{
			"country":     text("The country of the numbers, in any spelling.", isCountry),
			"number_type": text("`calling_plan`, `direct_routing`, `operator_connect` or `internal_error`. Microsoft Graph is then asked for numbers of this type alone.", parsesWith("number type", graph.ParseNumberType)),
			"usage":       text("What the numbers can be assigned to: `user`, `conference`, `voice_application` or `teams_phone_mobile`.", parsesWith("usage", graph.ParseUsage)),
			"status": text("What the numbers are assigned to: `unassigned`, `user_assigned`, `conference_assigned`, `voice_application_assigned`, "+
				"`third_party_app_assigned`, `policy_assigned` or `internal_error`.", parsesWith("status", graph.ParseStatus)),
			"city": text("The city of the numbers. Case and accents do not matter.", isCity),
			"toll_free": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether the numbers are toll-free, judged by the prefix.",
			},
			"require": schema.NumberAttribute{
				Optional:            true,
				MarkdownDescription: "How many numbers there have to be. With `status = \"unassigned\"`, only the activated ones count.",
				Validators:          []validator.Number{notNegative()},
			},
			"required_numbers": schema.ListNestedAttribute{
				Optional: true,
				MarkdownDescription: "How many free numbers there have to be by country and city, for users and for services, all together: a number that counts for one " +
					"of these counts for no other. They are looked for among the numbers that the filters leave.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"country": schema.StringAttribute{
						Required:            true,
						MarkdownDescription: "The country, in any spelling.",
						Validators:          []validator.String{isCountry},
					},
					"city":      text("The city. Case and accents do not matter. Default: any city, and numbers of none.", isCity),
					"user":      required("Numbers of users."),
					"toll":      required("Toll numbers of auto attendants, call queues and bridges."),
					"toll_free": required("Toll-free numbers of auto attendants, call queues and bridges."),
				}},
			},
			"list_numbers": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether `numbers` lists the numbers. With many thousands, the counts alone keep the state small. Default: `true`.",
			},
			"on_missing": onMissingAttribute(),
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
	if diags.HasError() {
		return
	}
	list, ok := d.numbers(ctx, &data, filter, diags)
	if !ok {
		return
	}
	report := missingReporter(data.OnMissing, diags)
	if !data.Require.IsNull() {
		if err := list.Require(filter, int(wholeOf(data.Require))); err != nil {
			report(path.Root("require"), "Too few phone numbers", sentence(err))
		}
	}
	if err := graph.RequireNumbers(list.Numbers, data.requirements(ctx, diags)); err != nil {
		report(path.Root("required_numbers"), "Too few phone numbers", sentence(err))
	}
	if diags.HasError() {
		return
	}
	if data.List.IsNull() || data.List.ValueBool() {
		data.Numbers = make([]numberModel, 0, len(list.Numbers))
		for _, n := range list.Numbers {
			data.Numbers = append(data.Numbers, numberOf(n))
		}
	}
	data.Counts = []countModel{}
	for _, c := range graph.CountNumbers(list.Numbers) {
		data.FreeCount += int64(c.Free)
		data.Pending += int64(c.Pending)
		data.Counts = append(data.Counts, countModel{CountryCode: orNull(c.Country), City: orNull(c.City), Kind: c.Kind, Usages: texts(c.Usages),
			Numbers: int64(c.Numbers), Free: int64(c.Free), Pending: int64(c.Pending)})
	}
	data.NumberCount = int64(len(list.Numbers))
	data.ByCountry = make(map[string]int64)
	for code, count := range graph.ByCountry(list.Numbers) {
		data.ByCountry[code] = int64(count)
	}
	diags.Append(setState(ctx, &resp.State, &data)...)
}

// numbers returns the numbers of the tenant that a filter leaves: of the export
// that the provider block names, else from Microsoft Graph.
func (d *phoneNumbersDataSource) numbers(ctx context.Context, data *phoneNumbersData, filter graph.NumberFilter, diags *diag.Diagnostics) (list graph.NumberList, ok bool) {
	if d.settings != nil && d.settings.numbers != nil {
		export, err := d.settings.numbers()
		if err != nil {
			diags.AddError("Phone numbers of the tenant cannot be read", sentence(err))
			return list, false
		}
		data.ExportedAt = orNull(export.ExportedAt.Format(time.RFC3339))
		if !data.Require.IsNull() || !data.Required.IsNull() {
			d.judgeExportAge(diags, "phone numbers", export.ExportedAt)
		}
		return filter.Select(export.Numbers), true
	}
	client := d.tenant(diags)
	if client == nil {
		return list, false
	}
	list, err := client.NumberAssignments(ctx, filter)
	if err != nil {
		diags.AddError("Phone numbers of the tenant cannot be read", sentence(err))
	}
	return list, err == nil
}

// requirements reads required_numbers.
func (data *phoneNumbersData) requirements(ctx context.Context, diags *diag.Diagnostics) []graph.NumberRequirement {
	var elements []requiredNumbersData
	if data.Required.IsNull() {
		return nil
	}
	diags.Append(data.Required.ElementsAs(ctx, &elements, false)...)
	list := make([]graph.NumberRequirement, 0, len(elements))
	for i, e := range elements {
		at := path.Root("required_numbers").AtListIndex(i).AtName("country")
		list = append(list, graph.NumberRequirement{
			Country: parseArgument(at, e.Country, "country", country.Resolve, diags), City: e.City.ValueString(),
			User: int(wholeOf(e.User)), Toll: int(wholeOf(e.Toll)), TollFree: int(wholeOf(e.TollFree)),
		})
	}
	return list
}

func numberOf(n graph.Number) numberModel {
	model := numberModel{
		TelephoneNumber:    n.TelephoneNumber,
		NumberType:         string(n.NumberType),
		CountryCode:        orNull(n.Country()),
		City:               orNull(n.City),
		Usages:             texts(n.Capabilities),
		Status:             string(n.AssignmentStatus),
		ActivationState:    string(n.ActivationState),
		AssignmentTargetID: orNull(n.AssignmentTargetID),
	}
	if tollFree, known := n.TollFree(); known {
		model.TollFree = &tollFree
	}
	return model
}
