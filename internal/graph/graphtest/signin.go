package graphtest

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// IdentityHeader is what a machine's identity endpoint wants to see in the
// header X-IDENTITY-HEADER: set IDENTITY_HEADER to it and IDENTITY_ENDPOINT to
// the server's URL and the path [Identity].
const IdentityHeader = "graphtest-identity"

// RequestToken is what the OIDC endpoint wants to see as a bearer token.
const RequestToken = "graphtest-request-token"

// discover tells a client where the tenant's endpoints are.
func (s *Server) discover(w http.ResponseWriter, r *http.Request) {
	tenant := base(r) + strings.TrimSuffix(r.URL.Path, "/v2.0/.well-known/openid-configuration")
	writeJSON(w, http.StatusOK, map[string]string{
		"issuer":                 tenant + "/v2.0",
		"authorization_endpoint": tenant + "/oauth2/v2.0/authorize",
		"token_endpoint":         tenant + string(Token),
	})
}

// issueToken is the OAuth 2 client credentials grant of Entra ID.
func (s *Server) issueToken(w http.ResponseWriter, r *http.Request) {
	refuse := func(code, message string) {
		writeJSON(w, http.StatusUnauthorized, map[string]any{
			"error":             code,
			"error_description": message + " Trace ID: 0000-trace Correlation ID: 0000-correlation Timestamp: 2025-07-01 00:00:00Z",
			"error_codes":       []int{7000215},
			"trace_id":          "0000-trace",
			"correlation_id":    "0000-correlation",
		})
	}
	form := r.PostForm
	switch {
	case !strings.HasPrefix(r.URL.Path, "/"+s.tenant.ID+"/"):
		refuse("invalid_request", "AADSTS90002: Tenant not found.")
	case form.Get("grant_type") != "client_credentials":
		refuse("unsupported_grant_type", "AADSTS70003: The grant type is not supported.")
	case !strings.Contains(form.Get("scope"), "/.default"):
		refuse("invalid_scope", "AADSTS1002012: The scope is not valid.")
	case form.Get("client_id") != s.tenant.ClientID:
		refuse("unauthorized_client", "AADSTS700016: Application with identifier '"+form.Get("client_id")+"' was not found in the directory.")
	case !s.knows(form.Get("client_secret"), form.Get("client_assertion")):
		refuse("invalid_client", "AADSTS7000215: Invalid client secret or assertion provided.")
	default:
		writeJSON(w, http.StatusOK, map[string]any{
			"token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599, "access_token": s.token,
		})
	}
}

// knows reports whether the client has shown a secret or an assertion of its own.
func (s *Server) knows(secret, assertion string) bool {
	switch {
	case secret != "":
		return secret == s.tenant.ClientSecret
	case assertion == "":
		return false
	case assertion == s.tenant.Assertion:
		return true
	}
	return s.tenant.Certificate != nil && s.verify(assertion) == nil
}

// verify checks the signature of a JWT with the certificate's key.
func (s *Server) verify(jwt string) error {
	key, ok := s.tenant.Certificate.PublicKey.(*rsa.PublicKey)
	signed, signature, found := cutLast(jwt, ".")
	if !ok || !found {
		return fmt.Errorf("no JWT, or no RSA certificate")
	}
	raw, err := base64.RawURLEncoding.DecodeString(signature)
	if err != nil {
		return err
	}
	digest := sha256.Sum256([]byte(signed))
	if rsa.VerifyPSS(key, crypto.SHA256, digest[:], raw, nil) == nil {
		return nil
	}
	return rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], raw)
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// issueIdentityToken is the identity endpoint of Azure App Service.
func (s *Server) issueIdentityToken(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-IDENTITY-HEADER") != IdentityHeader {
		http.Error(w, "no managed identity", http.StatusBadRequest)
		return
	}
	writeJSON(w, http.StatusOK, map[string]string{
		"access_token": s.token, "token_type": "Bearer", "resource": r.URL.Query().Get("resource"),
		"expires_on": fmt.Sprint(time.Now().Add(time.Hour).Unix()),
	})
}

// issueAssertion is GitHub Actions' way to ask for an OIDC token.
func (s *Server) issueAssertion(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer "+RequestToken || r.URL.Query().Get("audience") == "" {
		http.Error(w, "not for you", http.StatusUnauthorized)
		return
	}
	writeJSON(w, http.StatusOK, map[string]string{"value": s.tenant.Assertion})
}

// ServiceConnection is the service connection that Azure Pipelines issues tokens
// for.
const ServiceConnection = "33333333-3333-3333-3333-333333333333"

// issuePipelineAssertion is the way of Azure Pipelines.
func (s *Server) issuePipelineAssertion(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if r.Method != http.MethodPost || r.Header.Get("Authorization") != "Bearer "+RequestToken ||
		query.Get("serviceConnectionId") != ServiceConnection || query.Get("api-version") == "" {
		http.Error(w, "not for you", http.StatusUnauthorized)
		return
	}
	writeJSON(w, http.StatusOK, map[string]string{"oidcToken": s.tenant.Assertion})
}

// base returns scheme and host that a request came to.
func base(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
