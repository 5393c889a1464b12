// Command azuread is a Terraform provider that stands in for hashicorp/azuread
// where the policy's tests make plans: the real one needs a tenant. It has the
// resources that examples/policy looks at, under their names and with the
// arguments that matter there, and talks to nobody. What it creates gets a
// made-up ID, which is known only after apply, as with the real one.
package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func main() {
	newProvider := func() provider.Provider { return standIn{} }
	err := providerserver.Serve(context.Background(), newProvider, providerserver.ServeOpts{Address: "registry.terraform.io/hashicorp/azuread"})
	if err != nil {
		log.Fatal(err)
	}
}

type standIn struct{}

func (standIn) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "azuread"
}
func (standIn) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse)          {}
func (standIn) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

func (standIn) Resources(context.Context) []func() resource.Resource {
	var all []func() resource.Resource
	for _, k := range []kind{
		{name: "_user", computed: []string{"object_id"}, arguments: []string{"user_principal_name", "usage_location", "manager_id"}},
		{name: "_group", computed: []string{"object_id"}, arguments: []string{"display_name"}, lists: []string{"members"}},
		{name: "_user_license", replace: []string{"user_object_id", "sku_id"}},
		{name: "_group_license", replace: []string{"group_object_id", "sku_id"}},
		{name: "_group_member", replace: []string{"group_object_id", "member_object_id"}},
	} {
		all = append(all, func() resource.Resource { return &standInResource{k} })
	}
	return all
}

func (standIn) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return standInUser{} }}
}

// kind is a resource type: what it is called and which attributes it has.
type kind struct {
	name      string
	computed  []string // known after apply, and then for good
	arguments []string
	replace   []string // arguments of which another value makes another object
	lists     []string
}

type standInResource struct{ kind }

func (r *standInResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + r.name
}

func (r *standInResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema.Attributes = map[string]schema.Attribute{}
	for _, name := range append([]string{"id"}, r.computed...) {
		resp.Schema.Attributes[name] = schema.StringAttribute{
			Computed: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		}
	}
	for _, name := range r.arguments {
		resp.Schema.Attributes[name] = schema.StringAttribute{Optional: true}
	}
	for _, name := range r.replace {
		resp.Schema.Attributes[name] = schema.StringAttribute{
			Required: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		}
	}
	for _, name := range r.lists {
		resp.Schema.Attributes[name] = schema.SetAttribute{Optional: true, ElementType: types.StringType}
	}
}

func (r *standInResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	resp.State.Raw = req.Plan.Raw
	id := made()
	for _, name := range r.computed {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), id)...)
	}
	if r.name == "_user" {
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
