package graph

import (
	"bytes"
	"cmp"
	"context"
	"crypto"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"software.sslmate.com/src/go-pkcs12"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// identity names who signs in, for messages.
func (c Config) identity() string {
	switch c.Method() {
	case CLI:
		return "the account of the Azure CLI"
	case ManagedIdentity:
		if c.ClientID == "" {
			return "the managed identity of this machine"
		}
		return "the managed identity " + c.ClientID
	default:
		return "the application " + c.ClientID
	}
}

// A signer makes the credential of a configuration, and keeps the secrets that
// it sees on the way.
type signer struct {
	Config
	secrets *secrets
}

// credential makes azidentity's credential for the way to sign in that c asks
// for. It reads the certificate file if there is one, and calls no server.
func (c signer) credential(environment Environment, options policy.ClientOptions) (azcore.TokenCredential, error) {
	options.Cloud = cloud.Configuration{ActiveDirectoryAuthorityHost: environment.authority()}
	// Instance discovery asks Microsoft's sign-in whether the host is one of
	// its own. A host that the configuration chooses never is.
	own := c.AuthorityHost != ""
	if own {
		options.Cloud.ActiveDirectoryAuthorityHost = c.AuthorityHost
	}

	var credential azcore.TokenCredential
	var err error
	switch c.Method() {
	case Certificate:
		credential, err = c.certificate(options, own)
	case ClientSecret:
		credential, err = azidentity.NewClientSecretCredential(c.TenantID, c.ClientID, c.ClientSecret.reveal(),
			&azidentity.ClientSecretCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: own})
	case OIDC:
		credential, err = azidentity.NewClientAssertionCredential(c.TenantID, c.ClientID, c.assertion(options),
			&azidentity.ClientAssertionCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: own})
	case ManagedIdentity:
		// The identity service of the machine has rules for transport and retries
		// that azidentity knows.
		mi := &azidentity.ManagedIdentityCredentialOptions{}
		if c.ClientID != "" {
			mi.ID = azidentity.ClientID(c.ClientID)
		}
		credential, err = azidentity.NewManagedIdentityCredential(mi)
	case CLI:
		credential, err = azidentity.NewAzureCLICredential(&azidentity.AzureCLICredentialOptions{TenantID: c.TenantID})
	}
	var wrong *ConfigError
	switch {
	case errors.As(err, &wrong):
		return nil, wrong
	case err != nil:
		return nil, c.signInError(err, &attempts{})
	}
	return signIn{credential, c}, nil
}

func (c signer) certificate(options policy.ClientOptions, own bool) (azcore.TokenCredential, error) {
	attribute := "client_certificate"
	var data []byte
	var err error
	if c.ClientCertificatePath != "" {
		attribute = "client_certificate_path"
		data, err = readFile(context.Background(), attribute, c.ClientCertificatePath)
	} else if data, err = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(c.ClientCertificate.reveal()), "")); err != nil {
		err = &ConfigError{attribute, "is not Base64; set it to the Base64 of a PFX, or set client_certificate_path"}
	}
	if err != nil {
		return nil, err
	}
	certificates, key, err := parseCertificate(data, c.ClientCertificatePassword.reveal())
	if err != nil {
		name := ""
		if c.ClientCertificatePath != "" {
			name = text.Quote(c.ClientCertificatePath) + ", which is "
		}
		return nil, &ConfigError{attribute, "is " + name + "neither a PFX that client_certificate_password opens nor a PEM with a certificate and its unencrypted key"}
	}
	return azidentity.NewClientCertificateCredential(c.TenantID, c.ClientID, certificates, key,
		&azidentity.ClientCertificateCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: own})
}

// parseCertificate reads a PFX or a PEM. azidentity's own reader cannot read
// the PFX of OpenSSL 3, whose key is encrypted with PBES2.
func parseCertificate(data []byte, password string) ([]*x509.Certificate, crypto.PrivateKey, error) {
	if bytes.Contains(data, []byte("-----BEGIN ")) {
		return azidentity.ParseCertificates(data, nil)
	}
	key, certificate, chain, err := pkcs12.DecodeChain(data, password)
	if err != nil {
		return nil, nil, err
	}
	return append([]*x509.Certificate{certificate}, chain...), key, nil
}

