package graphtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
)

// A Fault answers instead of the server, which it may ask to answer.
type Fault func(w http.ResponseWriter, r *http.Request, answer http.HandlerFunc)

type queuedFault struct {
	fault Fault
	times int
}

// Forever is a number of times without end.
const Forever = -1

// Fail lets a fault answer the next requests to a target, so many times.
// Faults of a target queue up.
func (s *Server) Fail(target Target, times int, fault Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[target] = append(s.faults[target], queuedFault{fault, times})
}

// nextFault takes the fault that is to answer, if there is one.
func (s *Server) nextFault(target Target) Fault {
	queue := s.faults[target]
	if len(queue) == 0 {
		return nil
	}
	fault := queue[0].fault
	if queue[0].times--; queue[0].times == 0 {
		s.faults[target] = queue[1:]
	}
	return fault
}

// Status answers with an error as Graph writes it.
func Status(status int, code, message string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		writeError(w, status, code, message)
	}
}

// Throttle answers 429 and says after how many seconds to come back.
func Throttle(seconds int) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
		writeError(w, http.StatusTooManyRequests, "TooManyRequests", "Too many requests.")
	}
}

// Forbid answers as Graph does where a permission is missing.
func Forbid() Fault {
	return Status(http.StatusForbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
}

// ForbidNumbers answers as the API of phone numbers does where a permission is
// missing: the permissions are in its message.
func ForbidNumbers() Fault {
	return Status(http.StatusForbidden, "forbidden",
		"Required permissions are missing. One of the following is needed: TeamsTelephoneNumber.Read.All, TeamsTelephoneNumber.ReadWrite.All")
}

// Stall answers nothing until the client goes away.
func Stall() Fault {
	return func(_ http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
		_, _ = io.Copy(io.Discard, r.Body) // only then does net/http see the client go
		<-r.Context().Done()
		panic(http.ErrAbortHandler) // else net/http would answer after all: an empty 200
	}
}

// Truncate breaks off in the middle of the answer.
func Truncate() Fault {
	return func(w http.ResponseWriter, r *http.Request, answer http.HandlerFunc) {
		whole := record(r, answer)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(whole)))
		w.Write(whole[:len(whole)/2]) // net/http closes the connection over what is missing
	}
}

// Oversize answers with a number of bytes of JSON.
func Oversize(size int) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"value":[],"padding":"%s"}`, bytes.Repeat([]byte("x"), size))
	}
}

// Body answers 200 with a body of the test's own.
func Body(contentType, body string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, body)
	}
}

// HTML answers with a page, as a proxy does.
func HTML(status int) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		fmt.Fprint(w, "<html><body><h1>Blocked by policy</h1></body></html>")
	}
}

// Redirect sends the client to another URL.
func Redirect(location string) Fault {
	return func(w http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
		http.Redirect(w, r, location, http.StatusFound)
	}
}

// NextLink lets the server answer, and sets the next link to what link makes
// of the URL that was asked.
func NextLink(link func(asked string) string) Fault {
	return func(w http.ResponseWriter, r *http.Request, answer http.HandlerFunc) {
		var page map[string]json.RawMessage
		if err := json.Unmarshal(record(r, answer), &page); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		page["@odata.nextLink"], _ = json.Marshal(link(base(r) + r.URL.String()))
		writeJSON(w, http.StatusOK, page)
	}
}

// record returns the body of an answer.
func record(r *http.Request, answer http.HandlerFunc) []byte {
	recorder := httptest.NewRecorder()
	answer(recorder, r)
	return recorder.Body.Bytes()
}
