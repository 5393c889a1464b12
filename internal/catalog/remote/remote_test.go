package remote

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
)

// What the servers have.
var (
	dataset      = mustRead("../data/2023-01-25.json")
	olderDataset = mustRead("../data/2021-08-03.json")
)

func mustRead(file string) []byte {
	data, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	return data
}

// secret stands in the query of every address, and in no error.
const secret = "s3cr3t"

// fetchServer is a TLS server on the loopback interface that counts what it is
// asked.
type fetchServer struct {
	*httptest.Server
	requests atomic.Int32
}

func newFetchServer(t *testing.T, handler http.HandlerFunc) *fetchServer {
	t.Helper()
	s := new(fetchServer)
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.requests.Add(1)
		handler(w, r)
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // handshakes that are meant to fail
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

func (s *fetchServer) address() string { return s.URL + "/dataset.json?sig=" + secret }

func (s *fetchServer) fetcher(t *testing.T) Fetcher {
	return Fetcher{
		CacheDir:   filepath.Join(t.TempDir(), "cache"),
		HTTPClient: s.Client(),
		Timeout:    time.Minute, // a busy machine is not what is tested
		RetryWait:  time.Millisecond,
	}
}

func serve(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(data) }
}

// inTurn answers the first request with the first handler and so on; the last
// one answers the rest.
func inTurn(handlers ...http.HandlerFunc) http.HandlerFunc {
	var n atomic.Int32
	return func(w http.ResponseWriter, r *http.Request) {
		handlers[min(int(n.Add(1)), len(handlers))-1](w, r)
	}
}

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

// stall sends some bytes and then nothing, until the client has enough.
func stall(sent []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if len(sent) > 0 {
			_, _ = w.Write(sent)
			_ = http.NewResponseController(w).Flush()
		}
		<-r.Context().Done()
	}
}

// breakOff sends the first half of the data and closes the connection.
func breakOff(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		_, _ = w.Write(data[:len(data)/2])
		_ = http.NewResponseController(w).Flush()
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = conn.Close()
		}
	}
}

func cacheNames(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func mustFetch(t *testing.T, f Fetcher, address, digest string) Fetched {
	t.Helper()
	got, err := f.Fetch(t.Context(), address, digest)
	if err != nil {
		t.Fatal(err)
	}
	if got.Snapshot.SHA256() != strings.ToLower(digest) {
		t.Errorf("digest %s, want %s", got.Snapshot.SHA256(), digest)
	}
	return got
}

func TestFetchTwiceAsksTheServerOnce(t *testing.T) {
	t.Parallel()
	digest := catalog.Digest(dataset)
	s := newFetchServer(t, serve(dataset))
	f := s.fetcher(t)

	got := mustFetch(t, f, s.address(), strings.ToUpper(digest))
	if got.Cached || got.Warning != nil {
		t.Errorf("first fetch: cached %v, warning %v", got.Cached, got.Warning)
	}
	if got.Snapshot.AsOf() != "2023-01-25" {
		t.Errorf("snapshot of %s", got.Snapshot.AsOf())
	}
	s.Close()
	if got := mustFetch(t, f, s.address(), digest); !got.Cached || got.Warning != nil {
		t.Errorf("second fetch: cached %v, warning %v", got.Cached, got.Warning)
	}
	if n := s.requests.Load(); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
	if got, want := cacheNames(t, f.CacheDir), []string{"dataset-" + digest + ".json"}; !slices.Equal(got, want) {
		t.Errorf("cache has %q, want %q", got, want)
	}
	if runtime.GOOS == "windows" {
		return // it has no such modes
	}
	for path, want := range map[string]os.FileMode{
		f.CacheDir: 0o700,
		filepath.Join(f.CacheDir, "dataset-"+digest+".json"): 0o600,
	} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: mode %v (%v), want %v", path, info.Mode().Perm(), err, want)
		}
	}
}

