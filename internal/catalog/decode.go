package catalog

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/localfile"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Format is the version of the dataset format that this package writes. It reads
// every version from 1.
const Format = 2

// MaxSize is how many bytes a dataset may have.
const MaxSize = 16 << 20

// Fault is one thing that is wrong with a dataset.
type Fault struct {
	Pointer string // JSON pointer (RFC 6901) to the value at fault; empty for the whole file
	Line    int    // line in the file, from 1; 0 if it is not known
	Problem string // what was found, and what is allowed
}

// Faults is everything that is wrong with a dataset. It is an error.
type Faults struct {
	Name string  // the file, or what else the dataset came from
	List []Fault // the first [FaultLimit] that were found, by their lines
	More int     // how many there are beside
}

// FaultLimit is how many faults are collected: someone who has fixed that many
// runs it again, and a file full of faults does not fill memory.
const FaultLimit = 100

// namedFaults is how many faults a message names.
const namedFaults = 10

func (f *Faults) add(pointer, format string, args ...any) {
	if len(f.List) == FaultLimit {
		f.More++
		return
	}
	f.List = append(f.List, Fault{Pointer: pointer, Problem: fmt.Sprintf(format, args...)})
}

// orNil returns f, or nil if nothing is wrong.
func (f *Faults) orNil() *Faults {
	if len(f.List) == 0 {
		return nil
	}
	return f
}

// Count returns how many faults there are, those that are not listed included.
func (f *Faults) Count() int { return len(f.List) + f.More }

func (f *Faults) Error() string {
	var b strings.Builder
	for i, fault := range f.List {
		if i == namedFaults {
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(text.Line(f.Name))
		if fault.Line > 0 {
			fmt.Fprintf(&b, ":%d", fault.Line)
		}
		if fault.Pointer != "" {
			b.WriteString(": " + text.Line(fault.Pointer))
		}
		b.WriteString(": " + fault.Problem)
	}
	if unnamed := f.Count() - min(len(f.List), namedFaults); unnamed > 0 {
		fmt.Fprintf(&b, "\nand %d more", unnamed)
	}
	return b.String()
}

// DecodeFile reads the dataset in a file. See [Decode].
func DecodeFile(path string) (*Snapshot, error) {
	data, err := localfile.Read(context.Background(), path, MaxSize)
	if err != nil {
		return nil, err
	}
	return Decode(path, data)
}

// Decode reads a dataset. The name says in errors where it came from. Decode
// refuses, with [*Faults], a dataset that is not valid JSON, has a member that
// the format does not know, or contradicts itself.
func Decode(name string, data []byte) (*Snapshot, error) {
	if len(data) > MaxSize {
		return nil, fmt.Errorf("%s has %d bytes; a dataset has at most %d", text.Line(name), len(data), MaxSize)
	}
	doc, err := parse(name, data, json.UnmarshalFromFunc(unmarshalCountries))
	if err != nil {
		return nil, err
	}
	faults := structure(data)
	if faults == nil { // else the values say little
		faults = validate(&doc)
	}
	if faults != nil {
		faults.Name = name
		faults.locate(data)
		return nil, faults
	}
	return index(doc, Digest(data), listsOf(&doc)), nil
}

// Digest returns the SHA-256 digest of a dataset's file, in hexadecimal digits
// of lower case.
func Digest(data []byte) string {
	digest := sha256.Sum256(data)
	return hex.EncodeToString(digest[:])
}

// parse reads a document, with a reader of its list of countries.
func parse(name string, data []byte, countries *json.Unmarshalers) (Document, error) {
	var doc Document
	if err := decode(data, &doc, countries); err != nil {
		return Document{}, &Faults{Name: name, List: []Fault{jsonFault(data, err)}}
	}
	return doc, nil
}

// decode reads a value of a dataset.
func decode(data []byte, target any, unmarshalers ...*json.Unmarshalers) error {
	return json.Unmarshal(data, target, json.RejectUnknownMembers(true),
		json.WithUnmarshalers(json.JoinUnmarshalers(append(unmarshalers, json.UnmarshalFromFunc(unmarshalConditions))...)))
}

// unmarshalCountries reads no more countries than there are: one of them takes
// some kilobytes, even where the file has "{}" for it.
func unmarshalCountries(dec *jsontext.Decoder, list *[]availability.Country) error {
	if dec.PeekKind() != '[' {
		return errors.ErrUnsupported // which says what was found
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	*list = []availability.Country{}
	for dec.PeekKind() != ']' {
		if len(*list) == country.Count {
			return fmt.Errorf("the list has more than %d countries, which are all there are", country.Count)
		}
		*list = append(*list, availability.Country{})
		if err := json.UnmarshalDecode(dec, &(*list)[len(*list)-1]); err != nil {
			return err
		}
	}
	_, err := dec.ReadToken()
	return err
}

// unmarshalConditions reads a set of conditions from a list of identifiers.
func unmarshalConditions(dec *jsontext.Decoder, set *availability.Conditions) error {
	var list []availability.Condition
	if err := json.UnmarshalDecode(dec, &list); err != nil {
		return err
	}
	for _, c := range list {
		if set.Contains(c) {
			return fmt.Errorf("%s is named twice", c)
		}
		*set = set.With(c)
	}
	return nil
}

// jsonFault turns an error of the JSON package into a fault.
func jsonFault(data []byte, err error) Fault {
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		f := Fault{Pointer: text.Line(string(semantic.JSONPointer)), Line: lineOfValue(data, semantic.ByteOffset)}
		var word *text.UnknownWordError
		switch {
		case errors.As(err, &word):
			word.Allowed = slices.DeleteFunc(word.Allowed, func(s string) bool { return s == availability.Unlisted.String() })
			f.Problem = word.Error()
		case errors.Is(err, json.ErrUnknownName):
			f.Problem = "the format has no member of this name"
		case semantic.GoType != nil && semantic.GoType.Kind() == reflect.Int && semantic.JSONKind == '0':
			f.Problem = fmt.Sprintf("found %s; allowed is a whole number of up to 18 digits", text.Line(string(semantic.JSONValue)))
		case semantic.GoType != nil && semantic.JSONKind != 0 && found(semantic.JSONKind) != expected(semantic.GoType):
			f.Problem = fmt.Sprintf("found %s; allowed is %s", found(semantic.JSONKind), expected(semantic.GoType))
		case semantic.Err != nil:
			f.Problem = text.Line(semantic.Err.Error())
		default:
			f.Problem = text.Line(err.Error())
		}
		return f
	}
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		problem := "not valid JSON"
		if syntactic.Err != nil {
			problem += ": " + text.Line(strings.TrimPrefix(syntactic.Err.Error(), "jsontext: "))
		}
		return Fault{Pointer: text.Line(string(syntactic.JSONPointer)), Line: lineAt(data, syntactic.ByteOffset), Problem: problem}
	}
	return Fault{Problem: text.Line(err.Error())}
}

