// Command azuread is a Terraform provider that stands in for hashicorp/azuread
// where tests make plans: the real one needs a tenant. It has the resources that
// examples/complete and examples/policy use, with the names, types and required
// arguments of azuread 3.10.0. Installed as terraform-provider-msgraph or
// terraform-provider-microsoft365, it stands in for that provider. It leaves out
// arguments that no example uses and does not check values. It talks to nobody:
// what it creates gets a made-up ID, which is known only after apply, as with
// the real one.
package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func main() {
	name := strings.TrimPrefix(filepath.Base(os.Args[0]), "terraform-provider-")
	newProvider := func() provider.Provider { return standIn{name} }
	err := providerserver.Serve(context.Background(), newProvider, providerserver.ServeOpts{Address: "registry.terraform.io/hashicorp/" + name})
	if err != nil {
		log.Fatal(err)
	}
}

type standIn struct{ name string }

func (s standIn) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = s.name
}
func (standIn) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse)          {}
func (standIn) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

// kinds are the resource types by provider.
var kinds = map[string][]kind{"azuread": azuread, "msgraph": msgraph, "microsoft365": microsoft365}

// Source: the resource schemas of azuread 3.10.0.
var azuread = []kind{
	{name: "_user", attributes: map[string]schema.Attribute{
		"user_principal_name":   required(),
		"display_name":          required(),
		"usage_location":        schema.StringAttribute{Optional: true},
		"manager_id":            schema.StringAttribute{Optional: true},
		"password":              schema.StringAttribute{Optional: true, Computed: true, Sensitive: true, PlanModifiers: kept()},
		"force_password_change": schema.BoolAttribute{Optional: true, Computed: true, Default: booldefault.StaticBool(false)},
		"account_enabled":       schema.BoolAttribute{Optional: true, Computed: true, Default: booldefault.StaticBool(true)},
		"object_id":             schema.StringAttribute{Computed: true, PlanModifiers: kept()},
	}},
	{name: "_group", attributes: map[string]schema.Attribute{
		"display_name":     required(),
		"security_enabled": schema.BoolAttribute{Optional: true},
		"members":          schema.SetAttribute{Optional: true, ElementType: types.StringType},
		"object_id":        schema.StringAttribute{Computed: true, PlanModifiers: kept()},
	}},
	{name: "_group_member", attributes: map[string]schema.Attribute{
		"group_object_id":  replaced(),
		"member_object_id": replaced(),
	}},
	{name: "_user_license", attributes: map[string]schema.Attribute{
		"user_object_id": replaced(),
		"sku_id":         replaced(),
		"disabled_plans": schema.SetAttribute{Optional: true, ElementType: types.StringType},
	}},
	{name: "_group_license", attributes: map[string]schema.Attribute{
		"group_object_id": replaced(),
		"sku_id":          replaced(),
		"disabled_plans":  schema.SetAttribute{Optional: true, ElementType: types.StringType},
	}},
}

// Source: github.com/microsoft/terraform-provider-msgraph, docs/resources/
// resource.md, resource_action.md, resource_collection.md and update_resource.md,
// and the schema in internal/services/msgraph_resource.go.
var msgraph = []kind{
	{name: "_resource", attributes: map[string]schema.Attribute{
		"url":          required(),
		"body":         schema.DynamicAttribute{Optional: true},
		"resource_url": schema.StringAttribute{Computed: true, PlanModifiers: kept()},
	}},
	{name: "_update_resource", attributes: map[string]schema.Attribute{
		"url":  required(),
		"body": schema.DynamicAttribute{Optional: true},
	}},
	{name: "_resource_action", attributes: map[string]schema.Attribute{
		"resource_url": required(),
		"method":       required(),
		"action":       schema.StringAttribute{Optional: true},
		"body":         schema.DynamicAttribute{Optional: true},
	}},
	{name: "_resource_collection", attributes: map[string]schema.Attribute{
		"url":           required(),
		"reference_ids": schema.ListAttribute{Optional: true, ElementType: types.StringType},
	}},
}

