package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/localfile"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
	"github.com/teamsvoice/terraform-provider-teamsvoice/tools/dataset/docsource"
)

const (
	siteIndex = "https://learn.microsoft.com/microsoftteams/phone-reference/plan-availability/country-and-region-availability-for-audio-conferencing-and-calling-plans"
	userAgent = "teamsvoice-dataset (+https://github.com/teamsvoice/terraform-provider-teamsvoice)"

	manifestName = "manifest.json"
	maxManifest  = 4 << 20 // bytes
	maxRedirects = 5
	fetchRetries = 4
)

// manifest says what was fetched. It lies beside the pages.
type manifest struct {
	Index string        `json:"index"`
	Pages []fetchedPage `json:"pages"`
}

// fetchedPage is a page as it was fetched, or found unchanged.
type fetchedPage struct {
	File         string    `json:"file"`
	URL          string    `json:"url"` // after redirects
	SHA256       string    `json:"sha256"`
	Bytes        int       `json:"bytes"`
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	Fetched      time.Time `json:"fetched"` // when its text was
	Checked      time.Time `json:"checked"` // when the site last said that it is the newest
}

// runFetch gets the pages from the site. It requests one page at a time, and
// stops at the first one that is not as expected.
func runFetch(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("fetch", flag.ContinueOnError)
	to := flags.String("to", "", "the `folder` for the pages; what is there already is only asked about")
	index := flags.String("index", siteIndex, "the `address` of the page that links to those of the countries")
	numberIndex := flags.String("number-index", docsource.NumberPagesAddress, "the `address` of the page that links to those on number management; empty for none")
	delay := flags.Duration("delay", 2*time.Second, "how long to wait between two requests")
	timeout := flags.Duration("timeout", 30*time.Second, "how long one request may take")
	if _, err := parse(flags, args, stdout); err != nil {
		return err
	}
	if *to == "" {
		return wrongUse("--to is missing; it is required")
	}
	if *delay < 0 || *timeout <= 0 {
		return wrongUse("--delay and --timeout: found %s and %s; allowed are times of 0s and 1s or more", *delay, *timeout)
	}
	f := &fetcher{transport: http.DefaultTransport, timeout: *timeout, delay: *delay, now: time.Now, log: stderr}
	return f.fetch(context.Background(), *to, *index, *numberIndex)
}

// errGone says that the site has no such page.
var errGone = errors.New("the site does not have it")

// fetcher gets pages, one after another.
type fetcher struct {
	transport http.RoundTripper
	timeout   time.Duration
	delay     time.Duration
	retryWait time.Duration // 0 for that of the library
	now       func() time.Time
	log       io.Writer
	requests  int
}

var (
	pageLink       = regexp.MustCompile(`href="[^"?#]*?(availability-in-[a-z0-9-]{1,100})(?:\.md)?["?#]`)
	numberPageLink = regexp.MustCompile(`href="[^"?#]*?(phone-number-management-for-[a-z0-9-]{1,100})(?:\.md)?["?#]`)
)

// wantedPage is a page to get.
type wantedPage struct {
	name    string
	address *url.URL
	linked  bool // the index links to it; if not, it may be gone
}

