package graph

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/localfile"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Config says how to sign in to a tenant and where its Graph is. The fields are
// the arguments of the azuread provider; empty means not set.
type Config struct {
	TenantID         string // a GUID or a domain name
	ClientID         string // of the application, or of a user-assigned managed identity
	ClientIDFilePath string

	ClientSecret         Secret
	ClientSecretFilePath string

	ClientCertificate         Secret // Base64 of a PFX, or of PEM with certificate and key
	ClientCertificatePath     string // PFX, or PEM with certificate and key
	ClientCertificatePassword Secret

	UseOIDC           *bool
	OIDCToken         Secret
	OIDCTokenFilePath string // read at each sign-in, since its owner renews it
	OIDCRequestURL    string // of GitHub Actions or Azure Pipelines, which issue a token on request
	OIDCRequestToken  Secret
	// ADOPipelineServiceConnectionID is the service connection that Azure
	// Pipelines issues the token for.
	ADOPipelineServiceConnectionID string
	// UseAKSWorkloadIdentity uses what the webhook of Azure Kubernetes Service
	// puts into the environment: an OIDC token in a file.
	UseAKSWorkloadIdentity *bool

	UseMSI *bool
	UseCLI *bool // true when not set

	Environment   string // see [ParseEnvironment]
	GraphEndpoint string // instead of the environment's own; see [ParseEndpoint]
	AuthorityHost string // instead of the environment's own sign-in; https
}

// A ConfigError says what is wrong with one argument. It never holds a secret.
type ConfigError struct {
	Attribute string // as the provider block calls it, such as "client_id"
	Problem   string // what is wrong, and what to do
}

func (e *ConfigError) Error() string { return e.Attribute + " " + e.Problem }

// Lookup looks up an environment variable, as [os.LookupEnv] does.
type Lookup func(name string) (value string, ok bool)

// WithEnvironment returns c with unset fields taken from the ARM_* environment
// variables. Fields that c sets win. If c itself chooses how to sign in, the
// environment adds no other way: a configuration with use_oidc does not sign in
// with a client secret meant for another provider.
func (c Config) WithEnvironment(lookup Lookup) (Config, error) {
	chosen := c.choosesMethod()
	fill := func(field *string, names ...string) {
		for _, name := range names {
			if *field == "" {
				*field, _ = lookup(name)
			}
		}
	}
	fillSecret := func(field *Secret, names ...string) {
		s := field.reveal()
		fill(&s, names...)
		*field = NewSecret(s)
	}
	var bad error
	fillBool := func(field **bool, attribute, name string) {
		value, _ := lookup(name)
		if *field != nil || value == "" {
			return
		}
		b, err := strconv.ParseBool(value)
		if err != nil && bad == nil {
			bad = &ConfigError{attribute,
				fmt.Sprintf("comes from the environment variable %s, which is %q; set it to true or false", name, value)}
		}
		*field = &b
	}

	if value := variable(lookup, "ARM_METADATA_HOSTNAME", "ARM_METADATA_HOST"); value != "" && c.Environment == "" && c.GraphEndpoint == "" {
		return c, &ConfigError{"environment", fmt.Sprintf("is not set, but the environment variable %s is, which this provider does not read; "+
			"set environment or graph_endpoint, or unset the variable", value)}
	}
	fill(&c.TenantID, "ARM_TENANT_ID")
	if c.ClientID == "" && c.ClientIDFilePath == "" {
		fill(&c.ClientID, "ARM_CLIENT_ID")
		fill(&c.ClientIDFilePath, "ARM_CLIENT_ID_FILE_PATH")
	}
	fill(&c.Environment, "ARM_ENVIRONMENT")
	fill(&c.AuthorityHost, "AZURE_AUTHORITY_HOST")
	if !chosen {
		fillSecret(&c.ClientSecret, "ARM_CLIENT_SECRET")
		fill(&c.ClientSecretFilePath, "ARM_CLIENT_SECRET_FILE_PATH")
		fillSecret(&c.ClientCertificate, "ARM_CLIENT_CERTIFICATE")
		fill(&c.ClientCertificatePath, "ARM_CLIENT_CERTIFICATE_PATH")
	}
	if c.Method() == Certificate {
		fillSecret(&c.ClientCertificatePassword, "ARM_CLIENT_CERTIFICATE_PASSWORD")
	}
	if !chosen {
		fillBool(&c.UseOIDC, "use_oidc", "ARM_USE_OIDC")
		fillBool(&c.UseAKSWorkloadIdentity, "use_aks_workload_identity", "ARM_USE_AKS_WORKLOAD_IDENTITY")
		fillBool(&c.UseMSI, "use_msi", "ARM_USE_MSI")
	}
	fillBool(&c.UseCLI, "use_cli", "ARM_USE_CLI")
	if isTrue(c.UseOIDC) && c.OIDCToken.IsZero() && c.OIDCTokenFilePath == "" && c.OIDCRequestURL == "" {
		fillSecret(&c.OIDCToken, "ARM_OIDC_TOKEN")
		fill(&c.OIDCTokenFilePath, "ARM_OIDC_TOKEN_FILE_PATH")
		fill(&c.ADOPipelineServiceConnectionID, serviceConnectionVariables...)
		fill(&c.OIDCRequestURL, "ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL")
		if c.ADOPipelineServiceConnectionID != "" {
			fill(&c.OIDCRequestURL, "SYSTEM_OIDCREQUESTURI")
		}
	}
	if c.OIDCRequestURL != "" {
		fillSecret(&c.OIDCRequestToken, "ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN")
		if c.ADOPipelineServiceConnectionID != "" {
			fillSecret(&c.OIDCRequestToken, "SYSTEM_ACCESSTOKEN")
		}
	}
	if isTrue(c.UseAKSWorkloadIdentity) {
		if c.ClientIDFilePath == "" {
			fill(&c.ClientID, "AZURE_CLIENT_ID")
		}
		fill(&c.TenantID, "AZURE_TENANT_ID")
		fill(&c.OIDCTokenFilePath, "AZURE_FEDERATED_TOKEN_FILE")
	}
	if bad == nil {
		bad = c.strayVariable(lookup)
	}
	return c, bad
}

