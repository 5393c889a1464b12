package catalog

import (
	"bytes"
	"errors"
	"reflect"
	"testing"
)

func encoded(t testing.TB, s *Snapshot) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Encode(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEncodeRestoresTheFile(t *testing.T) {
	for name, data := range everyFile(t) {
		s, err := Decode(name, data)
		if err != nil {
			t.Fatal(err)
		}
		if got := encoded(t, s); !bytes.Equal(got, data) {
			t.Errorf("%s is written otherwise than it was read", name)
		}
	}
}

type fullDisk struct{}

var errFull = errors.New("no space left on device")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestEncodeReportsAFullDisk(t *testing.T) {
	s, err := Decode("small", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	if err := Encode(fullDisk{}, s); !errors.Is(err, errFull) {
		t.Errorf("got %v, want %v", err, errFull)
	}
}

// FuzzDecode feeds the decoder with anything. It must not panic, and what it
// takes it must write so that it reads the same again, and answer consistently.
func FuzzDecode(f *testing.F) {
	for _, tc := range faultCases {
		f.Add([]byte(tc.edit(small)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Decode("fuzz", data)
		if err != nil {
			if len(err.Error()) > 20000 {
				t.Errorf("the message has %d bytes", len(err.Error()))
			}
			return
		}
		for _, found := range contradictions(s) {
			t.Error(found)
		}
		first := encoded(t, s)
		again, err := Decode("fuzz", first)
		if err != nil {
			t.Fatalf("what was written is not read: %v\n%s", err, first)
		}
		if !reflect.DeepEqual(again.doc, s.doc) {
			t.Fatalf("what was written reads otherwise:\n%s", first)
		}
		if second := encoded(t, again); !bytes.Equal(first, second) {
			t.Fatalf("written twice, it is not the same:\n%s\n%s", first, second)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	data := editionFile(b, "2023-01-25")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode("2023-01-25", data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewest(b *testing.B) {
	for b.Loop() {
		if _, err := Newest(); err != nil {
			b.Fatal(err)
		}
	}
}
