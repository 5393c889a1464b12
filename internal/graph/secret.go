package graph

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Secret is a string that is never printed: every fmt verb, slog and JSON write
// "(sensitive)" instead, even if the Secret is an unexported field deep in
// another value. The zero Secret is none.
type Secret struct {
	s *string // a pointer, for fmt follows no pointer below the top of a value
}

// NewSecret returns the Secret that hides s, and none for an empty s.
func NewSecret(s string) Secret {
	if s == "" {
		return Secret{}
	}
	return Secret{&s}
}

// IsZero reports whether there is no secret.
func (s Secret) IsZero() bool { return s.s == nil }

// String does not reveal the secret, only whether there is one.
func (s Secret) String() string {
	if s.IsZero() {
		return ""
	}
	return hidden
}

// Format writes what String says, whatever the verb.
func (s Secret) Format(f fmt.State, verb rune) { fmt.Fprint(f, s.String()) }

// LogValue keeps the secret out of structured logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText keeps the secret out of JSON and other encodings.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// reveal is for the credential that needs it.
func (s Secret) reveal() string {
	if s.IsZero() {
		return ""
	}
	return *s.s
}

// variants are the secret as it is, and as a URL, a form, JSON and HTML spell it.
func (s Secret) variants() []string {
	if s.IsZero() {
		return nil
	}
	quoted, _ := json.Marshal(*s.s) // a string always marshals
	all := []string{*s.s, url.QueryEscape(*s.s), url.PathEscape(*s.s), string(quoted[1 : len(quoted)-1]), html.EscapeString(*s.s),
		base64.StdEncoding.EncodeToString([]byte(*s.s)), base64.RawURLEncoding.EncodeToString([]byte(*s.s))}
	slices.Sort(all)
	return slices.Compact(all)
}

// secrets are all secrets that a client has seen: those of the configuration,
// and the tokens that it reads, requests and receives.
type secrets struct {
	mu  sync.Mutex
	all []Secret
}

func (s *secrets) add(more ...Secret) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, secret := range more {
		if !secret.IsZero() && !slices.ContainsFunc(s.all, func(known Secret) bool { return known.reveal() == secret.reveal() }) {
			s.all = append(s.all, secret)
		}
	}
}

// spelled returns all spellings of all secrets, the longest first, so that no
// part of one remains if another is a part of it.
func (s *secrets) spelled() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []string
	for _, secret := range s.all {
		all = append(all, secret.variants()...)
	}
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
}

// quote makes a text of a server or a library fit for a message: one line, no
// terminal control, not too long, and without a secret, even if line breaks
// were put into it.
func (s *secrets) quote(from string) string {
	const most = 1 << 16 // more than any message, and little enough to search
	isCut := len(from) > most
	if isCut {
		from = from[:most]
	}
	spelled := s.spelled()
	for _, secret := range spelled {
		from = strings.ReplaceAll(from, secret, hidden)
	}
	if end := strings.LastIndex(from, hidden); isCut && end >= 0 {
		from = from[:end+len(hidden)] // what follows may be the first half of a secret
	}
	// If the text without blanks and invisible characters holds a secret, do
	// not try to find out which part of the text that is.
	joined := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, from)
	for _, secret := range spelled {
		if len(secret) >= shortest && strings.Contains(joined, secret) {
			return hidden
		}
	}
	return text.Line(from)
}

// hidden is what stands for a secret in a text.
const hidden = "(sensitive)"

// shortest is the minimum length of a secret that is searched for across
// blanks: the letters of a shorter one are in every sentence.
const shortest = 6