// TestFetchGetsThere has the troubles that a fetch gets over.
func TestFetchGetsThere(t *testing.T) {
	t.Parallel()
	data := dataset
	tests := map[string]struct {
		handler  http.HandlerFunc
		requests int32
	}{
		"429 without a time, then the dataset":       {inTurn(status(429), serve(data)), 2},
		"429 with a time that is past":               {inTurn(status(429, "Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"), serve(data)), 2},
		"503 that asks for no wait":                  {inTurn(status(503, "Retry-After", "0"), serve(data)), 2},
		"500, 501, 502 and 504, then the dataset":    {inTurn(status(500), status(501), status(502), status(504), serve(data)), 5},
		"breaks off in the body, then the dataset":   {inTurn(breakOff(data), serve(data)), 2},
		"breaks off before it answers":               {inTurn(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, serve(data)), 2},
		"redirects once":                             {inTurn(status(302, "Location", "/other"), serve(data)), 2},
		"redirects five times":                       {inTurn(status(301, "Location", "/b"), status(302, "Location", "/c"), status(303, "Location", "/d"), status(307, "Location", "/e"), status(308, "Location", "/f"), serve(data)), 6},
		"redirects to where it is busy at the first": {inTurn(status(302, "Location", "/other"), status(503), status(302, "Location", "/other"), serve(data)), 4},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newFetchServer(t, tt.handler)
			got := mustFetch(t, s.fetcher(t), s.address(), catalog.Digest(data))
			if got.Warning != nil {
				t.Errorf("warning: %v", got.Warning)
			}
			if n := s.requests.Load(); n != tt.requests {
				t.Errorf("%d requests, want %d", n, tt.requests)
			}
		})
	}
}

// TestFetchRefusals has the troubles that a fetch does not get over: it says
// so, tells no secret, and leaves nothing in the cache.
func TestFetchRefusals(t *testing.T) {
	t.Parallel()
	data := dataset
	plain := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("a request went over http: %s", r.URL)
	}))
	t.Cleanup(plain.Close)

	tests := map[string]struct {
		handler  http.HandlerFunc
		requests int32
		timeout  time.Duration
		want     []string
	}{
		"redirects to http":              {handler: status(302, "Location", plain.URL+"/d?sig="+secret), requests: 1, want: []string{"it redirects to " + plain.URL + "/d", "only https is allowed"}},
		"redirects to itself":            {handler: status(302, "Location", "/dataset.json?sig="+secret), requests: 6, want: []string{"redirects more than 5 times"}},
		"redirects with a password":      {handler: status(302, "Location", "https://me:"+secret+"@127.0.0.1/"), requests: 1, want: []string{"with a user name"}},
		"redirects to no host":           {handler: status(302, "Location", "https:///d"), requests: 1, want: []string{"without a host"}},
		"redirects to no URL":            {handler: status(302, "Location", "https://%zz/"+secret), requests: fetchTries, want: []string{"something that is not a URL"}},
		"redirects to nowhere":           {handler: status(302), requests: 1, want: []string{"302 Found", "check the address"}},
		"404":                            {handler: status(404), requests: 1, want: []string{"404 Not Found", "check the address"}},
		"403":                            {handler: status(403), requests: 1, want: []string{"403 Forbidden", "no credentials", "dataset_file"}},
		"204":                            {handler: status(204), requests: 1, want: []string{"204 No Content"}},
		"a status nobody knows":          {handler: status(499), requests: 1, want: []string{"the server answered 499;"}},
		"503 forever":                    {handler: status(503), requests: fetchTries, want: []string{"503 Service Unavailable (tries: 5)", "try again later"}},
		"429 for longer than we have":    {handler: status(429, "Retry-After", "120"), requests: 1, want: []string{"429 Too Many Requests", "2m0s", "try again later"}},
		"breaks off every time":          {handler: breakOff(data), requests: fetchTries, want: []string{"broke off after", "(tries: 5)"}},
		"stalls before it answers":       {handler: stall(nil), requests: 1, timeout: 200 * time.Millisecond, want: []string{"within 200ms", "dataset_file"}},
		"stalls in the body":             {handler: stall(data[:1000]), requests: 1, timeout: 200 * time.Millisecond, want: []string{"within 200ms"}},
		"503, then stalls":               {handler: inTurn(status(503), stall(nil)), requests: 2, timeout: 3 * time.Second, want: []string{"503 Service Unavailable", "within the 3s for all tries"}},
		"announces too much":             {handler: status(200, "Content-Length", strconv.Itoa(catalog.MaxSize+1)), requests: 1, want: []string{"16777217 bytes", "at most 16777216"}},
		"sends too much, unannounced":    {handler: flood, requests: 1, want: []string{"more than 16777216 bytes"}},
		"wrong bytes":                    {handler: serve(olderDataset), requests: 1, want: []string{catalog.Digest(olderDataset), catalog.Digest(data) + " is expected"}},
		"nothing":                        {handler: serve(nil), requests: 1, want: []string{catalog.Digest(nil)}},
		"breaks off, then the wrong one": {handler: inTurn(breakOff(data), serve([]byte("{}"))), requests: 2, want: []string{catalog.Digest([]byte("{}"))}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newFetchServer(t, tt.handler)
			f := s.fetcher(t)
			if tt.timeout > 0 {
				f.Timeout = tt.timeout
			}
			got, err := f.Fetch(t.Context(), s.address(), catalog.Digest(data))
			if err == nil {
				t.Fatal("no error")
			}
			if got != (Fetched{}) {
				t.Errorf("got %v beside the error", got)
			}
			for _, want := range append(tt.want, s.URL+"/dataset.json") {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q is not in the error: %v", want, err)
				}
			}
			if strings.Contains(err.Error(), secret) {
				t.Errorf("the secret is in the error: %v", err)
			}
			if n := s.requests.Load(); n != tt.requests && tt.timeout == 0 {
				t.Errorf("%d requests, want %d", n, tt.requests)
			}
			if names := cacheNames(t, f.CacheDir); names != nil {
				t.Errorf("the cache has %q", names)
			}
		})
	}
}

