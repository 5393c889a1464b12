package powershell

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	textunicode "golang.org/x/text/encoding/unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// depthAdvice is how an export gets whole.
const depthAdvice = "use -Depth 10"

// Value is a value of an export and where it is, such as
// Countries[3].Offers[0].NumberType.
type Value struct {
	at string
	v  any // nil, a bool, a string, a json.Number, members, an array or broken
}

// A value inside of another is decoded when it is asked for: decoded as a whole, an
// export would take ten times the memory of its file, and one made for it a
// hundred times.
type (
	members map[string]json.RawMessage // of an object
	array   json.RawMessage
	broken  string // why an object is none that PowerShell writes
)

// How many members an object may have, and how many elements an array that is read
// as a whole: what the cmdlets give has some twenty.
const (
	maxMembers  = 1000
	maxElements = 10_000
)

// valueOf returns a value that is known to be JSON.
func valueOf(at string, raw json.RawMessage) Value {
	raw = bytes.TrimSpace(raw)
	switch raw[0] {
	case '{':
		return Value{at, membersOf(raw)}
	case '[':
		return Value{at, array(raw)}
	case '"':
		var s string
		_ = json.Unmarshal(raw, &s)
		return Value{at, s}
	case 't', 'f':
		return Value{at, raw[0] == 't'}
	case 'n':
		return Value{at, nil}
	}
	return Value{at, json.Number(raw)}
}

// membersOf returns the members of an object, or why they are not to be used.
func membersOf(raw json.RawMessage) any {
	found := make(members)
	decoder := json.NewDecoder(bytes.NewReader(raw))
	_, _ = decoder.Token()
	for decoder.More() {
		token, _ := decoder.Token()
		name, _ := token.(string)
		var member json.RawMessage
		if err := decoder.Decode(&member); err != nil {
			return broken("is nested too deeply")
		}
		if _, twice := found[name]; twice {
			return broken("has the member " + text.Quote(name) + " twice")
		}
		if len(found) == maxMembers {
			return broken(fmt.Sprintf("has more than %d members", maxMembers))
		}
		found[name] = member
	}
	return found
}

// Errorf says what is wrong with the value, and where it is.
func (v Value) Errorf(format string, args ...any) error {
	return fmt.Errorf("%s %w", v.at, fmt.Errorf(format, args...))
}

// parse reads the one JSON value of a file.
func parse(data []byte) (Value, error) {
	data, err := utf8Of(data)
	if err != nil {
		return Value{}, err
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return Value{}, errors.New("the file is empty")
	}
	// Set-Content of PowerShell 5.1 writes the code page of Windows, whose accents are no UTF-8. Only names of countries have
	// any, which nothing goes by: encoding/json puts replacement characters there.
	decoder := json.NewDecoder(bytes.NewReader(data))
	var raw json.RawMessage
	if err := decoder.Decode(&raw); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return Value{}, errors.New("the file ends in the middle of its JSON")
		}
		return Value{}, fmt.Errorf("the file is not JSON, at byte %d: %w", decoder.InputOffset(), err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Value{}, fmt.Errorf("the file goes on after its JSON, at byte %d", decoder.InputOffset())
	}
	return valueOf("the file", raw), nil
}

// utf8Of returns a text as UTF-8. UTF-16 without a mark is recognized by the
// zero byte of its first character, which is ASCII in JSON.
func utf8Of(data []byte) ([]byte, error) {
	order := textunicode.LittleEndian
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		order = textunicode.BigEndian
	case len(data) > 1 && data[0] != 0 && data[1] == 0:
	case len(data) > 1 && data[0] == 0 && data[1] != 0:
		order = textunicode.BigEndian
	default:
		return bytes.TrimPrefix(data, []byte("\ufeff")), nil
	}
	return textunicode.UTF16(order, textunicode.UseBOM).NewDecoder().Bytes(data)
}

// Member returns a member of an object, by its name in any letter case, as in
// PowerShell. Found is false if there is no such member, or v is not an object.
func (v Value) Member(name string) (member Value, found bool) {
	object, ok := v.v.(members)
	if !ok {
		return Value{}, false
	}
	at := name
	if v.at != "the file" {
		at = v.at + "." + name
	}
	if m, ok := object[name]; ok {
		return valueOf(at, m), true
	}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if strings.EqualFold(key, name) {
			return valueOf(at, object[key]), true
		}
	}
	return Value{at, nil}, false
}

