package catalog

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

//go:embed data/*.json
var dataFiles embed.FS

// embeddedEdition is a snapshot in the program. It is decoded when it is first
// asked for, and only once.
type embeddedEdition struct {
	asOf string
	load func() (*Snapshot, error)
}

// editions holds an edition for each file of data, whose name is its date:
// oldest first, as names that are dates are sorted.
var editions = func() []embeddedEdition {
	const dir = "data"
	// The directory exists: otherwise the program would not have been built. If
	// it did not, there would be no editions, which Newest reports.
	files, _ := dataFiles.ReadDir(dir)
	var all []embeddedEdition
	for _, file := range files {
		asOf := strings.TrimSuffix(file.Name(), ".json")
		all = append(all, embeddedEdition{asOf, sync.OnceValues(func() (*Snapshot, error) {
			data, err := dataFiles.ReadFile(path.Join(dir, file.Name()))
			if err != nil {
				return nil, err
			}
			return newEmbedded("embedded snapshot "+asOf, data)
		})})
	}
	return all
}()

// embeddedCountries are the countries of an edition in the program. A test
// decodes the editions as strictly as any other dataset. A process decodes only
// the countries that it is asked for: all of them would take longer than the rest
// of an answer.
type embeddedCountries struct {
	text       [country.Count][]byte // by Code.Index; nil if the country is not listed
	provenance *availability.Provenance
	lists      *countryLists

	once    [country.Count]sync.Once
	decoded [country.Count]*availability.Country
	listed  func() []availability.Country
}

func newEmbedded(name string, data []byte) (*Snapshot, error) {
	e := new(embeddedCountries)
	doc, err := parse(name, data, json.UnmarshalFromFunc(func(dec *jsontext.Decoder, list *[]availability.Country) error {
		return e.find(dec, data, list)
	}))
	if err != nil {
		return nil, err
	}
	e.provenance, e.lists = doc.provenance(), ownLists(&doc)
	e.listed = sync.OnceValue(func() []availability.Country {
		list := make([]availability.Country, len(doc.Countries))
		for i, c := range doc.Countries {
			list[i] = *e.country(c.Code)
		}
		return list
	})
	return &Snapshot{doc: doc, sha256: Digest(data), embedded: e, lists: e.lists}, nil
}

// find reads the list of countries of a file, of which it finds only the code,
// their first member, and the text.
func (e *embeddedCountries) find(dec *jsontext.Decoder, file []byte, list *[]availability.Country) error {
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != ']' {
		value, err := dec.ReadValue()
		if err != nil {
			return err
		}
		end := int(dec.InputOffset())
		text := file[end-len(value) : end] // value is only valid until the next read
		start := jsontext.NewDecoder(bytes.NewReader(text))
		var c availability.Country
		for range 2 { // the brace and "code"
			if _, err := start.ReadToken(); err != nil {
				return err
			}
		}
		if err := json.UnmarshalDecode(start, &c.Code); err != nil {
			return err
		}
		e.text[c.Code.Index()] = text
		*list = append(*list, c)
	}
	_, err := dec.ReadToken()
	return err
}

func (e *embeddedCountries) country(code country.Code) *availability.Country {
	i := code.Index()
	e.once[i].Do(func() {
		c := availability.NewUnlisted(code)
		if text := e.text[i]; text != nil {
			c = mustDecode(text)
		}
		c.Provenance, c.DialOutZone = e.provenance, e.lists.zone(code)
		e.decoded[i] = c
	})
	return e.decoded[i]
}

// mustDecode decodes a country of an edition in the program, which is constant: a
// test decodes every one.
func mustDecode(text []byte) *availability.Country {
	c := new(availability.Country)
	if err := decode(text, c); err != nil {
		panic(err) //nolint:forbidigo // see above
	}
	return c
}

// EmbeddedDates returns the dates of the embedded snapshots, oldest first.
func EmbeddedDates() []string {
	dates := make([]string, len(editions))
	for i, e := range editions {
		dates[i] = e.asOf
	}
	return dates
}

// Embedded returns the embedded snapshot of a date, or an error that names the
// available dates.
func Embedded(asOf string) (*Snapshot, error) {
	for _, e := range editions {
		if e.asOf == asOf {
			return e.load()
		}
	}
	return nil, fmt.Errorf("no snapshot of %q is embedded; allowed: %s", asOf, strings.Join(EmbeddedDates(), ", "))
}

// Embedded reports whether the snapshot is one of those in the program, with or
// without overrides.
func (s *Snapshot) Embedded() bool {
	e, err := Embedded(s.AsOf())
	return err == nil && e.SHA256() == s.SHA256()
}

// Newest returns the newest embedded snapshot.
func Newest() (*Snapshot, error) {
	if len(editions) == 0 {
		return nil, errors.New("no dataset is embedded; this program is damaged")
	}
	return editions[len(editions)-1].load()
}