// flood sends bytes until the client has enough, which is soon after catalog.MaxSize.
func flood(w http.ResponseWriter, _ *http.Request) {
	block := bytes.Repeat([]byte(" "), 1<<20)
	for range 64 {
		if _, err := w.Write(block); err != nil {
			return
		}
	}
}

func TestFetchWaitsAsLongAsTheServerAsks(t *testing.T) {
	t.Parallel()
	s := newFetchServer(t, inTurn(status(429, "Retry-After", "1"), serve(dataset)))
	start := time.Now()
	mustFetch(t, s.fetcher(t), s.address(), catalog.Digest(dataset))
	if d := time.Since(start); d < time.Second {
		t.Errorf("it asked again after %v, want 1s", d)
	}
}

func TestBackoff(t *testing.T) {
	t.Parallel()
	busy := func(code int, retryAfter string) *http.Response {
		return &http.Response{StatusCode: code, Header: http.Header{"Retry-After": {retryAfter}}}
	}
	tests := map[string]struct {
		attempt int
		resp    *http.Response
		want    time.Duration
	}{
		"first":                        {0, nil, time.Second},
		"third":                        {2, nil, 4 * time.Second},
		"no longer than the limit":     {60, nil, 15 * time.Second},
		"the server asks for more":     {0, busy(429, "7"), 7 * time.Second},
		"a busy server asks for more":  {0, busy(503, "7"), 7 * time.Second},
		"the server asks for less":     {2, busy(429, "0"), 4 * time.Second},
		"the server asks for nonsense": {0, busy(429, "soon"), time.Second},
		"the server asks for too much": {0, busy(429, "9223372036854775807"), time.Second},
	}
	for name, tt := range tests {
		if got := backoff(time.Second, 15*time.Second, tt.attempt, tt.resp); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

func TestFetchKeepsTheQueryFromOtherHosts(t *testing.T) {
	t.Parallel()
	var referer atomic.Value
	other := newFetchServer(t, func(w http.ResponseWriter, r *http.Request) {
		referer.Store(r.Header.Get("Referer"))
		_, _ = w.Write(dataset)
	})
	s := newFetchServer(t, status(302, "Location", other.URL+"/d"))
	mustFetch(t, s.fetcher(t), s.address(), catalog.Digest(dataset))
	if got := referer.Load(); got != "" {
		t.Errorf("the other host was told %q", got)
	}
}

func TestFetchRefusesAnInvalidDataset(t *testing.T) {
	t.Parallel()
	data := []byte("{\n \"format\": 1,\n \"color\": true\n}\n")
	s := newFetchServer(t, serve(data))
	f := s.fetcher(t)
	_, err := f.Fetch(t.Context(), s.address(), catalog.Digest(data))
	faults, ok := errors.AsType[*catalog.Faults](err)
	if !ok {
		t.Fatalf("error %v, want *Faults", err)
	}
	if want := s.URL + "/dataset.json"; faults.Name != want {
		t.Errorf("name %q, want %q", faults.Name, want)
	}
	if names := cacheNames(t, f.CacheDir); names != nil {
		t.Errorf("the cache has %q", names)
	}
}

func TestFetchRefusesACertificateThatIsNotTrusted(t *testing.T) {
	t.Parallel()
	s := newFetchServer(t, serve(dataset))
	f := s.fetcher(t)
	f.HTTPClient = nil // the authorities of this machine
	_, err := f.Fetch(t.Context(), s.address(), catalog.Digest(dataset))
	if err == nil || !strings.Contains(err.Error(), "is not trusted") || strings.Contains(err.Error(), secret) {
		t.Errorf("error: %v", err)
	}
	if n := s.requests.Load(); n != 0 {
		t.Errorf("%d requests were answered", n)
	}
}

func TestFetchFromAServerThatIsNotThere(t *testing.T) {
	t.Parallel()
	s := newFetchServer(t, serve(nil))
	s.Close()
	_, err := s.fetcher(t).Fetch(t.Context(), s.address(), catalog.Digest(dataset))
	if err == nil || !strings.Contains(err.Error(), "(tries: 5); try again later") || strings.Contains(err.Error(), secret) {
		t.Errorf("error: %v", err)
	}
}

func TestFetchThroughAProxyThatIsNoURL(t *testing.T) {
	t.Parallel()
	s := newFetchServer(t, serve(nil))
	f := s.fetcher(t)
	f.HTTPClient = &http.Client{Transport: &http.Transport{Proxy: func(*http.Request) (*url.URL, error) {
		return nil, fmt.Errorf("invalid proxy address %q", "http://me:"+secret) // as in net/http
	}}}
	_, err := f.Fetch(t.Context(), s.address(), catalog.Digest(dataset))
	if err == nil || !strings.Contains(err.Error(), "HTTPS_PROXY") || strings.Contains(err.Error(), secret) {
		t.Errorf("error: %v", err)
	}
}

func TestFetchStopsWhenItIsToldTo(t *testing.T) {
	t.Parallel()
	digest := catalog.Digest(dataset)
	t.Run("before it begins", func(t *testing.T) {
		t.Parallel()
		s := newFetchServer(t, serve(dataset))
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := s.fetcher(t).Fetch(ctx, s.address(), digest)
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "stopped") {
			t.Errorf("error: %v", err)
		}
	})
	t.Run("while the server sends", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		s := newFetchServer(t, func(w http.ResponseWriter, r *http.Request) {
			cancel()
			stall(dataset[:10])(w, r)
		})
		_, err := s.fetcher(t).Fetch(ctx, s.address(), digest)
		if !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), secret) {
			t.Errorf("error: %v", err)
		}
	})
	t.Run("while it waits to try again", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		s := newFetchServer(t, func(w http.ResponseWriter, r *http.Request) {
			status(503, "Retry-After", "50")(w, r)
			time.AfterFunc(50*time.Millisecond, cancel) // the answer is there by then, or the test is that of before
		})
		_, err := s.fetcher(t).Fetch(ctx, s.address(), digest)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error: %v", err)
		}
	})
}

