package graph

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// attempts records the tries of one request, for the message when all have
// failed. It travels in the request's context, because the libraries between
// the request and the connection do not expose all of it.
type attempts struct {
	until time.Time // when the whole must be done; zero for never

	mu      sync.Mutex
	tries   int
	status  int           // of the last answer; 0 if there was none
	wait    time.Duration // that the last answer asks for
	network error         // why the last try got no answer
}

type attemptsKey struct{}

// withAttempts returns a context that records what becomes of its requests.
func withAttempts(ctx context.Context) (context.Context, *attempts) {
	a := &attempts{}
	a.until, _ = ctx.Deadline()
	return context.WithValue(ctx, attemptsKey{}, a), a
}

// attemptsOf returns the attempts of a context. The result is never nil.
func attemptsOf(ctx context.Context) *attempts {
	if a, ok := ctx.Value(attemptsKey{}).(*attempts); ok {
		return a
	}
	return &attempts{}
}

func (a *attempts) record(resp *http.Response, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.tries++
	a.status, a.wait, a.network = 0, 0, err
	if err == nil {
		a.status, a.wait = resp.StatusCode, retryAfter(resp.Header)
	}
}

// retriable reports whether another try may succeed and fits into the remaining
// time. The statuses are azcore's.
func retriable(resp *http.Response, err error) bool {
	if err != nil || resp == nil {
		return true // azcore has sorted out the errors that are final
	}
	if !busy(resp.StatusCode) {
		return false
	}
	a := attemptsOf(resp.Request.Context())
	wait := retryAfter(resp.Header)
	return wait == 0 || a.until.IsZero() || time.Now().Add(wait).Before(a.until)
}

// busy reports whether a status says that another try may succeed.
func busy(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// retryAfter returns how long an answer asks to wait, 0 if it does not say.
func retryAfter(header http.Header) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := time.ParseDuration(value + "s"); err == nil && seconds > 0 {
		return seconds
	}
	if t, err := http.ParseTime(value); err == nil {
		return max(0, time.Until(t))
	}
	return 0
}

// again is the advice for a busy server: whether it was asked more than once,
// how long it asks to wait, and why the provider did not wait.
func (a *attempts) again(bound time.Duration) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	var advice string
	if a.tries > 1 {
		advice = fmt.Sprintf("It was tried %d times. ", a.tries)
	}
	if a.wait > 0 {
		advice += fmt.Sprintf("The last answer asks to wait %s (Retry-After)", inSeconds(a.wait))
		if !a.until.IsZero() && time.Now().Add(a.wait).After(a.until) {
			advice += fmt.Sprintf(", which is longer than what is left of the %v that one list may take", bound)
		}
		advice += ". "
	}
	return advice + "Try again later, or with a lower -parallelism."
}

// history says what happened before the time was over, "" where nothing did.
func (a *attempts) history(server string) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case a.status != 0 && busy(a.status):
		said := fmt.Sprintf("; of %s, the last was answered %d %s", text.Count(a.tries, "request"), a.status, http.StatusText(a.status))
		if a.wait > 0 {
			said += ", to wait " + inSeconds(a.wait)
		}
		return said
	case a.status == 0 && a.tries > 0:
		return fmt.Sprintf("; %s did not answer", server)
	}
	return ""
}

func inSeconds(d time.Duration) string { return fmt.Sprintf("%.0f s", d.Seconds()) }

// A networkError ends a request for good: another try would find the same.
type networkError struct{ error }

func (e networkError) Unwrap() error { return e.error }

// NonRetriable tells azcore's retry policy not to try again.
func (networkError) NonRetriable() {}

// final marks a transport error that another try cannot fix: a name that does
// not resolve.
func final(err error) error {
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return networkError{err}
	}
	return err
}
