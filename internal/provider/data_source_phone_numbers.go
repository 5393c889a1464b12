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
	Numbers     []numberModel    `tfsdk:"numbers" doc:"Numbers, in the order of Microsoft Graph or of {numbers_file}; null if {list_numbers} is false."`
	NumberCount int64            `tfsdk:"number_count" doc:"Number of phone numbers."`
	ByCountry   map[string]int64 `tfsdk:"by_country" doc:"Number of phone numbers, by country code."`
	FreeCount   int64            `tfsdk:"free_count" doc:"Number of free phone numbers: unassigned and activated."`
	Pending     int64            `tfsdk:"assignment_pending_count" doc:"Number of phone numbers that are being assigned: their activation state is {assignment_pending}."`
	ExportedAt  *string          `tfsdk:"exported_at" doc:"Time at which {numbers_file} was exported, as an RFC 3339 timestamp in UTC; null if the numbers come from Microsoft Graph."`
	Counts      []countModel     `tfsdk:"counts" doc:"Counts by country, city, kind and set of usages, sorted in this order. Each phone number is counted once."`
}

type countModel struct {
	CountryCode *string  `tfsdk:"country_code" doc:"ISO 3166-1 alpha-2 code of the country; null if it is not known."`
	City        *string  `tfsdk:"city" doc:"City; null if the numbers have none."`
	Kind        string   `tfsdk:"kind" doc:"Kind of number, by its prefix: {toll}, {toll_free}, or {unknown} if the prefix does not show it."`
	Usages      []string `tfsdk:"usages" doc:"What the numbers can be assigned to, sorted: any of {usage...}, or a newer usage as Microsoft spells it."`
	Numbers     int64    `tfsdk:"number_count" doc:"Number of phone numbers."`
	Free        int64    `tfsdk:"free_count" doc:"Number of free phone numbers: unassigned and activated."`
	Pending     int64    `tfsdk:"assignment_pending_count" doc:"Number of phone numbers that are being assigned: their activation state is {assignment_pending}."`
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
	TelephoneNumber    string   `tfsdk:"telephone_number" doc:"Phone number in E.164 form, such as {+493012345678}."`
	NumberType         string   `tfsdk:"number_type" doc:"Type of the number: {tenant_number...}, or a newer type as Microsoft spells it."`
	CountryCode        *string  `tfsdk:"country_code" doc:"ISO 3166-1 alpha-2 code of the country. Microsoft Graph gives no country for Direct Routing numbers, so the numbering plan decides. Null if neither knows the country."`
	City               *string  `tfsdk:"city" doc:"City; null if the number has none."`
	TollFree           *bool    `tfsdk:"toll_free" doc:"Whether the number is toll-free, by its prefix; null if the prefix does not show it."`
	Usages             []string `tfsdk:"usages" doc:"What the number can be assigned to: {usage...}, or a newer usage as Microsoft spells it."`
	Status             string   `tfsdk:"status" doc:"What the number is assigned to: {number_status...}, or a newer status as Microsoft spells it."`
	ActivationState    string   `tfsdk:"activation_state" doc:"State of the activation, such as {activated} or {assignment_pending}."`
	AssignmentTargetID *string  `tfsdk:"assignment_target_id" doc:"ID of the user or resource account that has the number; null if it is unassigned."`
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
		MarkdownDescription: "The phone numbers of a tenant, read from Microsoft Graph or from an export of Teams PowerShell (`numbers_file` in the provider block). With " +
			"`require` or `required_numbers`, the data source is also a gate: the plan fails if there are too few numbers. Omitted filters do not restrict the list. " +
			"All data sources of this type share one list, which is read again after a minute.\n\n" +
			"Microsoft Graph needs the application permission `TeamsTelephoneNumber.Read.All`, works in the global cloud only, and does not say whether a number is blocked " +
			"from assignment. `numbers_file` needs no permission. It is an export of `Get-CsPhoneNumberAssignment`, a cmdlet that Microsoft documents for the commercial " +
			"cloud and GCC. In other clouds, such as GCC High, DoD and China, try whether the cmdlet works.",
		Attributes: map[string]schema.Attribute{
			"country":     text("Country of the numbers, in any spelling.", isCountry),
			"number_type": text("Type of the numbers: "+choice(graph.NumberTypes())+". Microsoft Graph is then asked only for numbers of this type.", parsesWith("number type", graph.ParseNumberType)),
			"usage":       text("What the numbers can be assigned to: "+choice(graph.Usages())+".", parsesWith("usage", graph.ParseUsage)),
			"status":      text("What the numbers are assigned to: "+choice(graph.Statuses())+".", parsesWith("status", graph.ParseStatus)),
			"city":        text("City of the numbers. Case and accents do not matter.", isCity),
			"toll_free": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether the numbers are toll-free, by their prefix.",
			},
			"require": schema.NumberAttribute{
				Optional:            true,
				MarkdownDescription: "Minimum number of phone numbers. With `status = \"unassigned\"`, only activated numbers count.",
				Validators:          []validator.Number{notNegative()},
			},
			"required_numbers": schema.ListNestedAttribute{
				Optional: true,
				MarkdownDescription: "Minimum numbers of free phone numbers, by country and city, for users and for services. Only numbers that match the filters count, and each " +
					"phone number counts toward one requirement only.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"country": schema.StringAttribute{
						Required:            true,
						MarkdownDescription: "Country of the numbers, in any spelling.",
						Validators:          []validator.String{isCountry},
					},
					"city":      text("City of the numbers. Case and accents do not matter. Defaults to any city, and to numbers without a city.", isCity),
					"user":      required("Minimum number of free phone numbers for users."),
					"toll":      required("Minimum number of free toll numbers for auto attendants, call queues and conference bridges."),
					"toll_free": required("Minimum number of free toll-free numbers for auto attendants, call queues and conference bridges."),
				}},
			},
			"list_numbers": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether `numbers` lists the phone numbers. With many thousands of them, set it to `false` to keep the state small. Defaults to `true`.",
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

// numbers returns the numbers of the tenant that pass a filter.
func (d *phoneNumbersDataSource) numbers(ctx context.Context, data *phoneNumbersData, filter graph.NumberFilter, diags *diag.Diagnostics) (list graph.NumberList, ok bool) {
	list, exportedAt, ok := d.phoneNumbers(ctx, filter, path.Empty(), diags)
	if ok && !exportedAt.IsZero() {
		data.ExportedAt = orNull(exportedAt.Format(time.RFC3339))
		if !data.Require.IsNull() || !data.Required.IsNull() {
			d.judgeExportAge(diags, "phone numbers", exportedAt)
		}
	}
	return list, ok
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
		at := path.Root("required_numbers").AtListIndex(i)
		if e.User.IsNull() && e.Toll.IsNull() && e.TollFree.IsNull() {
			diags.AddAttributeError(at, "No required numbers", "The element has no user, toll or toll_free, so the gate would always be open. Say how many numbers are required, "+
				"such as user = 1, or leave the element out.")
		}
		list = append(list, graph.NumberRequirement{
			Country: parseArgument(at.AtName("country"), e.Country, "country", country.Resolve, diags), City: e.City.ValueString(),
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