// Source: github.com/deploymenttheory/terraform-provider-microsoft365,
// docs/resources/graph_beta_users_user.md, graph_beta_groups_group.md,
// graph_beta_groups_group_member_assignment.md, and the two of
// license_assignment.md. A user's license has add_licenses in older versions and
// sku_id in newer ones; the stand-in has both.
var microsoft365 = []kind{
	{name: "_graph_beta_users_user", attributes: map[string]schema.Attribute{
		"user_principal_name": required(),
		"display_name":        required(),
		"usage_location":      schema.StringAttribute{Optional: true},
	}},
	{name: "_graph_beta_groups_group", attributes: map[string]schema.Attribute{"display_name": required()}},
	{name: "_graph_beta_groups_group_member_assignment", attributes: map[string]schema.Attribute{
		"group_id":           replaced(),
		"member_id":          replaced(),
		"member_object_type": required(),
	}},
	{name: "_graph_beta_users_user_license_assignment", attributes: map[string]schema.Attribute{
		"user_id": required(),
		"sku_id":  schema.StringAttribute{Optional: true},
		"add_licenses": schema.ListNestedAttribute{Optional: true, NestedObject: schema.NestedAttributeObject{
			Attributes: map[string]schema.Attribute{"sku_id": required()},
		}},
	}},
	{name: "_graph_beta_groups_license_assignment", attributes: map[string]schema.Attribute{
		"group_id": required(),
		"sku_id":   required(),
	}},
}

func required() schema.Attribute { return schema.StringAttribute{Required: true} }

// replaced is an argument of which another value makes another object.
func replaced() schema.Attribute {
	return schema.StringAttribute{Required: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}}
}

// kept is for what the provider makes up once.
func kept() []planmodifier.String {
	return []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
}

func (s standIn) Resources(context.Context) []func() resource.Resource {
	var all []func() resource.Resource
	for _, k := range kinds[s.name] {
		all = append(all, func() resource.Resource { return &standInResource{k} })
	}
	return all
}

func (s standIn) DataSources(context.Context) []func() datasource.DataSource {
	if s.name != "azuread" {
		return nil
	}
	return []func() datasource.DataSource{func() datasource.DataSource { return standInUser{} }}
}

// kind is a resource type: what it is called and which attributes it has beside
// its ID.
type kind struct {
	name       string
	attributes map[string]schema.Attribute
}

type standInResource struct{ kind }

func (r *standInResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + r.name
}

func (r *standInResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema.Attributes = map[string]schema.Attribute{"id": schema.StringAttribute{Computed: true, PlanModifiers: kept()}}
	maps.Copy(resp.Schema.Attributes, r.attributes)
}

func (r *standInResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	resp.State.Raw = req.Plan.Raw
	id := made()
	if r.name == "_resource" { // of msgraph
		var url string
		resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root("url"), &url)...)
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("resource_url"), url+"/"+id)...)
	}
	if _, ok := r.attributes["object_id"]; ok {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("object_id"), id)...)
	}
	if r.name == "_user" {
		var password types.String
		resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root("password"), &password)...)
		if password.IsUnknown() { // the real provider refuses to create a user without one; most plans of the tests have none
			resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("password"), types.StringNull())...)
		}
		id = "/users/" + id // the form of azuread 3
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
}

func (r *standInResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (r *standInResource) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.State.Raw = req.Plan.Raw
}

func (r *standInResource) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

func made() string {
	b := make([]byte, 16)
	rand.Read(b) // never fails
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// standInUser is the data source azuread_user. The usage location is the first
// two letters of the name: de.ada@example.com is in DE.
type standInUser struct{}

func (standInUser) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_user"
}

func (standInUser) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema.Attributes = map[string]dataschema.Attribute{
		"user_principal_name": dataschema.StringAttribute{Required: true},
		"id":                  dataschema.StringAttribute{Computed: true},
		"object_id":           dataschema.StringAttribute{Computed: true},
		"usage_location":      dataschema.StringAttribute{Computed: true},
	}
}

func (standInUser) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var name string
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("user_principal_name"), &name)...)
	if len(name) < 2 {
		resp.Diagnostics.AddError("Invalid user_principal_name", "The stand-in takes the country from its first two letters.")
		return
	}
	for attribute, value := range map[string]string{
		"user_principal_name": name, "id": "id-of-" + name, "object_id": "id-of-" + name, "usage_location": strings.ToUpper(name[:2]),
	} {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute), value)...)
	}
}
