package rollout

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"unicode/utf8"
)

// Register finds users that are listed twice. Two entries of one user may
// disagree, and nobody could say which one holds, so it is an error that names
// both places. Who is the same user, [UserKey] says.
//
// It holds 128 bits of the SHA-256 digest of each name and not the names: half a
// million users then take some 20 MB instead of 60 and more, and the answer is
// the same each time.
type Register struct {
	unit  string
	first map[[16]byte]uint32
	buf   []byte
}

// NewRegister returns an empty register, with room for a number of users, of places
// that are counted in units, such as "lines" or "elements".
func NewRegister(units string, users int) *Register {
	return &Register{unit: units, first: make(map[[16]byte]uint32, users)}
}

// DuplicateUserError says that a list names one user twice. Its text names the
// places and not the user.
type DuplicateUserError struct {
	User          string
	Other         string // how the user is written in the first place, where the places are [Keys]
	Units         string // what First and Second count: "lines"
	First, Second int
}

func (e *DuplicateUserError) Error() string {
	if e.Units == Keys {
		return fmt.Sprintf("a user is listed twice, as keys(...)[%d] and keys(...)[%d]; leave one of them out", e.First, e.Second)
	}
	return fmt.Sprintf("a user is listed twice, in %s %d and %d; leave one of them out", e.Units, e.First, e.Second)
}

// Keys are the units of a map, in the order of its keys.
const Keys = "keys"

// Enter records that the user is listed at a place. The error is a
// [*DuplicateUserError] where the user was listed at another place before.
func (r *Register) Enter(user string, at int) error {
	r.buf = r.buf[:0]
	for i := range len(user) {
		b := user[i]
		if b >= utf8.RuneSelf {
			r.buf = append(r.buf[:0], UserKey(user)...)
			break
		}
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		r.buf = append(r.buf, b)
	}
	digest := sha256.Sum256(bytes.TrimSpace(r.buf))
	key := [16]byte(digest[:16])
	if first, twice := r.first[key]; twice {
		return &DuplicateUserError{User: user, Units: r.unit, First: int(first), Second: at}
	}
	r.first[key] = uint32(at)
	return nil
}
