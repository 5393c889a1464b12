package catalog

import (
	"slices"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// Origin says where pages of a snapshot came from.
type Origin struct {
	Repository string `json:"repository"` // "MicrosoftDocs/OfficeDocs-SkypeForBusiness"
	Build      string `json:"build"`      // the language of the build: "en-US"
	Date       Date   `json:"date"`       // the date of the build
	Pages      int    `json:"pages"`      // how many country pages were read from it
}

// document is the JSON form of a snapshot.
type document struct {
	Format    int                    `json:"format"`
	AsOf      Date                   `json:"as_of"`
	Source    string                 `json:"source"`
	Origins   []Origin               `json:"origins,omitzero"`
	Countries []availability.Country `json:"countries"`
}

// Snapshot is what the documentation said of every country on a date. It is
// not changed once made: [Snapshot.WithOverrides] returns another. It is safe
// for concurrent use.
type Snapshot struct {
	doc       document
	sha256    string
	countries [country.Count]*availability.Country // by Code.Index, listed or not
	overrides []availability.Override
}

// AsOf returns the date of the documentation, as YYYY-MM-DD.
func (s *Snapshot) AsOf() string { return s.doc.AsOf.String() }

// Age returns how many whole days lie between the date of the documentation
// and a day.
func (s *Snapshot) Age(day time.Time) int {
	return int(day.UTC().Sub(s.doc.AsOf.Time()).Hours() / 24)
}

// Source says in a sentence where the snapshot was read from.
func (s *Snapshot) Source() string { return s.doc.Source }

// Origins says where the pages of the snapshot came from.
func (s *Snapshot) Origins() []Origin { return slices.Clone(s.doc.Origins) }

// SHA256 returns the digest of the file that the snapshot was decoded from, in
// hexadecimal; it is empty for a snapshot that was made otherwise.
func (s *Snapshot) SHA256() string { return s.sha256 }

// Len returns how many countries are listed.
func (s *Snapshot) Len() int { return len(s.doc.Countries) }

// Country returns what the snapshot knows of a country, which may be that it
// is not listed. It is nil only for the zero Code.
func (s *Snapshot) Country(code country.Code) *availability.Country {
	if code.IsZero() {
		return nil
	}
	return s.countries[code.Index()]
}

// Listed returns the listed countries, sorted by code.
func (s *Snapshot) Listed() []*availability.Country {
	listed := make([]*availability.Country, 0, s.Len())
	for _, c := range s.countries {
		if c.Listed() {
			listed = append(listed, c)
		}
	}
	return listed
}

// CountriesWith returns the codes of the listed countries where all of the
// features are available or, where not strict, conditional; sorted.
func (s *Snapshot) CountriesWith(features []availability.Feature, strict bool) []country.Code {
	var codes []country.Code
	for _, c := range s.Listed() {
		if c.Missing(features, strict) == nil {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

// Overrides returns the overrides in force, in the order in which they were
// given.
func (s *Snapshot) Overrides() []availability.Override { return slices.Clone(s.overrides) }

// WithOverrides returns the snapshot with the overrides in force.
func (s *Snapshot) WithOverrides(overrides ...availability.Override) *Snapshot {
	if len(overrides) == 0 {
		return s
	}
	changed := *s
	changed.overrides = append(slices.Clone(s.overrides), overrides...)
	for _, o := range overrides {
		i := o.Country.Index()
		changed.countries[i] = changed.countries[i].WithOverride(o)
	}
	return &changed
}

// New makes a snapshot of countries in memory, as an importer does. It returns
// [Faults] where they are not a valid dataset.
func New(asOf Date, source string, origins []Origin, countries []availability.Country) (*Snapshot, error) {
	doc := document{Format: Format, AsOf: asOf, Source: source, Origins: origins, Countries: countries}
	if faults := validate(&doc); faults != nil {
		return nil, faults
	}
	return index(doc, ""), nil
}

func index(doc document, sha256 string) *Snapshot {
	s := &Snapshot{doc: doc, sha256: sha256}
	for i := range s.doc.Countries {
		c := &s.doc.Countries[i]
		s.countries[c.Code.Index()] = c
	}
	for _, code := range country.Codes() {
		c := s.countries[code.Index()]
		if c == nil {
			c = availability.NewUnlisted(code)
			s.countries[code.Index()] = c
		}
		if InDialOutZoneA(code) {
			c.DialOutZone = "A"
		}
	}
	return s
}