// serviceConnectionVariables name a service connection of Azure Pipelines, in the
// order in which the azuread provider reads them.
var serviceConnectionVariables = []string{"ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID", "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID"}

// variable returns the first of the names that is set, "" where none is.
func variable(lookup Lookup, names ...string) string {
	for _, name := range names {
		if value, _ := lookup(name); value != "" {
			return name
		}
	}
	return ""
}

// strayVariable names an environment variable that asks for a way to sign in
// that c does not take. The Azure CLI's login, which would be next, may be that of
// another tenant.
func (c Config) strayVariable(lookup Lookup) error {
	method := c.Method()
	if method == ManagedIdentity || method == CLI && c.UseCLI == nil {
		if name := variable(lookup, "ARM_MSI_ENDPOINT"); name != "" {
			return &ConfigError{"use_msi", "cannot be used with the environment variable " + name + ", which this provider does not read; " +
				"unset it: the provider finds the endpoint of a managed identity itself"}
		}
	}
	if method != CLI || c.UseCLI != nil {
		return nil
	}
	if name := variable(lookup, append([]string{"ARM_OIDC_TOKEN", "ARM_OIDC_TOKEN_FILE_PATH", "ARM_OIDC_REQUEST_URL"}, serviceConnectionVariables...)...); name != "" {
		return &ConfigError{"use_oidc", "is not true, but the environment variable " + name + " is set; set use_oidc or ARM_USE_OIDC to true, or " + orCLI}
	}
	if name := variable(lookup, "ARM_CLIENT_CERTIFICATE_PASSWORD"); name != "" {
		return &ConfigError{"client_certificate_path", "is not set, but the environment variable " + name + " is; set it or ARM_CLIENT_CERTIFICATE_PATH, or " + orCLI}
	}
	return nil
}

// orCLI ends a sentence on arguments that are not enough to sign in by.
const orCLI = "use_cli to true to sign in with the Azure CLI"

// choosesMethod reports whether c asks for one way to sign in. Otherwise the
// Azure CLI's login remains, with or without use_cli = true.
func (c Config) choosesMethod() bool {
	return c.hasCertificate() || c.hasSecret() || isTrue(c.UseOIDC) || isTrue(c.UseAKSWorkloadIdentity) || isTrue(c.UseMSI)
}

func (c Config) hasCertificate() bool {
	return !c.ClientCertificate.IsZero() || c.ClientCertificatePath != ""
}

func (c Config) hasSecret() bool { return !c.ClientSecret.IsZero() || c.ClientSecretFilePath != "" }

func isTrue(b *bool) bool { return b != nil && *b }

// Method is a way to sign in.
type Method string

