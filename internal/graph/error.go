package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// An Error says why the tenant could not be read. Its texts hold no secret.
type Error struct {
	Doing      string // what was tried, such as "read the tenant's licenses"
	Server     string // who answered, such as "Microsoft Graph"
	Status     int    // of HTTP; 0 when there was no answer to judge
	Code       string // the server's word for the error, such as "Authorization_RequestDenied"
	Message    string // the server's sentence, or ours when it gave none
	RequestID  string // for Microsoft's support
	Permission string // the application permission that may be missing
	Advice     string // what to do next, a sentence

	cause error // only ever the end of a context
}

// Error says what was tried, what came of it and what to do next.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "cannot %s: ", e.Doing)
	if e.Status != 0 {
		fmt.Fprintf(&b, "%s answered %d %s", e.Server, e.Status, http.StatusText(e.Status))
		if e.Code != "" {
			fmt.Fprintf(&b, " (%s)", e.Code)
		}
		if e.Message != "" {
			b.WriteString(": ")
		}
	}
	b.WriteString(strings.TrimRight(e.Message, ". "))
	if e.RequestID != "" {
		fmt.Fprintf(&b, " (request id %s)", e.RequestID)
	}
	b.WriteString(".")
	if e.Advice != "" {
		b.WriteString(" " + e.Advice)
	}
	return b.String()
}

// Unwrap returns the end of the context that ended the work, if one did.
func (e *Error) Unwrap() error { return e.cause }

// failed is for an answer that came and is not what Graph promises.
func (c *Client) failed(q query, problem string) error {
	return &Error{Doing: q.what, Message: problem}
}

// unanswered is for a request that got no answer.
func (c *Client) unanswered(ctx context.Context, q query, u *url.URL, err error, tried *attempts) error {
	failure := &Error{Doing: q.what}
	var signingIn *Error
	var large tooLarge
	var inURL *url.Error
	host := c.secrets.quote(u.Host)
	switch {
	case ctx.Err() != nil:
		failure.cause = ctx.Err()
		failure.Message = "stopped: " + context.Cause(ctx).Error() + tried.history("Microsoft Graph")
	case errors.As(err, &signingIn):
		return signingIn
	case errors.As(err, &large):
		failure.Message = large.Error()
	case errors.Is(err, context.DeadlineExceeded):
		failure.Message = fmt.Sprintf("no answer from %s within %v", host, c.opt.Retry.TryTimeout)
		failure.Advice = "Check the network on the way there, or try again later."
	default:
		if errors.As(err, &inURL) {
			err = inURL.Err
		}
		failure.Message = fmt.Sprintf("no whole answer from %s: %s", host, c.secrets.quote(err.Error()))
		failure.Advice = "Check the network, name resolution and the proxy settings on the way there."
	}
	return failure
}

// refused is for an answer that says no.
func (c *Client) refused(q query, resp *http.Response, body []byte, tried *attempts) error {
	c.secrets.add(NewSecret(strings.TrimPrefix(resp.Request.Header.Get("Authorization"), "Bearer ")))
	e := &Error{
		Doing:     q.what,
		Server:    "Microsoft Graph",
		Status:    resp.StatusCode,
		RequestID: c.secrets.quote(resp.Header.Get("request-id")),
	}
	isJSON := c.fillFromBody(e, body)
	if !isJSON && len(body) > 0 {
		e.Message = notJSON(resp)
	}
	switch status := resp.StatusCode; {
	case status == http.StatusUnauthorized:
		e.Advice = "The token was not accepted. Check that environment, graph_endpoint and tenant_id belong together."
	case status == http.StatusForbidden:
		e.Permission = q.permission
		e.Advice = c.grant(q.permission)
	case status == http.StatusNotFound && isJSON && e.Code != "",
		(status == http.StatusBadRequest || status == http.StatusNotImplemented) && strings.Contains(strings.ToLower(e.Code+" "+e.Message), "not supported"):
		e.Advice = fmt.Sprintf("Microsoft Graph does not have %s for this tenant: the tenant may be in another cloud (see environment), "+
			"or Microsoft has not enabled it there.", q.path)
	case status == http.StatusNotFound, status >= 300 && status < 400:
		e.Advice = fmt.Sprintf("Check that graph_endpoint and environment name a Microsoft Graph; %s was asked.", c.secrets.quote(resp.Request.URL.Host))
	case busy(status):
		e.Advice = tried.again(c.opt.Timeout)
	case status >= 500:
		e.Advice = "Try again later."
	}
	return e
}

// fillFromBody takes the words of Graph's error, and reports whether it is one.
func (c *Client) fillFromBody(e *Error, body []byte) bool {
	var answer struct {
		Error struct {
			Code, Message string
			InnerError    struct {
				RequestID string `json:"request-id"`
			}
		}
	}
	if json.Unmarshal(body, &answer) != nil {
		return false
	}
	e.Code, e.Message = c.secrets.quote(answer.Error.Code), c.secrets.quote(answer.Error.Message)
	if e.RequestID == "" {
		e.RequestID = c.secrets.quote(answer.Error.InnerError.RequestID)
	}
	// Some answers hold the error itself as the text of the message.
	var inner struct {
		Error struct{ Code, Message string }
	}
	if strings.HasPrefix(strings.TrimSpace(answer.Error.Message), "{") && json.Unmarshal([]byte(answer.Error.Message), &inner) == nil && inner.Error.Message != "" {
		e.Message = c.secrets.quote(inner.Error.Message)
		if inner.Error.Code != "" {
			e.Code = c.secrets.quote(inner.Error.Code)
		}
	}
	return true
}

// grant says how a missing permission is given.
func (c *Client) grant(permission string) string {
	if c.cfg.Method() == CLI {
		return fmt.Sprintf("The account of the Azure CLI may not read this: sign in as an application with the application "+
			"permission %s, or with an account whose role in the directory allows it.", permission)
	}
	return fmt.Sprintf("Grant the application permission %s to %s, with an administrator's consent.", permission, c.cfg.identity())
}

// notJSON says what an answer is instead.
func notJSON(resp *http.Response) string {
	switch media, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); media {
	case "", "application/json":
		return "the answer is not JSON"
	case "text/html":
		return "the answer is text/html instead of JSON, as from a proxy"
	default:
		return fmt.Sprintf("the answer is %s instead of JSON", text.Line(media))
	}
}
