package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// identity names who signs in, for messages.
func (c Config) identity() string {
	switch c.Method() {
	case CLI:
		return "the account of the Azure CLI's login"
	case ManagedIdentity:
		if c.ClientID == "" {
			return "the managed identity of this machine"
		}
		return "the managed identity " + c.ClientID
	default:
		return "the application " + c.ClientID
	}
}

// credential makes azidentity's credential for the way to sign in that c asks
// for. It reads the certificate file if there is one, and asks no server.
func (c Config) credential(environment Environment, options policy.ClientOptions) (azcore.TokenCredential, error) {
	options.Cloud = cloud.Configuration{ActiveDirectoryAuthorityHost: environment.authority()}
	// Instance discovery asks Microsoft's sign-in whether the host is one of
	// its own, which a host of the configuration's own choice never is.
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
		return nil, c.signInError(err)
	}
	return signIn{credential, c}, nil
}

func (c Config) certificate(options policy.ClientOptions, own bool) (azcore.TokenCredential, error) {
	wrong := func(problem string) error {
		return &ConfigError{"client_certificate_path", fmt.Sprintf("is %q, %s", c.ClientCertificatePath, problem)}
	}
	data, err := os.ReadFile(c.ClientCertificatePath)
	if err != nil {
		return nil, wrong("which cannot be read: " + reason(err))
	}
	certificates, key, err := azidentity.ParseCertificates(data, []byte(c.ClientCertificatePassword.reveal()))
	if err != nil {
		return nil, wrong("which is no PFX that client_certificate_password opens, and no PEM with a certificate and its unencrypted key")
	}
	return azidentity.NewClientCertificateCredential(c.TenantID, c.ClientID, certificates, key,
		&azidentity.ClientCertificateCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: own})
}

// reason is the part of a file error that does not repeat the path.
func reason(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// assertion returns what fetches the OIDC token that stands for the application.
func (c Config) assertion(options policy.ClientOptions) func(context.Context) (string, error) {
	switch {
	case !c.OIDCToken.IsZero():
		return func(context.Context) (string, error) { return c.OIDCToken.reveal(), nil }
	case c.OIDCTokenFilePath != "":
		return func(context.Context) (string, error) {
			data, err := os.ReadFile(c.OIDCTokenFilePath)
			if err != nil {
				return "", &ConfigError{"oidc_token_file_path",
					fmt.Sprintf("is %q, which cannot be read: %s", c.OIDCTokenFilePath, reason(err))}
			}
			return strings.TrimSpace(string(data)), nil
		}
	}
	pipeline := runtime.NewPipeline("teamsvoice", "", runtime.PipelineOptions{}, &options)
	return func(ctx context.Context) (string, error) { return c.requestAssertion(ctx, pipeline) }
}

// requestAssertion asks GitHub Actions, or what speaks its protocol, for a
// token that Entra ID takes.
func (c Config) requestAssertion(ctx context.Context, pipeline runtime.Pipeline) (string, error) {
	wrong := func(problem string) error {
		return &ConfigError{"oidc_request_url", problem + "; check that the job may request an OIDC token"}
	}
	u, err := url.Parse(c.OIDCRequestURL)
	if err != nil {
		return "", wrong("is no URL")
	}
	parameters := u.Query()
	if !parameters.Has("audience") {
		parameters.Set("audience", "api://AzureADTokenExchange")
	}
	u.RawQuery = parameters.Encode()
	req, err := runtime.NewRequest(ctx, http.MethodGet, u.String())
	if err != nil {
		return "", wrong("is no URL")
	}
	req.Raw().Header.Set("Authorization", "Bearer "+c.OIDCRequestToken.reveal())
	resp, err := pipeline.Do(req)
	if err != nil {
		return "", wrong("gave no answer from " + u.Host)
	}
	if resp.StatusCode != http.StatusOK {
		return "", wrong(fmt.Sprintf("answered %s", resp.Status))
	}
	var answer struct{ Value string }
	body, err := runtime.Payload(resp)
	if err != nil || json.Unmarshal(body, &answer) != nil || answer.Value == "" {
		return "", wrong("answered without a token")
	}
	return answer.Value, nil
}

// signIn is a credential whose errors speak to a practitioner.
type signIn struct {
	azcore.TokenCredential
	cfg Config
}

func (s signIn) GetToken(ctx context.Context, options policy.TokenRequestOptions) (azcore.AccessToken, error) {
	token, err := s.TokenCredential.GetToken(ctx, options)
	if err == nil {
		return token, nil
	}
	if ctx.Err() != nil {
		err = errors.New("no answer in time")
	}
	return token, s.cfg.signInError(err)
}

// signInError makes an [*Error] of azidentity's. It passes on no text that it
// does not know: MSAL quotes whole answers, which may hold a token.
func (c Config) signInError(err error) error {
	e := &Error{Server: "Microsoft Entra ID"}
	switch method := c.Method(); method {
	case CLI:
		e.Doing = "sign in by the Azure CLI's login"
		e.Advice = "Run az login, or set client_id and client_secret or another way to sign in."
	case ManagedIdentity:
		e.Doing = "sign in as " + c.identity()
		e.Server = "this machine's identity service"
		e.Advice = "Check that this machine has a managed identity."
	case OIDC:
		e.Doing = fmt.Sprintf("sign in as %s by %s", c.identity(), method)
		e.Advice = "Check tenant_id and client_id, and that the application has a federated credential for the token's issuer and subject."
	default:
		e.Doing = fmt.Sprintf("sign in as %s by %s", c.identity(), method)
		e.Advice = fmt.Sprintf("Check tenant_id and client_id, and that the %s is the application's and has not expired.", method)
	}
	var failed *azidentity.AuthenticationFailedError
	if errors.As(err, &failed) && failed.RawResponse != nil {
		c.fillFromAnswer(e, failed.RawResponse)
		return e
	}
	e.Message = c.quote(withoutQuotes(err.Error()))
	if strings.HasPrefix(e.Message, "oidc_") { // from c.assertion: it names the argument to mend
		e.Advice = ""
	}
	return e
}

// fillFromAnswer takes the words of Entra ID's error answer.
func (c Config) fillFromAnswer(e *Error, resp *http.Response) {
	e.Status = resp.StatusCode
	e.RequestID = oneLine(resp.Header.Get("x-ms-request-id"))
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
	e.Code = c.quote(answer.Error)
	// The lines below the first repeat trace id and time.
	sentence, _, _ := strings.Cut(answer.Description, "\n")
	sentence, _, _ = strings.Cut(sentence, " Trace ID:")
	e.Message = c.quote(sentence)
	if answer.TraceID != "" {
		e.RequestID = oneLine(answer.TraceID)
	}
}

// withoutQuotes keeps the first line of a message of azidentity or MSAL. The
// lines below quote the server, except behind MSAL's words for a server that
// cannot be reached, where they say why.
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
	return first
}
