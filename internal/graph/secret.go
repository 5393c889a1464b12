package graph

import (
	"fmt"
	"log/slog"
	"net/url"
	"strings"
)

// Secret is a string that does not show itself: every fmt verb, slog and JSON
// write "(sensitive)" in its place, also where the Secret is an unexported
// field deep in another value. The zero Secret is none.
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
	return "(sensitive)"
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

// strike takes the secret out of a text that came from elsewhere, also as a
// form or a URL spells it.
func (s Secret) strike(text string) string {
	if s.IsZero() {
		return text
	}
	return strings.NewReplacer(*s.s, s.String(), url.QueryEscape(*s.s), s.String()).Replace(text)
}