func TestFetchReplacesADamagedCacheFile(t *testing.T) {
	t.Parallel()
	digest := catalog.Digest(dataset)
	for name, damaged := range map[string][]byte{
		"empty":         nil,
		"cut short":     dataset[:1000],
		"another one":   olderDataset,
		"far too large": make([]byte, catalog.MaxSize+1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newFetchServer(t, serve(dataset))
			f := s.fetcher(t)
			file := filepath.Join(f.CacheDir, "dataset-"+digest+".json")
			if err := os.MkdirAll(f.CacheDir, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			if got := mustFetch(t, f, s.address(), digest); got.Cached || got.Warning != nil {
				t.Errorf("cached %v, warning %v", got.Cached, got.Warning)
			}
			if data, err := os.ReadFile(file); err != nil || !bytes.Equal(data, dataset) {
				t.Errorf("the file was not replaced (%v)", err)
			}
		})
	}
}

// TestFetchWithoutACache has the caches that cannot be written. Permissions
// are not among them, as they do not bind root; see "a read-only directory".
func TestFetchWithoutACache(t *testing.T) {
	t.Parallel()
	digest := catalog.Digest(dataset)
	for name, spoil := range map[string]func(t *testing.T, dir string){
		"a file in the way of the directory": func(t *testing.T, dir string) {
			if err := os.WriteFile(dir, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"a directory in the way of the file": func(t *testing.T, dir string) {
			if err := os.MkdirAll(filepath.Join(dir, "dataset-"+digest+".json", "x"), 0o700); err != nil {
				t.Fatal(err)
			}
		},
		"a read-only directory": func(t *testing.T, dir string) {
			if os.Geteuid() <= 0 {
				t.Skip("root and Windows do not mind")
			}
			if err := os.Mkdir(dir, 0o500); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newFetchServer(t, serve(dataset))
			f := s.fetcher(t)
			spoil(t, f.CacheDir)
			got := mustFetch(t, f, s.address(), digest)
			if got.Warning == nil || !strings.Contains(got.Warning.Error(), f.CacheDir) ||
				!strings.Contains(got.Warning.Error(), "not cached") || strings.Contains(got.Warning.Error(), secret) {
				t.Errorf("warning: %v", got.Warning)
			}
			if left, _ := filepath.Glob(filepath.Join(f.CacheDir, tempPattern)); left != nil {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

func TestFetchWithoutAHome(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere the cache directory comes from other variables")
	}
	s := newFetchServer(t, serve(dataset))
	f := s.fetcher(t)
	f.CacheDir = ""
	home := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", "")
	for _, tt := range []struct{ home, warning string }{
		{"", "there is no cache directory"},
		{os.DevNull, "not a directory"},
		{home, ""},
	} {
		t.Setenv("HOME", tt.home)
		got := mustFetch(t, f, s.address(), catalog.Digest(dataset))
		if tt.warning == "" {
			if got.Warning != nil {
				t.Errorf("home %q: warning %v", tt.home, got.Warning)
			}
		} else if got.Warning == nil || !strings.Contains(got.Warning.Error(), tt.warning) {
			t.Errorf("home %q: warning %v, want %q", tt.home, got.Warning, tt.warning)
		}
	}
	if names := cacheNames(t, filepath.Join(home, ".cache", "terraform-provider-teamsvoice")); len(names) != 1 {
		t.Errorf("the cache at home has %q", names)
	}
}

func TestFetchSweepsWhatKilledProcessesLeft(t *testing.T) {
	t.Parallel()
	s := newFetchServer(t, serve(dataset))
	f := s.fetcher(t)
	if err := os.MkdirAll(f.CacheDir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, age := range map[string]time.Duration{
		".dataset-1.tmp": 2 * tempAge, // left behind
		".dataset-2.tmp": 0,           // another process is writing it
		"notes.tmp":      2 * tempAge, // not ours
	} {
		path := filepath.Join(f.CacheDir, name)
		if err := os.WriteFile(path, dataset[:100], 0o600); err != nil {
			t.Fatal(err)
		}
		if then := time.Now().Add(-age); os.Chtimes(path, then, then) != nil {
			t.Fatal("the file keeps its time")
		}
	}
	digest := catalog.Digest(dataset)
	mustFetch(t, f, s.address(), digest)
	want := []string{".dataset-2.tmp", "dataset-" + digest + ".json", "notes.tmp"}
	if got := cacheNames(t, f.CacheDir); !slices.Equal(got, want) {
		t.Errorf("cache has %q, want %q", got, want)
	}
}

func TestFetchFiftyAtOnce(t *testing.T) {
	t.Parallel()
	s := newFetchServer(t, serve(dataset))
	f := s.fetcher(t)
	digest := catalog.Digest(dataset)
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			got, err := f.Fetch(t.Context(), s.address(), digest)
			if err != nil || got.Warning != nil || got.Snapshot.SHA256() != digest {
				t.Errorf("error %v, warning %v", err, got.Warning)
			}
		})
	}
	wg.Wait()
	if got, want := cacheNames(t, f.CacheDir), []string{"dataset-" + digest + ".json"}; !slices.Equal(got, want) {
		t.Errorf("cache has %q, want %q", got, want)
	}
}

func TestCheckURL(t *testing.T) {
	t.Parallel()
	for _, ok := range []string{
		"https://example.com/dataset.json",
		"HTTPS://example.com:8443/a%2Fb?sig=1#x",
		"https://[::1]/d",
	} {
		if err := CheckURL(ok); err != nil {
			t.Errorf("%s: %v", ok, err)
		}
	}
	for address, want := range map[string]string{
		"":                                       "no scheme",
		"example.com/d":                          "no scheme",
		"http://example.com/d":                   `begins with "http:"; only https`,
		"file:///etc/passwd":                     `begins with "file:"`,
		"https:///d":                             "no host",
		"https:d":                                "no host",
		"https://:443/d":                         "no host",
		"https://me:" + secret + "@example.com/": "on example.com has a user name or a password",
		"https://me:" + secret + "#x@example.com/": "not a URL",
		"https://example.com/\x00":                 "not a URL",
		"https://example.com/%zz?" + secret:        "not a URL",
	} {
		err := CheckURL(address)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), secret) {
			t.Errorf("%q: %v, want %q", address, err, want)
		}
		if _, fetchErr := (Fetcher{}).Fetch(t.Context(), address, catalog.Digest(nil)); err != nil && (fetchErr == nil || fetchErr.Error() != err.Error()) {
			t.Errorf("%q: Fetch says %v", address, fetchErr)
		}
	}
}

func TestCheckSHA256(t *testing.T) {
	t.Parallel()
	digest := catalog.Digest(nil)
	for _, ok := range []string{digest, strings.ToUpper(digest)} {
		if err := CheckSHA256(ok); err != nil {
			t.Errorf("%s: %v", ok, err)
		}
	}
	for value, want := range map[string]string{
		"":                      "has 0 characters",
		digest[1:]:              "has 63 characters",
		"sha256:" + digest:      "has 71 characters",
		strings.Repeat("g", 64): "hexadecimal digits only",
	} {
		err := CheckSHA256(value)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", value, err, want)
		}
		if _, err := (Fetcher{}).Fetch(t.Context(), "https://example.com/", value); err == nil {
			t.Errorf("%q: Fetch takes it", value)
		}
	}
}

