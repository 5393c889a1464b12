package graph

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/streaming"
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
	// how long to wait if the answer does not say. The default makes five
	// tries, gives each a minute, and waits as long as an answer asks for if
	// that fits into Timeout.
	Retry policy.RetryOptions

	Timeout    time.Duration // of one list with all its pages; default 10 minutes
	MaxPages   int           // of one list; default 2500
	MaxRecords int           // of one list; default a million
	MaxAnswer  int64         // bytes of one answer; default 32 MiB
	MaxBytes   int64         // of all answers of one list; default 4 GiB, which users with all their licenses can take

	// SKUCapabilities are the SKUs that the provider block describes, by part
	// number. Letter case does not matter.
	SKUCapabilities map[string][]Capability

	// Progress is called after each page with the number of records of a list
	// so far. The context is that of the call.
	Progress func(ctx context.Context, doing string, records int)
}

func (o Options) withDefaults() Options {
	o.Version = cmp.Or(o.Version, "dev")
	o.Timeout = cmp.Or(o.Timeout, 10*time.Minute)
	o.MaxPages = cmp.Or(o.MaxPages, 2500)
	o.MaxRecords = cmp.Or(o.MaxRecords, 1_000_000)
	o.MaxAnswer = cmp.Or(o.MaxAnswer, 32<<20)
	o.MaxBytes = cmp.Or(o.MaxBytes, 4<<30)
	o.Retry.MaxRetries = cmp.Or(o.Retry.MaxRetries, 4)
	o.Retry.RetryDelay = cmp.Or(o.Retry.RetryDelay, time.Second)
	// azcore does not try again if the answer asks for a longer wait than this;
	// retriable checks the remaining time.
	o.Retry.MaxRetryDelay = cmp.Or(o.Retry.MaxRetryDelay, o.Timeout)
	o.Retry.TryTimeout = cmp.Or(o.Retry.TryTimeout, time.Minute)
	if o.Retry.ShouldRetry == nil {
		o.Retry.ShouldRetry = retriable
	}
	if o.Progress == nil {
		o.Progress = func(context.Context, string, int) {}
	}
	return o
}

// A Client reads from one tenant. It may be used by several goroutines.
type Client struct {
	cfg     Config
	opt     Options
	secrets *secrets
	connect func() (*connection, error)

	skus    shared[[]SKU]
	numbers map[NumberType]*shared[[]Number] // by the type that Graph is asked for; "" for all
}

// New returns a Client and does nothing else: a fault in cfg is the error of
// the first call. [Config.Validate] reports it earlier.
func New(cfg Config, opt Options) *Client {
	c := &Client{cfg: cfg, opt: opt.withDefaults(), secrets: &secrets{}, numbers: make(map[NumberType]*shared[[]Number])}
	c.secrets.add(cfg.ClientSecret, cfg.ClientCertificate, cfg.ClientCertificatePassword, cfg.OIDCToken, cfg.OIDCRequestToken)
	for _, t := range append(NumberTypes(), "") {
		c.numbers[t] = new(shared[[]Number])
	}
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
	cfg, err := c.cfg.withFiles()
	if err != nil {
		return nil, err
	}
	c.secrets.add(cfg.ClientSecret)
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	environment, err := ParseEnvironment(cfg.Environment)
	if err != nil {
		return nil, err
	}
	base, err := ParseEndpoint(cmp.Or(cfg.GraphEndpoint, environment.graph()))
	if err != nil {
		return nil, err
	}
	options := policy.ClientOptions{
		Retry:     c.opt.Retry,
		Telemetry: policy.TelemetryOptions{ApplicationID: "terraform-teamsvoice"},
		Transport: boundedHTTPClient(c.opt.HTTPClient, c.opt.MaxAnswer),
	}
	credential, err := signer{cfg, c.secrets}.credential(environment, options)
	if err != nil {
		return nil, err
	}
	// The token is for the environment's Graph, even if another endpoint
	// replaces it.
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
	what       string // as in "read the tenant's licenses"
	path       string
	parameters url.Values
	header     http.Header
	permission string

	// most is how many records the list has at most, where that is fewer than the
	// client's bound; 0 for that.
	most int

	// fullPage is the minimum number of records of a page that may have a next
	// page without naming it, which $skip then requests; 0 if a page without a
	// link is the last one.
	fullPage int

	// enough is called before each further page and reports whether it is
	// needed; nil means always. The argument counts the pages so far.
	enough func(pages int) bool
}

// bounded returns a context that ends when a list must be done.
func (c *Client) bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, c.opt.Timeout, fmt.Errorf("not done within %v", c.opt.Timeout))
}

// A reader is the state of reading one list.
type reader[T any] struct {
	*Client
	query
	each    func(*T) error
	keys    map[string]bool
	records int // doubles included
	bytes   int64
}

