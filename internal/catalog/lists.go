package catalog

import (
	"slices"
	"sync"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// countryLists are the lists of a dataset by the country that is called rather
// than the country of the user, as sets by Code.Index.
type countryLists struct {
	zones    [country.Count]string
	outbound [country.Count]bool
}

func (l *countryLists) zone(code country.Code) string {
	if code.IsZero() {
		return ""
	}
	return l.zones[code.Index()]
}

// ownLists returns the lists that a document has itself.
func ownLists(doc *Document) *countryLists {
	lists := &countryLists{}
	for name, codes := range doc.DialOutZones {
		for _, code := range codes {
			lists.zones[code.Index()] = name
		}
	}
	for _, code := range doc.OutboundDestinations {
		lists.outbound[code.Index()] = true
	}
	return lists
}

// listsOf returns the lists of a document. If it lacks a list, that of the
// newest embedded edition applies, because these lists are Microsoft's even if
// an organization has its own dataset of countries.
func listsOf(doc *Document) *countryLists {
	lists := ownLists(doc)
	if doc.DialOutZones == nil {
		lists.zones = newestLists().zones
	}
	if doc.OutboundDestinations == nil {
		lists.outbound = newestLists().outbound
	}
	return lists
}

// newestLists returns the lists of the newest embedded edition. A test holds that
// it has both.
var newestLists = sync.OnceValue(func() *countryLists {
	if newest, err := Newest(); err == nil {
		return newest.lists
	}
	return &countryLists{}
})

// InDialOutZoneA reports whether calls from a meeting to the country use the
// dial-out minutes of the Audio Conferencing licenses.
func (s *Snapshot) InDialOutZoneA(code country.Code) bool { return s.lists.zone(code) == "A" }

// IsOutboundDestination reports whether a Domestic and International Calling
// Plan can call the country.
func (s *Snapshot) IsOutboundDestination(code country.Code) bool {
	return !code.IsZero() && s.lists.outbound[code.Index()]
}

// OutboundDestinations returns the countries that a Domestic and International
// Calling Plan can call, sorted.
func (s *Snapshot) OutboundDestinations() []country.Code {
	return slices.DeleteFunc(country.Codes(), func(code country.Code) bool { return !s.IsOutboundDestination(code) })
}
