package catalog

import (
	"maps"
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

// Document is the JSON form of a dataset. The members that format 2 added are
// optional, as is any member added within a format.
type Document struct {
	Format  int      `json:"format"`
	AsOf    Date     `json:"as_of"`
	Source  string   `json:"source"`
	Origins []Origin `json:"origins,omitzero"`

	// PagesAsOf is the date of the country pages, if later sources make the
	// dataset newer. Format 2.
	PagesAsOf Date `json:"pages_as_of,omitzero"`
	// Sources are those of the evidence, by their ids. Format 2.
	Sources map[string]availability.Source `json:"sources,omitzero"`
	// Steps are what an organization must do once before it gets something.
	// Format 2.
	Steps []Step `json:"steps,omitzero"`
	// DialOutZones are the countries that calls from a meeting reach with the
	// dial-out minutes of Audio Conferencing, by the name of the zone. Without it,
	// those of the newest embedded edition apply. Format 2.
	DialOutZones map[string][]country.Code `json:"dial_out_zones,omitzero"`
	// OutboundDestinations are the countries that a Domestic and International
	// Calling Plan can call. Without it, those of the newest embedded edition
	// apply. Format 2.
	OutboundDestinations []country.Code `json:"outbound_destinations,omitzero"`

	Countries []availability.Country `json:"countries"`
}

// Step is what an organization must do once, whatever the country, before it
// gets something.
type Step struct {
	Name   string                 `json:"name"`   // "know_your_customer"
	Before []availability.Feature `json:"before"` // what it comes before
	Source string                 `json:"source"` // the id of the source that says so
}

// Snapshot is what the documentation said about every country on a date. It is
// immutable: [Snapshot.WithOverrides] and [Snapshot.WithFacts] return a new
// one. It is safe for concurrent use.
type Snapshot struct {
	doc       Document
	sha256    string
	countries [country.Count]*availability.Country // by Code.Index, listed or not; nil if it is among the embedded
	embedded  *embeddedCountries                   // of an edition in the program; else nil
	overrides []availability.Override
	lists     *countryLists
}

// AsOf returns the date of the documentation, as YYYY-MM-DD.
func (s *Snapshot) AsOf() string { return s.doc.AsOf.String() }

// PagesAsOf returns the date of the country pages, as YYYY-MM-DD: that of every
// fact that has no newer source.
func (s *Snapshot) PagesAsOf() string { return s.doc.pagesAsOf().String() }

// Sources returns the sources of what is newer than the country pages, by their
// ids.
func (s *Snapshot) Sources() map[string]availability.Source { return maps.Clone(s.doc.Sources) }

// Document returns the dataset as it is written to a file, without the overrides.
// It shares memory with the snapshot and must not be changed.
func (s *Snapshot) Document() Document {
	doc := s.doc
	if s.embedded != nil {
		doc.Countries = s.embedded.listed()
	}
	return doc
}

// Age returns how many whole days lie between the date of the documentation
// and a day.
func (s *Snapshot) Age(day time.Time) int { return s.doc.AsOf.DaysUntil(day) }

// Source says in a sentence where the snapshot was read from.
func (s *Snapshot) Source() string { return s.doc.Source }

// Origins says where the pages of the snapshot came from.
func (s *Snapshot) Origins() []Origin { return slices.Clone(s.doc.Origins) }

// SHA256 returns the digest of the file that the snapshot was decoded from, in
// hexadecimal; it is empty for a snapshot that was made in another way.
func (s *Snapshot) SHA256() string { return s.sha256 }

// Len returns how many countries are listed.
func (s *Snapshot) Len() int { return len(s.doc.Countries) }

// Country returns what the snapshot knows about a country, even if it is not
// listed. It is nil only for the zero Code.
func (s *Snapshot) Country(code country.Code) *availability.Country {
	if code.IsZero() {
		return nil
	}
	if c := s.countries[code.Index()]; c != nil {
		return c
	}
	return s.embedded.country(code)
}

// Listed returns the listed countries, sorted by code.
func (s *Snapshot) Listed() []*availability.Country {
	listed := make([]*availability.Country, 0, s.Len())
	for _, code := range country.Codes() {
		if c := s.Country(code); c.Listed() {
			listed = append(listed, c)
		}
	}
	return listed
}

// CountriesWith returns the codes of the countries where all of the features
// are available or, unless strict, conditional; sorted. Without features it
// returns the listed countries.
func (s *Snapshot) CountriesWith(features []availability.Feature, o availability.Options) []country.Code {
	var codes []country.Code
	for _, code := range country.Codes() {
		c := s.Country(code)
		if (c.Listed() || len(features) > 0) && c.Missing(features, o) == nil {
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
		changed.countries[o.Country.Index()] = changed.Country(o.Country).WithOverride(o)
	}
	return &changed
}

// WithFacts returns the snapshot with the facts that decide returns for each
// country, as far as they are newer than the dataset. They are not part of the
// [Document], whose digest and date do not change. Overrides still win.
func (s *Snapshot) WithFacts(decide func(*availability.Country) []availability.Fact) *Snapshot {
	changed := *s
	for _, code := range country.Codes() {
		changed.countries[code.Index()] = s.Country(code).WithFacts(decide)
	}
	return &changed
}

// New makes a snapshot of countries in memory, as an importer does. It returns
// [Faults] if they are not a valid dataset.
func New(asOf Date, source string, origins []Origin, countries []availability.Country) (*Snapshot, error) {
	return FromDocument(Document{Format: Format, AsOf: asOf, Source: source, Origins: origins, Countries: countries})
}

// FromDocument makes a snapshot of a document that was made in memory. It
// returns [Faults] if the document is not a valid dataset.
func FromDocument(doc Document) (*Snapshot, error) {
	doc.Countries = slices.Clone(doc.Countries) // which the index writes to
	if faults := validate(&doc); faults != nil {
		return nil, faults
	}
	return index(doc, "", listsOf(&doc)), nil
}

func (d *Document) pagesAsOf() Date {
	if d.PagesAsOf.IsZero() {
		return d.AsOf
	}
	return d.PagesAsOf
}

// provenance returns where the facts of the document come from, and what must
// be done first whatever the country.
func (d *Document) provenance() *availability.Provenance {
	p := &availability.Provenance{PagesAsOf: d.pagesAsOf(), Sources: d.Sources}
	for _, step := range d.Steps {
		for _, f := range step.Before {
			if p.Steps == nil {
				p.Steps = make(map[availability.Feature][]string)
			}
			p.Steps[f] = append(p.Steps[f], step.Name)
			slices.Sort(p.Steps[f])
		}
	}
	return p
}

func index(doc Document, sha256 string, lists *countryLists) *Snapshot {
	s := &Snapshot{doc: doc, sha256: sha256, lists: lists}
	provenance := doc.provenance()
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
		c.Provenance = provenance
		c.DialOutZone = s.lists.zone(code)
	}
	return s
}
