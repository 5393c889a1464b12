package catalog

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
)

// structure returns what is absent from a document that decoded: members that
// every object of their kind has, and values that are null. Decoding alone
// would treat both as false, zero or the empty list.
func structure(data []byte) *Faults {
	s := structureReader{dec: jsontext.NewDecoder(bytes.NewReader(data))}
	// The document decoded, so its JSON is valid.
	_ = s.read(reflect.TypeFor[Document]())
	return s.faults.orNil()
}

type structureReader struct {
	dec    *jsontext.Decoder
	faults Faults
}

// read reads the next value, which is of the form of a Go type.
func (s *structureReader) read(t reflect.Type) error {
	kind := s.dec.PeekKind()
	token, err := s.dec.ReadToken()
	if err != nil {
		return err
	}
	switch kind {
	case 'n':
		s.faults.add(string(s.dec.StackPointer()), "found null; a member with nothing to say is left out")
	case '[':
		elem := t
		if t.Kind() == reflect.Slice {
			elem = t.Elem()
		}
		for s.dec.PeekKind() != ']' {
			if err := s.read(elem); err != nil {
				return err
			}
		}
		_, err = s.dec.ReadToken()
	case '{':
		if t.Kind() == reflect.Map {
			return s.readMap(t.Elem())
		}
		known := membersOf(t)
		var seen uint32
		for s.dec.PeekKind() != '}' {
			if token, err = s.dec.ReadToken(); err != nil {
				return err
			}
			i := slices.IndexFunc(known, func(m member) bool { return m.name == token.String() })
			seen |= 1 << i
			if err := s.read(known[i].of); err != nil {
				return err
			}
		}
		_, err = s.dec.ReadToken()
		for i, m := range known {
			if m.required && seen&(1<<i) == 0 {
				s.faults.add(string(s.dec.StackPointer())+"/"+m.name, "%s", missing(m.of))
			}
		}
	default: // a word, a number or a boolean is read whole
	}
	return err
}

// readMap reads the members of an object whose names are anything, up to and with
// its end.
func (s *structureReader) readMap(elem reflect.Type) error {
	for s.dec.PeekKind() != '}' {
		if _, err := s.dec.ReadToken(); err != nil {
			return err
		}
		if err := s.read(elem); err != nil {
			return err
		}
	}
	_, err := s.dec.ReadToken()
	return err
}

// member is a member of a JSON object.
type member struct {
	name     string
	of       reflect.Type
	required bool
}

var memberCache sync.Map // reflect.Type -> []member

// membersOf returns the members that the JSON form of a struct has. One is
// required unless it is omitted when zero.
func membersOf(t reflect.Type) []member {
	if known, ok := memberCache.Load(t); ok {
		return known.([]member) //nolint:errcheck // nothing else is stored
	}
	var members []member
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || name == "" || name == "-" {
			continue
		}
		members = append(members, member{name, f.Type, options != "omitzero"})
	}
	memberCache.Store(t, members)
	return members
}

// missing says that a member of a Go type is absent, and what it may be.
func missing(t reflect.Type) string {
	const problem = "the member is missing"
	switch t {
	case reflect.TypeFor[availability.Status]():
		return problem + "; allowed: available, conditional, unavailable"
	case reflect.TypeFor[availability.Assignment]():
		return problem + "; allowed: " + strings.Join(availability.AssignmentNames(), ", ")
	case reflect.TypeFor[availability.PlanType]():
		return problem + "; allowed: " + strings.Join(availability.PlanTypeNames(), ", ")
	}
	return problem + "; the format has " + expected(t) + " here"
}

// expected says in words what JSON value stands for a Go type.
func expected(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[availability.Conditions]() || t.Kind() == reflect.Slice:
		return "a list"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Int:
		return "a whole number"
	case t.Kind() == reflect.Map, t.Kind() == reflect.Struct && len(membersOf(t)) > 0:
		return "an object"
	}
	return "a string"
}

// found says in words what kind of JSON value was found.
func found(k jsontext.Kind) string {
	switch k {
	case 'n':
		return "null"
	case 't':
		return "true"
	case 'f':
		return "false"
	case '0':
		return "a number"
	case '"':
		return "a string"
	case '[':
		return "a list"
	case '{':
		return "an object"
	default:
		return "nothing"
	}
}
