package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// The kinds of numbers that a numbering plan describes, in the order in which
// libphonenumber asks for them (getNumberTypeHelper), and how package numbering
// calls each. The general description comes first.
var kinds = []struct {
	name        string
	typ         string
	description func(*phonenumbers.PhoneMetadata) *phonenumbers.PhoneNumberDesc
}{
	{"general", "Unknown", (*phonenumbers.PhoneMetadata).GetGeneralDesc},
	{"premium_rate", "Premium", (*phonenumbers.PhoneMetadata).GetPremiumRate},
	{"toll_free", "TollFree", (*phonenumbers.PhoneMetadata).GetTollFree},
	{"shared_cost", "SharedCost", (*phonenumbers.PhoneMetadata).GetSharedCost},
	{"voip", "VoIP", (*phonenumbers.PhoneMetadata).GetVoip},
	{"personal_number", "Other", (*phonenumbers.PhoneMetadata).GetPersonalNumber},
	{"pager", "Other", (*phonenumbers.PhoneMetadata).GetPager},
	{"uan", "Other", (*phonenumbers.PhoneMetadata).GetUan},
	{"voicemail", "Other", (*phonenumbers.PhoneMetadata).GetVoicemail},
	// Where fixed and mobile lines share a range (fixed_line_or_mobile), the number belongs to an area: geographic.
	{"fixed_line", "Geographic", (*phonenumbers.PhoneMetadata).GetFixedLine},
	{"mobile", "Mobile", (*phonenumbers.PhoneMetadata).GetMobile},
}

// corrections are numbers that the library takes for another kind than the
// country's regulator does. A kind hides those behind it.
var corrections = []struct {
	region, kind, pattern string
	lengths               []int32
}{
	// National subscriber numbers (0)32 belong to no area, and the library takes them for fixed lines. Source: Bundesnetzagentur,
	// Tätigkeitsbericht Telekommunikation 2006/2007, "Entwicklung in den einzelnen Nummernbereichen": area numbers need a
	// connection or a place of business in the area, national subscriber numbers do not.
	{"DE", "uan", `32\d{9,11}|322\d{6}`, []int32{9, 11, 12, 13}},
}

// A plan is the numbers under one calling code.
type plan struct {
	callingCode int
	regions     []region // the main one first, as libphonenumber orders them
}

// A region is a country, or no country ("001"), under a calling code.
type region struct {
	id            string
	leadingDigits string // the pattern of the beginning of its numbers, "" where the ranges alone decide
	ranges        []numbers
}

// numbers is one kind of numbers of a region.
type numbers struct {
	kind    int // index of kinds
	lengths []int32
	pattern string
}

// readPlans returns the plans of the library by calling code.
func readPlans() ([]plan, error) {
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		return nil, err
	}
	regions := make(map[int][]region)
	for _, m := range all.GetMetadata() {
		r := region{id: m.GetId(), leadingDigits: m.GetLeadingDigits()}
		for kind, k := range kinds {
			d := k.description(m)
			if p := d.GetNationalNumberPattern(); p != "" && p != "NA" {
				n := numbers{kind: kind, lengths: d.GetPossibleLength(), pattern: p}
				for _, c := range corrections {
					if c.region == r.id && c.kind == k.name {
						n.pattern += "|" + c.pattern
						n.lengths = append(slices.Clone(n.lengths), c.lengths...)
					}
				}
				r.ranges = append(r.ranges, n)
			}
		}
		code := int(m.GetCountryCode())
		regions[code] = append(regions[code], r)
	}
	var plans []plan
	for _, code := range slices.Sorted(maps.Keys(regions)) {
		p := plan{callingCode: code, regions: regions[code]}
		order := phonenumbers.GetRegionCodesForCountryCode(code)
		if len(order) != len(p.regions) {
			return nil, fmt.Errorf("calling code %d has the regions %v, but %d descriptions", code, order, len(p.regions))
		}
		slices.SortFunc(p.regions, func(a, b region) int {
			return cmp.Compare(slices.Index(order, a.id), slices.Index(order, b.id))
		})
		plans = append(plans, p)
	}
	return plans, nil
}

// text writes plans for people: this is where a new version of the library
// shows what changed.
func text(plans []plan) string {
	var b strings.Builder
	for _, p := range plans {
		for _, r := range p.regions {
			fmt.Fprintf(&b, "+%d %s", p.callingCode, r.id)
			if r.leadingDigits != "" {
				fmt.Fprintf(&b, " (%s)", r.leadingDigits)
			}
			b.WriteByte('\n')
			for _, n := range r.ranges {
				fmt.Fprintf(&b, "\t%s %s %s\n", kinds[n.kind].name, strings.Trim(strings.ReplaceAll(fmt.Sprint(n.lengths), " ", ","), "[]"), n.pattern)
			}
		}
	}
	return b.String()
}

// An outcome is what the automaton says about a number.
type outcome struct {
	typ     string // a constant of package numbering
	country int    // index of the region that the number belongs to, where typ is not Unknown
	regions uint32 // a bit for each region in whose plan it is of that type
}

// judge returns the outcome of a national number, given which patterns match
// it, as libphonenumber decides: the first region that claims the number by its
// leading digits, or by its ranges where it has no leading digits, decides.
// Found is whether any region has such numbers at all.
func (p plan) judge(leads func(region int) bool, matches func(region, kind int) bool) (o outcome, found bool) {
	types := make([]string, len(p.regions))
	for i := range p.regions {
		types[i] = "Unknown"
		if !matches(i, 0) {
			continue
		}
		found = true
		for kind := 1; kind < len(kinds) && types[i] == "Unknown"; kind++ {
			if matches(i, kind) {
				types[i] = kinds[kind].typ
			}
		}
	}
	o.typ = "Unknown"
	for i, r := range p.regions {
		if len(p.regions) == 1 || r.leadingDigits != "" && leads(i) || r.leadingDigits == "" && types[i] != "Unknown" {
			o.typ, o.country = types[i], i
			break
		}
	}
	if o.typ == "Unknown" {
		return outcome{typ: o.typ}, found
	}
	for i, typ := range types {
		if typ == o.typ {
			o.regions |= 1 << i
		}
	}
	return o, found
}
