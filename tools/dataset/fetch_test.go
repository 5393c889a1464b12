package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
)

// learnSite is a site like the one that serves the pages.
type learnSite struct {
	*httptest.Server
	mu       sync.Mutex
	slugs    []string
	answer   map[string]http.HandlerFunc // by the last part of the path, instead of the page
	requests []*http.Request
	text     string // of every page

	numberIndex string // the last part of its path; empty for none
}

func newLearnSite(t *testing.T) *learnSite {
	t.Helper()
	newest, err := catalog.Newest()
	if err != nil {
		t.Fatal(err)
	}
	s := &learnSite{answer: make(map[string]http.HandlerFunc), text: "yes"}
	for _, c := range newest.Listed() {
		s.slugs = append(s.slugs, c.Slug)
	}
	s.Server = httptest.NewTLSServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *learnSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r)
	name := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	if answer := s.answer[name]; answer != nil {
		answer(w, r)
		return
	}
	if !strings.HasPrefix(r.URL.Path, "/en-us/") {
		http.Redirect(w, r, "/en-us"+r.URL.Path, http.StatusFound)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	switch {
	case name == "numbers":
		fmt.Fprint(w, `<a href="phone-number-management-for-germany">x</a> <a href="phone-number-management-for-the-u-s#x">x</a>`)
		return
	case strings.HasPrefix(name, "phone-number-management-for-"):
		fmt.Fprint(w, "<main><h1>x</h1><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>q</td><td>"+s.text+"</td></tr></tbody></table></main>")
		return
	}
	if name == "index" {
		for _, slug := range s.slugs {
			fmt.Fprintf(w, `<a href="availability-in-%s" data-linktype="relative-path">x</a>`, slug)
		}
		return
	}
	etag := fmt.Sprintf("%q", s.text)
	w.Header().Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	fmt.Fprint(w, "<html lang=\"en-us\"><body><main>")
	rows := []int{3, 4, 3, 3, 1}
	for i, anchor := range []string{"audio-conferencing", "phone-system", "calling-plans", "toll-and-toll-free-numbers-for-services", "communications-credits"} {
		fmt.Fprintf(w, "<h2 id=%q>x</h2><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>%s</tbody></table>", anchor, strings.Repeat("<tr><td>q</td><td>"+s.text+"</td></tr>", rows[i]))
	}
	fmt.Fprint(w, "</main></body></html>")
}

func (s *learnSite) fetcher(log *bytes.Buffer) *fetcher {
	day := 0
	return &fetcher{transport: s.Client().Transport, timeout: 10 * time.Second, retryWait: time.Millisecond, log: log, now: func() time.Time {
		day++
		return time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC)
	}}
}

func (s *learnSite) fetch(t *testing.T, dir string) (log string, err error) {
	t.Helper()
	var b bytes.Buffer
	numbers := ""
	if s.numberIndex != "" {
		numbers = s.URL + "/microsoftteams/manage/" + s.numberIndex
	}
	err = s.fetcher(&b).fetch(context.Background(), dir, s.URL+"/microsoftteams/index", numbers)
	return b.String(), err
}

