package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// tenantData is what the provider block says about signing in to a tenant. The
// names are those of the azuread provider.
type tenantData struct {
	TenantID                  types.String `tfsdk:"tenant_id"`
	ClientID                  types.String `tfsdk:"client_id"`
	ClientIDFilePath          types.String `tfsdk:"client_id_file_path"`
	ClientSecret              types.String `tfsdk:"client_secret"`
	ClientSecretFilePath      types.String `tfsdk:"client_secret_file_path"`
	ClientCertificate         types.String `tfsdk:"client_certificate"`
	ClientCertificatePath     types.String `tfsdk:"client_certificate_path"`
	ClientCertificatePassword types.String `tfsdk:"client_certificate_password"`
	UseOIDC                   types.Bool   `tfsdk:"use_oidc"`
	OIDCToken                 types.String `tfsdk:"oidc_token"`
	OIDCTokenFilePath         types.String `tfsdk:"oidc_token_file_path"`
	OIDCRequestURL            types.String `tfsdk:"oidc_request_url"`
	OIDCRequestToken          types.String `tfsdk:"oidc_request_token"`
	ServiceConnectionID       types.String `tfsdk:"ado_pipeline_service_connection_id"`
	UseAKSWorkloadIdentity    types.Bool   `tfsdk:"use_aks_workload_identity"`
	UseMSI                    types.Bool   `tfsdk:"use_msi"`
	UseCLI                    types.Bool   `tfsdk:"use_cli"`
	Environment               types.String `tfsdk:"environment"`
	GraphEndpoint             types.String `tfsdk:"graph_endpoint"`
	SKUCapabilities           types.Map    `tfsdk:"sku_capabilities"`
}

// tenantAttributes are the arguments of the provider block for it.
func tenantAttributes() map[string]schema.Attribute {
	words := func(doc, variable string, validators ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: fromVariable(doc, variable), Validators: validators}
	}
	secret := func(doc, variable string) schema.StringAttribute {
		attribute := words(doc, variable)
		attribute.Sensitive = true
		return attribute
	}
	flag := func(doc, variable string) schema.BoolAttribute {
		return schema.BoolAttribute{Optional: true, MarkdownDescription: fromVariable(doc, variable)}
	}
	return map[string]schema.Attribute{
		"tenant_id":                   words("ID or domain name of the tenant to read. Only needed by data sources that read a tenant, like all arguments for signing in.", "ARM_TENANT_ID"),
		"client_id":                   words("Application (client) ID to sign in with, or client ID of a user-assigned managed identity.", "ARM_CLIENT_ID"),
		"client_id_file_path":         words("Path of a file with the application (client) ID.", "ARM_CLIENT_ID_FILE_PATH"),
		"client_secret":               secret("Client secret to sign in with.", "ARM_CLIENT_SECRET"),
		"client_secret_file_path":     words("Path of a file with the client secret.", "ARM_CLIENT_SECRET_FILE_PATH"),
		"client_certificate":          secret("Client certificate to sign in with, encoded as Base64: PFX, or PEM with certificate and key.", "ARM_CLIENT_CERTIFICATE"),
		"client_certificate_path":     words("Path of a client certificate to sign in with: PFX, or PEM with certificate and key.", "ARM_CLIENT_CERTIFICATE_PATH"),
		"client_certificate_password": secret("Password of the client certificate.", "ARM_CLIENT_CERTIFICATE_PASSWORD"),
		"use_oidc":                    flag("Whether to sign in with an OIDC token (workload identity federation). Defaults to `false`.", "ARM_USE_OIDC"),
		"oidc_token":                  secret("OIDC token to sign in with.", "ARM_OIDC_TOKEN"),
		"oidc_token_file_path":        words("Path of a file with the OIDC token. The file is read at each sign-in.", "ARM_OIDC_TOKEN_FILE_PATH"),
		"oidc_request_url":            words("URL from which to request an OIDC token, as GitHub Actions and Azure Pipelines provide it.", "ARM_OIDC_REQUEST_URL`, `ACTIONS_ID_TOKEN_REQUEST_URL` or `SYSTEM_OIDCREQUESTURI"),
		"oidc_request_token":          secret("Bearer token for the request to `oidc_request_url`.", "ARM_OIDC_REQUEST_TOKEN`, `ACTIONS_ID_TOKEN_REQUEST_TOKEN` or `SYSTEM_ACCESSTOKEN"),
		"ado_pipeline_service_connection_id": words("ID of the Azure Pipelines service connection whose OIDC token to sign in with. Requires `use_oidc = true`.",
			"ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID` or `ARM_OIDC_AZURE_SERVICE_CONNECTION_ID"),
		"use_aks_workload_identity": flag("Whether to sign in with the workload identity of Azure Kubernetes Service (AKS). Defaults to `false`.", "ARM_USE_AKS_WORKLOAD_IDENTITY"),
		"use_msi":                   flag("Whether to sign in with a managed identity. Defaults to `false`.", "ARM_USE_MSI"),
		"use_cli":                   flag("Whether to fall back to the login of the Azure CLI. Defaults to `true`.", "ARM_USE_CLI"),
		"environment": words("Microsoft cloud of the tenant: "+choice(graph.EnvironmentNames())+". `global` is the same as `public`, `usgovernmentl4` as "+
			"`usgovernment`, and `dod` as `usgovernmentl5`. Defaults to `public`.", "ARM_ENVIRONMENT",
			parsesWith("environment", graph.ParseEnvironment)),
		"graph_endpoint": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "URL (https) of Microsoft Graph, instead of the one of the cloud. For tests, http is allowed on this machine.",
			Validators:          []validator.String{parsesWith("address", graph.ParseEndpoint)},
		},
		"sku_capabilities": schema.MapAttribute{
			Optional:    true,
			ElementType: types.ListType{ElemType: types.StringType},
			MarkdownDescription: "Licenses that the provider does not know, for the data sources that read a tenant: by SKU part number, a list of what one license gives, such as " +
				"`{ NEW_VOICE = [\"phone_system\"] }`. Any of " + choice(graph.Capabilities()) + ". For a SKU that the provider knows, this list replaces what it knows.",
			Validators: []validator.Map{
				mapvalidator.KeysAre(filled("part number")),
				mapvalidator.ValueListsAre(listvalidator.ValueStringsAre(parsesWith("capability", graph.ParseCapability))),
			},
		},
	}
}