// fetch gets the index, the pages that it links to, and those that the newest
// edition has; then those of the index of pages on number management, if it is not
// empty. Nothing that is there is changed unless its page is whole.
func (f *fetcher) fetch(ctx context.Context, dir, index, numberIndex string) error {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	before, err := readManifest(ctx, dir)
	if err != nil {
		return err
	}
	newest, err := catalog.Newest()
	if err != nil {
		return err
	}
	var known []string
	for _, c := range newest.Listed() {
		known = append(known, "availability-in-"+c.Slug)
	}
	wanted, err := f.list(ctx, "--index", index, pageLink, known)
	if err != nil {
		return err
	}
	if numberIndex != "" {
		numbers, err := f.list(ctx, "--number-index", numberIndex, numberPageLink, nil)
		switch {
		case errors.Is(err, errGone):
			fmt.Fprintf(f.log, "%v; the pages on number management are not fetched\n", err)
		case err != nil:
			return err
		}
		wanted = append(wanted, numbers...)
	}
	done := manifest{Index: index}
	changed := 0
	for _, w := range wanted {
		page, fresh, err := f.page(ctx, w.address, dir, w.name+".html", before)
		if errors.Is(err, errGone) && !w.linked {
			fmt.Fprintf(f.log, "%s is gone: the index does not link to it, and the site does not have it\n", w.name)
			continue
		}
		if err != nil {
			return fmt.Errorf("%w; %d of %d pages are there", err, len(done.Pages), len(wanted))
		}
		if fresh {
			changed++
		}
		done.Pages = append(done.Pages, page)
		// What was fetched need not be fetched again if a later page stops this run.
		if err := writeManifest(dir, manifest{index, withRest(done.Pages, before.Pages)}); err != nil {
			return err
		}
	}
	if err := writeManifest(dir, done); err != nil {
		return err
	}
	fmt.Fprintf(f.log, "%s in %s, %d of them new or changed, with %s\n", text.Count(len(done.Pages), "page"), dir, changed, text.Count(f.requests, "request"))
	return nil
}

// list returns the pages that an index links to, and those of known that it does
// not.
func (f *fetcher) list(ctx context.Context, flag, index string, link *regexp.Regexp, known []string) ([]wantedPage, error) {
	address, err := url.Parse(index)
	if err != nil || address.Scheme != "https" || address.Host == "" {
		return nil, wrongUse("%s: found %q; allowed is an https address", flag, index)
	}
	data, _, err := f.get(ctx, address, nil)
	if err != nil {
		return nil, fmt.Errorf("the index: %w", err)
	}
	linked := make(map[string]bool)
	for _, m := range link.FindAllSubmatch(data, -1) {
		linked[string(m[1])] = true
	}
	if len(linked) == 0 {
		return nil, fmt.Errorf("%s links to no such page: it is no index, but perhaps a sign-in page or an empty shell", index)
	}
	names := slices.Concat(slices.Collect(maps.Keys(linked)), known)
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) > docsource.MaxPages {
		return nil, fmt.Errorf("the index links to %d pages; at most %d are fetched", len(names), docsource.MaxPages)
	}
	wanted := make([]wantedPage, len(names))
	for i, name := range names {
		wanted[i] = wantedPage{name, address.ResolveReference(&url.URL{Path: name}), linked[name]}
	}
	return wanted, nil
}

// withRest returns the pages that are done and those of before that are not yet.
func withRest(done, before []fetchedPage) []fetchedPage {
	all := slices.Clone(done)
	for _, old := range before {
		if !slices.ContainsFunc(done, func(p fetchedPage) bool { return p.File == old.File }) {
			all = append(all, old)
		}
	}
	return all
}

// page gets one page, or learns that the one in the folder is the newest.
func (f *fetcher) page(ctx context.Context, address *url.URL, dir, file string, before manifest) (page fetchedPage, fresh bool, err error) {
	path := filepath.Join(dir, file)
	header := make(http.Header)
	if i := slices.IndexFunc(before.Pages, func(p fetchedPage) bool { return p.File == file }); i >= 0 {
		page = before.Pages[i]
		if data, err := localfile.Read(ctx, path, docsource.MaxPageSize); err == nil && digest(data) == page.SHA256 {
			for name, value := range map[string]string{"If-None-Match": page.ETag, "If-Modified-Since": page.LastModified} {
				if value != "" {
					header.Set(name, value)
				}
			}
		}
	}
	data, from, err := f.get(ctx, address, header)
	if err != nil {
		return page, false, err
	}
	now := f.now().UTC().Truncate(time.Second)
	if data == nil {
		page.Checked = now
		return page, false, nil
	}
	if err := docsource.CheckPage(file, data); err != nil {
		return page, false, fmt.Errorf("%s: %w", address, err)
	}
	fresh = digest(data) != page.SHA256
	page = fetchedPage{
		File: file, URL: from.address, SHA256: digest(data), Bytes: len(data),
		ETag: from.etag, LastModified: from.modified, Fetched: now, Checked: now,
	}
	return page, fresh, localfile.Replace(path, 0o644, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(data))
		return err
	})
}

