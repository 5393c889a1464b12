// Package remote gets datasets from the web, and keeps them in a cache of the
// user. Package catalog defines what a dataset is.
package remote

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/localfile"
)

const (
	fetchTimeout   = 15 * time.Second
	fetchRetryWait = 500 * time.Millisecond
	fetchTries     = 5
	fetchRedirects = 5
)

// Fetcher gets datasets from the web. A dataset is requested by its digest, so
// plan and apply use the same data, whatever the server has at that time, and a
// copy in the cache is as good as the server's.
//
// The zero Fetcher is ready to use. It is safe for concurrent use, also by
// several processes that share a cache.
type Fetcher struct {
	CacheDir   string        // "": terraform-provider-teamsvoice in the user's cache directory
	HTTPClient *http.Client  // nil: one that honors the proxy variables of the environment
	Timeout    time.Duration // for all tries together, with their waits; 0: 15 s
	RetryWait  time.Duration // before the second try, and twice as long before each further one; 0: 500 ms
}

// Fetched is what [Fetcher.Fetch] got.
type Fetched struct {
	Snapshot *catalog.Snapshot
	Cached   bool // it came from the cache, and the network was not used

	// Warning says why the dataset is not in the cache. The snapshot is still
	// valid; only the next run needs the network again.
	Warning error
}

// CheckURL says what is wrong with the address of a dataset. It never repeats
// the query or the user information, which may be secret.
func CheckURL(rawURL string) error {
	_, err := parseURL(rawURL)
	return err
}

func parseURL(rawURL string) (*url.URL, error) {
	u, err := url.Parse(rawURL)
	if err != nil {
		// The cause quotes pieces of the address, of a password even.
		return nil, errors.New(`the address of the dataset is not a URL; give one such as "https://example.com/dataset.json"`)
	}
	switch {
	case u.Scheme == "":
		return nil, errors.New(`the address of the dataset has no scheme; give one such as "https://example.com/dataset.json"`)
	case u.Scheme != "https":
		return nil, fmt.Errorf("the address of the dataset begins with %q; only https is allowed", u.Scheme+":")
	case u.Hostname() == "":
		return nil, errors.New(`the address of the dataset names no host; give one such as "https://example.com/dataset.json"`)
	case u.User != nil:
		return nil, fmt.Errorf("the address of the dataset on %s has a user name or a password in it; take it out, as it would be kept in the state and in plans", u.Host)
	}
	return u, nil
}

// CheckSHA256 says what is wrong with the digest of a dataset: it must have 64
// hexadecimal digits, in upper or lower case.
func CheckSHA256(digest string) error {
	_, err := parseSHA256(digest)
	return err
}

// parseSHA256 returns the digest in lower case, as [catalog.Snapshot.SHA256] has it.
func parseSHA256(digest string) (string, error) {
	const advice = `; "sha256sum FILE" prints the digest of a file`
	if n := len(digest); n != hex.EncodedLen(sha256.Size) {
		return "", fmt.Errorf("a SHA-256 digest has %d hexadecimal digits, and this value has %d characters%s", hex.EncodedLen(sha256.Size), n, advice)
	}
	if _, err := hex.DecodeString(digest); err != nil {
		return "", fmt.Errorf("a SHA-256 digest has hexadecimal digits only, and this value is %q%s", digest, advice)
	}
	return strings.ToLower(digest), nil
}

// publicURL is the address as errors show it: without the query, where signed
// addresses have their secret.
func publicURL(u *url.URL) string {
	shown := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	return shown.String()
}

// Fetch returns the dataset with a digest, from the cache or from the web. A
// dataset from the web is then put into the cache. An unusable cache is not an
// error, see [Fetched.Warning].
func (f Fetcher) Fetch(ctx context.Context, rawURL, sha256hex string) (Fetched, error) {
	address, err := parseURL(rawURL)
	if err != nil {
		return Fetched{}, err
	}
	digest, err := parseSHA256(sha256hex)
	if err != nil {
		return Fetched{}, err
	}
	name := publicURL(address)

	file, warning := f.cacheFile(digest)
	if warning == nil {
		if data, ok := readCache(ctx, file, digest); ok {
			snapshot, err := catalog.Decode(name, data)
			return Fetched{Snapshot: snapshot, Cached: err == nil}, err
		}
	}

	data, err := f.download(ctx, address)
	if err != nil {
		return Fetched{}, fmt.Errorf("the dataset at %s was not fetched: %w", name, err)
	}
	if found := catalog.Digest(data); found != digest {
		return Fetched{}, fmt.Errorf("the dataset at %s has the SHA-256 digest %s, and %s is expected; "+
			"find out why it differs, and give the found digest only if the change is wanted", name, found, digest)
	}
	snapshot, err := catalog.Decode(name, data)
	if err != nil {
		return Fetched{}, err
	}
	if warning == nil {
		warning = writeCache(ctx, file, digest, data)
	}
	if warning != nil {
		warning = fmt.Errorf("the dataset at %s is used but not cached, and the next run fetches it again; make the cache directory writable: %w", name, warning)
	}
	return Fetched{Snapshot: snapshot, Warning: warning}, nil
}

