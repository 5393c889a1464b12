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
	"unicode"
)

// An Error says why the tenant could not be read. Its texts hold no secret.
type Error struct {
	Doing      string // what was tried, such as "read the tenant's licences"
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
func (c *Client) unanswered(ctx context.Context, q query, u *url.URL, err error) error {
	failure := &Error{Doing: q.what}
	var signingIn *Error
	var large tooLarge
	var inURL *url.Error
	switch {
	case ctx.Err() != nil:
		failure.cause = ctx.Err()
		failure.Message = "stopped: " + context.Cause(ctx).Error()
	case errors.As(err, &signingIn):
		return signingIn
	case errors.As(err, &large):
		failure.Message = large.Error()
	case errors.Is(err, context.DeadlineExceeded):
		failure.Message = fmt.Sprintf("no answer from %s within %v", u.Host, c.opt.Retry.TryTimeout)
		failure.Advice = "Check the network between here and there, or try again later."
	default:
		if errors.As(err, &inURL) {
			err = inURL.Err
		}
		failure.Message = fmt.Sprintf("no whole answer from %s: %s", u.Host, c.cfg.quote(err.Error()))
		failure.Advice = "Check the network between here and there, proxy settings included."
	}
	return failure
}

// refused is for an answer that says no.
func (c *Client) refused(q query, resp *http.Response, body []byte) error {
	e := &Error{
		Doing:     q.what,
		Server:    "Microsoft Graph",
		Status:    resp.StatusCode,
		RequestID: oneLine(resp.Header.Get("request-id")),
	}
	token := NewSecret(strings.TrimPrefix(resp.Request.Header.Get("Authorization"), "Bearer "))
	var answer struct {
		Error struct {
			Code, Message string
			InnerError    struct {
				RequestID string `json:"request-id"`
			}
		}
	}
	switch {
	case json.Unmarshal(body, &answer) == nil:
		e.Code = c.cfg.quote(answer.Error.Code, token)
		e.Message = c.cfg.quote(answer.Error.Message, token)
		if e.RequestID == "" {
			e.RequestID = oneLine(answer.Error.InnerError.RequestID)
		}
	case len(body) > 0:
		e.Message = notJSON(resp)
	}
	switch status := resp.StatusCode; {
	case status == http.StatusUnauthorized:
		e.Advice = "The token was not accepted. Check that environment, graph_endpoint and tenant_id belong together."
	case status == http.StatusForbidden:
		e.Permission = q.permission
		e.Advice = fmt.Sprintf("Grant the application permission %s to %s, with an administrator's consent.", q.permission, c.cfg.identity())
		if c.cfg.Method() == CLI {
			e.Advice = fmt.Sprintf("The account of the Azure CLI's login may not read this: sign in as an application that has the application "+
				"permission %s, or as an account whose role in the directory may.", q.permission)
		}
	case status == http.StatusTooManyRequests:
		e.Advice = "Try again later, or with a lower -parallelism."
		if wait := oneLine(resp.Header.Get("Retry-After")); wait != "" {
			e.Advice = fmt.Sprintf("It asks to wait (Retry-After: %s), and this was not the first try; try again later.", wait)
		}
	case status >= 500:
		e.Advice = "This was not the first try; try again later."
	case status >= 300 && status < 400, status == http.StatusNotFound:
		e.Advice = fmt.Sprintf("Check that graph_endpoint and environment name a Microsoft Graph; %s was asked.", resp.Request.URL.Host)
	}
	return e
}

// notJSON says what an answer is instead.
func notJSON(resp *http.Response) string {
	switch media, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); media {
	case "", "application/json":
		return "the answer is not JSON"
	case "text/html":
		return "the answer is text/html instead of JSON, as a proxy's is"
	default:
		return fmt.Sprintf("the answer is %s instead of JSON", media)
	}
}

// oneLine makes a text from elsewhere fit for one sentence of a message.
func oneLine(s string) string {
	const most = 400
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + " ..."
	}
	return s
}
