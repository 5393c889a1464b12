package provider

import (
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph"
)

// tenantData is what the provider block says of signing in to a tenant. The
// names are those of the azuread provider.
type tenantData struct {
	TenantID                  types.String `tfsdk:"tenant_id"`
	ClientID                  types.String `tfsdk:"client_id"`
	ClientSecret              types.String `tfsdk:"client_secret"`
	ClientCertificatePath     types.String `tfsdk:"client_certificate_path"`
	ClientCertificatePassword types.String `tfsdk:"client_certificate_password"`
	UseOIDC                   types.Bool   `tfsdk:"use_oidc"`
	OIDCToken                 types.String `tfsdk:"oidc_token"`
	OIDCTokenFilePath         types.String `tfsdk:"oidc_token_file_path"`
	OIDCRequestURL            types.String `tfsdk:"oidc_request_url"`
	OIDCRequestToken          types.String `tfsdk:"oidc_request_token"`
	UseMSI                    types.Bool   `tfsdk:"use_msi"`
	UseCLI                    types.Bool   `tfsdk:"use_cli"`
	Environment               types.String `tfsdk:"environment"`
	GraphEndpoint             types.String `tfsdk:"graph_endpoint"`
}

// tenantAttributes are the arguments of the provider block for it.
func tenantAttributes() map[string]schema.Attribute {
	text := func(doc, variable string, validators ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: fromVariable(doc, variable), Validators: validators}
	}
	secret := func(doc, variable string) schema.StringAttribute {
		attribute := text(doc, variable)
		attribute.Sensitive = true
		return attribute
	}
	flag := func(doc, variable string) schema.BoolAttribute {
		return schema.BoolAttribute{Optional: true, MarkdownDescription: fromVariable(doc, variable)}
	}
	return map[string]schema.Attribute{
		"tenant_id":                   text("For the data sources of a tenant: its ID or a domain name of it.", "ARM_TENANT_ID"),
		"client_id":                   text("The application (client) ID to sign in as, or that of a user-assigned managed identity.", "ARM_CLIENT_ID"),
		"client_secret":               secret("The client secret to sign in with.", "ARM_CLIENT_SECRET"),
		"client_certificate_path":     text("Path of the client certificate to sign in with: PFX, or PEM with certificate and key.", "ARM_CLIENT_CERTIFICATE_PATH"),
		"client_certificate_password": secret("The password of the certificate file.", "ARM_CLIENT_CERTIFICATE_PASSWORD"),
		"use_oidc":                    flag("Whether to sign in with an OIDC token (workload identity federation). Default: `false`.", "ARM_USE_OIDC"),
		"oidc_token":                  secret("The OIDC token.", "ARM_OIDC_TOKEN"),
		"oidc_token_file_path":        text("Path of a file with the OIDC token. It is read at each sign-in.", "ARM_OIDC_TOKEN_FILE_PATH"),
		"oidc_request_url":            text("Address that issues OIDC tokens, as GitHub Actions has it.", "ARM_OIDC_REQUEST_URL` or `ACTIONS_ID_TOKEN_REQUEST_URL"),
		"oidc_request_token":          secret("The token for `oidc_request_url`.", "ARM_OIDC_REQUEST_TOKEN` or `ACTIONS_ID_TOKEN_REQUEST_TOKEN"),
		"use_msi":                     flag("Whether to sign in as a managed identity. Default: `false`.", "ARM_USE_MSI"),
		"use_cli":                     flag("Whether to fall back to the login of the Azure CLI. Default: `true`.", "ARM_USE_CLI"),
		"environment": text("The cloud: `public`, `usgovernment`, `usgovernmentl5` or `china`. Default: `public`.", "ARM_ENVIRONMENT",
			parsesWith("environment", graph.ParseEnvironment)),
		"graph_endpoint": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "Address of Microsoft Graph in place of the cloud's own: https, or http on this machine.",
			Validators:          []validator.String{parsesWith("address", graph.ParseEndpoint)},
		},
	}
}

func fromVariable(doc, variable string) string {
	return fmt.Sprintf("%s May also be set by the environment variable `%s`.", doc, variable)
}

// client returns what makes the Graph client, which all data sources share, so
// that one sign-in serves them. Nothing happens before one asks for it. An
// argument that is not known yet is named.
func (t tenantData) client(version string, getenv func(string) string, unknown string) func() (*graph.Client, error) {
	return sync.OnceValues(func() (*graph.Client, error) {
		if unknown != "" {
			return nil, fmt.Errorf("the argument %s of the provider block is not known before apply; use a variable, or the environment", unknown)
		}
		cfg, err := graph.Config{
			TenantID:                  t.TenantID.ValueString(),
			ClientID:                  t.ClientID.ValueString(),
			ClientSecret:              graph.NewSecret(t.ClientSecret.ValueString()),
			ClientCertificatePath:     t.ClientCertificatePath.ValueString(),
			ClientCertificatePassword: graph.NewSecret(t.ClientCertificatePassword.ValueString()),
			UseOIDC:                   t.UseOIDC.ValueBoolPointer(),
			OIDCToken:                 graph.NewSecret(t.OIDCToken.ValueString()),
			OIDCTokenFilePath:         t.OIDCTokenFilePath.ValueString(),
			OIDCRequestURL:            t.OIDCRequestURL.ValueString(),
			OIDCRequestToken:          graph.NewSecret(t.OIDCRequestToken.ValueString()),
			UseMSI:                    t.UseMSI.ValueBoolPointer(),
			UseCLI:                    t.UseCLI.ValueBoolPointer(),
			Environment:               t.Environment.ValueString(),
			GraphEndpoint:             t.GraphEndpoint.ValueString(),
		}.WithEnvironment(func(name string) (string, bool) {
			value := getenv(name)
			return value, value != ""
		})
		if err != nil {
			return nil, err
		}
		return graph.New(cfg, graph.Options{Version: version}), nil
	})
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