// assertion returns what fetches the OIDC token that stands for the application.
func (c signer) assertion(options policy.ClientOptions) func(context.Context) (string, error) {
	switch {
	case !c.OIDCToken.IsZero():
		return func(context.Context) (string, error) { return c.OIDCToken.reveal(), nil }
	case c.OIDCTokenFilePath != "":
		return func(ctx context.Context) (string, error) {
			token, err := readLine(ctx, "oidc_token_file_path", c.OIDCTokenFilePath)
			c.secrets.add(NewSecret(token))
			return token, err
		}
	}
	pipeline := runtime.NewPipeline("teamsvoice", "", runtime.PipelineOptions{}, &options)
	return func(ctx context.Context) (string, error) {
		token, err := c.requestAssertion(ctx, pipeline)
		c.secrets.add(NewSecret(token))
		return token, err
	}
}

// requestAssertion asks GitHub Actions, or a server with the same protocol, for
// a token that Entra ID accepts, or Azure Pipelines if a service connection is
// named. azidentity supports Azure Pipelines too, but it would neither limit
// the answer nor reveal which token to redact.
func (c signer) requestAssertion(ctx context.Context, pipeline runtime.Pipeline) (string, error) {
	wrong := func(problem string) error {
		return &ConfigError{"oidc_request_url", problem + "; check that the job may request an OIDC token"}
	}
	u, err := url.Parse(c.OIDCRequestURL)
	if err != nil {
		return "", wrong("is no URL")
	}
	method, parameters := http.MethodGet, u.Query()
	set := func(name, value string) {
		if !parameters.Has(name) {
			parameters.Set(name, value)
		}
	}
	if c.ADOPipelineServiceConnectionID != "" {
		method = http.MethodPost
		set("api-version", "7.1")
		set("serviceConnectionId", c.ADOPipelineServiceConnectionID)
	} else {
		set("audience", "api://AzureADTokenExchange")
	}
	u.RawQuery = parameters.Encode()
	c.secrets.add(NewSecret(c.OIDCRequestURL), NewSecret(u.String()))
	for _, values := range parameters {
		for _, value := range values {
			if len(value) >= shortest && value != c.ADOPipelineServiceConnectionID && value != "api://AzureADTokenExchange" {
				c.secrets.add(NewSecret(value))
			}
		}
	}
	ctx, tried := withAttempts(ctx)
	req, err := runtime.NewRequest(ctx, method, u.String())
	if err != nil {
		return "", wrong("is no URL")
	}
	req.Raw().Header.Set("Authorization", "Bearer "+c.OIDCRequestToken.reveal())
	req.Raw().Header.Set("Accept", "application/json")
	req.Raw().Header.Set("X-TFS-FedAuthRedirect", "Suppress") // Azure Pipelines then refuses a token by 401, not by a redirect
	resp, err := pipeline.Do(req)
	if err != nil {
		if tried.network != nil {
			err = tried.network
		}
		return "", &ConfigError{"oidc_request_url", "gave no answer from " + c.secrets.quote(u.Host) + ": " + c.secrets.quote(inner(err)) + "; check the network on the way there"}
	}
	if resp.StatusCode != http.StatusOK {
		return "", wrong(fmt.Sprintf("answered %d %s", resp.StatusCode, http.StatusText(resp.StatusCode)))
	}
	var answer struct{ Value, OIDCToken string }
	body, err := runtime.Payload(resp)
	if err != nil || json.Unmarshal(body, &answer) != nil || answer.Value+answer.OIDCToken == "" {
		return "", wrong("answered without a token")
	}
	return cmp.Or(answer.Value, answer.OIDCToken), nil
}

// inner returns the text of a network error without the URL of the request.
func inner(err error) string {
	var inURL *url.Error
	if errors.As(err, &inURL) {
		err = inURL.Err
	}
	return err.Error()
}

// signIn is a credential whose errors speak to a practitioner.
type signIn struct {
	azcore.TokenCredential
	signer signer
}