// The ways to sign in, in the order in which the azuread provider prefers them.
const (
	Certificate     Method = "client certificate"
	ClientSecret    Method = "client secret"
	OIDC            Method = "OIDC token"
	ManagedIdentity Method = "managed identity"
	CLI             Method = "Azure CLI"
)

// Method returns the way to sign in that c asks for, or "" if it asks for none
// and forbids the Azure CLI.
func (c Config) Method() Method {
	switch {
	case c.hasCertificate():
		return Certificate
	case c.hasSecret():
		return ClientSecret
	case isTrue(c.UseOIDC), isTrue(c.UseAKSWorkloadIdentity):
		return OIDC
	case isTrue(c.UseMSI):
		return ManagedIdentity
	case c.UseCLI == nil || *c.UseCLI:
		return CLI
	}
	return ""
}

// Validate checks everything that can be checked without reading a file or
// calling a server. Its error is a [*ConfigError].
func (c Config) Validate() error {
	if _, err := ParseEnvironment(c.Environment); err != nil {
		return err
	}
	if c.GraphEndpoint != "" {
		if _, err := ParseEndpoint(c.GraphEndpoint); err != nil {
			return err
		}
	}
	if c.AuthorityHost != "" {
		u, err := url.Parse(c.AuthorityHost)
		if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
			return &ConfigError{"authority_host", fmt.Sprintf("is %q; it must be an https URL such as %q",
				display(u), Public.authority())}
		}
	}

	method := c.Method()
	needs := func(attribute, variable string) error {
		return &ConfigError{attribute,
			fmt.Sprintf("is not set, but signing in with the %s needs it; set it or the environment variable %s", method, variable)}
	}
	switch method {
	case "":
		return &ConfigError{"use_cli", "is false, and nothing else says how to sign in; " +
			"set client_secret, client_certificate_path, use_oidc, use_aks_workload_identity or use_msi"}
	case Certificate, ClientSecret, OIDC:
		if c.TenantID == "" {
			return needs("tenant_id", "ARM_TENANT_ID")
		}
		if c.ClientID == "" && c.ClientIDFilePath == "" {
			return needs("client_id", "ARM_CLIENT_ID")
		}
	case CLI:
		if err := c.validateCLI(); err != nil {
			return err
		}
	case ManagedIdentity: // which knows both by itself
	}
	if strings.Trim(c.TenantID, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.") != "" {
		return &ConfigError{"tenant_id", fmt.Sprintf("is %q; it must be the tenant's GUID or one of its domain names", c.TenantID)}
	}
	switch {
	case method == OIDC:
		return c.validateOIDC()
	case method == Certificate && !c.ClientCertificate.IsZero() && c.ClientCertificatePath != "":
		return &ConfigError{"client_certificate", "is set, and so is client_certificate_path; set one of the two"}
	}
	return nil
}

// validateCLI refuses arguments that say how to sign in, and not all of it.
func (c Config) validateCLI() error {
	if c.UseCLI != nil { // it is meant
		return nil
	}
	switch {
	case !c.OIDCToken.IsZero(), c.OIDCTokenFilePath != "", c.OIDCRequestURL != "", !c.OIDCRequestToken.IsZero(), c.ADOPipelineServiceConnectionID != "":
		return &ConfigError{"use_oidc", "is not true, but arguments for an OIDC token are set; set use_oidc to true, or " + orCLI}
	case !c.ClientCertificatePassword.IsZero():
		return &ConfigError{"client_certificate_path", "is not set, but client_certificate_password is; set it, or " + orCLI}
	case c.ClientID != "", c.ClientIDFilePath != "":
		return &ConfigError{"client_id", "is set, here or by ARM_CLIENT_ID, but no credential goes with it; set client_secret, client_certificate_path, " +
			"use_oidc, use_aks_workload_identity or use_msi, or " + orCLI}
	}
	return nil
}

