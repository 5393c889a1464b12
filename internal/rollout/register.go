package rollout

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"unicode/utf8"
)

// Register finds users that are listed twice. Two entries of one user may
// disagree, and nobody could say which one holds, so it is an error that names
// both places. Who is the same user, [UserKey] says.
//
// It holds 96 bits of two hashes of each name and not the names: half a million
// users then take less than 20 MB instead of 60 and more.
type Register struct {
	unit  string
	seeds [2]maphash.Seed
	first map[uint64]entry // by the first hash, or the next number that is free
	buf   []byte
}

// entry is half of the second hash of a name, and the first place where it is listed.
type entry struct {
	hash, at uint32
}

// NewRegister returns an empty register, with room for a number of users, of places
// that are counted in units, such as "lines" or "elements".
func NewRegister(units string, users int) *Register {
	return &Register{unit: units, seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, first: make(map[uint64]entry, users)}
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
	name := bytes.TrimSpace(r.buf)
	key, hash := maphash.Bytes(r.seeds[0], name), uint32(maphash.Bytes(r.seeds[1], name))
	for {
		first, taken := r.first[key]
		if !taken {
			r.first[key] = entry{hash, uint32(at)}
			return nil
		}
		if first.hash == hash {
			return &DuplicateUserError{User: user, Units: r.unit, First: int(first.at), Second: at}
		}
		key++
	}
}