func (s signIn) GetToken(ctx context.Context, options policy.TokenRequestOptions) (azcore.AccessToken, error) {
	ctx, tried := withAttempts(ctx)
	token, err := s.TokenCredential.GetToken(ctx, options)
	if err == nil {
		s.signer.secrets.add(NewSecret(token.Token))
		return token, nil
	}
	if ctx.Err() != nil {
		err = errors.New("no answer in time")
	}
	return token, s.signer.signInError(err, tried)
}

// signInError makes an [*Error] of azidentity's. It passes on no text that it
// does not know: MSAL quotes whole answers, which may hold a token.
func (c signer) signInError(err error, tried *attempts) error {
	e := &Error{Server: "Microsoft Entra ID"}
	switch method := c.Method(); method {
	case CLI:
		e.Doing = "sign in with the Azure CLI"
		e.Advice = "Run az login, or set tenant_id, client_id and client_secret, or another way to sign in."
	case ManagedIdentity:
		e.Doing = "sign in as " + c.identity()
		e.Server = "this machine's identity service"
		e.Advice = "Check that this machine has a managed identity."
	case OIDC:
		e.Doing = fmt.Sprintf("sign in as %s with %s", c.identity(), method)
		e.Advice = "Check tenant_id and client_id, and that the application has a federated credential for the token's issuer and subject."
	default:
		e.Doing = fmt.Sprintf("sign in as %s with %s", c.identity(), method)
		e.Advice = fmt.Sprintf("Check tenant_id and client_id, and that the %s is the application's and has not expired.", method)
	}
	var failed *azidentity.AuthenticationFailedError
	var large tooLarge
	switch {
	case tried.network != nil && !errors.As(tried.network, &large):
		// Nobody has judged who signs in: what they sign in by is not at fault.
		e.Doing = "sign in as " + c.identity()
		e.Message = "no answer from the network: " + c.secrets.quote(inner(tried.network))
		if errors.Is(tried.network, context.DeadlineExceeded) || errors.Is(tried.network, context.Canceled) {
			e.Message = "no answer in time"
		}
		e.Advice = "Check the network, name resolution and the proxy settings on the way to Microsoft Entra ID."
		return e
	case errors.As(err, &failed) && failed.RawResponse != nil:
		c.fillFromAnswer(e, failed.RawResponse)
		return e
	}
	e.Message = c.secrets.quote(withoutQuotes(err.Error()))
	if strings.HasPrefix(e.Message, "oidc_") { // from c.assertion: it names the argument to mend
		e.Advice = ""
	}
	return e
}

// fillFromAnswer takes the words of Entra ID's error answer.
func (c signer) fillFromAnswer(e *Error, resp *http.Response) {
	e.Status = resp.StatusCode
	if busy(e.Status) || e.Status >= http.StatusInternalServerError {
		e.Advice = "Try again later." // nobody has judged who signs in
	}
	e.RequestID = c.secrets.quote(resp.Header.Get("x-ms-request-id"))
	var answer struct {
		Error       string
		Description string `json:"error_description"`
		TraceID     string `json:"trace_id"`
	}
	body, err := runtime.Payload(resp)
	if err != nil || json.Unmarshal(body, &answer) != nil {
		e.Message = notJSON(resp)
		return
	}
	e.Code = c.secrets.quote(answer.Error)
	// The lines below the first repeat trace id and time.
	sentence, _, _ := strings.Cut(answer.Description, "\n")
	sentence, _, _ = strings.Cut(sentence, " Trace ID:")
	e.Message = c.secrets.quote(sentence)
	if answer.TraceID != "" {
		e.RequestID = c.secrets.quote(answer.TraceID)
	}
}

// withoutQuotes keeps the first line of a message of azidentity or MSAL. The
// lines below quote the server, except after MSAL's words for a server that
// cannot be reached, where they give the reason.
func withoutQuotes(message string) string {
	first, rest, _ := strings.Cut(message, "\n")
	if strings.HasSuffix(first, "server response error:") {
		second, _, _ := strings.Cut(rest, "\n")
		first += second
	}
	if _, behind, found := strings.Cut(first, "Credential: "); found { // the name of azidentity's type
		first = behind
	}
	if strings.HasPrefix(first, "json decode error") {
		return "the answer is not a token"
	}
	if strings.HasSuffix(first, "executable not found on path") {
		return "its command az is not on the PATH"
	}
	return first
}
