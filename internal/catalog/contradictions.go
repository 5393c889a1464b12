package catalog

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Contradictions between members of a dataset. Each is refused unless the
// documentation of the attribute gives it a meaning: numbers that a conference
// bridge gets automatically can exist without a dedicated toll number and
// without Audio Conferencing on sale (BH and PK, see
// [availability.AudioConferencingSection]), and the cities of contradictory
// toll numbers are kept (BH and ID, see [availability.TollNumbers]).

// contradictions checks countries against each other, and against the document.
func (v *validator) contradictions(doc *Document) {
	pages := doc.pagesAsOf()
	for i, o := range doc.Origins {
		if o.Date.Compare(pages) > 0 {
			v.fault(fmt.Sprintf("/origins/%d/date", i), "found %s, which is after the date of the pages, %s", o.Date, pages)
		}
	}
	listed := make(map[country.Code]*availability.Country)
	for i := range doc.Countries {
		listed[doc.Countries[i].Code] = &doc.Countries[i]
	}
	for i := range doc.Countries {
		c := &doc.Countries[i]
		p := fmt.Sprintf("/countries/%d", i)
		v.prerequisites(p, c)
		v.withoutCallingPlans(p+"/calling_plans", &c.CallingPlans)
		v.pool(p+"/calling_plans/minute_pool_countries", c, listed)
		if other, ok := country.Find(c.Name); ok && other != c.Code {
			v.fault(p+"/name", "found %s, which is the name of %s", text.Quote(c.Name), other)
		}
	}
}

// prerequisites checks that what a feature needs is there, and is not itself.
func (v *validator) prerequisites(p string, c *availability.Country) {
	if c.CallingPlans.Status.Available() && c.PhoneSystem.Status == availability.Unavailable {
		v.fault(p+"/calling_plans/status", "found %q, but Phone System, which every Calling Plan needs, is unavailable", c.CallingPlans.Status)
	}
	for _, f := range availability.Features() {
		if !f.ForCallingPlanUsers() || !c.Place(f).Status.Available() {
			continue
		}
		for _, need := range f.Needs() {
			if c.Place(need).Status == availability.Unavailable {
				v.fault(fmt.Sprintf("%s/numbers/%s/status", p, f), "found %q, but %s, which it needs, is unavailable", c.Place(f).Status, need)
			}
		}
	}
	if c.CommunicationsCredits.Conditions.Contains(availability.RequiresCommunicationsCredits) {
		v.fault(p+"/communications_credits/conditions", "found requires_communications_credits, but Communications Credits cannot need themselves")
	}
}

// withoutCallingPlans checks that nothing is known about plans where none is sold.
func (v *validator) withoutCallingPlans(p string, s *availability.CallingPlansSection) {
	if s.Status == availability.Unavailable {
		for _, said := range []struct {
			name string
			it   bool
		}{
			{"outbound_destination_count", s.OutboundDestinationCount > 0},
			{"domestic_call_countries", s.DomesticCallCountries != nil},
			{"minute_pool_countries", s.MinutePoolCountries != nil},
		} {
			if said.it {
				v.fault(p+"/"+said.name, "the member is there, but Calling Plans are unavailable")
			}
		}
	}
	sold := func(p availability.Plan) bool { return !p.Conditions.Contains(availability.Deprecated) }
	if s.Status.Available() && len(s.Plans) > 0 && !slices.ContainsFunc(s.Plans, sold) {
		v.fault(p+"/plans", "every plan of the list is deprecated, but Calling Plans are %s", s.Status)
	}
	premium := s.PremiumNumberCalls
	if premium.Status == availability.Unavailable && len(premium.SupportedPrefixes) > 0 {
		v.fault(p+"/premium_number_calls/supported_prefixes", "the list has prefixes, but calls to premium numbers are unavailable")
	}
	if max(len(premium.SupportedPrefixes), len(premium.UnsupportedPrefixes)) > maxPrefixes {
		return // a fault already
	}
	for i, prefix := range premium.UnsupportedPrefixes {
		if slices.Contains(premium.SupportedPrefixes, prefix) {
			v.fault(fmt.Sprintf("%s/premium_number_calls/unsupported_prefixes/%d", p, i), "%s is among the supported prefixes", text.Quote(prefix))
		}
	}
}

// pool checks that the countries which share minutes with c say so, too.
func (v *validator) pool(p string, c *availability.Country, listed map[country.Code]*availability.Country) {
	mine := c.MinutePoolCountries()
	if len(mine) > country.Count {
		return // some are named twice, which is a fault already
	}
	for i, code := range mine {
		if code == c.Code {
			continue
		}
		switch other := listed[code]; {
		case other == nil:
			v.fault(fmt.Sprintf("%s/%d", p, i), "%s is not in the dataset, so it shares no minutes", code)
		case !slices.Equal(other.MinutePoolCountries(), mine):
			v.fault(fmt.Sprintf("%s/%d", p, i), "%s shares minutes with %s there; the countries of a pool list the same",
				code, country.Join(other.MinutePoolCountries()))
		}
	}
}

// textLimit is how many bytes a text of a dataset may have: as many as text.Line
// shows.
const textLimit = 500

// text checks a text, which a message may repeat: it is one printable line, and
// not blank. what it is names it in a fault.
func (v *validator) text(p, s, what string) bool {
	switch {
	case strings.TrimSpace(s) == "":
		v.fault(p, "the %s is missing", what)
	case len(s) > textLimit:
		v.fault(p, "the %s has %d bytes; allowed: up to %d", what, len(s), textLimit)
	case !printable(s):
		v.fault(p, "the %s is %s; a text is one line, with single spaces between its words and no character that a terminal obeys or does not show", what, text.Quote(s))
	default:
		return true
	}
	return false
}

// optionalText checks a text that may be left out.
func (v *validator) optionalText(p, s, what string) {
	if s != "" {
		v.text(p, s, what)
	}
}

// askedBy checks a name that people use in questions: without a letter or a
// digit, no question would ever find it.
func (v *validator) askedBy(p, s, what string) bool {
	if !v.text(p, s, what) {
		return false
	}
	if availability.FoldCity(s) == "" {
		v.fault(p, "found %s; a %s has letters, or nobody could ask for it", text.Quote(s), what)
		return false
	}
	return true
}

// printable reports whether text.Line would show s as it is.
func printable(s string) bool {
	return utf8.ValidString(s) && text.Line(s) == s
}
