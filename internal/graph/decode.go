package graph

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A record is an element of a list of Graph's.
type record interface {
	// key tells records of one list apart; it is empty if Graph left it out.
	key() string
	// check returns what is wrong with the record, where it cannot be judged.
	check() error
}

// decode reads one page of a list, record by record, so that a page of millions
// of records is refused at the first one too many. Members that it does not know
// are skipped, for Graph adds some from time to time.
//
// An error of each ends the work and is returned as it is; all others say what
// is wrong with the page.
func decode[T any](body []byte, each func(*T) error) (nextLink string, err error) {
	dec := jsontext.NewDecoder(bytes.NewBuffer(body), jsontext.AllowInvalidUTF8(true))
	if dec.PeekKind() != '{' {
		if _, err := dec.ReadToken(); err != nil {
			return "", notGraphs(err)
		}
		return "", errors.New(`the answer is not what Graph documents: it is not an object`)
	}
	if _, err := dec.ReadToken(); err != nil {
		return "", notGraphs(err)
	}
	found := false
	for dec.PeekKind() != '}' {
		name, err := dec.ReadToken()
		if err != nil {
			return "", notGraphs(err)
		}
		switch name.String() {
		case "value":
			if found = dec.PeekKind() == '['; !found {
				return "", errors.New(`the answer is not what Graph documents: "value" is not a list`)
			}
			if err := decodeList(dec, each); err != nil {
				return "", err
			}
		case "@odata.nextLink":
			err = json.UnmarshalDecode(dec, &nextLink)
		default:
			err = dec.SkipValue()
		}
		if err != nil {
			return "", notGraphs(err)
		}
	}
	if _, err := dec.ReadToken(); err != nil {
		return "", notGraphs(err)
	}
	if _, err := dec.ReadToken(); err != io.EOF { //nolint:errorlint // the decoder documents that it is io.EOF itself
		return "", errors.New("the answer is not JSON: something follows its end")
	}
	if !found {
		return "", errors.New(`the answer is not what Graph documents: it has no list "value"`)
	}
	return nextLink, nil
}

func decodeList[T any](dec *jsontext.Decoder, each func(*T) error) error {
	if _, err := dec.ReadToken(); err != nil {
		return notGraphs(err)
	}
	for dec.PeekKind() != ']' {
		if dec.PeekKind() == 'n' {
			return fmt.Errorf("the answer is not what Graph documents: %s is null", dec.StackPointer())
		}
		var v T
		if err := json.UnmarshalDecode(dec, &v); err != nil {
			return notGraphs(err)
		}
		if err := each(&v); err != nil {
			return err
		}
	}
	_, err := dec.ReadToken()
	return notGraphs(err)
}

// notGraphs says what is wrong with an answer. It repeats nothing of the answer
// except the position.
func notGraphs(err error) error {
	var semantic *json.SemanticError
	var syntactic *jsontext.SyntacticError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &semantic):
		problem := "is a JSON " + kindName(semantic.JSONKind)
		var many tooMany
		switch {
		case errors.As(err, &many):
			problem = many.Error()
		case semantic.JSONKind == '0' && semantic.GoType != nil && semantic.GoType.Kind() == reflect.Int:
			problem = "is not a whole number in the range of a count"
		}
		return fmt.Errorf("the answer is not what Graph documents: %s %s", semantic.JSONPointer, problem)
	case errors.As(err, &syntactic) && errors.Is(err, jsontext.ErrDuplicateName):
		return errors.New("the answer is not what Graph documents: a name is in one object twice")
	}
	return errors.New("the answer is not JSON, as from a proxy, or was cut off")
}

func kindName(k jsontext.Kind) string {
	switch k {
	case '"':
		return "string"
	case '0':
		return "number"
	case '{':
		return "object"
	case '[':
		return "array"
	default:
		return k.String() // null, true, false
	}
}

// mostParts is how many elements a list inside a record may have. The largest
// SKUs have about a hundred service plans.
const mostParts = 2000

// parts is a list inside a record. It is decoded element by element, up to
// [mostParts]. It is nil if Graph leaves it out or gives null, but not for an
// empty list.
type parts[T any] []T

type tooMany int

func (n tooMany) Error() string { return "has more than " + strconv.Itoa(int(n)) + " elements" }

// UnmarshalJSONFrom implements [json.UnmarshalerFrom].
func (p *parts[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*p = nil
	switch dec.PeekKind() {
	case 'n':
		return dec.SkipValue()
	case '[':
	default:
		return &json.SemanticError{JSONKind: dec.PeekKind(), JSONPointer: dec.StackPointer()}
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	*p = parts[T]{}
	for dec.PeekKind() != ']' {
		if len(*p) == mostParts {
			return &json.SemanticError{JSONKind: '[', JSONPointer: dec.StackPointer().Parent(), Err: tooMany(mostParts)}
		}
		var v T
		if err := json.UnmarshalDecode(dec, &v); err != nil {
			return err
		}
		*p = append(*p, v)
	}
	_, err := dec.ReadToken()
	return err
}