// list reads the pages of q. A record that comes twice is handed to each once.
func list[T any, R interface {
	*T
	record
}](ctx context.Context, c *Client, q query, each func(*T) error) error {
	k, err := c.connect()
	if err != nil {
		return err
	}
	ctx, cancel := c.bounded(ctx)
	defer cancel()
	r := &reader[T]{Client: c, query: q, keys: make(map[string]bool)}
	most := c.opt.MaxRecords
	if q.most > 0 {
		most = min(most, q.most)
	}
	r.each = func(v *T) error {
		if r.records++; r.records > most {
			return fmt.Errorf("the answer has more than %d records", most)
		}
		key, wrong := R(v).key(), R(v).check()
		switch {
		case key == "":
			return fmt.Errorf("record %d of the answer has no ID", r.records)
		case wrong != nil:
			return fmt.Errorf("record %d of the answer %w", r.records, wrong)
		case r.keys[key]:
			return nil
		}
		r.keys[key] = true
		return each(v)
	}
	return r.pages(ctx, k)
}

func (r *reader[T]) pages(ctx context.Context, k *connection) error {
	first := *k.base
	first.Path = "/v1.0" + r.path
	// Graph reads a plus sign as itself, not as a space.
	first.RawQuery = strings.ReplaceAll(r.parameters.Encode(), "+", "%20")
	seen := map[string]bool{}
	for next := &first; next != nil; {
		switch {
		case seen[next.String()]:
			return r.failed(r.query, "a page of the answer names itself or an earlier one as the next")
		case len(seen) == r.opt.MaxPages:
			return r.failed(r.query, fmt.Sprintf("the answer has more than %d pages", r.opt.MaxPages))
		case len(seen) > 0 && r.enough != nil && r.enough(len(seen)):
			return nil
		}
		seen[next.String()] = true
		body, err := r.send(ctx, k, r.query, http.MethodGet, next, nil)
		if err != nil {
			return err
		}
		if r.bytes += int64(len(body)); r.bytes > r.opt.MaxBytes {
			return r.failed(r.query, fmt.Sprintf("the answer has more than %d bytes on %d pages", r.opt.MaxBytes, len(seen)))
		}
		records, known := r.records, len(r.keys)
		link, err := decode(body, r.each)
		if err != nil {
			return r.failed(r.query, r.secrets.quote(err.Error()))
		}
		r.opt.Progress(ctx, r.what, r.records)
		if next, err = follow(k.base, next, link); err != nil {
			return r.failed(r.query, r.secrets.quote(err.Error()))
		}
		if next != nil || r.fullPage == 0 || r.records-records < r.fullPage {
			continue
		}
		if len(r.keys) == known {
			return r.failed(r.query, "the same records are returned again and again, so the end of the list is not known")
		}
		next = skipping(&first, r.records)
	}
	return nil
}

// skipping returns the page of a list that follows a number of records.
func skipping(first *url.URL, records int) *url.URL {
	next := *first
	next.RawQuery += fmt.Sprintf("&$skip=%d", records)
	return &next
}

// follow returns the page that link names, nil for no link. The token goes only
// where it is meant to go, whatever a page says.
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

// send returns the body of a successful answer, or an [*Error].
func (c *Client) send(ctx context.Context, k *connection, q query, method string, u *url.URL, body []byte) ([]byte, error) {
	ctx, tried := withAttempts(ctx)
	req, err := runtime.NewRequest(ctx, method, u.String())
	if err == nil && body != nil {
		err = req.SetBody(streaming.NopCloser(bytes.NewReader(body)), "application/json")
	}
	if err != nil {
		return nil, c.failed(q, "the request cannot be made")
	}
	maps.Copy(req.Raw().Header, q.header)
	req.Raw().Header.Set("Accept", "application/json")
	resp, err := k.pipeline.Do(req)
	if err != nil {
		return nil, c.unanswered(ctx, q, u, err, tried)
	}
	answer, err := runtime.Payload(resp)
	if err != nil {
		return nil, c.unanswered(ctx, q, u, err, tried)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, c.refused(q, resp, answer, tried)
	}
	return answer, nil
}

// boundedHTTPClient returns a client that follows no redirect, which could lead
// to another host, and reads no answer beyond the limit.
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
	tried := attemptsOf(req.Context())
	if !safe(req.URL) {
		// A server may name another one, as the discovery document of a sign-in
		// does. A secret goes there only by https.
		err := networkError{fmt.Errorf("%s://%s is not asked: it must be https", req.URL.Scheme, req.URL.Host)}
		tried.record(nil, err)
		return nil, err
	}
	resp, err := t.RoundTripper.RoundTrip(req)
	if err != nil {
		err = final(err)
		tried.record(nil, err)
		return nil, err
	}
	tried.record(resp, nil)
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
