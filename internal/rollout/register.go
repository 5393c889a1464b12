package rollout

import (
	"crypto/sha256"
	"fmt"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Register finds users that stand in a list twice. Two entries of one user may
// disagree, and nobody could say which one holds, so it is an error that names
// both places. Capital letters do not make another user, as they do not in a
// user principal name.
//
// It holds 128 bits of the SHA-256 digest of each name and not the names: half a
// million users then take some 20 MB in place of 60 and more, and the answer is
// the same each time.
type Register struct {
	unit  string
	first map[[16]byte]uint32
	buf   []byte
}

// NewRegister returns an empty register, with room for so many users, of places
// that are counted in units, such as "lines" or "elements".
func NewRegister(units string, users int) *Register {
	return &Register{unit: units, first: make(map[[16]byte]uint32, users)}
}

// DuplicateUserError says that a user stands in a list twice.
type DuplicateUserError struct {
	User          string
	Units         string // what First and Second count: "lines"
	First, Second int
}

func (e *DuplicateUserError) Error() string {
	return fmt.Sprintf("the user %s stands there twice, in %s %d and %d; leave one of them out", text.Quote(e.User), e.Units, e.First, e.Second)
}

// Enter records that the user stands at a place. The error is a
// [*DuplicateUserError] where the user stood at another place before.
func (r *Register) Enter(user string, at int) error {
	r.buf = r.buf[:0]
	for i := range len(user) {
		b := user[i]
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		r.buf = append(r.buf, b)
	}
	digest := sha256.Sum256(r.buf)
	key := [16]byte(digest[:16])
	if first, twice := r.first[key]; twice {
		return &DuplicateUserError{User: user, Units: r.unit, First: int(first), Second: at}
	}
	r.first[key] = uint32(at)
	return nil
}
