package graph

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
)

// certificate writes a certificate with its key as PEM.
func certificate(t *testing.T) (*x509.Certificate, string) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "graphtest"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return cert, write(t, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))+
		string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})), 0o600)
}

func write(t *testing.T, content string, mode os.FileMode) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "az")
	if err := os.WriteFile(name, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestEveryWayToSignIn(t *testing.T) {
	cert, certPath := certificate(t)
	_, otherPath := certificate(t)
	const assertion = "an.oidc.t0ken"
	held := tenant()
	held.Certificate, held.Assertion = cert, assertion
	s := graphtest.NewServer(t, held)

	for _, tt := range []struct {
		situation string
		change    func(*testing.T, *Config)
		says      string // "" where it works
	}{
		{"client secret", func(_ *testing.T, c *Config) { c.ClientSecret = NewSecret(password) }, ""},
		{"another client's secret", func(_ *testing.T, c *Config) { c.ClientSecret = NewSecret("0ther") }, "AADSTS7000215"},
		{"no such client", func(_ *testing.T, c *Config) { c.ClientSecret, c.ClientID = NewSecret(password), "nobody" }, "AADSTS700016"},
		{"no such tenant", func(_ *testing.T, c *Config) { c.ClientSecret, c.TenantID = NewSecret(password), "nowhere" }, "AADSTS90002"},
		{"certificate", func(_ *testing.T, c *Config) { c.ClientCertificatePath = certPath }, ""},
		{"another client's certificate", func(_ *testing.T, c *Config) { c.ClientCertificatePath = otherPath }, "AADSTS7000215"},
		{"no certificate file", func(_ *testing.T, c *Config) { c.ClientCertificatePath = "/no/such/file" },
			`client_certificate_path is "/no/such/file", which cannot be read: no such file or directory`},
		{"no certificate in the file", func(t *testing.T, c *Config) { c.ClientCertificatePath = write(t, "a secret of another kind", 0o600) },
			"which is neither a PFX"},
		{"OIDC token", func(_ *testing.T, c *Config) { c.UseOIDC, c.OIDCToken = yes(), NewSecret(assertion) }, ""},
		{"OIDC token of another", func(_ *testing.T, c *Config) { c.UseOIDC, c.OIDCToken = yes(), NewSecret("x.y.z") }, "AADSTS7000215"},
		{"OIDC token file", func(t *testing.T, c *Config) { c.UseOIDC, c.OIDCTokenFilePath = yes(), write(t, assertion+"\n", 0o600) }, ""},
		{"no OIDC token file", func(_ *testing.T, c *Config) { c.UseOIDC, c.OIDCTokenFilePath = yes(), "/no/such/file" },
			`oidc_token_file_path is "/no/such/file", which cannot be read: no such file or directory`},
		{"OIDC by request", func(_ *testing.T, c *Config) {
			c.UseOIDC, c.OIDCRequestURL, c.OIDCRequestToken = yes(), s.URL+string(graphtest.OIDC)+"?a=b", NewSecret(graphtest.RequestToken)
		}, ""},
		{"OIDC by request, refused", func(_ *testing.T, c *Config) {
			c.UseOIDC, c.OIDCRequestURL, c.OIDCRequestToken = yes(), s.URL+string(graphtest.OIDC), NewSecret("wr0ng-token")
		}, "oidc_request_url answered 401"},
		{"managed identity", func(t *testing.T, c *Config) {
			t.Setenv("IDENTITY_ENDPOINT", s.PlainURL+string(graphtest.Identity))
			t.Setenv("IDENTITY_HEADER", graphtest.IdentityHeader)
			c.UseMSI, c.ClientID = yes(), ""
		}, ""},
		{"no managed identity", func(t *testing.T, c *Config) {
			t.Setenv("IDENTITY_ENDPOINT", s.PlainURL+string(graphtest.Identity))
			t.Setenv("IDENTITY_HEADER", "wrong")
			c.UseMSI = yes()
		}, "Check that this machine has a managed identity"},
		{"Azure CLI", func(t *testing.T, c *Config) {
			c.UseCLI = yes()
			az := write(t, fmt.Sprintf("#!/bin/sh\necho '{\"accessToken\":\"%s\",\"expires_on\":%d}'\n", s.Token(), time.Now().Add(time.Hour).Unix()), 0o700)
			t.Setenv("PATH", filepath.Dir(az)+":"+os.Getenv("PATH"))
		}, ""},
		{"Azure CLI without a login", func(t *testing.T, c *Config) {
			c.ClientID = ""
			az := write(t, "#!/bin/sh\necho \"ERROR: Please run 'az login' to setup account.\" >&2\nexit 1\n", 0o700)
			t.Setenv("PATH", filepath.Dir(az)+":"+os.Getenv("PATH"))
		}, "az login"},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			cfg := Config{TenantID: tenantID, ClientID: clientID, GraphEndpoint: s.URL, AuthorityHost: s.URL}
			tt.change(t, &cfg)
			_, err := New(cfg, options(s)).SubscribedSKUs(t.Context())
			if tt.says == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Fatalf("got %v\nwant %q in it", err, tt.says)
			}
			t.Log(err)
			for _, hidden := range []string{"0ther", "x.y.z", "wr0ng-token", password, assertion} {
				if strings.Contains(err.Error(), hidden) {
					t.Errorf("the error shows %q: %v", hidden, err)
				}
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("the error has lines: %q", err)
			}
		})
	}
}

