package catalog

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// evidence checks the members of the document that say where facts come from.
func (v *validator) evidence(doc *Document) {
	if doc.Format == 1 {
		for _, member := range [...]struct {
			name  string
			there bool
		}{
			{"pages_as_of", !doc.PagesAsOf.IsZero()}, {"sources", doc.Sources != nil}, {"steps", doc.Steps != nil},
			{"dial_out_zones", doc.DialOutZones != nil}, {"outbound_destinations", doc.OutboundDestinations != nil},
		} {
			if member.there {
				v.fault("/"+member.name, "the member is part of format 2, and the dataset says format 1")
			}
		}
	}
	if doc.PagesAsOf.Compare(doc.AsOf) > 0 {
		v.fault("/pages_as_of", "found %s, which is after as_of, %s", doc.PagesAsOf, doc.AsOf)
	}
	for _, id := range slices.Sorted(maps.Keys(doc.Sources)) {
		p := "/sources/" + pointerToken(id)
		source := doc.Sources[id]
		v.text(p, id, "id of the source")
		if u, err := url.Parse(source.URL); err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || !printable(source.URL) {
			v.fault(p+"/url", "found %s; a source has an https address, without a password", text.Quote(source.URL))
		}
		switch {
		case source.Date.IsZero():
			v.fault(p+"/date", "the date of the source is missing")
		case source.Date.Compare(doc.AsOf) > 0:
			v.fault(p+"/date", "found %s, which is after as_of, %s; a dataset is as new as its newest source", source.Date, doc.AsOf)
		}
		v.text(p+"/kind", source.Kind, "kind of the source")
		v.text(p+"/about", source.About, "sentence on the source")
	}
	steps, features := make(map[string]bool), availability.FeatureNames()
	for i, step := range doc.Steps {
		p := fmt.Sprintf("/steps/%d", i)
		switch {
		case step.Name == "" || strings.Trim(step.Name, "abcdefghijklmnopqrstuvwxyz_") != "":
			v.fault(p+"/name", "found %s; the name of a step is an identifier of small letters, such as know_your_customer", text.Quote(step.Name))
		case slices.Contains(features, step.Name): // prerequisites name both
			v.fault(p+"/name", "found %s, which is a feature, and no step before one", text.Quote(step.Name))
		case steps[step.Name]:
			v.fault(p+"/name", "%s is named twice", text.Quote(step.Name))
		}
		steps[step.Name] = true
		for j, f := range step.Before {
			if slices.Contains(step.Before[:j], f) {
				v.fault(fmt.Sprintf("%s/before/%d", p, j), "%s is named twice", f)
			}
		}
		if len(step.Before) == 0 {
			v.fault(p+"/before", "the list is empty; a step comes before at least one feature")
		}
		v.source(p+"/source", step.Source)
	}
	for _, zone := range slices.Sorted(maps.Keys(doc.DialOutZones)) {
		p := "/dial_out_zones/" + pointerToken(zone)
		if zone != "A" {
			v.fault(p, "found %s; the one zone with minutes of its own is A", text.Quote(zone))
		}
		v.codes(p, doc.DialOutZones[zone])
	}
	v.codes("/outbound_destinations", doc.OutboundDestinations)
}

// sourceIDs returns the ids of the sources for a message. A dataset has some twenty;
// one with thousands is not told them all, thousands of times.
func (v *validator) sourceIDs() string {
	const most = 50
	if len(v.sources) > most {
		return fmt.Sprintf("there are %d", len(v.sources))
	}
	return strings.Join(slices.Sorted(maps.Keys(v.sources)), ", ")
}

// source checks that there is a source with an id.
func (v *validator) source(p, id string) {
	if _, ok := v.sources[id]; !ok {
		v.fault(p, "found %s; allowed is the id of one of the sources: %s", text.Quote(id), v.sourceIDs())
	}
}

