package rollout

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// UserKey returns the same text for all spellings of one user principal name:
// blanks around it, the case of letters and the way accents are encoded do not
// make another user.
func UserKey(name string) string {
	return strings.ToLower(norm.NFC.String(strings.TrimSpace(name)))
}