// refusal is a problem that another try would meet again.
type refusal struct{ problem string }

func (r *refusal) Error() string { return r.problem }

func refuse(format string, args ...any) error {
	return &refusal{fmt.Sprintf(format, args...)}
}

// download returns the bytes at an address, of which there are at most
// [catalog.MaxSize].
func (f Fetcher) download(parent context.Context, address *url.URL) ([]byte, error) {
	timeout, wait := f.Timeout, f.RetryWait
	if timeout <= 0 {
		timeout = fetchTimeout
	}
	if wait <= 0 {
		wait = fetchRetryWait
	}
	ctx, cancel := context.WithTimeout(parent, timeout)
	defer cancel()

	var (
		data    []byte
		tries   int
		problem error // of the latest try that was not cut short by ctx
	)
	client := retryablehttp.Client{
		HTTPClient:     f.httpClient(),
		RetryMax:       fetchTries - 1,
		RetryWaitMin:   wait,
		RetryWaitMax:   timeout,
		Backoff:        backoff,
		RequestLogHook: func(_ retryablehttp.Logger, _ *http.Request, n int) { tries = n + 1 },
		CheckRetry: func(ctx context.Context, resp *http.Response, err error) (bool, error) {
			if ctx.Err() != nil {
				return false, ctx.Err()
			}
			if err == nil {
				err = checkStatus(resp)
			}
			if problem = err; err == nil {
				return false, nil
			}
			if !retryable(ctx, resp, err) {
				return false, err
			}
			// A wait that outlasts the time for all tries is for nothing.
			if pause := backoff(wait, timeout, tries-1, resp); !fits(ctx, pause) {
				return false, err
			}
			return true, nil
		},
		// The library's own words would show the address with its query.
		ErrorHandler: func(resp *http.Response, err error, _ int) (*http.Response, error) {
			if resp != nil {
				_ = resp.Body.Close() // nothing in it is wanted
			}
			if err == nil {
				err = problem
			}
			return nil, err
		},
	}
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, explain(err)
	}
	req.Header.Set("User-Agent", "terraform-provider-teamsvoice")
	// Reading the body belongs to the try, so a connection that breaks off in
	// the middle is tried again.
	req.SetResponseHandler(func(resp *http.Response) (err error) {
		data, err = readBody(resp)
		return err
	})

	_, err = client.Do(req) //nolint:bodyclose // readBody has closed it
	if err == nil {
		return data, nil
	}
	const advice = "try again later, or use dataset_file"
	switch late := ctx.Err() != nil && errors.Is(err, ctx.Err()); {
	case late && parent.Err() != nil:
		return nil, fmt.Errorf("it was stopped: %w", err)
	case late && problem != nil:
		return nil, fmt.Errorf("%w, and the next try did not finish within the %v for all tries; %s", explain(problem), timeout, advice)
	case late:
		return nil, fmt.Errorf("it did not arrive completely within %v; %s: %w", timeout, advice, err)
	case retryable(ctx, nil, err):
		return nil, fmt.Errorf("%w (tries: %d); %s", explain(err), tries, advice)
	}
	return nil, explain(err)
}

// httpClient returns the client with our rules for redirects.
func (f Fetcher) httpClient() *http.Client {
	var client http.Client
	if f.HTTPClient != nil {
		client = *f.HTTPClient
	}
	client.CheckRedirect = checkRedirect
	return &client
}

func checkRedirect(req *http.Request, via []*http.Request) error {
	// It has the query of the address before, which is not for other hosts.
	req.Header.Del("Referer")
	switch {
	case req.URL.Scheme != "https":
		return refuse("it redirects to %s, and only https is allowed; give an address that stays on https", publicURL(req.URL))
	case req.URL.User != nil || req.URL.Hostname() == "":
		return refuse("it redirects to %s, with a user name or without a host; give the address where the dataset is", publicURL(req.URL))
	case len(via) > fetchRedirects:
		return refuse("it redirects more than %d times, at last to %s; give the address where the dataset is", fetchRedirects, publicURL(req.URL))
	}
	return nil
}

// statusError is an answer other than 200.
type statusError struct {
	code       int
	retryAfter time.Duration // 0 if the server does not say
}

