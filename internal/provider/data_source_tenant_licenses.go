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
	Require types.Map `tfsdk:"require"`
	tenantLicensesModel
}

type tenantLicensesModel struct {
	Capabilities map[string]supplyModel `tfsdk:"capabilities" doc:"What the tenant has of each capability: {audio_conferencing}, {audio_conferencing_pay_per_minute}, {communications_credits}, {domestic_and_international_calling_plan}, {domestic_calling_plan}, {pay_as_you_go_calling_plan}, {phone_system} and {resource_account}."`
	SKUs         []skuModel             `tfsdk:"skus" doc:"The SKUs of the tenant that have to do with Teams voice, in the order of Microsoft Graph."`
}

type supplyModel struct {
	Enabled        int64    `tfsdk:"enabled" doc:"Licences to assign, assigned or not, those in their warning period included."`
	Consumed       int64    `tfsdk:"consumed" doc:"Licences assigned."`
	Free           int64    `tfsdk:"free" doc:"Licences that nobody has yet."`
	SKUPartNumbers []string `tfsdk:"sku_part_numbers" doc:"The SKUs that give the capability."`
}

type skuModel struct {
	SKUID            string   `tfsdk:"sku_id" doc:"ID of the SKU."`
	SKUPartNumber    string   `tfsdk:"sku_part_number" doc:"Part number, such as {MCOEV}."`
	CapabilityStatus string   `tfsdk:"capability_status" doc:"{Enabled}, {Warning}, {Suspended}, {Deleted} or {LockedOut}, as Microsoft Graph spells it."`
	Enabled          int64    `tfsdk:"enabled" doc:"Prepaid units that are enabled."`
	Warning          int64    `tfsdk:"warning" doc:"Prepaid units in their warning period."`
	Suspended        int64    `tfsdk:"suspended" doc:"Prepaid units that are suspended."`
	LockedOut        int64    `tfsdk:"locked_out" doc:"Prepaid units that are locked out."`
	Consumed         int64    `tfsdk:"consumed" doc:"Units assigned."`
	Free             int64    `tfsdk:"free" doc:"Units that nobody has yet."`
	ServicePlans     []string `tfsdk:"service_plans" doc:"Names of the service plans in it."`
}

func (d *tenantLicensesDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_tenant_licenses"
}

func (d *tenantLicensesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The Teams voice licences of a tenant, read from Microsoft Graph: what has been bought, and what of it is free. With `require`, the " +
			"plan fails when too few are free.\n\nNeeds the application permission `LicenseAssignment.Read.All` or `Organization.Read.All`." +
			tenantTopic.seeAlso(tenantGuide, dataSourceLink("rollout")),
		Attributes: map[string]schema.Attribute{
			"require": schema.MapAttribute{
				Optional:            true,
				ElementType:         types.Int64Type,
				MarkdownDescription: "How many licences of a capability have to be free, by the capability.",
				Validators: []validator.Map{
					mapvalidator.KeysAre(parsesWith("capability", graph.ParseCapability)),
					mapvalidator.ValueInt64sAre(atLeast(0)),
				},
			},
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
		resp.Diagnostics.AddError("Licences of the tenant cannot be read", sentence(err))
		return
	}
	supplies := graph.Summarize(skus)
	for _, name := range slices.Sorted(maps.Keys(required)) {
		at := path.Root("require").AtMapKey(name)
		capability, err := graph.ParseCapability(name)
		if err != nil {
			resp.Diagnostics.AddAttributeError(at, "Unknown capability", sentence(err))
			continue
		}
		if err := supplies[capability].Require(int(required[name])); err != nil {
			resp.Diagnostics.AddAttributeError(at, fmt.Sprintf("Too few free licences of %s", name), sentence(err))
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	data.Capabilities = make(map[string]supplyModel)
	for capability, s := range supplies {
		data.Capabilities[string(capability)] = supplyModel{
			Enabled: int64(s.Enabled), Consumed: int64(s.Consumed), Free: int64(s.Free), SKUPartNumbers: partNumbers(s.SKUs),
		}
	}
	data.SKUs = []skuModel{}
	for _, s := range graph.VoiceSKUs(skus) {
		data.SKUs = append(data.SKUs, skuOf(s))
	}
	resp.Diagnostics.Append(setState(ctx, &resp.State, &data)...)
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
	}
}
