package rollout

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// UserKey returns the same text for all spellings of one user principal name:
// blanks around it, characters that nobody sees, the case of letters and the way
// accents are encoded do not make another user.
func UserKey(name string) string {
	seen := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, name)
	return strings.ToLower(norm.NFC.String(strings.TrimSpace(seen)))
}