// fetchJob is what a process of its own fetches, and fetchOutcome what came
// of it.
type (
	fetchJob struct {
		Address, Digest, CacheDir string
		Parallel                  int
	}
	fetchOutcome struct {
		AsOf, Warning, Error string
		Cached               bool
	}
)

const fetchJobVariable = "TEAMSVOICE_TEST_FETCH_JOB"

// TestFetchProcess is no test: it is the process that startFetch starts.
func TestFetchProcess(t *testing.T) {
	job := fetchJob{}
	if err := json.Unmarshal([]byte(os.Getenv(fetchJobVariable)), &job); err != nil {
		t.Skip("for the tests below")
	}
	signal.Ignore(syscall.Signal(25)) // SIGXFSZ, which Windows has no name for: let the write fail
	var wg sync.WaitGroup
	for range job.Parallel {
		wg.Go(func() {
			var out fetchOutcome
			got, err := Fetcher{CacheDir: job.CacheDir, Timeout: time.Minute}.Fetch(t.Context(), job.Address, job.Digest)
			if err != nil {
				out.Error = err.Error()
			} else {
				out.AsOf, out.Cached = got.Snapshot.AsOf(), got.Cached
			}
			if got.Warning != nil {
				out.Warning = got.Warning.Error()
			}
			line, err := json.Marshal(out)
			if err != nil {
				t.Error(err)
			}
			fmt.Printf("%s\n", line)
		})
	}
	wg.Wait()
	if !t.Failed() {
		os.Exit(0) // before a report of the coverage meets the limit on the size of files
	}
}

