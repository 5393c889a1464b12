package graph

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func env(pairs ...string) Lookup {
	return func(name string) (string, bool) {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1], true
			}
		}
		return "", false
	}
}

func yes() *bool { b := true; return &b }
func no() *bool  { b := false; return &b }

func TestWithEnvironment(t *testing.T) {
	for _, tt := range []struct {
		situation string
		cfg       Config
		env       Lookup
		want      Config
		method    Method
	}{
		{"nothing is set", Config{}, env(), Config{}, CLI},
		{"all by the environment",
			Config{},
			env("ARM_TENANT_ID", "t", "ARM_CLIENT_ID", "c", "ARM_CLIENT_SECRET", "s", "ARM_ENVIRONMENT", "china", "ARM_USE_CLI", "false"),
			Config{TenantID: "t", ClientID: "c", ClientSecret: NewSecret("s"), Environment: "china", UseCLI: no()}, ClientSecret},
		{"the configuration wins",
			Config{TenantID: "mine", ClientSecret: NewSecret("mine"), UseCLI: no()},
			env("ARM_TENANT_ID", "t", "ARM_CLIENT_ID", "c", "ARM_CLIENT_SECRET", "s", "ARM_USE_CLI", "true"),
			Config{TenantID: "mine", ClientID: "c", ClientSecret: NewSecret("mine"), UseCLI: no()}, ClientSecret},
		{"a certificate by the environment",
			Config{},
			env("ARM_CLIENT_CERTIFICATE_PATH", "p", "ARM_CLIENT_CERTIFICATE_PASSWORD", "w"),
			Config{ClientCertificatePath: "p", ClientCertificatePassword: NewSecret("w")}, Certificate},
		{"an OIDC configuration is not turned into a client secret's",
			Config{UseOIDC: yes()},
			env("ARM_CLIENT_SECRET", "s", "ARM_CLIENT_CERTIFICATE_PATH", "p", "ARM_OIDC_TOKEN", "o"),
			Config{UseOIDC: yes(), OIDCToken: NewSecret("o")}, OIDC},
		{"use_cli = true permits the CLI and chooses nothing",
			Config{UseCLI: yes()}, env("ARM_CLIENT_SECRET", "s"),
			Config{UseCLI: yes(), ClientSecret: NewSecret("s")}, ClientSecret},
		{"an OIDC token of the configuration keeps the environment's out",
			Config{UseOIDC: yes(), OIDCTokenFilePath: "f"}, env("ARM_OIDC_TOKEN", "o"),
			Config{UseOIDC: yes(), OIDCTokenFilePath: "f"}, OIDC},
		{"GitHub Actions' own variables",
			Config{}, env("ARM_USE_OIDC", "1", "ACTIONS_ID_TOKEN_REQUEST_URL", "u", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "r"),
			Config{UseOIDC: yes(), OIDCRequestURL: "u", OIDCRequestToken: NewSecret("r")}, OIDC},
		{"ARM_OIDC_REQUEST_URL before GitHub's",
			Config{}, env("ARM_USE_OIDC", "1", "ACTIONS_ID_TOKEN_REQUEST_URL", "u", "ARM_OIDC_REQUEST_URL", "v", "ARM_OIDC_REQUEST_TOKEN", "r"),
			Config{UseOIDC: yes(), OIDCRequestURL: "v", OIDCRequestToken: NewSecret("r")}, OIDC},
		{"a managed identity", Config{}, env("ARM_USE_MSI", "TRUE"), Config{UseMSI: yes()}, ManagedIdentity},
		{"empty variables are not set",
			Config{}, env("ARM_USE_MSI", "", "ARM_TENANT_ID", ""), Config{}, CLI},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			got, err := tt.cfg.WithEnvironment(tt.env)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got  %+v\nwant %+v", got, tt.want)
			}
			if got.Method() != tt.method {
				t.Errorf("signs in by %q, want %q", got.Method(), tt.method)
			}
		})
	}
}

func TestWithEnvironmentNamesAMalformedVariable(t *testing.T) {
	for _, name := range []string{"ARM_USE_OIDC", "ARM_USE_MSI", "ARM_USE_CLI"} {
		_, err := Config{}.WithEnvironment(env(name, "ja"))
		var wrong *ConfigError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), `"ja"`) {
			t.Errorf("%s=ja: %v", name, err)
		}
	}
}