// Each calls f with the elements of an array, one after another, and stops at its
// first error. PowerShell makes the element of an array of one, and null of an
// empty one; in version 5.1 an array may become an Object with the members value
// and Count.
func (v Value) Each(f func(Value) error) error {
	switch content := v.v.(type) {
	case nil:
		return nil
	case array:
		decoder := json.NewDecoder(bytes.NewReader(content))
		_, _ = decoder.Token()
		for i := 0; decoder.More(); i++ {
			var element json.RawMessage
			if err := decoder.Decode(&element); err != nil {
				return v.Errorf("is nested too deeply")
			}
			if err := f(valueOf(fmt.Sprintf("%s[%d]", v.at, i), element)); err != nil {
				return err
			}
		}
		return nil
	case members:
		inner, ok := v.Member("value")
		_, nested := inner.v.(members) // one in another would be copied as often as they are deep
		if _, counted := v.Member("Count"); ok && counted && len(content) == 2 && !nested {
			return inner.Each(f)
		}
	case string:
		if content == "" { // what an empty array is cut to
			return nil
		}
	}
	if err := v.whole(); err != nil {
		return err
	}
	return f(v)
}

// List returns the elements of an array that has few of them. See [Value.Each].
func (v Value) List() (elements []Value, err error) {
	err = v.Each(func(element Value) error {
		if len(elements) == maxElements {
			return v.Errorf("has more than %d elements", maxElements)
		}
		elements = append(elements, element)
		return nil
	})
	return elements, err
}

// whole returns an error if ConvertTo-Json cut the value off: a nested object
// deeper than its -Depth becomes the text that PowerShell would print.
func (v Value) whole() error {
	s, ok := v.v.(string)
	if ok && (strings.HasPrefix(s, "@{") || strings.HasPrefix(s, "System.") || strings.HasPrefix(s, "Microsoft.")) {
		return v.Errorf("is %s, which ConvertTo-Json leaves of an object that lies deeper than its -Depth: %s", text.Quote(s), depthAdvice)
	}
	return nil
}

// Object returns an error where the value is no object.
func (v Value) Object() error {
	switch content := v.v.(type) {
	case members:
		return nil
	case broken:
		return v.Errorf("%s", string(content))
	}
	if err := v.whole(); err != nil {
		return err
	}
	return v.Errorf("is %s, not an object", v.show())
}

// show returns the value for a message.
func (v Value) show() string {
	switch content := v.v.(type) {
	case nil:
		return "null"
	case string:
		return text.Quote(content)
	case json.Number:
		return text.Line(content.String())
	case bool:
		return strconv.FormatBool(content)
	case array:
		return "an array"
	}
	return "an object"
}

// Text returns a text, "" for null. An enumeration may be its number, which
// isNumber then reports.
func (v Value) Text() (s string, isNumber bool, err error) {
	switch content := v.v.(type) {
	case nil:
		return "", false, nil
	case string:
		s = strings.TrimSpace(content)
		_, notNumber := strconv.ParseInt(s, 10, 64)
		return s, notNumber == nil, v.whole()
	case json.Number:
		return content.String(), true, nil
	}
	return "", false, v.Errorf("is %s, not a text", v.show())
}

// Truth returns a truth value: nil for null and for a text that is empty.
func (v Value) Truth() (*bool, error) {
	yes, no := true, false
	switch content := v.v.(type) {
	case nil:
		return nil, nil
	case bool:
		return &content, nil
	case string:
		switch strings.ToLower(strings.TrimSpace(content)) {
		case "":
			return nil, nil
		case "true":
			return &yes, nil
		case "false":
			return &no, nil
		}
	}
	if err := v.whole(); err != nil {
		return nil, err
	}
	return nil, v.Errorf("is %s, neither true nor false", v.show())
}

// Time returns a moment as one of the PowerShell versions writes it: ISO 8601,
// or "/Date(1692612345000)/", which may be the member value of an object.
// Without an offset, it is UTC. A text such as 08/09/2026 is refused, because
// it means different days in different countries.
func (v Value) Time() (time.Time, error) {
	if inner, ok := v.Member("value"); ok {
		if _, nested := inner.v.(members); nested {
			return time.Time{}, v.Errorf("is %s, not a date", v.show())
		}
		inner.at = v.at
		return inner.Time()
	}
	s, ok := v.v.(string)
	if !ok {
		return time.Time{}, v.Errorf("is %s, not a date", v.show())
	}
	if inside, found := strings.CutPrefix(s, "/Date("); found {
		inside = strings.TrimSuffix(inside, ")/")
		if at := strings.LastIndexAny(inside, "+-"); at > 0 {
			inside = inside[:at] // an offset says how to show the moment, not which it is
		}
		if ms, err := strconv.ParseInt(inside, 10, 64); err == nil {
			return time.UnixMilli(ms).UTC(), nil
		}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", time.DateTime, time.DateOnly} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, v.Errorf("is %s, not a date such as 2026-08-21T09:30:00Z", text.Quote(s))
}
