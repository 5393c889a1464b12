package graph

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// Config says how to sign in to a tenant and where its Graph is. The fields
// are the arguments that the azuread provider made known; empty means not set.
type Config struct {
	TenantID string // a GUID or a domain name
	ClientID string // of the application, or of a user-assigned managed identity

	ClientSecret Secret

	ClientCertificatePath     string // PFX, or PEM with certificate and key
	ClientCertificatePassword Secret

	UseOIDC           *bool
	OIDCToken         Secret
	OIDCTokenFilePath string // read at each sign-in, since its owner renews it
	OIDCRequestURL    string // of GitHub Actions or alike, which issue a token on request
	OIDCRequestToken  Secret

	UseMSI *bool
	UseCLI *bool // true when not set

	Environment   string // see [ParseEnvironment]
	GraphEndpoint string // in place of the environment's own; see [ParseEndpoint]
	AuthorityHost string // in place of the environment's own sign-in; https
}

// A ConfigError says what is wrong with one argument. It never holds a secret.
type ConfigError struct {
	Attribute string // as the provider block calls it, such as "client_id"
	Problem   string // what is so, and what to do
}

func (e *ConfigError) Error() string { return e.Attribute + " " + e.Problem }

// Lookup looks up an environment variable, as [os.LookupEnv] does.
type Lookup func(name string) (value string, ok bool)

// WithEnvironment returns c with what it does not set taken from the ARM_*
// environment variables. What c sets wins; and where c itself chooses how to
// sign in, the environment adds no other way: a configuration with use_oidc is
// not signed in by a client secret that another provider needs.
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

	fill(&c.TenantID, "ARM_TENANT_ID")
	fill(&c.ClientID, "ARM_CLIENT_ID")
	fill(&c.Environment, "ARM_ENVIRONMENT")
	fill(&c.AuthorityHost, "AZURE_AUTHORITY_HOST")
	if !chosen {
		fillSecret(&c.ClientSecret, "ARM_CLIENT_SECRET")
	}
	if !chosen || c.ClientCertificatePath != "" {
		fill(&c.ClientCertificatePath, "ARM_CLIENT_CERTIFICATE_PATH")
		fillSecret(&c.ClientCertificatePassword, "ARM_CLIENT_CERTIFICATE_PASSWORD")
	}
	if !chosen {
		fillBool(&c.UseOIDC, "use_oidc", "ARM_USE_OIDC")
		fillBool(&c.UseMSI, "use_msi", "ARM_USE_MSI")
	}
	fillBool(&c.UseCLI, "use_cli", "ARM_USE_CLI")
	if isTrue(c.UseOIDC) && c.OIDCToken.IsZero() && c.OIDCTokenFilePath == "" && c.OIDCRequestURL == "" {
		fillSecret(&c.OIDCToken, "ARM_OIDC_TOKEN")
		fill(&c.OIDCTokenFilePath, "ARM_OIDC_TOKEN_FILE_PATH")
		fill(&c.OIDCRequestURL, "ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL")
	}
	if c.OIDCRequestURL != "" {
		fillSecret(&c.OIDCRequestToken, "ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN")
	}
	return c, bad
}

// choosesMethod reports whether c asks for one way to sign in. The Azure CLI's
// login is what remains, with or without use_cli = true.
func (c Config) choosesMethod() bool {
	return !c.ClientSecret.IsZero() || c.ClientCertificatePath != "" || isTrue(c.UseOIDC) || isTrue(c.UseMSI)
}

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

// Method returns the way to sign in that c asks for, and "" when it asks for
// none and forbids the Azure CLI.
func (c Config) Method() Method {
	switch {
	case c.ClientCertificatePath != "":
		return Certificate
	case !c.ClientSecret.IsZero():
		return ClientSecret
	case isTrue(c.UseOIDC):
		return OIDC
	case isTrue(c.UseMSI):
		return ManagedIdentity
	case c.UseCLI == nil || *c.UseCLI:
		return CLI
	}
	return ""
}

// Validate checks all that can be checked without reading a file or asking a
// server. Its error is a [*ConfigError].
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
			fmt.Sprintf("is not set, and signing in by %s needs it; set it or the environment variable %s", method, variable)}
	}
	switch method {
	case "":
		return &ConfigError{"use_cli", "is false and nothing else says how to sign in; " +
			"set client_secret, client_certificate_path, use_oidc or use_msi"}
	case Certificate, ClientSecret, OIDC:
		if c.TenantID == "" {
			return needs("tenant_id", "ARM_TENANT_ID")
		}
		if c.ClientID == "" {
			return needs("client_id", "ARM_CLIENT_ID")
		}
	default: // a managed identity and the Azure CLI know both by themselves
	}
	if strings.Trim(c.TenantID, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.") != "" {
		return &ConfigError{"tenant_id", fmt.Sprintf("is %q; it must be the tenant's GUID or one of its domain names", c.TenantID)}
	}
	if method == OIDC {
		return c.validateOIDC()
	}
	return nil
}

func (c Config) validateOIDC() error {
	switch {
	case !c.OIDCToken.IsZero(), c.OIDCTokenFilePath != "":
		return nil
	case c.OIDCRequestURL == "":
		return &ConfigError{"use_oidc", "is true and there is no token; set oidc_token, oidc_token_file_path, " +
			"or oidc_request_url and oidc_request_token (GitHub Actions sets them in jobs with the permission id-token: write)"}
	case c.OIDCRequestToken.IsZero():
		return &ConfigError{"oidc_request_token", "is not set, and oidc_request_url needs it; " +
			"set it or the environment variable ARM_OIDC_REQUEST_TOKEN"}
	}
	if u, err := url.Parse(c.OIDCRequestURL); err != nil || !safe(u) {
		return &ConfigError{"oidc_request_url", fmt.Sprintf("is %q; it must be an https URL", display(u))}
	}
	return nil
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

// quote makes a text that a server or a library wrote fit for a message: one
// line, not too long, without the secrets of c and others.
func (c Config) quote(text string, others ...Secret) string {
	for _, s := range append(others, c.ClientSecret, c.ClientCertificatePassword, c.OIDCToken, c.OIDCRequestToken) {
		text = s.strike(text)
	}
	return oneLine(text)
}