func (c Config) validateOIDC() error {
	switch {
	case !c.OIDCToken.IsZero(), c.OIDCTokenFilePath != "":
		return nil
	case !isTrue(c.UseOIDC):
		return &ConfigError{"use_aks_workload_identity", "is true, but the environment variable AZURE_FEDERATED_TOKEN_FILE is not set; " +
			"the webhook of Azure Kubernetes Service sets it in pods with the label azure.workload.identity/use"}
	case c.ADOPipelineServiceConnectionID != "" && c.OIDCRequestURL == "":
		return &ConfigError{"ado_pipeline_service_connection_id", "is set, but the environment variable SYSTEM_OIDCREQUESTURI, which Azure Pipelines sets, is not"}
	case c.ADOPipelineServiceConnectionID != "" && c.OIDCRequestToken.IsZero():
		return &ConfigError{"oidc_request_token", "is not set, but ado_pipeline_service_connection_id needs it; " +
			"map the variable System.AccessToken of the pipeline to the environment variable SYSTEM_ACCESSTOKEN"}
	case c.OIDCRequestURL == "":
		return &ConfigError{"use_oidc", "is true, but there is no token; set oidc_token, oidc_token_file_path, " +
			"ado_pipeline_service_connection_id (in Azure Pipelines), " +
			"or oidc_request_url and oidc_request_token (GitHub Actions sets them in jobs with the permission id-token: write)"}
	case c.OIDCRequestToken.IsZero():
		return &ConfigError{"oidc_request_token", "is not set, but oidc_request_url needs it; " +
			"set it or the environment variable ARM_OIDC_REQUEST_TOKEN"}
	}
	if u, err := url.Parse(c.OIDCRequestURL); err != nil || !safe(u) {
		return &ConfigError{"oidc_request_url", fmt.Sprintf("is %q; it must be an https URL", display(origin(u)))}
	}
	return nil
}

// withFiles returns c with what client_id_file_path and
// client_secret_file_path hold.
func (c Config) withFiles() (Config, error) {
	if c.ClientIDFilePath != "" {
		id, err := readLine(context.Background(), "client_id_file_path", c.ClientIDFilePath)
		switch {
		case err != nil:
			return c, err
		case c.ClientID != "" && c.ClientID != id:
			return c, &ConfigError{"client_id_file_path", "names a file whose ID is not client_id; set one of the two"}
		}
		c.ClientID = id
	}
	if c.ClientSecretFilePath != "" && c.Method() == ClientSecret {
		secret, err := readLine(context.Background(), "client_secret_file_path", c.ClientSecretFilePath)
		switch {
		case err != nil:
			return c, err
		case !c.ClientSecret.IsZero() && c.ClientSecret.reveal() != secret:
			return c, &ConfigError{"client_secret_file_path", "names a file whose secret is not client_secret; set one of the two"}
		}
		c.ClientSecret = NewSecret(secret)
	}
	return c, nil
}

// maxFile is how many bytes a file with a token, a secret or a certificate may
// have.
const maxFile = 1 << 20

// readFile returns the content of a file that an argument names.
func readFile(ctx context.Context, attribute, name string) ([]byte, error) {
	data, err := localfile.Read(ctx, name, maxFile)
	if err == nil {
		return data, nil
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return nil, &ConfigError{attribute, fmt.Sprintf("is %s, which cannot be read: %v", text.Quote(name), err)}
}

// readLine returns what a file with one ID, secret or token holds.
func readLine(ctx context.Context, attribute, name string) (string, error) {
	data, err := readFile(ctx, attribute, name)
	if err != nil {
		return "", err
	}
	line := strings.TrimSpace(string(data))
	if line == "" {
		return "", &ConfigError{attribute, fmt.Sprintf("is %s, which is empty", text.Quote(name))}
	}
	return line, nil
}

// ParseEndpoint checks a graph_endpoint: scheme and host of a Microsoft Graph,
// by https, or by http on this machine.
func ParseEndpoint(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	var problem string
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		problem = "must be a URL such as " + Public.graph()
	case strings.Trim(u.Path, "/") != "":
		problem = "must end with the host; the provider adds the path /v1.0 itself"
	case !safe(u):
		problem = "must use https; http is for tests against this machine (localhost, 127.0.0.1)"
	default:
		return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
	}
	return nil, &ConfigError{"graph_endpoint", fmt.Sprintf("is %q; it %s", display(u), problem)}
}

// safe reports whether a token may be sent to u: by https, or by http without
// leaving this machine.
func safe(u *url.URL) bool {
	return u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && loopback(u))
}

func loopback(u *url.URL) bool {
	addr, err := netip.ParseAddr(u.Hostname())
	return u.Hostname() == "localhost" || err == nil && addr.IsLoopback()
}

// display writes a URL for a message, without what may be a password in it.
func display(u *url.URL) string {
	if u == nil {
		return "no URL"
	}
	shown := *u
	shown.User, shown.RawQuery, shown.Fragment = nil, "", ""
	return shown.String()
}

// origin returns scheme and host of a URL: the path of an address that issues
// tokens is not public.
func origin(u *url.URL) *url.URL {
	if u == nil {
		return nil
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}
}