func (e *statusError) Error() string {
	// Not the server's own text, which may be anything.
	answer := fmt.Sprintf("the server answered %d", e.code)
	if text := http.StatusText(e.code); text != "" {
		answer += " " + text
	}
	switch {
	case e.retryAfter > 0:
		return fmt.Sprintf("%s, to be asked again in %v", answer, e.retryAfter)
	case e.temporary():
		return answer
	case e.code == http.StatusUnauthorized || e.code == http.StatusForbidden:
		return answer + "; the provider sends no credentials: give an address that needs none, or use dataset_file"
	}
	return answer + "; check the address"
}

func (e *statusError) temporary() bool {
	return e.code == http.StatusTooManyRequests || e.code >= 500
}

func checkStatus(resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	e := &statusError{code: resp.StatusCode}
	if e.temporary() {
		e.retryAfter = max(0, retryablehttp.DefaultBackoff(0, 0, 0, resp))
	}
	return e
}

// backoff doubles the wait with each try, or waits longer if the server asks
// for it. It never waits less, so "Retry-After: 0" does not cause a flood.
func backoff(wait, limit time.Duration, attempt int, resp *http.Response) time.Duration {
	return max(
		retryablehttp.DefaultBackoff(wait, limit, attempt, resp),
		retryablehttp.DefaultBackoff(wait, limit, attempt, nil))
}

func fits(ctx context.Context, pause time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return !ok || pause < time.Until(deadline) //nolint:forbidigo // how long to wait is the network's time, not an answer's
}

func retryable(ctx context.Context, resp *http.Response, err error) bool {
	if _, ok := errors.AsType[*refusal](err); ok {
		return false
	}
	if status, ok := errors.AsType[*statusError](err); ok {
		return status.temporary()
	}
	again, _ := retryablehttp.DefaultRetryPolicy(ctx, resp, err) // knows which connection errors are permanent
	return again
}

// readBody reads the body, and does not trust the size that the server states.
func readBody(resp *http.Response) ([]byte, error) {
	defer func() { _ = resp.Body.Close() }() // it was only read
	if resp.ContentLength > catalog.MaxSize {
		return nil, refuse("it has %d bytes, and a dataset has at most %d; check the address", resp.ContentLength, catalog.MaxSize)
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, catalog.MaxSize+1))
	if len(data) > catalog.MaxSize {
		return nil, refuse("it has more than %d bytes, and a dataset has no more; check the address", catalog.MaxSize)
	}
	if err != nil {
		return nil, fmt.Errorf("the connection broke off after %d bytes: %w", len(data), err)
	}
	return data, nil
}

// explain removes the secrets from an error of the HTTP client, and says what
// to do.
func explain(err error) error {
	if refused, ok := errors.AsType[*refusal](err); ok {
		return refused
	}
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		err = wrapped.Err // without the address and its query
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return fmt.Errorf("the certificate of the server is not trusted; let this machine trust its authority, or give another address: %w", err)
	}
	// Two errors of net/http have no type and quote an address in full.
	switch text := err.Error(); {
	case strings.Contains(text, "invalid proxy address"):
		return errors.New("the address of the proxy is not a URL; correct HTTPS_PROXY in the environment")
	case strings.Contains(text, "Location header"):
		return errors.New("it redirects to something that is not a URL; give the address where the dataset is")
	}
	return err
}

// cacheFile returns where the dataset with a digest is cached.
func (f Fetcher) cacheFile(digest string) (string, error) {
	dir := f.CacheDir
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", fmt.Errorf("there is no cache directory: %w", err)
		}
		dir = filepath.Join(user, "terraform-provider-teamsvoice")
	}
	return filepath.Join(dir, "dataset-"+digest+".json"), nil
}

// readCache returns a file of the cache, if it is there and whole.
func readCache(ctx context.Context, file, digest string) ([]byte, bool) {
	data, err := localfile.Read(ctx, file, catalog.MaxSize)
	return data, err == nil && catalog.Digest(data) == digest
}

const (
	tempPattern = ".dataset-*.tmp" // as localfile.Replace names them
	tempAge     = time.Hour        // no process writes for so long
)

// writeCache writes a file into the cache atomically: another process sees all
// of it or nothing. A file that a power failure damages has another digest, and
// is fetched again.
func writeCache(ctx context.Context, file, digest string, data []byte) error {
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	sweepCache(dir)
	err := localfile.Replace(file, 0o600, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		// Windows does not replace a file that another process reads.
		if _, ok := readCache(ctx, file, digest); ok {
			return nil
		}
	}
	return err
}

// sweepCache removes what processes left behind when they were killed while
// writing.
func sweepCache(dir string) {
	left, err := filepath.Glob(filepath.Join(dir, tempPattern))
	if err != nil {
		return // a directory whose name is a bad pattern; it keeps its leftovers
	}
	for _, path := range left {
		if info, err := os.Lstat(path); err == nil && time.Since(info.ModTime()) > tempAge { //nolint:forbidigo // the age of a file, not an answer's
			_ = os.Remove(path) // another process may have been quicker
		}
	}
}