// startFetch starts a process that trusts the server as it would trust any
// server, by the authorities of the machine.
func startFetch(t *testing.T, s *fetchServer, job fetchJob, limit string, env ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("SSL_CERT_FILE and ulimit are as on Linux")
	}
	cert := filepath.Join(t.TempDir(), "cert.pem")
	block := &pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}
	if err := os.WriteFile(cert, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(job)
	if err != nil {
		t.Fatal(err)
	}
	var output bytes.Buffer
	cmd := exec.Command("sh", "-c", limit+` exec "$0" -test.run='^TestFetchProcess$' -test.count=1`, os.Args[0])
	cmd.Env = append(os.Environ(), append(env, fetchJobVariable+"="+string(encoded), "SSL_CERT_FILE="+cert)...)
	cmd.Stdout, cmd.Stderr = &output, &output
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, &output
}

func outcomes(t *testing.T, cmd *exec.Cmd, output *bytes.Buffer, want int) []fetchOutcome {
	t.Helper()
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	var list []fetchOutcome
	for line := range strings.Lines(output.String()) {
		var out fetchOutcome
		if json.Unmarshal([]byte(line), &out) == nil {
			list = append(list, out)
		}
	}
	if len(list) != want {
		t.Fatalf("%d outcomes, want %d:\n%s", len(list), want, output)
	}
	for _, out := range list {
		if out.Error != "" || out.AsOf != "2023-01-25" {
			t.Errorf("outcome %+v", out)
		}
	}
	return list
}