// Whatever the token endpoint answers, no secret and no token shows.
func TestSignInErrorsHoldNoSecret(t *testing.T) {
	for _, tt := range []struct {
		situation string
		fault     func(token string) graphtest.Fault
		says      string
	}{
		{"a token in broken JSON", func(token string) graphtest.Fault {
			return graphtest.Body("application/json", `{"token_type":"Bearer","access_token":"`+token+`"`)
		}, "the answer is not a token"},
		{"a token of another shape", func(token string) graphtest.Fault {
			return graphtest.Body("application/json", `{"access_token":["`+token+`"]}`)
		}, "the answer is not a token"},
		{"an error that quotes the secret", func(string) graphtest.Fault {
			return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
				w.WriteHeader(http.StatusBadRequest)
				fmt.Fprintf(w, `{"error":"invalid_client","error_description":"AADSTS1: the secret %s is wrong.\r\nTrace ID: 1"}`, password)
			}
		}, "AADSTS1: the secret (sensitive) is wrong"},
		{"a page", func(string) graphtest.Fault { return graphtest.HTML(http.StatusForbidden) }, "text/html"},
		{"a page as success", func(string) graphtest.Fault { return graphtest.HTML(http.StatusOK) }, "the answer is not a token"},
		{"an endless answer", func(string) graphtest.Fault { return graphtest.Oversize(2 << 20) }, "larger than the bound"},
		{"no answer", func(string) graphtest.Fault { return graphtest.Stall() }, "no answer in time"},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			s := graphtest.NewServer(t, tenant())
			s.Fail(graphtest.Token, graphtest.Forever, tt.fault(s.Token()))
			opt := options(s)
			opt.Retry.TryTimeout, opt.MaxAnswer = time.Second, 1<<20
			_, err := New(config(s), opt).SubscribedSKUs(t.Context())
			var failure *Error
			if !errors.As(err, &failure) || !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), clientID) {
				t.Fatalf("got %v\nwant an *Error with %q and the client in it", err, tt.says)
			}
			t.Log(err)
			for e := error(failure); e != nil; e = errors.Unwrap(e) {
				for _, verb := range []string{"%v", "%+v", "%#v"} {
					if shown := fmt.Sprintf(verb, e); strings.Contains(shown, password) || strings.Contains(shown, s.Token()) {
						t.Errorf("%s shows a secret: %s", verb, shown)
					}
				}
			}
			if n := len(s.Requests(graphtest.SKUs)); n != 0 {
				t.Errorf("%d requests to Graph without a token", n)
			}
		})
	}
}

func TestSignInServerIsDown(t *testing.T) {
	s, _ := start(t, tenant())
	cfg := config(s)
	cfg.AuthorityHost = "https://127.0.0.1:1"
	_, err := New(cfg, options(s)).SubscribedSKUs(t.Context())
	if err == nil || !strings.Contains(err.Error(), "cannot sign in") || !strings.Contains(err.Error(), "refused") {
		t.Errorf("got %v", err)
	}
}

func TestCancelWhileSigningIn(t *testing.T) {
	s, c := start(t, tenant())
	s.Fail(graphtest.Token, 1, graphtest.Stall())
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := c.SubscribedSKUs(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if _, err := c.SubscribedSKUs(t.Context()); err != nil {
		t.Errorf("the next call: %v", err)
	}
}