// provenance checks the evidence and the remarks of a country.
func (v *validator) provenance(p string, c *availability.Country) {
	if v.format == 1 && (c.Evidence != nil || c.Remarks != nil || c.Numbers.IsStated()) {
		v.fault(p, "evidence, remarks and numbers are part of format 2, and the dataset says format 1")
	}
	for _, f := range byFeature(c.Evidence) {
		v.source(fmt.Sprintf("%s/evidence/%s", p, f), c.Evidence[f])
	}
	for _, f := range byFeature(c.Remarks) {
		v.text(fmt.Sprintf("%s/remarks/%s", p, f), c.Remarks[f], "remark")
	}
}

func byFeature(m map[availability.Feature]string) []availability.Feature {
	return slices.SortedFunc(maps.Keys(m), func(a, b availability.Feature) int { return cmp.Compare(a, b) })
}

// numbers checks the section on phone numbers.
func (v *validator) numbers(p string, c *availability.Country) {
	s := &c.Numbers
	for _, f := range availability.Features() {
		if !f.ForCallingPlanUsers() {
			continue
		}
		if finding := *c.Place(f); finding != (availability.Finding{}) {
			v.finding(fmt.Sprintf("%s/%s", p, f), finding, false)
		}
	}
	word := func(name, found string, allowed []string) {
		if found != "" && !slices.Contains(allowed, found) {
			v.fault(p+"/"+name, "found %s; allowed: %s", text.Quote(found), strings.Join(allowed, ", "))
		}
	}
	documents := func(name string, found []string) {
		for i, document := range found {
			word(fmt.Sprintf("%s/%d", name, i), document, availability.NumberDocuments())
		}
	}
	word("user/provider", s.User.Provider, availability.NumberProviders())
	word("user/admin_center", s.User.AdminCenter, availability.AdminCenterAnswers())
	word("user/order", s.User.Order, availability.NumberOrders())
	documents("user/documents", s.User.Documents)
	word("port_in/geographic", s.PortIn.Geographic, availability.PortInAnswers())
	word("port_in/service", s.PortIn.Service, availability.PortInAnswers())
	word("port_in/mobile", s.PortIn.Mobile, availability.PortInAnswers())
	word("port_in/toll_free", s.PortIn.TollFree, availability.PortInAnswers())
	documents("port_in/documents", s.PortIn.Documents)
	word("emergency_address/required", s.EmergencyAddress.Required, availability.EmergencyAddressAnswers())
	if c.CallingPlans.Status == availability.Unavailable {
		for _, part := range [...]struct {
			name  string
			there bool
		}{
			{"user", !reflect.ValueOf(s.User).IsZero()}, {"port_in", !reflect.ValueOf(s.PortIn).IsZero()}, {"emergency_address", s.EmergencyAddress != availability.EmergencyAddress{}},
		} {
			if part.there {
				v.fault(p+"/"+part.name, "the member is there, but Calling Plans, whose users the numbers are for, are unavailable")
			}
		}
	}
	const no = "not_supported"
	if s.NumberPorting.Status.Available() && s.PortIn.Geographic == no && s.PortIn.Service == no && s.PortIn.Mobile == no && s.PortIn.TollFree == no {
		v.fault(p+"/number_porting/status", "found %q, but port_in says not_supported of every kind of number", s.NumberPorting.Status)
	}
	const most = 104 // two years
	for _, lead := range [...]struct {
		name  string
		weeks int
	}{
		{"user/lead_weeks_min", s.User.LeadWeeksMin}, {"user/lead_weeks_max", s.User.LeadWeeksMax}, {"port_in/lead_weeks_max", s.PortIn.LeadWeeksMax},
	} {
		if lead.weeks < 0 || lead.weeks > most {
			v.fault(p+"/"+lead.name, "found %d weeks; allowed: 0 to %d", lead.weeks, most)
		}
	}
	if s.User.LeadWeeksMin > s.User.LeadWeeksMax {
		v.fault(p+"/user/lead_weeks_min", "found %d, which is more than lead_weeks_max, %d", s.User.LeadWeeksMin, s.User.LeadWeeksMax)
	}
}

// pointerToken returns s as a token of a JSON pointer (RFC 6901).
func pointerToken(s string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(s) }
