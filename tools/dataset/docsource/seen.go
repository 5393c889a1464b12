package docsource

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Seen is what earlier imports learned, by the locale of the build: digests of
// texts with their meanings. If all pages of a row change to the same new words
// at once, an import can only learn that they mean what the base says; that the
// words are new is the only sign.
type Seen map[string][]string

// ParseSeen reads what [Seen.JSON] wrote.
func ParseSeen(data []byte) (Seen, error) {
	s := make(Seen)
	err := json.Unmarshal(data, &s)
	return s, err
}

// JSON writes what was seen, one digest per line, so that a change affects few
// lines.
func (s Seen) JSON() ([]byte, error) {
	data, err := json.Marshal(s, json.Deterministic(true), jsontext.WithIndent(" "))
	return append(data, '\n'), err
}

// Learn returns what a build says in new words, and adds it. In a locale that
// is seen for the first time, nothing is new.
func (s Seen) Learn(b Build) []Learned {
	known, before := s[b.Locale]
	var words []Learned
	for _, l := range b.Learned {
		sum := sha256.Sum256([]byte(l.Fact + "\n" + key(marked(l.Text)) + "\n" + l.Value))
		id := hex.EncodeToString(sum[:8])
		if slices.Contains(known, id) {
			continue
		}
		s[b.Locale] = append(s[b.Locale], id)
		if before {
			words = append(words, l)
		}
	}
	slices.Sort(s[b.Locale])
	return words
}
