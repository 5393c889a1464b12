package rollout

import "fmt"

// EntryError says what is wrong with an entry of a list or a map of users. Its
// text names the position and not the user: entries of a map are counted in the
// order of its keys, as Terraform's function keys returns them.
type EntryError struct {
	Key   string // of a map
	Index int    // from 0
	Keyed bool   // whether it is an entry of a map
	Err   error
}

func (e *EntryError) Error() string {
	if e.Keyed {
		return fmt.Sprintf("user %d of the map, keys(...)[%d]: %v", e.Index+1, e.Index, e.Err)
	}
	return fmt.Sprintf("element %d: %v", e.Index, e.Err)
}

func (e *EntryError) Unwrap() error { return e.Err }
