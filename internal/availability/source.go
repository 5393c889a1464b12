package availability

import (
	"cmp"
	"slices"
)

// Source is where a fact comes from: a page, a change of a page, a message from
// Microsoft, or a source that a user names.
type Source struct {
	URL   string `json:"url"`   // an address that a person can open; empty for a tenant's own export
	Date  Date   `json:"date"`  // when the source said so
	Kind  string `json:"kind"`  // such as "microsoft_page"
	About string `json:"about"` // what it says, in a sentence of ours
}

// Name returns how a message names the source: by its address, or else by what it
// is.
func (s Source) Name() string { return cmp.Or(s.URL, s.About) }

// Provenance says where the facts of a dataset come from.
type Provenance struct {
	// PagesAsOf is the date of the country pages: of every fact that has no
	// newer source.
	PagesAsOf Date
	// Sources are those that say something after the pages, by their ids.
	Sources map[string]Source
	// Steps are what an organization must do once, whatever the country,
	// before it gets the feature; each list is sorted.
	Steps map[Feature][]string
}

// PagesAsOf returns the date of the country's page, which is the date of every
// fact without a newer source. It is zero for a country that is not part of a
// dataset.
func (c *Country) PagesAsOf() Date {
	if c.Provenance == nil {
		return Date{}
	}
	return c.Provenance.PagesAsOf
}

// Source returns the source that last stated or confirmed a feature: the
// country's page if there is no newer one. An override has the source and the
// date that it names, otherwise the date of what it overrides. The URL is empty
// if no source mentions the feature, if an override names no source, and if a
// [Fact] decides.
func (c *Country) Source(f Feature) Source {
	source := c.documented(f)
	from := f
	if other := c.FollowsFrom(f); other != 0 {
		from = other
	}
	if o, ok := c.overrides[from]; ok {
		source = Source{URL: o.Source, Date: source.Date, Kind: "override"}
		if !o.AsOf.IsZero() {
			source.Date = o.AsOf
		}
	}
	return source
}

// documented returns the source of what the dataset itself says about a feature.
func (c *Country) documented(f Feature) Source {
	if fact, decides := c.Fact(f); decides {
		return fact.Source
	}
	if id, ok := c.Evidence[f]; ok && c.Provenance != nil {
		return c.Provenance.Sources[id]
	}
	page := Source{URL: c.SourceURL(), Date: c.PagesAsOf(), Kind: "microsoft_page"}
	if c.Verdict(f).Status == Unlisted {
		page.URL = ""
	}
	return page
}

// Steps returns what an organization must do once before it gets the feature in
// the country, sorted, each once; nil if there is nothing, or if the feature is not
// available.
func (c *Country) Steps(f Feature) []string {
	if c.Provenance == nil || !c.Verdict(f).Status.Available() {
		return nil
	}
	steps := c.Provenance.Steps[f]
	if fact, decides := c.Fact(f); decides && fact.Steps != nil {
		steps = slices.Compact(slices.Sorted(slices.Values(slices.Concat(steps, fact.Steps))))
	}
	return steps
}