func TestValidate(t *testing.T) {
	secret := Config{TenantID: "t", ClientID: "c", ClientSecret: NewSecret("s")}
	with := func(change func(*Config)) Config { c := secret; change(&c); return c }
	for _, tt := range []struct {
		situation string
		cfg       Config
		attribute string // "" for no error
		says      string
	}{
		{"the CLI's login", Config{}, "", ""},
		{"a client secret", secret, "", ""},
		{"no tenant", with(func(c *Config) { c.TenantID = "" }), "tenant_id", "ARM_TENANT_ID"},
		{"no client", with(func(c *Config) { c.ClientID = "" }), "client_id", "ARM_CLIENT_ID"},
		{"a tenant that is a path", with(func(c *Config) { c.TenantID = "a/b" }), "tenant_id", `"a/b"`},
		{"no way to sign in", Config{UseCLI: no()}, "use_cli", "client_secret"},
		{"OIDC without a token", Config{TenantID: "t", ClientID: "c", UseOIDC: yes()}, "use_oidc", "oidc_token_file_path"},
		{"OIDC by request without its token", Config{TenantID: "t", ClientID: "c", UseOIDC: yes(), OIDCRequestURL: "https://h"}, "oidc_request_token", "ARM_OIDC_REQUEST_TOKEN"},
		{"OIDC by request in clear text", Config{TenantID: "t", ClientID: "c", UseOIDC: yes(), OIDCRequestURL: "http://h", OIDCRequestToken: NewSecret("r")}, "oidc_request_url", "https"},
		{"a cloud in orbit", with(func(c *Config) { c.Environment = "orbit" }), "environment", "usgovernment"},
		{"a cloud in capitals", with(func(c *Config) { c.Environment = "USGovernment" }), "", ""},
		{"an endpoint of another host", with(func(c *Config) { c.GraphEndpoint = "https://graph.example.com/" }), "", ""},
		{"an endpoint on this machine", with(func(c *Config) { c.GraphEndpoint = "http://127.0.0.1:8080" }), "", ""},
		{"an endpoint on this machine, IPv6", with(func(c *Config) { c.GraphEndpoint = "http://[::1]:8080" }), "", ""},
		{"an endpoint in clear text", with(func(c *Config) { c.GraphEndpoint = "http://graph.example.com" }), "graph_endpoint", "https"},
		{"a host that only begins like this machine", with(func(c *Config) { c.GraphEndpoint = "http://127.0.0.1.example.com" }), "graph_endpoint", "https"},
		{"an endpoint with the version", with(func(c *Config) { c.GraphEndpoint = "https://graph.microsoft.com/v1.0" }), "graph_endpoint", "/v1.0"},
		{"an endpoint with a password", with(func(c *Config) { c.GraphEndpoint = "https://u:p4ss@graph.microsoft.com" }), "graph_endpoint", "must be a URL"},
		{"an endpoint of another scheme", with(func(c *Config) { c.GraphEndpoint = "ftp://graph.microsoft.com" }), "graph_endpoint", "https"},
		{"an endpoint that is no URL", with(func(c *Config) { c.GraphEndpoint = "://" }), "graph_endpoint", "must be a URL"},
		{"a sign-in in clear text", with(func(c *Config) { c.AuthorityHost = "http://127.0.0.1" }), "authority_host", "https"},
		{"a sign-in that is no URL", with(func(c *Config) { c.AuthorityHost = "%" }), "authority_host", "https"},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			err := tt.cfg.Validate()
			if tt.attribute == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var wrong *ConfigError
			if !errors.As(err, &wrong) || wrong.Attribute != tt.attribute || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v; want an error of %s that says %q", err, tt.attribute, tt.says)
			}
			if err != nil && strings.Contains(err.Error(), "p4ss") {
				t.Errorf("the error shows a password: %v", err)
			}
		})
	}
}

func TestEnvironments(t *testing.T) {
	for name, tt := range map[string]struct {
		environment Environment
		graph       string
	}{
		"":               {Public, "https://graph.microsoft.com"},
		"global":         {Public, "https://graph.microsoft.com"},
		"public":         {Public, "https://graph.microsoft.com"},
		"usgovernment":   {USGovernmentL4, "https://graph.microsoft.us"},
		"usgovernmentl4": {USGovernmentL4, "https://graph.microsoft.us"},
		"usgovernmentl5": {USGovernmentL5, "https://dod-graph.microsoft.us"},
		"dod":            {USGovernmentL5, "https://dod-graph.microsoft.us"},
		"china":          {China, "https://microsoftgraph.chinacloudapi.cn"},
	} {
		got, err := ParseEnvironment(name)
		if err != nil || got != tt.environment || got.graph() != tt.graph {
			t.Errorf("%q is %v at %s, %v", name, got, got.graph(), err)
		}
		if got.HasPhoneNumbers() != (got == Public) {
			t.Errorf("%v has phone numbers: %v", got, got.HasPhoneNumbers())
		}
		if again, err := ParseEnvironment(got.String()); err != nil || again != got {
			t.Errorf("%v does not read its own name", got)
		}
	}
}