// answer is what comes with a page.
type answer struct{ address, etag, modified string }

// get asks for an address. Data is nil if it has not changed.
func (f *fetcher) get(ctx context.Context, address *url.URL, header http.Header) (data []byte, from answer, err error) {
	if f.requests++; f.requests > 1 {
		select {
		case <-time.After(f.delay):
		case <-ctx.Done():
			return nil, from, ctx.Err()
		}
	}
	client := retryablehttp.NewClient()
	client.RetryMax = fetchRetries
	client.Logger = slog.New(slog.DiscardHandler)
	client.ErrorHandler = retryablehttp.PassthroughErrorHandler
	if f.retryWait > 0 {
		client.RetryWaitMin, client.RetryWaitMax = f.retryWait, f.retryWait
	}
	client.HTTPClient = &http.Client{
		Transport: f.transport, Timeout: f.timeout,
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			switch {
			case r.URL.Scheme != "https" || r.URL.Host != address.Host:
				return fmt.Errorf("it redirects to %s://%s, which is another site: perhaps to sign in", r.URL.Scheme, r.URL.Host)
			case len(via) >= maxRedirects:
				return fmt.Errorf("it redirects more than %d times", maxRedirects)
			}
			return nil
		},
	}
	request, err := retryablehttp.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, from, err
	}
	for name, values := range header {
		request.Header[name] = values
	}
	request.Header.Set("User-Agent", userAgent)
	request.Header.Set("Accept", "text/html")
	request.Header.Set("Accept-Language", "en-US")
	response, err := client.Do(request)
	if err != nil {
		return nil, from, err
	}
	defer response.Body.Close() //nolint:errcheck // it is read, or of no use
	if response.StatusCode == http.StatusNotModified && len(header) > 0 {
		return nil, from, nil
	}
	if response.StatusCode == http.StatusNotFound || response.StatusCode == http.StatusGone {
		return nil, from, fmt.Errorf("%s: %w (%s)", address, errGone, response.Status)
	}
	if response.StatusCode != http.StatusOK {
		return nil, from, fmt.Errorf("%s: the site answers %s", address, response.Status)
	}
	if kind, _, err := mime.ParseMediaType(response.Header.Get("Content-Type")); err != nil || kind != "text/html" {
		return nil, from, fmt.Errorf("%s: the answer is %q, not a page", address, response.Header.Get("Content-Type"))
	}
	data, err = io.ReadAll(io.LimitReader(response.Body, docsource.MaxPageSize+1))
	switch {
	case err != nil:
		return nil, from, fmt.Errorf("%s: %w", address, err)
	case len(data) > docsource.MaxPageSize:
		return nil, from, fmt.Errorf("%s: the page has more than %d bytes", address, docsource.MaxPageSize)
	case len(data) == 0:
		return nil, from, fmt.Errorf("%s: the page is empty", address)
	}
	return data, answer{response.Request.URL.String(), response.Header.Get("ETag"), response.Header.Get("Last-Modified")}, nil
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func readManifest(ctx context.Context, dir string) (m manifest, err error) {
	data, err := localfile.Read(ctx, filepath.Join(dir, manifestName), maxManifest)
	if errors.Is(err, os.ErrNotExist) {
		return m, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err != nil {
		return m, fmt.Errorf("%s: %w; remove it to fetch everything again", filepath.Join(dir, manifestName), err)
	}
	return m, nil
}

func writeManifest(dir string, m manifest) error {
	return localfile.Replace(filepath.Join(dir, manifestName), 0o644, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(m)
	})
}
