package graph

import (
	"context"
	"sync"
	"time"
)

// fresh is how long a result serves other callers: the data sources of one plan
// request the same lists within moments. An apply takes longer and changes what
// it planned with, so older results are read again.
const fresh = time.Minute

// shared is a result that several callers request and one of them reads. The
// zero shared is ready to use.
type shared[T any] struct {
	init sync.Once
	turn chan struct{} // holds an element while someone reads
	done time.Time     // zero if nothing has been read
	held T
	err  error
}

// get returns what read returned to this caller or, a moment ago, to another.
// Callers wait for one another. If a caller's own context interrupts the read,
// the next caller reads again.
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

// fresh reports whether the result can still be handed out. The caller has the
// turn.
func (s *shared[T]) fresh() bool { return !s.done.IsZero() && time.Since(s.done) < fresh }

// peek returns a result that was read without an error and is still fresh. It
// does not wait for a read in progress.
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