func manifestIn(t *testing.T, dir string) manifest {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestFetch(t *testing.T) {
	site := newLearnSite(t)
	dir := t.TempDir()
	log, err := site.fetch(t, dir)
	if err != nil || !strings.Contains(log, "114 pages") || !strings.Contains(log, "114 of them new or changed") {
		t.Fatalf("%v, %q", err, log)
	}
	first := manifestIn(t, dir)
	page := first.Pages[0]
	data, err := os.ReadFile(filepath.Join(dir, page.File))
	if err != nil || digest(data) != page.SHA256 || len(data) != page.Bytes || !strings.Contains(page.URL, "/en-us/") {
		t.Errorf("%v, %+v", err, page)
	}
	for _, r := range site.requests {
		if r.Header.Get("User-Agent") != userAgent {
			t.Fatalf("user agent %q", r.Header.Get("User-Agent"))
		}
	}

	// Nothing has changed, and one file is gone.
	if err := os.Remove(filepath.Join(dir, page.File)); err != nil {
		t.Fatal(err)
	}
	if log, err = site.fetch(t, dir); err != nil || !strings.Contains(log, " 0 of them new or changed") {
		t.Fatalf("%v, %q", err, log)
	}
	if again, err := os.ReadFile(filepath.Join(dir, page.File)); err != nil || digest(again) != page.SHA256 {
		t.Errorf("the page that was gone: %v", err)
	}
	second := manifestIn(t, dir)
	if old, now := first.Pages[5], second.Pages[5]; old.SHA256 != now.SHA256 || !old.Fetched.Equal(now.Fetched) || !now.Checked.After(old.Checked.Add(-time.Hour)) {
		t.Errorf("%+v, then %+v", old, now)
	}

	site.text = "no"
	if log, err = site.fetch(t, dir); err != nil || !strings.Contains(log, "114 of them new or changed") {
		t.Fatalf("%v, %q", err, log)
	}
	if _, errs, code := call("import", "--pages", dir, "--as-of", "2026-12-01", "--out", "-"); code != exitProblem || !strings.Contains(errs, "not settled") {
		t.Errorf("the pages are not read: exit code %d, %.300q", code, errs)
	}
}

func TestFetchStops(t *testing.T) {
	write := func(kind, text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			fmt.Fprint(w, text)
		}
	}
	const at = "availability-in-france"
	for _, tt := range []struct {
		name, path string
		answer     http.HandlerFunc
		want       string
	}{
		{"a sign-in page", at, write("text/html", "<html><body><h1>Sign in</h1><form></form></body></html>"), "sign-in page"},
		{"an empty shell", at, write("text/html", "<html><body><div id=app></div><script src=x></script></body></html>"), "empty shell"},
		{"half a page", at, write("text/html", "<main><h2 id=phone-system>x</h2><table><tr><td>a</td><td>b</td></tr></table></main>"), "the section is missing"},
		{"a redirect to sign in", at, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://login.example.com/", http.StatusFound)
		}, "another site"},
		{"a redirect without end", at, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) }, "redirects more than"},
		{"not a page", at, write("application/json", "{}"), "not a page"},
		{"a page without end", at, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			for range 2 << 10 {
				if _, err := w.Write(bytes.Repeat([]byte("x"), 1<<10)); err != nil {
					return
				}
			}
		}, "more than"},
		{"a page that is gone", at, http.NotFound, "404"},
		{"a site that is down", at, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }, "503"},
		{"an invalid index", "index", write("text/html", "<html>hello</html>"), "links to no such page"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			site := newLearnSite(t)
			site.answer[tt.path] = tt.answer
			dir := t.TempDir()
			if _, err := site.fetch(t, dir); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
			if _, err := os.Stat(filepath.Join(dir, at+".html")); err == nil {
				t.Error("the page was kept")
			}
			last := site.requests[len(site.requests)-1].URL.Path
			if !strings.HasSuffix(last, tt.path) {
				t.Errorf("it went on to %s", last)
			}
		})
	}
}

// A page that neither the index nor the site has anymore is gone; one that
// only the index forgets is fetched.
func TestFetchOfAPageThatIsGone(t *testing.T) {
	site := newLearnSite(t)
	site.slugs = slices.DeleteFunc(site.slugs, func(slug string) bool { return slug == "france" || slug == "italy" })
	site.answer["availability-in-france"] = http.NotFound
	log, err := site.fetch(t, t.TempDir())
	if err != nil || !strings.Contains(log, "availability-in-france is gone") || !strings.Contains(log, "113 pages") {
		t.Errorf("%v, %q", err, log)
	}
}

func TestFetchNumberPages(t *testing.T) {
	site := newLearnSite(t)
	site.numberIndex = "numbers"
	dir := t.TempDir()
	if log, err := site.fetch(t, dir); err != nil || !strings.Contains(log, "116 pages") {
		t.Fatalf("%v, %q", err, log)
	}
	if _, err := os.Stat(filepath.Join(dir, "phone-number-management-for-the-u-s.html")); err != nil {
		t.Error(err)
	}
	if _, errs, _ := call("import", "--pages", dir, "--as-of", "2026-12-01", "--out", "-"); !strings.Contains(errs, "phone-number-management-for-germany.html") {
		t.Errorf("the pages are not read: %.300q", errs)
	}

	site.answer["phone-number-management-for-germany"] = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<html><body><h1>Sign in</h1></body></html>")
	}
	if _, err := site.fetch(t, t.TempDir()); err == nil || !strings.Contains(err.Error(), "sign-in page") {
		t.Errorf("a sign-in page: %v", err)
	}

	site.numberIndex = "gone"
	site.answer["gone"] = http.NotFound
	if log, err := site.fetch(t, t.TempDir()); err != nil || !strings.Contains(log, "114 pages") || !strings.Contains(log, "number management are not fetched") {
		t.Errorf("without an index: %v, %q", err, log)
	}
}

func TestFetchTriesAgain(t *testing.T) {
	site := newLearnSite(t)
	failures := 0
	site.answer["availability-in-france"] = func(w http.ResponseWriter, r *http.Request) {
		if failures++; failures == 2 {
			delete(site.answer, "availability-in-france")
		}
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(http.StatusTooManyRequests)
	}
	if log, err := site.fetch(t, t.TempDir()); err != nil || failures != 2 {
		t.Errorf("%v after %d failures, %q", err, failures, log)
	}
}
