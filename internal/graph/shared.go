package graph

import (
	"context"
	"sync"
	"time"
)

// fresh is how long what was read serves other callers: the data sources of one
// plan ask for the same lists within moments. An apply takes longer, and changes
// what it has planned with, so what is older is read again.
const fresh = time.Minute

// shared is what several callers ask for and one of them reads. The zero shared
// is ready to use.
type shared[T any] struct {
	init sync.Once
	turn chan struct{} // holds an element while someone reads
	done time.Time     // zero if nothing has been read
	held T
	err  error
}

// get returns what read returned to this caller or, a moment ago, to another.
// Callers wait for one another. What the end of a caller's own context has
// interrupted, the next one reads again.
func (s *shared[T]) get(ctx context.Context, read func() (T, error)) (T, error) {
	s.init.Do(func() { s.turn = make(chan struct{}, 1) })
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		var none T
		return none, context.Cause(ctx)
	}
	defer func() { <-s.turn }()
	if s.fresh() {
		return s.held, s.err
	}
	held, err := read()
	if ctx.Err() == nil {
		s.done, s.held, s.err = time.Now(), held, err
	}
	return held, err
}

// fresh reports whether what was read can still be handed out. The caller has
// the turn.
func (s *shared[T]) fresh() bool { return !s.done.IsZero() && time.Since(s.done) < fresh }

// peek returns what was read without an error and is still fresh, and does not
// wait for anyone who reads.
func (s *shared[T]) peek() (held T, ok bool) {
	s.init.Do(func() { s.turn = make(chan struct{}, 1) })
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
		return s.held, s.fresh() && s.err == nil
	default:
		return held, false
	}
}
