// Package enum gives closed sets of constants their identifiers: what a
// practitioner types and what a dataset holds. A set is a type whose constants
// count from 1, so that the zero value is none of them:
//
//	type Status uint8
//
//	const (
//		Unlisted Status = iota + 1
//		Unavailable
//	)
//
//	var statuses = enum.Set[Status]{Kind: "status", Len: 2, Name: func(s Status) string { ... }}
//
// A [Set] is a plain value: a package variable of it costs the start of the
// process nothing.
package enum

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Set is a closed set of constants.
type Set[T ~uint8] struct {
	Kind string         // what one of them is: "feature"
	Len  int            // how many there are; the last one has this value
	Name func(T) string // the identifier of a member: it is never asked for any other value
	// Meant says about a word that is no identifier, in lower case and without
	// separators, which members it stands for and, in a sentence without its full
	// stop, why it is none itself. It may be nil.
	Meant func(bare string) (members []T, hint string)
}

// All returns the members in ascending order.
func (s *Set[T]) All() []T {
	all := make([]T, s.Len)
	for i := range all {
		all[i] = T(i + 1)
	}
	return all
}

// Names returns the identifiers of the members, in ascending order of the members.
func (s *Set[T]) Names() []string {
	names := make([]string, s.Len)
	for i := range names {
		names[i] = s.Name(T(i + 1))
	}
	return names
}

// Has reports whether v is a member.
func (s *Set[T]) Has(v T) bool { return v != 0 && int(v) <= s.Len }

// String returns the identifier of v: "" for the zero value, and for a value that
// is no member, which only a mistake of the program makes, such as "feature(99)".
func (s *Set[T]) String(v T) string {
	switch {
	case s.Has(v):
		return s.Name(v)
	case v == 0:
		return ""
	}
	return fmt.Sprintf("%s(%d)", s.Kind, v)
}

// Parse returns the member with the identifier name, which must match exactly, or a
// [*text.UnknownWordError].
func (s *Set[T]) Parse(name string) (T, error) {
	for i := range s.Len {
		if v := T(i + 1); s.Name(v) == name {
			return v, nil
		}
	}
	err := text.CheckWord(s.Kind, name, s.Names())
	var unknown *text.UnknownWordError
	if s.Meant != nil && errors.As(err, &unknown) {
		members, hint := s.Meant(text.Bare(name))
		unknown.Hint = cmp.Or(hint, unknown.Hint)
		if len(members) > 0 {
			unknown.Suggestions = nil
			for _, v := range members {
				unknown.Suggestions = append(unknown.Suggestions, s.Name(v))
			}
		}
	}
	return 0, err
}

// Marshal returns the identifier of v, or an error where v is no member.
func (s *Set[T]) Marshal(v T) ([]byte, error) {
	if !s.Has(v) {
		return nil, fmt.Errorf("%d is no %s", v, s.Kind)
	}
	return []byte(s.Name(v)), nil
}
