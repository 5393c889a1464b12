package graph

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
)

const (
	tenantID = "11111111-1111-1111-1111-111111111111"
	clientID = "22222222-2222-2222-2222-222222222222"
	password = "the-cl1ent~s3cret"
)

// tenant returns a tenant that lets in a client by its secret.
func tenant() graphtest.Tenant {
	return graphtest.Tenant{ID: tenantID, ClientID: clientID, ClientSecret: password}
}

// config returns what signs in to a server by a client secret.
func config(s *graphtest.Server) Config {
	return Config{TenantID: tenantID, ClientID: clientID, ClientSecret: NewSecret(password),
		GraphEndpoint: s.URL, AuthorityHost: s.URL}
}

// options are bounds at which a test does not wait.
func options(s *graphtest.Server) Options {
	return Options{HTTPClient: s.Client(), Timeout: time.Minute,
		Retry: policy.RetryOptions{MaxRetries: 2, RetryDelay: time.Millisecond, MaxRetryDelay: 2 * time.Second}}
}

func start(t *testing.T, held graphtest.Tenant) (*graphtest.Server, *Client) {
	t.Helper()
	s := graphtest.NewServer(t, held)
	return s, New(config(s), options(s))
}

func TestNewDoesNothing(t *testing.T) {
	s := graphtest.NewServer(t, tenant())
	cfg := config(s)
	cfg.ClientSecret, cfg.ClientCertificatePath = Secret{}, "/no/such/file"
	c := New(cfg, options(s))
	if n := s.AllRequests(); n != 0 {
		t.Errorf("%d requests before the first call", n)
	}
	_, err := c.SubscribedSKUs(t.Context())
	var wrong *ConfigError
	if !errors.As(err, &wrong) || wrong.Attribute != "client_certificate_path" {
		t.Errorf("the first call says: %v", err)
	}
	if n := s.AllRequests(); n != 0 {
		t.Errorf("%d requests without a credential", n)
	}
}

