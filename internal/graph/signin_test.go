package graph

import (
	"context"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"software.sslmate.com/src/go-pkcs12"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
)

// certificates returns a certificate as a PEM file and, by who wrote it, as PFX
// files that the password opens.
func certificates(t *testing.T, pfxPassword string) (*x509.Certificate, string, map[string]string) {
	t.Helper()
	cert, name := certificate(t)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	_, rest := pem.Decode(data)
	block, _ := pem.Decode(rest)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for writer, encoder := range map[string]*pkcs12.Encoder{"PBES2 and SHA-256": pkcs12.Modern2023, "3DES and SHA-1": pkcs12.LegacyDES, "RC2": pkcs12.LegacyRC2} {
		pfx, err := encoder.Encode(key, cert, nil, pfxPassword)
		if err != nil {
			t.Fatal(err)
		}
		files[writer] = write(t, string(pfx), 0o600)
	}
	if openssl, err := exec.LookPath("openssl"); err == nil {
		pfx := filepath.Join(t.TempDir(), "pfx")
		out, err := exec.Command(openssl, "pkcs12", "-export", "-in", name, "-inkey", name, "-out", pfx, "-passout", "pass:"+pfxPassword).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		files["OpenSSL"] = pfx
	}
	return cert, name, files
}

// Every kind of certificate that azuread takes, and the PFX of OpenSSL 3.
func TestCertificates(t *testing.T) {
	const pfxPassword = "the-pfx~p4ssword"
	cert, pemFile, pfxFiles := certificates(t, pfxPassword)
	held := tenant()
	held.Certificate = cert
	s := graphtest.NewServer(t, held)
	signIn := func(change func(*Config)) error {
		cfg := Config{TenantID: tenantID, ClientID: clientID, GraphEndpoint: s.URL, AuthorityHost: s.URL}
		change(&cfg)
		_, err := New(cfg, options(s)).SubscribedSKUs(t.Context())
		return err
	}
	for writer, file := range pfxFiles {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		inline := base64.StdEncoding.EncodeToString(data)
		for name, change := range map[string]func(*Config){
			"file":                  func(c *Config) { c.ClientCertificatePath = file },
			"inline":                func(c *Config) { c.ClientCertificate = NewSecret(inline) },
			"inline, line by line":  func(c *Config) { c.ClientCertificate = NewSecret(inline[:76] + "\n" + inline[76:] + "\n") },
			"file, and a CLI login": func(c *Config) { c.ClientCertificatePath, c.UseCLI = file, yes() },
		} {
			if err := signIn(func(c *Config) { change(c); c.ClientCertificatePassword = NewSecret(pfxPassword) }); err != nil {
				t.Errorf("%s, %s: %v", writer, name, err)
			}
		}
		err = signIn(func(c *Config) { c.ClientCertificatePath, c.ClientCertificatePassword = file, NewSecret("wr0ng") })
		if err == nil || !strings.Contains(err.Error(), "a PFX that client_certificate_password opens") || strings.Contains(err.Error(), "wr0ng") {
			t.Errorf("%s with another password: %v", writer, err)
		}
	}
	data, err := os.ReadFile(pemFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := signIn(func(c *Config) { c.ClientCertificate = NewSecret(base64.StdEncoding.EncodeToString(data)) }); err != nil {
		t.Errorf("PEM inline: %v", err)
	}
	for says, change := range map[string]func(*Config){
		"client_certificate is not Base64":    func(c *Config) { c.ClientCertificate = NewSecret("-----BEGIN") },
		"client_certificate is neither a PFX": func(c *Config) { c.ClientCertificate = NewSecret("AAAA") },
		"set one of the two": func(c *Config) {
			c.ClientCertificate, c.ClientCertificatePath = NewSecret("AAAA"), pemFile
		},
	} {
		if err := signIn(change); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want %q", err, says)
		}
	}
}