func TestFetchInSeveralProcesses(t *testing.T) {
	t.Parallel()
	s := newFetchServer(t, serve(dataset))
	digest := catalog.Digest(dataset)
	job := fetchJob{s.address(), digest, filepath.Join(t.TempDir(), "cache"), 13}
	var wait []func()
	for range 4 {
		cmd, output := startFetch(t, s, job, "")
		wait = append(wait, func() {
			for _, out := range outcomes(t, cmd, output, job.Parallel) {
				if out.Warning != "" {
					t.Error(out.Warning)
				}
			}
		})
	}
	for _, w := range wait {
		w()
	}
	if got, want := cacheNames(t, job.CacheDir), []string{"dataset-" + digest + ".json"}; !slices.Equal(got, want) {
		t.Errorf("cache has %q, want %q", got, want)
	}
}

// TestFetchWithAFullDisk takes a limit on the size of files for the disk: the
// write breaks off in the middle, too.
func TestFetchWithAFullDisk(t *testing.T) {
	t.Parallel()
	s := newFetchServer(t, serve(dataset))
	job := fetchJob{s.address(), catalog.Digest(dataset), filepath.Join(t.TempDir(), "cache"), 1}
	cmd, output := startFetch(t, s, job, "ulimit -f 8 &&")
	if out := outcomes(t, cmd, output, 1)[0]; !strings.Contains(out.Warning, "file too large") {
		t.Errorf("warning %q", out.Warning)
	}
	if names := cacheNames(t, job.CacheDir); names != nil {
		t.Errorf("left behind: %q", names)
	}
}

func TestFetchAfterAnotherProcessWasKilled(t *testing.T) {
	t.Parallel()
	half := make(chan struct{})
	s := newFetchServer(t, inTurn(func(w http.ResponseWriter, r *http.Request) {
		close(half)
		stall(dataset[:len(dataset)/2])(w, r)
	}, serve(dataset)))
	job := fetchJob{s.address(), catalog.Digest(dataset), filepath.Join(t.TempDir(), "cache"), 1}

	cmd, output := startFetch(t, s, job, "")
	select {
	case <-half:
	case <-time.After(time.Minute):
		t.Error("the process did not ask")
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Fatalf("it was not killed:\n%s", output)
	}
	for _, cached := range []bool{false, true} {
		cmd, output := startFetch(t, s, job, "")
		if out := outcomes(t, cmd, output, 1)[0]; out.Warning != "" || out.Cached != cached {
			t.Errorf("outcome %+v, want cached %v", out, cached)
		}
	}
}

// TestFetchThroughAProxy has a host that only the proxy can reach.
func TestFetchThroughAProxy(t *testing.T) {
	t.Parallel()
	s := newFetchServer(t, serve(dataset))
	var asked atomic.Value
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.Method + " " + r.Host)
		server, err := net.Dial("tcp", s.Listener.Addr().String())
		if err != nil {
			t.Error(err)
			return
		}
		defer server.Close()
		w.WriteHeader(http.StatusOK)
		client, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer client.Close()
		go func() { _, _ = io.Copy(server, client) }()
		_, _ = io.Copy(client, server)
	}))
	t.Cleanup(proxy.Close)

	// The certificate of httptest is for this name.
	job := fetchJob{"https://example.com/dataset.json", catalog.Digest(dataset), filepath.Join(t.TempDir(), "cache"), 1}
	cmd, output := startFetch(t, s, job, "", "HTTPS_PROXY="+proxy.URL, "NO_PROXY=")
	outcomes(t, cmd, output, 1)
	if got := asked.Load(); got != "CONNECT example.com:443" {
		t.Errorf("the proxy was asked %v", got)
	}
}