// lineOfValue returns the line of the first value at or after an offset.
func lineOfValue(data []byte, offset int64) int {
	offset = min(max(offset, 0), int64(len(data)))
	rest := data[offset:]
	return lineAt(data, offset+int64(len(rest)-len(bytes.TrimLeft(rest, " \t\r\n,:"))))
}

func lineAt(data []byte, offset int64) int {
	offset = min(max(offset, 0), int64(len(data)))
	return 1 + bytes.Count(data[:offset], []byte("\n"))
}

// locate fills in the lines of the faults, by reading the file once more, and
// sorts them by line. If the faulty value is absent, the line is that of the
// nearest value above.
func (f *Faults) locate(data []byte) {
	lines := make(map[string]int) // of the faults and what they are in; 0 if not yet found
	for _, fault := range f.List {
		for p := fault.Pointer; p != ""; p = p[:strings.LastIndexByte(p, '/')] {
			lines[p] = 0
		}
	}
	dec := jsontext.NewDecoder(bytes.NewReader(data))
	line, offset := 1, int64(0)
	for {
		if _, err := dec.ReadToken(); err != nil {
			break
		}
		line += bytes.Count(data[offset:dec.InputOffset()], []byte("\n"))
		offset = dec.InputOffset()
		pointer := string(dec.StackPointer())
		if found, wanted := lines[pointer]; wanted && found == 0 {
			lines[pointer] = line
		}
	}
	for i := range f.List {
		for p := f.List[i].Pointer; p != ""; p = p[:strings.LastIndexByte(p, '/')] {
			if line := lines[p]; line > 0 {
				f.List[i].Line = line
				break
			}
		}
	}
	slices.SortStableFunc(f.List, func(a, b Fault) int { return a.Line - b.Line })
}