func TestOneTokenServesAllCalls(t *testing.T) {
	for _, plain := range []bool{false, true} {
		s := graphtest.NewServer(t, tenant())
		cfg := config(s)
		if plain {
			cfg.GraphEndpoint = s.PlainURL
		}
		c := New(cfg, options(s))
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				if _, err := c.SubscribedSKUs(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		tokens := s.Requests(graphtest.Token)
		if len(tokens) != 1 {
			t.Fatalf("%d tokens asked for", len(tokens))
		}
		if got := tokens[0].Form.Get("scope"); !strings.Contains(got, "https://graph.microsoft.com/.default") {
			t.Errorf("scope %q", got)
		}
		if got := s.Requests(graphtest.SKUs)[0].UserAgent; !strings.Contains(got, "terraform-teamsvoice") {
			t.Errorf("User-Agent %q", got)
		}
	}
}

// Each case lets the server fail, and says what comes of it.
func TestFaults(t *testing.T) {
	other := graphtest.NewServer(t, tenant())
	for _, test := range []struct {
		situation string
		times     int
		fault     graphtest.Fault
		change    func(*Options)
		requests  int      // to Graph, retries included
		says      []string // nothing for success
		status    int
	}{
		{situation: "throttled once, for a second", times: 1, fault: graphtest.Throttle(1), requests: 2},
		{situation: "throttled for longer than the bound", times: graphtest.Forever, fault: graphtest.Throttle(3600), requests: 1,
			says: []string{"429", "TooManyRequests", "asks to wait 3600 s"}, status: 429},
		{situation: "unavailable twice", times: 2, fault: graphtest.Status(503, "ServiceUnavailable", "Busy."), requests: 3},
		{situation: "an internal error forever", times: graphtest.Forever, fault: graphtest.Status(500, "InternalServerError", "Oops."), requests: 3,
			says: []string{"500", "InternalServerError", "Oops", "It was tried 3 times. Try again later"}, status: 500},
		{situation: "a bad request is not tried again", times: graphtest.Forever, fault: graphtest.Status(400, "BadRequest", "No."), requests: 1,
			says: []string{"400", "BadRequest"}, status: 400},
		{situation: "the permission is missing", times: graphtest.Forever, fault: graphtest.Forbid(), requests: 1,
			says: []string{"403", "Authorization_RequestDenied", "LicenseAssignment.Read.All", clientID, "request id request-"}, status: 403},
		{situation: "the token is not accepted", times: graphtest.Forever, fault: graphtest.Status(401, "InvalidAuthenticationToken", "Expired."), requests: 1,
			says: []string{"401", "InvalidAuthenticationToken", "environment, graph_endpoint and tenant_id"}, status: 401},
		{situation: "no Graph at the endpoint", times: graphtest.Forever, fault: graphtest.HTML(404), requests: 1,
			says: []string{"404", "text/html", "graph_endpoint"}, status: 404},
		{situation: "a proxy's page as success", times: graphtest.Forever, fault: graphtest.HTML(200), requests: 1, says: []string{"not JSON", "proxy"}},
		{situation: "broken JSON", times: graphtest.Forever, fault: graphtest.Body("application/json", `{"value":[`), requests: 1, says: []string{"not JSON"}},
		{situation: "JSON of another shape", times: graphtest.Forever, fault: graphtest.Body("application/json", `{"ok":true}`), requests: 1, says: []string{`no list "value"`}},
		{situation: "a field of another type", times: graphtest.Forever, fault: graphtest.Body("application/json", `{"value":[{"consumedUnits":"many"}]}`), requests: 1,
			says: []string{"/value/0/consumedUnits is a JSON string"}},
		{situation: "a redirect is not followed", times: graphtest.Forever, fault: graphtest.Redirect(other.URL + string(graphtest.SKUs)), requests: 1,
			says: []string{"302", "graph_endpoint"}, status: 302},
		{situation: "the answer breaks off once", times: 1, fault: graphtest.Truncate(), requests: 2},
		{situation: "the answer breaks off forever", times: graphtest.Forever, fault: graphtest.Truncate(), requests: 3, says: []string{"no whole answer", "unexpected EOF"}},
		{situation: "the answer is too large", times: graphtest.Forever, fault: graphtest.Oversize(100_000), change: func(o *Options) { o.MaxAnswer = 99_999 }, requests: 1,
			says: []string{"larger than the bound of 99999 bytes"}},
		{situation: "the answer is as large as the bound", times: graphtest.Forever, fault: graphtest.Body("application/json", `{"value":[]}`),
			change: func(o *Options) { o.MaxAnswer = 20_000 }, requests: 1},
		{situation: "no answer at all", times: graphtest.Forever, fault: graphtest.Stall(), change: func(o *Options) { o.Retry.TryTimeout = 2 * time.Second }, requests: 3,
			says: []string{"no answer from 127.0.0.1", "within 2s"}},
		{situation: "one try stalls", times: 1, fault: graphtest.Stall(), change: func(o *Options) { o.Retry.TryTimeout = 2 * time.Second }, requests: 2},
		{situation: "the whole takes too long", times: graphtest.Forever, fault: graphtest.Stall(), change: func(o *Options) { o.Timeout = 4 * time.Second }, requests: 1,
			says: []string{"not done within 4s"}},
		{situation: "the next page is on another host", times: graphtest.Forever, fault: graphtest.NextLink(func(string) string { return other.URL + string(graphtest.SKUs) }), requests: 1,
			says: []string{"continues at " + other.URL}},
		{situation: "the next page is in clear text", times: graphtest.Forever,
			fault: graphtest.NextLink(func(asked string) string { return strings.Replace(asked, "https:", "http:", 1) }), requests: 1,
			says: []string{"continues at http:"}},
		{situation: "the next page is the same page", times: graphtest.Forever, fault: graphtest.NextLink(func(asked string) string { return asked }), requests: 1,
			says: []string{"names itself or an earlier one"}},
		{situation: "pages without end", times: graphtest.Forever, fault: graphtest.NextLink(func(asked string) string { return asked + "x" }),
			change: func(o *Options) { o.MaxPages = 7 }, requests: 7, says: []string{"more than 7 pages"}},
		{situation: "the next page is no URL", times: graphtest.Forever, fault: graphtest.NextLink(func(string) string { return "https://%" }), requests: 1, says: []string{"no URL"}},
		{situation: "the next page is relative", times: 1,
			fault: graphtest.NextLink(func(string) string { return "/v1.0/subscribedSkus?$select=skuId" }), requests: 2},
	} {
		t.Run(test.situation, func(t *testing.T) {
			t.Parallel()
			s := graphtest.NewServer(t, tenant())
			opt := options(s)
			if test.change != nil {
				test.change(&opt)
			}
			s.Fail(graphtest.SKUs, test.times, test.fault)
			_, err := New(config(s), opt).SubscribedSKUs(t.Context())
			if got := len(s.Requests(graphtest.SKUs)); got != test.requests {
				t.Errorf("%d requests, want %d", got, test.requests)
			}
			if len(test.says) == 0 {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var failure *Error
			if !errors.As(err, &failure) {
				t.Fatalf("got %T %v", err, err)
			}
			if failure.Status != test.status {
				t.Errorf("status %d, want %d", failure.Status, test.status)
			}
			for _, want := range append(test.says, "cannot read the tenant's licenses: ") {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
			if strings.Contains(err.Error(), password) || strings.Contains(err.Error(), s.Token()) || strings.Contains(err.Error(), "\n") {
				t.Errorf("the error shows a secret or has lines: %q", err)
			}
		})
	}
	t.Cleanup(func() {
		if n := other.AllRequests(); n != 0 {
			t.Errorf("the other host got %d requests", n)
		}
	})
}

// A wait that an answer asks for is waited for where it fits into the bound of the
// whole, however long; and the message says what happened, and only that.
func TestThrottling(t *testing.T) {
	if o := (Options{}).withDefaults(); o.Retry.MaxRetryDelay != o.Timeout {
		t.Errorf("azcore does not wait longer than %v, and the whole may take %v", o.Retry.MaxRetryDelay, o.Timeout)
	}
	for _, test := range []struct {
		situation string
		busy      int // answers of 503 before
		says, not string
	}{
		{"at the first try", 0, "The last answer asks to wait 3600 s (Retry-After), which is longer than what is left of the 1m0s that one list may take", "tried"},
		{"at the third", 2, "It was tried 3 times. The last answer asks to wait 3600 s", "4 times"},
	} {
		s, _ := start(t, tenant())
		if test.busy > 0 {
			s.Fail(graphtest.SKUs, test.busy, graphtest.Status(503, "ServiceUnavailable", "Busy."))
		}
		s.Fail(graphtest.SKUs, graphtest.Forever, graphtest.Throttle(3600))
		opt := options(s)
		opt.Retry.MaxRetryDelay = 0
		_, err := New(config(s), opt).SubscribedSKUs(t.Context())
		if err == nil || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), test.not) {
			t.Errorf("%s: %v", test.situation, err)
		}
	}
}

// What is left of the time decides, and the end of the whole says what came last.
func TestRetriable(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	ctx, tried := withAttempts(ctx)
	answer := func(status int, wait string) *http.Response {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://h", nil)
		if err != nil {
			t.Fatal(err)
		}
		return &http.Response{StatusCode: status, Request: req, Header: http.Header{"Retry-After": {wait}}}
	}
	for _, test := range []struct {
		status int
		wait   string
		want   bool
	}{
		{429, "1800", true}, {429, "7200", false}, {503, "", true}, {503, "7200", false}, {429, "soon", true}, {429, "-5", true}, {429, "1e300", true},
		{429, time.Now().Add(30 * time.Minute).UTC().Format(http.TimeFormat), true}, {429, time.Now().Add(3 * time.Hour).UTC().Format(http.TimeFormat), false},
		{200, "", false}, {404, "1", false}, {501, "", false},
	} {
		if got := retriable(answer(test.status, test.wait), nil); got != test.want {
			t.Errorf("%d, %q: %v", test.status, test.wait, got)
		}
	}
	if !retriable(nil, errors.New("broken")) {
		t.Error("a broken connection is final")
	}
	tried.record(answer(429, "20"), nil)
	tried.record(answer(429, "20"), nil)
	if got := tried.history("Graph"); got != "; of 2 requests, the last was answered 429 Too Many Requests, to wait 20 s" {
		t.Errorf("got %q", got)
	}
	tried.record(nil, errors.New("broken"))
	if got := tried.history("Graph"); got != "; Graph did not answer" {
		t.Errorf("got %q", got)
	}
}

func TestCancel(t *testing.T) {
	s, c := start(t, tenant())
	s.Fail(graphtest.SKUs, 1, graphtest.Stall())
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := c.SubscribedSKUs(ctx)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := c.SubscribedSKUs(t.Context()); err != nil {
		t.Errorf("the next call: %v", err)
	}
}

func TestNobodyListens(t *testing.T) {
	s, _ := start(t, tenant())
	cfg := config(s)
	cfg.GraphEndpoint = "https://127.0.0.1:1"
	_, err := New(cfg, options(s)).SubscribedSKUs(t.Context())
	if err == nil || !strings.Contains(err.Error(), "127.0.0.1:1") || !strings.Contains(err.Error(), "refused") {
		t.Errorf("got %v", err)
	}
}

func TestAnUntrustedCertificateIsRefused(t *testing.T) {
	s, _ := start(t, tenant())
	opt := options(s)
	opt.HTTPClient = &http.Client{}
	_, err := New(config(s), opt).SubscribedSKUs(t.Context())
	if err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("got %v", err)
	}
}

func TestFollowComparesPortsAsURLsDo(t *testing.T) {
	parse := func(s string) *url.URL {
		u, err := url.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	base := parse("https://graph.microsoft.com")
	for link, same := range map[string]bool{
		"https://graph.microsoft.com:443/v1.0/x":   true,
		"https://GRAPH.microsoft.com/v1.0/x":       true,
		"//graph.microsoft.com/v1.0/x":             true,
		"/v1.0/x":                                  true,
		"https://graph.microsoft.com:8443/v1.0/x":  false,
		"http://graph.microsoft.com/v1.0/x":        false,
		"https://u@graph.microsoft.com/v1.0/x":     false,
		"https://graph.microsoft.com.evil.example": false,
		"file:///etc/passwd":                       false,
		"mailto:a@b":                               false,
	} {
		next, err := follow(base, parse("https://graph.microsoft.com/v1.0/a"), link)
		if (err == nil) != same {
			t.Errorf("%s: %v, %v", link, next, err)
		}
	}
}
