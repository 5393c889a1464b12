package selector

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

var page struct {
	once sync.Once
	dir  string
	err  error
}

func TestMain(m *testing.M) {
	testkit.Main(m, func() {
		if browser.Context != nil {
			_ = chromedp.Cancel(browser.Context) // it stops with us
		}
		if page.dir != "" {
			_ = os.RemoveAll(page.dir) // the system clears its temporary folder
		}
	})
}

// pageFile returns the path of the page, which the real command writes once.
func pageFile(t *testing.T) string {
	t.Helper()
	page.once.Do(func() {
		if page.dir, page.err = os.MkdirTemp("", "teamsvoice-selector-"); page.err != nil {
			return
		}
		command := exec.CommandContext(context.Background(), "go", "-C", "../dataset", "run", ".",
			"export", "newest", "--format", "html", "--out", filepath.Join(page.dir, "selector.html"))
		command.Env = append(os.Environ(), "GOWORK=off")
		if text, err := command.CombinedOutput(); err != nil {
			page.err = fmt.Errorf("%w\n%s", err, text)
		}
	})
	if page.err != nil {
		t.Fatal(page.err)
	}
	return filepath.Join(page.dir, "selector.html")
}

func newest(t *testing.T) *catalog.Snapshot {
	t.Helper()
	s, err := catalog.Newest()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tab is the page in a browser. What the page logs as an error, and each request
// but that for the page itself, is an error of the test.
type tab struct {
	context.Context
	t *testing.T
}

var browser struct {
	once sync.Once
	context.Context
	err error
}

// startBrowser starts the browser that all tests use, each in tabs of its own. It
// skips the test where there is no Chromium, which CI must have.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("chromium is not installed, and CI has to have it")
		}
		t.Skip("chromium is not installed: the selector is not tested in a browser")
	}
	browser.once.Do(func() {
		options := slices.Concat(chromedp.DefaultExecAllocatorOptions[:], []chromedp.ExecAllocatorOption{
			chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900),
			chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
			chromedp.Flag("disable-sync", true),
		})
		allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
		browser.Context, _ = chromedp.NewContext(allocator)
		browser.err = chromedp.Do(browser.Context)
	})
	if browser.err != nil {
		t.Fatal(browser.err)
	}
	return browser.Context
}

// open opens the page with a hash in a new tab.
func open(t *testing.T, hash string, before ...chromedp.Action[chromedp.Void]) tab {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(startBrowser(t))
	t.Cleanup(closeTab)
	address := "file://" + filepath.ToSlash(pageFile(t))
	p := tab{ctx, t}
	if err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("exception: %v", e.ExceptionDetails)
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
				t.Errorf("console: %s %s", e.Type, e.Args[0].Value)
			}
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
				t.Errorf("log: %s: %s", e.Entry.Level, e.Entry.Text)
			}
		case *network.EventRequestWillBeSent:
			if url := e.Request.URL; !strings.HasPrefix(url, address) && !strings.HasPrefix(url, "data:") {
				t.Errorf("the page asks for %s", url)
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	command(p, network.Enable, network.EnableParams{})
	command(p, log.Enable, cdp.Empty{})
	p.do(before...)
	p.do(chromedp.Navigate(address + hash))
	return p
}

// command runs a command of the DevTools protocol.
func command[P, R any](p tab, c cdp.Command[P, R], params P) {
	p.t.Helper()
	if _, err := chromedp.Call(p, c, params); err != nil {
		p.t.Fatal(err)
	}
}

func (p tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// get runs an action that returns something.
func get[T any](p tab, action chromedp.Action[T]) T {
	p.t.Helper()
	value, err := chromedp.Run(p, action)
	if err != nil {
		p.t.Fatal(err)
	}
	return value
}

// ready waits until the script of the page has shown what the address asks for.
func (p tab) ready() tab {
	p.t.Helper()
	get(p, chromedp.Poll[bool](`document.documentElement.dataset.shown === (location.hash || "#")`))
	return p
}

// call calls an asynchronous function of JavaScript with a value, and returns
// what it returns.
func call[T any](p tab, function string, argument any) T {
	p.t.Helper()
	encoded, err := json.Marshal(argument)
	if err != nil {
		p.t.Fatal(err)
	}
	return get(p, chromedp.Evaluate[T]("("+function+")("+string(encoded)+")", chromedp.EvalAwaitPromise))
}

// screenshot keeps a picture of the page as an artifact (go test -artifacts).
func (p tab) screenshot(name string) {
	p.t.Helper()
	png := get(p, chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(p.t.ArtifactDir(), name+".png"), png, 0o600); err != nil {
		p.t.Fatal(err)
	}
}