func fromVariable(doc, variable string) string {
	return fmt.Sprintf("%s Can also be set with the environment variable `%s`.", doc, variable)
}

// client returns a function that makes the Graph client, which all data sources
// share, so that one sign-in serves them. Nothing happens before it is called.
// An argument that is not known yet is named.
func (t tenantData) client(version string, getenv func(string) string, unknown string) func() (*graph.Client, error) {
	return sync.OnceValues(func() (*graph.Client, error) {
		if unknown != "" {
			return nil, fmt.Errorf("the argument %s of the provider block is not known before apply; use a variable, or the environment", unknown)
		}
		capabilities, err := t.skuCapabilities()
		if err != nil {
			return nil, err
		}
		cfg, err := graph.Config{
			TenantID:                       t.TenantID.ValueString(),
			ClientID:                       t.ClientID.ValueString(),
			ClientIDFilePath:               t.ClientIDFilePath.ValueString(),
			ClientSecret:                   graph.NewSecret(t.ClientSecret.ValueString()),
			ClientSecretFilePath:           t.ClientSecretFilePath.ValueString(),
			ClientCertificate:              graph.NewSecret(t.ClientCertificate.ValueString()),
			ClientCertificatePath:          t.ClientCertificatePath.ValueString(),
			ClientCertificatePassword:      graph.NewSecret(t.ClientCertificatePassword.ValueString()),
			UseOIDC:                        t.UseOIDC.ValueBoolPointer(),
			OIDCToken:                      graph.NewSecret(t.OIDCToken.ValueString()),
			OIDCTokenFilePath:              t.OIDCTokenFilePath.ValueString(),
			OIDCRequestURL:                 t.OIDCRequestURL.ValueString(),
			OIDCRequestToken:               graph.NewSecret(t.OIDCRequestToken.ValueString()),
			ADOPipelineServiceConnectionID: t.ServiceConnectionID.ValueString(),
			UseAKSWorkloadIdentity:         t.UseAKSWorkloadIdentity.ValueBoolPointer(),
			UseMSI:                         t.UseMSI.ValueBoolPointer(),
			UseCLI:                         t.UseCLI.ValueBoolPointer(),
			Environment:                    t.Environment.ValueString(),
			GraphEndpoint:                  t.GraphEndpoint.ValueString(),
		}.WithEnvironment(func(name string) (string, bool) {
			value := getenv(name)
			return value, value != ""
		})
		if err != nil {
			return nil, err
		}
		return graph.New(cfg, graph.Options{Version: version, SKUCapabilities: capabilities, Progress: logProgress}), nil
	})
}

// skuCapabilities reads the argument sku_capabilities.
func (t tenantData) skuCapabilities() (map[string][]graph.Capability, error) {
	all, elements := make(map[string][]graph.Capability), t.SKUCapabilities.Elements()
	spelled := make(map[string]string) // by the part number in capital letters
	for _, partNumber := range slices.Sorted(maps.Keys(elements)) {
		if other, twice := spelled[strings.ToUpper(partNumber)]; twice {
			return nil, fmt.Errorf("sku_capabilities names one SKU twice, as %s and %s; remove one of the two", text.Quote(other), text.Quote(partNumber))
		}
		spelled[strings.ToUpper(partNumber)] = partNumber
		list, ok := elements[partNumber].(types.List)
		if !ok || list.IsNull() {
			return nil, fmt.Errorf("sku_capabilities: what %s counts as is null; write [] where it counts as nothing", text.Quote(partNumber))
		}
		all[partNumber] = []graph.Capability{}
		for _, e := range list.Elements() {
			name, _ := e.(types.String)
			capability, err := graph.ParseCapability(name.ValueString())
			if err != nil {
				return nil, fmt.Errorf("sku_capabilities: %w", err)
			}
			all[partNumber] = append(all[partNumber], capability)
		}
	}
	return all, nil
}

// logProgress tells the log how far a long list is.
func logProgress(ctx context.Context, doing string, records int) {
	tflog.Info(ctx, "Microsoft Graph answers", map[string]any{"doing": doing, "records": records})
}

// tenant returns the Graph client, or adds a diagnostic.
func (c *configured) tenant(diags *diag.Diagnostics) *graph.Client {
	if c.settings == nil {
		diags.AddError(notConfigured, notConfiguredDetail)
		return nil
	}
	client, err := c.settings.tenant()
	if err != nil {
		diags.AddError("Tenant cannot be read", sentence(err))
		return nil
	}
	return client
}
