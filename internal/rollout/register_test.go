package rollout

import (
	"errors"
	"hash/maphash"
	"testing"
)

// Two names whose first hashes are equal are two users.
func TestRegisterOfEqualHashes(t *testing.T) {
	const name = "ada@contoso.example"
	r := NewRegister("elements", 0)
	r.first[maphash.String(r.seeds[0], name)] = entry{hash: ^uint32(maphash.String(r.seeds[1], name)), at: 1}
	if err := r.Enter(name, 2); err != nil {
		t.Fatal(err)
	}
	twice, ok := errors.AsType[*DuplicateUserError](r.Enter(name, 3))
	if !ok || twice.First != 2 || twice.Second != 3 {
		t.Errorf("the second time: %v, want one that names 2 and 3", twice)
	}
}
