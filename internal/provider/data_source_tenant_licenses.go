package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph"
)

// tenantLicensesDataSource is teamsvoice_tenant_licenses.
type tenantLicensesDataSource struct{ configured }

type tenantLicensesData struct {
	Require   types.Map    `tfsdk:"require"`
	OnMissing types.String `tfsdk:"on_missing"`
	tenantLicensesModel
}

type tenantLicensesModel struct {
	Capabilities map[string]supplyModel `tfsdk:"capabilities" doc:"Licenses for users and resource accounts, by what they give: {capability...}. {audio_conferencing} includes {audio_conferencing_select_dial_out}, whose dial-out reaches only the United States and Canada."`
	NotForUsers  map[string]supplyModel `tfsdk:"not_for_users" doc:"Licenses that cannot be assigned to users although they contain the same service plans, by what they are for: {room}, {shared_device} or {company} (the organization as a whole)."`
	SKUs         []skuModel             `tfsdk:"skus" doc:"SKUs of the tenant that contain a service plan of Teams voice, in the order of Microsoft Graph."`
}

type supplyModel struct {
	Enabled        int64    `tfsdk:"enabled" doc:"Licenses that can be assigned, whether assigned or not, including those in their warning period."`
	Consumed       int64    `tfsdk:"consumed" doc:"Licenses that are assigned."`
	Free           int64    `tfsdk:"free" doc:"Licenses that are not assigned."`
	SKUPartNumbers []string `tfsdk:"sku_part_numbers" doc:"Part numbers of the SKUs that provide them."`
}

type skuModel struct {
	SKUID            string   `tfsdk:"sku_id" doc:"ID of the SKU."`
	SKUPartNumber    string   `tfsdk:"sku_part_number" doc:"Part number of the SKU, such as {MCOEV}."`
	CapabilityStatus string   `tfsdk:"capability_status" doc:"Status of the subscription, as Microsoft Graph spells it: {Enabled}, {Warning}, {Suspended}, {Deleted} or {LockedOut}."`
	Enabled          int64    `tfsdk:"enabled" doc:"Prepaid units that are enabled."`
	Warning          int64    `tfsdk:"warning" doc:"Prepaid units in their warning period."`
	Suspended        int64    `tfsdk:"suspended" doc:"Prepaid units that are suspended."`
	LockedOut        int64    `tfsdk:"locked_out" doc:"Prepaid units that are locked out."`
	Consumed         int64    `tfsdk:"consumed" doc:"Units that are assigned."`
	Free             int64    `tfsdk:"free" doc:"Units that are not assigned."`
	ServicePlans     []string `tfsdk:"service_plans" doc:"Names of the service plans in the SKU."`
	CountsAs         []string `tfsdk:"counts_as" doc:"What a license of the SKU gives, sorted: any of {capability...}, by the IDs of its service plans or by {sku_capabilities} of the provider block."`
	AssignedTo       string   `tfsdk:"assigned_to" doc:"What a license of the SKU is for: a {user}, {resource_account}, {room} or {shared_device}, or the whole {company}."`
	Note             *string  `tfsdk:"note" doc:"How the SKU counts, in a sentence, if its service plans alone do not show it; otherwise null."`
}

func (d *tenantLicensesDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_tenant_licenses"
}

func (d *tenantLicensesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The Teams voice licenses of a tenant, read from Microsoft Graph: how many there are, and how many are free. With `require`, the data source is also a gate: " +
			"the plan fails if too few are free.\n\nNeeds the application permission `LicenseAssignment.Read.All` or `Organization.Read.All`.",
		Attributes: map[string]schema.Attribute{
			"require": schema.MapAttribute{
				Optional:            true,
				ElementType:         types.NumberType,
				MarkdownDescription: "Minimum number of free licenses, by what they give: " + choice(graph.Capabilities()) + ".",
				Validators: []validator.Map{
					mapvalidator.KeysAre(parsesWith("capability", graph.ParseCapability)),
					mapvalidator.ValueNumbersAre(notNegative()),
				},
			},
			"on_missing": onMissingAttribute(),
		},
	}
	maps.Copy(resp.Schema.Attributes, computed[tenantLicensesModel]())
}

func (d *tenantLicensesDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data tenantLicensesData
	readArguments(ctx, req.Config, &data, &resp.Diagnostics)
	required := numbersOf(path.Root("require"), data.Require, &resp.Diagnostics)
	client := d.tenant(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	skus, err := client.SubscribedSKUs(ctx)
	if err != nil {
		resp.Diagnostics.AddError("Licenses of the tenant cannot be read", sentence(err))
		return
	}
	supplies := graph.Summarize(skus)
	report := missingReporter(data.OnMissing, &resp.Diagnostics)
	for _, name := range slices.Sorted(maps.Keys(required)) {
		at := path.Root("require").AtMapKey(name)
		capability, err := graph.ParseCapability(name)
		if err != nil {
			resp.Diagnostics.AddAttributeError(at, "Invalid capability", sentence(err))
			continue
		}
		if err := supplies[capability].Require(int(required[name])); err != nil {
			report(at, fmt.Sprintf("Too few free licenses of %s", name), sentence(err))
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	data.Capabilities, data.NotForUsers = make(map[string]supplyModel), make(map[string]supplyModel)
	for capability, s := range supplies {
		data.Capabilities[string(capability)] = supplyOf(s)
	}
	for audience, s := range graph.SummarizeOthers(skus) {
		data.NotForUsers[string(audience)] = supplyOf(s)
	}
	data.SKUs = []skuModel{}
	for _, s := range graph.VoiceSKUs(skus) {
		data.SKUs = append(data.SKUs, skuOf(s))
	}
	resp.Diagnostics.Append(setState(ctx, &resp.State, &data)...)
}

func supplyOf(s graph.Supply) supplyModel {
	return supplyModel{Enabled: int64(s.Enabled), Consumed: int64(s.Consumed), Free: int64(s.Free), SKUPartNumbers: partNumbers(s.SKUs)}
}

func partNumbers(skus []graph.SKU) []string {
	numbers := []string{}
	for _, s := range skus {
		numbers = append(numbers, s.PartNumber)
	}
	slices.Sort(numbers)
	return numbers
}

func skuOf(s graph.SKU) skuModel {
	plans := []string{}
	for _, p := range s.ServicePlans {
		plans = append(plans, p.Name)
	}
	return skuModel{
		SKUID: s.ID, SKUPartNumber: s.PartNumber, CapabilityStatus: s.CapabilityStatus,
		Enabled: int64(s.PrepaidUnits.Enabled), Warning: int64(s.PrepaidUnits.Warning),
		Suspended: int64(s.PrepaidUnits.Suspended), LockedOut: int64(s.PrepaidUnits.LockedOut),
		Consumed: int64(s.ConsumedUnits), Free: int64(s.Free()), ServicePlans: plans,
		CountsAs: texts(s.Capabilities()), AssignedTo: string(s.Audience()), Note: orNull(s.Note()),
	}
}

// texts returns words as plain strings; never nil.
func texts[T ~string](words []T) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return list
}
