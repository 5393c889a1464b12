// Package graphtest runs a Microsoft 365 tenant on loopback for tests: the
// token endpoint of Microsoft Entra ID, the managed identity of a machine,
// the OIDC tokens of GitHub and Azure Pipelines, and the resources of Microsoft Graph that package
// graph reads. It is test code and no part of the provider.
//
// Shapes are those of the Graph reference of 2026-08. What the tenant holds
// and how the server fails is up to the test; what the server is asked is kept
// for the test to see.
package graphtest

import (
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A Tenant is what the server holds. The zero value of a way to sign in
// refuses it.
type Tenant struct {
	ID           string
	ClientID     string
	ClientSecret string
	Certificate  *x509.Certificate // signs client assertions
	Assertion    string            // an OIDC token that stands for the client

	SKUs    []SKU
	Numbers []Number
	Users   []User

	// SkipPaging lets pages of numbers name no next one: the client must ask
	// for it with $skip. Graph's reference shows this, and Graph at large the
	// links.
	SkipPaging bool
}

// A Target is one of the server's endpoints.
type Target string

// The endpoints, by the end of their path.
const (
	Token    Target = "/oauth2/v2.0/token"
	Identity Target = "/msi/token"
	OIDC     Target = "/oidc/token"
	SKUs     Target = "/v1.0/subscribedSkus"
	Numbers  Target = "/v1.0/admin/teams/telephoneNumberManagement/numberAssignments"
	Users    Target = "/v1.0/users"
	Batch    Target = "/v1.0/$batch"
	ADO      Target = "/ado/oidctoken"
)

// A Request is one that the server got.
type Request struct {
	Target        Target
	Method        string
	Query         url.Values
	Form          url.Values
	Authorization string
	UserAgent     string
	Prefer        string
}

// A Server answers for a [Tenant].
type Server struct {
	URL      string // https; Graph and sign-in
	PlainURL string // http; the same

	tls *httptest.Server
	t   testing.TB

	mu       sync.Mutex
	tenant   Tenant
	token    string
	requests []Request
	faults   map[Target][]queuedFault
}

// NewServer starts a server that stops at the end of the test.
func NewServer(t testing.TB, tenant Tenant) *Server {
	t.Helper()
	s := &Server{t: t, tenant: tenant, token: "token-" + rand.Text(), faults: map[Target][]queuedFault{}}
	s.tls = httptest.NewTLSServer(s)
	plain := httptest.NewServer(s)
	t.Cleanup(func() { s.tls.Close(); plain.Close() })
	s.URL, s.PlainURL = s.tls.URL, plain.URL
	return s
}

// Client returns an HTTP client that trusts the server.
func (s *Server) Client() *http.Client { return s.tls.Client() }

// CertificateFile writes the certificate that a client must trust, for the
// environment variable SSL_CERT_FILE of another process.
func (s *Server) CertificateFile() string {
	s.t.Helper()
	name := filepath.Join(s.t.TempDir(), "graphtest.pem")
	block := &pem.Block{Type: "CERTIFICATE", Bytes: s.tls.Certificate().Raw}
	if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return name
}

// Token returns the access token that the server issues.
func (s *Server) Token() string { return s.token }

// Requests returns the requests to a target so far.
func (s *Server) Requests(target Target) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.requests), func(r Request) bool { return r.Target != target })
}

// AllRequests returns how many requests of any kind the server got.
func (s *Server) AllRequests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.requests)
}

// ServeHTTP answers a request, or lets the next fault do it.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	target, answer := s.route(r.URL.Path)
	if target == Token {
		if err := r.ParseForm(); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
	}
	s.mu.Lock()
	s.requests = append(s.requests, Request{target, r.Method, r.URL.Query(), r.PostForm, r.Header.Get("Authorization"), r.UserAgent(), r.Header.Get("Prefer")})
	fault := s.nextFault(target)
	s.mu.Unlock()
	w.Header().Set("request-id", "request-"+rand.Text())
	if fault != nil {
		fault(w, r, answer)
		return
	}
	answer(w, r)
}

func (s *Server) route(path string) (Target, http.HandlerFunc) {
	for target, answer := range map[Target]http.HandlerFunc{
		Token:                                    s.issueToken,
		Identity:                                 s.issueIdentityToken,
		OIDC:                                     s.issueAssertion,
		SKUs:                                     s.authorized(s.subscribedSKUs),
		Numbers:                                  s.authorized(s.numberAssignments),
		Users:                                    s.authorized(s.users),
		Batch:                                    s.authorized(s.batch),
		ADO:                                      s.issuePipelineAssertion,
		"/v2.0/.well-known/openid-configuration": s.discover,
	} {
		if strings.HasSuffix(path, string(target)) {
			return target, answer
		}
	}
	return Target(path), func(w http.ResponseWriter, _ *http.Request) {
		writeError(w, http.StatusNotFound, "ResourceNotFound", "Resource not found for the segment.")
	}
}

// authorized lets in who shows the token.
func (s *Server) authorized(answer http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+s.token {
			writeError(w, http.StatusUnauthorized, "InvalidAuthenticationToken", "Access token is empty or not this server's.")
			return
		}
		answer(w, r)
	}
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json;odata.metadata=minimal;charset=utf-8")
	w.WriteHeader(status)
	// The client may be gone, which is not the server's to report.
	_ = json.NewEncoder(w).Encode(value)
}

// writeError writes an error as Graph does.
func writeError(w http.ResponseWriter, status int, code, message string) {
	writeJSON(w, status, map[string]any{"error": map[string]any{
		"code": code, "message": message,
		"innerError": map[string]string{"date": "2025-07-01T00:00:00", "request-id": w.Header().Get("request-id")},
	}})
}