// What the webhook of AKS, Azure Pipelines and files give, by the environment.
func TestSignInByTheEnvironment(t *testing.T) {
	const assertion = "an.oidc.t0ken"
	held := tenant()
	held.Assertion = assertion
	s := graphtest.NewServer(t, held)
	token, secret, id := write(t, assertion+"\n", 0o600), write(t, " "+password+"\n", 0o600), write(t, clientID+"\n", 0o600)
	pipeline := []string{"ARM_USE_OIDC", "true", "ARM_TENANT_ID", tenantID, "ARM_CLIENT_ID", clientID,
		"SYSTEM_OIDCREQUESTURI", s.URL + string(graphtest.ADO), "SYSTEM_ACCESSTOKEN", graphtest.RequestToken}
	for _, test := range []struct {
		situation string
		cfg       Config
		env       []string
		says      string // "" where it works
	}{
		{"AKS", Config{}, []string{"ARM_USE_AKS_WORKLOAD_IDENTITY", "true", "AZURE_CLIENT_ID", clientID, "AZURE_TENANT_ID", tenantID, "AZURE_FEDERATED_TOKEN_FILE", token}, ""},
		{"AKS by the configuration, beside a secret of another provider's", Config{UseAKSWorkloadIdentity: yes()},
			[]string{"ARM_CLIENT_SECRET", "another's", "AZURE_CLIENT_ID", clientID, "AZURE_TENANT_ID", tenantID, "AZURE_FEDERATED_TOKEN_FILE", token}, ""},
		{"AKS outside of AKS", Config{UseAKSWorkloadIdentity: yes(), TenantID: tenantID, ClientID: clientID}, nil, "AZURE_FEDERATED_TOKEN_FILE"},
		{"Azure Pipelines", Config{}, append(pipeline, "ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID", graphtest.ServiceConnection), ""},
		{"Azure Pipelines by azurerm's variable", Config{}, append(pipeline, "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID", graphtest.ServiceConnection), ""},
		{"Azure Pipelines by the configuration", Config{UseOIDC: yes(), ADOPipelineServiceConnectionID: graphtest.ServiceConnection}, pipeline, ""},
		{"another service connection", Config{}, append(pipeline, "ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID", "other"), "oidc_request_url answered 401"},
		{"Azure Pipelines without the connection", Config{}, pipeline, "ado_pipeline_service_connection_id"},
		{"Azure Pipelines without the token", Config{}, append(pipeline[:8:8], "ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID", graphtest.ServiceConnection), "SYSTEM_ACCESSTOKEN"},
		{"outside of Azure Pipelines", Config{UseOIDC: yes(), ADOPipelineServiceConnectionID: "x", TenantID: tenantID, ClientID: clientID}, nil, "SYSTEM_OIDCREQUESTURI"},
		{"files of the secret and the ID", Config{}, []string{"ARM_TENANT_ID", tenantID, "ARM_CLIENT_ID_FILE_PATH", id, "ARM_CLIENT_SECRET_FILE_PATH", secret}, ""},
		{"files and the same as text", Config{ClientSecretFilePath: secret, ClientIDFilePath: id, TenantID: tenantID, ClientID: clientID, ClientSecret: NewSecret(password)}, nil, ""},
		{"a file with another secret", Config{ClientSecretFilePath: secret, TenantID: tenantID, ClientID: clientID, ClientSecret: NewSecret("0ther")}, nil, "names a file whose secret is not client_secret"},
		{"a file with another ID", Config{ClientIDFilePath: id, TenantID: tenantID, ClientID: "other", ClientSecret: NewSecret(password)}, nil, "names a file whose ID is not client_id"},
		{"an empty file", Config{ClientSecretFilePath: write(t, " \n", 0o600), TenantID: tenantID, ClientID: clientID}, nil, "which is empty"},
	} {
		t.Run(test.situation, func(t *testing.T) {
			test.cfg.GraphEndpoint, test.cfg.AuthorityHost = s.URL, s.URL
			cfg, err := test.cfg.WithEnvironment(env(test.env...))
			if err == nil {
				_, err = New(cfg, options(s)).SubscribedSKUs(t.Context())
			}
			if test.says == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %q", err, test.says)
			}
			if err != nil && (strings.Contains(err.Error(), password) || strings.Contains(err.Error(), "0ther") || strings.Contains(err.Error(), graphtest.RequestToken)) {
				t.Errorf("it tells a secret: %v", err)
			}
		})
	}
}

