package catalog

import (
	"bytes"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
)

// lineWidth is up to how many bytes a JSON value is written on one line.
const lineWidth = 110

// Encode writes the snapshot as a dataset, without its overrides. Equal
// snapshots are equal byte for byte. A short value is on one line, so that a
// change of one fact is a change of one line.
func Encode(w io.Writer, s *Snapshot) error {
	compact, err := json.Marshal(s.Document(), json.Deterministic(true), json.WithMarshalers(json.MarshalToFunc(
		func(enc *jsontext.Encoder, set availability.Conditions) error {
			return json.MarshalEncode(enc, set.Names())
		})))
	if err != nil {
		return fmt.Errorf("encode the snapshot of %s: %w", s.AsOf(), err)
	}
	var b bytes.Buffer
	if err := writeFilled(&b, jsontext.NewDecoder(bytes.NewReader(compact)), ""); err != nil {
		return fmt.Errorf("encode the snapshot of %s: %w", s.AsOf(), err)
	}
	b.WriteByte('\n')
	_, err = w.Write(b.Bytes())
	return err
}

// writeFilled writes the next value of dec: on one line where it fits, else
// with each member or element on a line of its own.
func writeFilled(b *bytes.Buffer, dec *jsontext.Decoder, indent string) error {
	value, err := dec.ReadValue()
	if err != nil {
		return err
	}
	line := value.Clone()
	if err := line.Format(jsontext.SpaceAfterColon(true), jsontext.SpaceAfterComma(true)); err != nil {
		return err
	}
	kind := line.Kind()
	if len(line) <= lineWidth || (kind != '{' && kind != '[') {
		b.Write(line)
		return nil
	}
	inner := jsontext.NewDecoder(bytes.NewReader(line))
	open, err := inner.ReadToken()
	if err != nil {
		return err
	}
	b.WriteString(open.String())
	for first := true; inner.PeekKind() != '}' && inner.PeekKind() != ']'; first = false {
		if !first {
			b.WriteByte(',')
		}
		b.WriteString("\n" + indent + " ")
		if kind == '{' {
			name, err := inner.ReadValue()
			if err != nil {
				return err
			}
			b.Write(name)
			b.WriteString(": ")
		}
		if err := writeFilled(b, inner, indent+" "); err != nil {
			return err
		}
	}
	end, err := inner.ReadToken()
	if err != nil {
		return err
	}
	b.WriteString("\n" + indent + end.String())
	return nil
}
