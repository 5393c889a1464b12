package graph

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// Options bound what a [Client] does. The zero value of each field means its
// default; tests set others.
type Options struct {
	// Version of the provider, for the User-Agent header.
	Version string

	// HTTPClient carries the requests; its transport is used, its redirect
	// policy is not. The default is Go's own transport, proxy settings included.
	HTTPClient *http.Client

	// Retry is azcore's: which answers are worth another try, how often, and
	// how long to wait where the answer does not say. The default waits up to
	// a minute between tries, makes five of them and gives each a minute.
	Retry policy.RetryOptions

	Timeout   time.Duration // of one list with all its pages; default 10 minutes
	MaxPages  int           // of one list; default 1000, that is a million numbers
	MaxAnswer int64         // bytes of one page; default 32 MiB
}

func (o Options) withDefaults() Options {
	o.Version = cmp.Or(o.Version, "dev")
	o.Retry.MaxRetries = cmp.Or(o.Retry.MaxRetries, 4)
	o.Retry.RetryDelay = cmp.Or(o.Retry.RetryDelay, time.Second)
	o.Retry.MaxRetryDelay = cmp.Or(o.Retry.MaxRetryDelay, time.Minute)
	o.Retry.TryTimeout = cmp.Or(o.Retry.TryTimeout, time.Minute)
	o.Timeout = cmp.Or(o.Timeout, 10*time.Minute)
	o.MaxPages = cmp.Or(o.MaxPages, 1000)
	o.MaxAnswer = cmp.Or(o.MaxAnswer, 32<<20)
	return o
}

// A Client reads from one tenant. It may be used by several goroutines.
type Client struct {
	cfg     Config
	opt     Options
	connect func() (*connection, error)
}

// New returns a Client and does nothing else: what is wrong with cfg is the
// error of the first call. [Config.Validate] tells earlier.
func New(cfg Config, opt Options) *Client {
	c := &Client{cfg: cfg, opt: opt.withDefaults()}
	c.connect = sync.OnceValues(c.open)
	return c
}

// A connection is what the first call makes of the configuration.
type connection struct {
	pipeline    runtime.Pipeline
	base        *url.URL
	environment Environment
}

func (c *Client) open() (*connection, error) {
	if err := c.cfg.Validate(); err != nil {
		return nil, err
	}
	environment, err := ParseEnvironment(c.cfg.Environment)
	if err != nil {
		return nil, err
	}
	base, err := ParseEndpoint(cmp.Or(c.cfg.GraphEndpoint, environment.graph()))
	if err != nil {
		return nil, err
	}
	options := policy.ClientOptions{
		Retry:     c.opt.Retry,
		Telemetry: policy.TelemetryOptions{ApplicationID: "terraform-teamsvoice"},
		Transport: boundedHTTPClient(c.opt.HTTPClient, c.opt.MaxAnswer),
	}
	credential, err := c.cfg.credential(environment, options)
	if err != nil {
		return nil, err
	}
	// The token is for the environment's Graph, also where another endpoint
	// stands in for it.
	authorize := runtime.NewBearerTokenPolicy(credential, []string{environment.graph() + "/.default"},
		&policy.BearerTokenOptions{InsecureAllowCredentialWithHTTP: loopback(base)})
	return &connection{
		pipeline: runtime.NewPipeline("teamsvoice", c.opt.Version,
			runtime.PipelineOptions{PerRetry: []policy.Policy{authorize}}, &options),
		base:        base,
		environment: environment,
	}, nil
}

// A query is one list to read.
type query struct {
	what       string // as in "read the tenant's licences"
	path       string
	parameters url.Values
	permission string
}

// list reads all pages of q.
func list[T any](ctx context.Context, c *Client, q query) ([]T, error) {
	k, err := c.connect()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, c.opt.Timeout,
		fmt.Errorf("not done within %v", c.opt.Timeout))
	defer cancel()

	first := *k.base
	first.Path = "/v1.0" + q.path
	// Graph reads a plus sign as itself, not as a space.
	first.RawQuery = strings.ReplaceAll(q.parameters.Encode(), "+", "%20")

	var all []T
	seen := map[string]bool{}
	for next := &first; next != nil; {
		if seen[next.String()] {
			return nil, c.failed(q, "a page of the answer names itself or an earlier one as the next")
		}
		if len(seen) == c.opt.MaxPages {
			return nil, c.failed(q, fmt.Sprintf("the answer has more than %d pages", c.opt.MaxPages))
		}
		seen[next.String()] = true

		body, err := c.get(ctx, k, q, next)
		if err != nil {
			return nil, err
		}
		values, link, err := decode[T](body)
		if err != nil {
			return nil, c.failed(q, err.Error())
		}
		all = append(all, values...)
		if next, err = follow(k.base, next, link); err != nil {
			return nil, c.failed(q, err.Error())
		}
	}
	return all, nil
}

// follow returns the page that link names, nil for no link. The token goes
// where it is meant for and nowhere else, whatever a page says.
func follow(base, page *url.URL, link string) (*url.URL, error) {
	if link == "" {
		return nil, nil
	}
	next, err := page.Parse(link)
	if err != nil {
		return nil, fmt.Errorf("a page of the answer has an @odata.nextLink that is no URL")
	}
	if next.Scheme != base.Scheme || !strings.EqualFold(hostPort(next), hostPort(base)) || next.User != nil {
		return nil, fmt.Errorf("a page of the answer continues at %s://%s, and only %s://%s is asked",
			next.Scheme, next.Host, base.Scheme, base.Host)
	}
	return next, nil
}

// hostPort returns the host with the port that a URL without one means.
func hostPort(u *url.URL) string {
	port := u.Port()
	switch {
	case port != "":
	case u.Scheme == "https":
		port = "443"
	default:
		port = "80"
	}
	return u.Hostname() + ":" + port
}

// get returns the body of a successful answer, or an [*Error].
func (c *Client) get(ctx context.Context, k *connection, q query, u *url.URL) ([]byte, error) {
	req, err := runtime.NewRequest(ctx, http.MethodGet, u.String())
	if err != nil {
		return nil, c.failed(q, "the request cannot be made")
	}
	req.Raw().Header.Set("Accept", "application/json")
	resp, err := k.pipeline.Do(req)
	if err != nil {
		return nil, c.unanswered(ctx, q, u, err)
	}
	body, err := runtime.Payload(resp)
	if err != nil {
		return nil, c.unanswered(ctx, q, u, err)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, c.refused(q, resp, body)
	}
	return body, nil
}

// boundedHTTPClient returns a client that follows no redirect, which could
// lead to another host, and reads no answer beyond the bound.
func boundedHTTPClient(base *http.Client, bound int64) *http.Client {
	var transport http.RoundTripper
	if base != nil {
		transport = base.Transport
	}
	if transport == nil {
		transport = http.DefaultTransport
	}
	return &http.Client{
		Transport:     boundedTransport{transport, bound},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

type boundedTransport struct {
	http.RoundTripper
	bound int64
}

func (t boundedTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.RoundTripper.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	resp.Body = &boundedBody{resp.Body, t.bound, t.bound}
	return resp, nil
}

type boundedBody struct {
	io.ReadCloser
	left, bound int64
}

func (b *boundedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, tooLarge{b.bound}
	}
	return n, err
}

// tooLarge ends a request for good: a second answer would be as large.
type tooLarge struct{ bound int64 }

func (e tooLarge) Error() string {
	return fmt.Sprintf("the answer is larger than the bound of %d bytes", e.bound)
}

// NonRetriable tells azcore's retry policy not to try again.
func (tooLarge) NonRetriable() {}