// What asks for a way to sign in, and not for all of it, never ends in the login
// of the Azure CLI, which may be another tenant's.
func TestNoSilentFallBackToTheCLI(t *testing.T) {
	for _, test := range []struct {
		situation string
		cfg       Config
		env       []string
		says      []string // nothing for the CLI's login
	}{
		{"nothing is asked for", Config{}, nil, nil},
		{"a tenant alone", Config{TenantID: "t"}, nil, nil},
		{"a client without a secret", Config{ClientID: "c", TenantID: "t"}, nil, []string{"client_id", "use_cli to true"}},
		{"a client of the environment without a secret", Config{}, []string{"ARM_CLIENT_ID", "c"}, []string{"client_id", "ARM_CLIENT_ID"}},
		{"the same, and the CLI is asked for", Config{ClientID: "c", UseCLI: yes()}, []string{"ARM_OIDC_TOKEN", "o", "ARM_MSI_ENDPOINT", "e"}, nil},
		{"the same by the environment", Config{}, []string{"ARM_CLIENT_ID", "c", "ARM_USE_CLI", "true"}, nil},
		{"an OIDC token that nobody uses", Config{OIDCToken: NewSecret("o")}, nil, []string{"use_oidc is not true"}},
		{"an OIDC token of the environment that nobody uses", Config{}, []string{"ARM_OIDC_TOKEN", "o"}, []string{"use_oidc", "ARM_OIDC_TOKEN"}},
		{"a file of the environment that nobody uses", Config{}, []string{"ARM_OIDC_TOKEN_FILE_PATH", "f"}, []string{"use_oidc", "ARM_OIDC_TOKEN_FILE_PATH"}},
		{"a service connection that nobody uses", Config{}, []string{"ARM_OIDC_AZURE_SERVICE_CONNECTION_ID", "f"}, []string{"use_oidc", "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID"}},
		{"a service connection of the configuration", Config{ADOPipelineServiceConnectionID: "x"}, nil, []string{"use_oidc is not true"}},
		{"a password without a certificate", Config{ClientCertificatePassword: NewSecret("w")}, nil, []string{"client_certificate_path is not set"}},
		{"a password of the environment without a certificate", Config{}, []string{"ARM_CLIENT_CERTIFICATE_PASSWORD", "w"}, []string{"ARM_CLIENT_CERTIFICATE_PASSWORD"}},
		{"the endpoint of a managed identity", Config{}, []string{"ARM_MSI_ENDPOINT", "http://e"}, []string{"use_msi", "ARM_MSI_ENDPOINT"}},
		{"the endpoint of a managed identity that is used", Config{UseMSI: yes()}, []string{"ARM_MSI_ENDPOINT", "http://e"}, []string{"use_msi", "ARM_MSI_ENDPOINT"}},
		{"a cloud of azurerm's own", Config{}, []string{"ARM_METADATA_HOSTNAME", "h"}, []string{"environment", "ARM_METADATA_HOSTNAME"}},
		{"the same, and an environment of the configuration", Config{Environment: "public"}, []string{"ARM_METADATA_HOSTNAME", "h"}, nil},
	} {
		t.Run(test.situation, func(t *testing.T) {
			cfg, err := test.cfg.WithEnvironment(env(test.env...))
			if err == nil {
				err = cfg.Validate()
			}
			if test.says == nil {
				if err != nil || cfg.Method() != CLI {
					t.Errorf("signs in by %s, %v", cfg.Method(), err)
				}
				return
			}
			var wrong *ConfigError
			if !errors.As(err, &wrong) {
				t.Fatalf("got %v", err)
			}
			for _, want := range test.says {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
		})
	}
}

// A discovery document may name another host, but never by http.
func TestSignInGoesToHTTPSAlone(t *testing.T) {
	for _, endpoint := range []string{"http://192.0.2.1/token", "http://login.example.com/oauth2/v2.0/token"} {
		s, c := start(t, tenant())
		s.Fail("/v2.0/.well-known/openid-configuration", graphtest.Forever, func(w http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
			fmt.Fprintf(w, `{"issuer":"https://%s/x/v2.0","authorization_endpoint":"https://%[1]s/a","token_endpoint":%q}`, r.Host, endpoint)
		})
		_, err := c.SubscribedSKUs(t.Context())
		if err == nil || !strings.Contains(err.Error(), "must be https") {
			t.Errorf("%s: %v", endpoint, err)
		}
		if n := len(s.Requests(graphtest.SKUs)); n != 0 {
			t.Errorf("%d requests to Graph", n)
		}
	}
	// On this machine, for tests, http will do.
	s, c := start(t, tenant())
	s.Fail("/v2.0/.well-known/openid-configuration", graphtest.Forever, func(w http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
		_ = json.NewEncoder(w).Encode(map[string]string{"issuer": "https://" + r.Host + "/x/v2.0", "authorization_endpoint": s.PlainURL + "/a",
			"token_endpoint": s.PlainURL + "/" + tenantID + string(graphtest.Token)})
	})
	if _, err := c.SubscribedSKUs(t.Context()); err != nil {
		t.Error(err)
	}
}

// Where no name resolves, the first try is the last, and the message is about the
// network and not about what signs in.
func TestNoNameResolution(t *testing.T) {
	s := graphtest.NewServer(t, tenant())
	var dials atomic.Int32
	transport := s.Client().Transport.(*http.Transport).Clone()
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if strings.HasPrefix(address, "127.0.0.1:") {
			return new(net.Dialer).DialContext(ctx, network, address)
		}
		dials.Add(1)
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: address, IsNotFound: true}}
	}
	opt := options(s)
	opt.HTTPClient = &http.Client{Transport: transport}
	for _, test := range []struct{ situation, authority, graph, says string }{
		{"sign-in", "https://login.example.com", s.URL, "no answer from the network"},
		{"Graph", s.URL, "https://graph.example.com", "no whole answer from graph.example.com"},
	} {
		dials.Store(0)
		cfg := config(s)
		cfg.AuthorityHost, cfg.GraphEndpoint = test.authority, test.graph
		_, err := New(cfg, opt).SubscribedSKUs(t.Context())
		if err == nil || !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), "no such host") || !strings.Contains(err.Error(), "name resolution") {
			t.Fatalf("%s: %v", test.situation, err)
		}
		if strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "expired") {
			t.Errorf("%s: it speaks of the secret: %v", test.situation, err)
		}
		if n := dials.Load(); n != 1 {
			t.Errorf("%s: tried %d times", test.situation, n)
		}
	}
}

// Whatever a server repeats, and wherever, no secret shows, and nothing that a
// terminal obeys.
func TestServersRepeatSecrets(t *testing.T) {
	const assertion = "eyJh.the-t0ken-of-a-file.c2ln"
	requestURL := "/oidc/token?ticket=a-t1cket-of-the-url"
	held := tenant()
	held.Assertion = assertion
	for _, test := range []struct {
		situation string
		change    func(t *testing.T, s *graphtest.Server, c *Config)
		secrets   []string
	}{
		{"client secret", func(*testing.T, *graphtest.Server, *Config) {}, []string{password}},
		{"token of a file", func(t *testing.T, _ *graphtest.Server, c *Config) {
			c.ClientSecret, c.UseOIDC, c.OIDCTokenFilePath = Secret{}, yes(), write(t, assertion, 0o600)
		}, []string{assertion}},
		{"secret of a file", func(t *testing.T, _ *graphtest.Server, c *Config) {
			c.ClientSecret, c.ClientSecretFilePath = Secret{}, write(t, password, 0o600)
		}, []string{password}},
		{"token by request", func(_ *testing.T, s *graphtest.Server, c *Config) {
			c.ClientSecret, c.UseOIDC, c.OIDCRequestURL, c.OIDCRequestToken = Secret{}, yes(), s.URL+requestURL, NewSecret(graphtest.RequestToken)
		}, []string{assertion, graphtest.RequestToken, "a-t1cket-of-the-url"}},
	} {
		t.Run(test.situation, func(t *testing.T) {
			s := graphtest.NewServer(t, held)
			cfg := config(s)
			test.change(t, s, &cfg)
			all := slices.Concat(test.secrets, []string{s.Token()})
			for _, spell := range []func(string) string{
				func(secret string) string { return secret },
				func(secret string) string { return secret[:5] + "\u200b" + secret[5:] },
				func(secret string) string { return secret[:5] + "\n" + secret[5:] },
				func(secret string) string { return base64.StdEncoding.EncodeToString([]byte(secret)) },
				func(secret string) string { return strings.Repeat("x", 490) + secret },
			} {
				for _, secret := range all {
					told := spell(secret) + "\x1b[31m\u202e"
					answer := func(w http.ResponseWriter, status int, body any) {
						inHeader := strings.NewReplacer("\x1b", "", "\n", " ").Replace(told) // HTTP has no others
						w.Header().Set("request-id", inHeader)
						w.Header().Set("x-ms-request-id", inHeader)
						w.Header().Set("Content-Type", "application/json")
						w.WriteHeader(status)
						_ = json.NewEncoder(w).Encode(body)
					}
					s.Fail(graphtest.Token, 1, func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
						answer(w, 401, map[string]any{"error": told, "error_description": told, "trace_id": told})
					})
					_, signIn := New(cfg, options(s)).SubscribedSKUs(t.Context())
					s.Fail(graphtest.SKUs, 1, func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
						answer(w, 400, map[string]any{"error": map[string]any{"code": told, "message": told, "innerError": map[string]string{"request-id": told}}})
					})
					_, graph := New(cfg, options(s)).SubscribedSKUs(t.Context())
					s.Fail(graphtest.SKUs, 1, graphtest.NextLink(func(string) string { return "https://" + strings.ToLower(secret) + ".example.com/" + secret }))
					_, link := New(cfg, options(s)).SubscribedSKUs(t.Context())
					for from, err := range map[string]error{"sign-in": signIn, "Graph": graph, "link": link} {
						if err == nil {
							t.Fatalf("%s answers to %q", from, told)
						}
						if strings.ContainsAny(err.Error(), "\x1b\u202e\u200b\n") {
							t.Errorf("%s: a terminal obeys %q", from, err)
						}
						shown := strings.NewReplacer(" ", "", `\u200b`, "").Replace(err.Error())
						for _, hidden := range all {
							// The one secret that a sign-in has not seen yet is the token.
							if from == "sign-in" && hidden == s.Token() {
								continue
							}
							if strings.Contains(shown, hidden) || strings.Contains(shown, base64.StdEncoding.EncodeToString([]byte(hidden))) {
								t.Errorf("%s shows %q: %v", from, hidden, err)
							}
						}
					}
				}
			}
		})
	}
}
