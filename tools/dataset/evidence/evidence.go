// Package evidence makes an edition of the dataset from an earlier one and a file
// of statements: what Microsoft said after the country pages, each with its
// source and date. The file is HCL, so that a correction is a block that anyone
// who writes Terraform can read:
//
//	source "hong-kong" {
//	  url   = "https://..."
//	  date  = "2024-05-09"
//	  kind  = "microsoft_change"
//	  about = "Calling Plans have launched in Hong Kong SAR"
//	}
//
//	fact "domestic_calling_plan" {
//	  source    = "hong-kong"
//	  countries = ["HK"]
//	  status    = "available"
//	}
//
// A statement that repeats what is known moves the date of the fact; one that
// differs moves the fact. Of two statements about one fact the newer source
// decides, and two sources of one date are a fault.
package evidence

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/gohcl"
	"github.com/hashicorp/hcl/v2/hclparse"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// File is a file of statements, decoded but not checked: see [File.Apply].
type File struct {
	Base         string        `hcl:"base"`
	Sources      []sourceBlock `hcl:"source,block"`
	Facts        []factBlock   `hcl:"fact,block"`
	Steps        []stepBlock   `hcl:"step,block"`
	DialOutZones []zoneBlock   `hcl:"dial_out_zone,block"`
}

type sourceBlock struct {
	ID    string `hcl:"id,label"`
	URL   string `hcl:"url"`
	Date  string `hcl:"date"`
	Kind  string `hcl:"kind"`
	About string `hcl:"about"`
	// Rule says what in the program or the documentation relies on the source,
	// if no other block names it.
	Rule string    `hcl:"rule,optional"`
	At   hcl.Range `hcl:",def_range"`
}

type factBlock struct {
	Feature   string   `hcl:"feature,label"`
	Source    string   `hcl:"source"`
	Countries []string `hcl:"countries,optional"`
	// Others stands for every other listed country: those that no fact of the
	// same source and feature names. Where narrows it to the countries where all
	// of these features are available.
	Others bool     `hcl:"others,optional"`
	Where  []string `hcl:"where,optional"`

	Status                   string      `hcl:"status,optional"`
	Conditions               []string    `hcl:"conditions,optional"`
	Operator                 string      `hcl:"operator,optional"`
	Remark                   string      `hcl:"remark,optional"`
	Zone                     string      `hcl:"zone,optional"`
	NotSoldToOrganizationsIn []string    `hcl:"not_sold_to_organizations_in,optional"`
	Plans                    []planBlock `hcl:"plan,block"`
	At                       hcl.Range   `hcl:",def_range"`
}

// planBlock is one plan of the feature's type. The plans of a fact replace those
// that were known.
type planBlock struct {
	DomesticMinutes      int       `hcl:"domestic_minutes,optional"`
	InternationalMinutes int       `hcl:"international_minutes,optional"`
	Conditions           []string  `hcl:"conditions,optional"`
	At                   hcl.Range `hcl:",def_range"`
}

type stepBlock struct {
	Name   string    `hcl:"name,label"`
	Source string    `hcl:"source"`
	Before []string  `hcl:"before"`
	At     hcl.Range `hcl:",def_range"`
}

type zoneBlock struct {
	Name      string    `hcl:"name,label"`
	Source    string    `hcl:"source"`
	Countries []string  `hcl:"countries"`
	At        hcl.Range `hcl:",def_range"`
}

// Parse reads a file of statements. The error lists every fault with its line.
func Parse(name string, data []byte) (*File, error) {
	parsed, diags := hclparse.NewParser().ParseHCL(data, name)
	var file File
	if !diags.HasErrors() {
		diags = append(diags, gohcl.DecodeBody(parsed.Body, nil, &file)...)
	}
	if diags.HasErrors() {
		return nil, errors.Join(diags.Errs()...)
	}
	return &file, nil
}

// builder applies a file to a document and collects what is wrong.
type builder struct {
	file    *File
	base    *catalog.Snapshot
	today   time.Time
	doc     catalog.Document
	sources map[string]availability.Source
	used    map[string]bool
	faults  []error
}

// Apply makes the edition that results from a snapshot and the file. Its date
// is that of the newest source. Day is today: a source from the future is
// refused. The error lists every fault with its line.
func (f *File) Apply(base *catalog.Snapshot, today time.Time) (*catalog.Snapshot, error) {
	b := &builder{file: f, base: base, today: today, doc: base.Document(), used: make(map[string]bool)}
	b.doc.PagesAsOf = must(availability.ParseDate(base.PagesAsOf()))
	b.doc.Countries = slices.Clone(b.doc.Countries)
	b.readSources()
	b.apply()
	b.steps()
	b.zones()
	for _, s := range f.Sources {
		if !b.used[s.ID] && s.Rule == "" {
			b.fault(s.At, "no block names the source %q: remove it, or say in rule what rests on it", s.ID)
		}
	}
	if b.faults != nil {
		return nil, errors.Join(b.faults...)
	}
	b.doc.Format = catalog.Format
	b.doc.Source = strings.TrimSuffix(b.doc.Source, ".") + "; then what Microsoft said until " + b.doc.AsOf.String()
	return catalog.FromDocument(b.doc)
}

func must[T any](v T, _ error) T { return v }

func (b *builder) fault(at hcl.Range, format string, args ...any) {
	b.faults = append(b.faults, fmt.Errorf("%s: %s", at, fmt.Sprintf(format, args...)))
}

// parse reads a word or a date of the file.
func parse[T any](b *builder, at hcl.Range, s string, parse func(string) (T, error)) (T, bool) {
	v, err := parse(s)
	if err != nil {
		b.fault(at, "%v", err)
	}
	return v, err == nil
}

func parseAll[T any](b *builder, at hcl.Range, list []string, one func(string) (T, error)) []T {
	var all []T
	for _, s := range list {
		if v, ok := parse(b, at, s, one); ok {
			all = append(all, v)
		}
	}
	return all
}

// readSources adds the sources of the file to those of the base, and makes the
// newest one's date that of the edition.
func (b *builder) readSources() {
	b.sources = maps.Clone(b.doc.Sources)
	if b.sources == nil {
		b.sources = make(map[string]availability.Source)
	}
	for _, s := range b.file.Sources {
		date, ok := parse(b, s.At, s.Date, availability.ParseDate)
		if !ok {
			continue
		}
		if _, twice := b.sources[s.ID]; twice {
			b.fault(s.At, "the source %q is there already", s.ID)
		}
		if date.DaysUntil(b.today) < 0 {
			b.fault(s.At, "the source %q is of %s, which is in the future", s.ID, date)
		}
		b.sources[s.ID] = availability.Source{URL: s.URL, Date: date, Kind: s.Kind, About: s.About}
		if date.Compare(b.doc.AsOf) > 0 {
			b.doc.AsOf = date
		}
	}
	b.doc.Sources = b.sources
}

// source returns a source of the file by its id.
func (b *builder) source(at hcl.Range, id string) (availability.Source, bool) {
	s, ok := b.sources[id]
	if !ok {
		b.fault(at, "there is no source %q; sources: %s", id, strings.Join(slices.Sorted(maps.Keys(b.sources)), ", "))
	}
	b.used[id] = true
	return s, ok
}

// statement is what one fact says about one country.
type statement struct {
	*factBlock
	feature    availability.Feature
	date       availability.Date
	status     availability.Status // zero if it says nothing about it
	conditions availability.Conditions
	notSold    []country.Code
}

// apply applies the facts: first those that name their countries, then those that
// depend on what is available somewhere.
func (b *builder) apply() {
	named := make(map[string]map[country.Code]bool) // by source and feature
	var direct, others []statement
	countries := make(map[*factBlock][]country.Code)
	for i := range b.file.Facts {
		fact := &b.file.Facts[i]
		s, ok := b.statement(fact)
		if !ok {
			continue
		}
		if (len(fact.Countries) > 0) == fact.Others {
			b.fault(fact.At, "a fact has either countries or others = true")
			continue
		}
		if fact.Others {
			others = append(others, s)
			continue
		}
		countries[fact] = parseAll(b, fact.At, fact.Countries, country.ParseCode)
		direct = append(direct, s)
		id := fact.Source + " " + fact.Feature
		if named[id] == nil {
			named[id] = make(map[country.Code]bool)
		}
		for _, code := range countries[fact] {
			if named[id][code] && fact.Status != "" {
				b.fault(fact.At, "%s is named twice by facts of %s on %s", code, fact.Source, fact.Feature)
			}
			named[id][code] = fact.Status != "" || named[id][code]
		}
	}
	for _, s := range others {
		if len(s.Where) == 0 {
			countries[s.factBlock] = b.otherCountries(s, named)
			direct = append(direct, s)
		}
	}
	b.applyAll(direct, countries)
	var last []statement
	for _, s := range others {
		if len(s.Where) > 0 {
			countries[s.factBlock] = b.otherCountries(s, named)
			last = append(last, s)
		}
	}
	b.applyAll(last, countries)
}

// otherCountries returns the listed countries that no other fact of the source
// names for the feature.
func (b *builder) otherCountries(s statement, named map[string]map[country.Code]bool) []country.Code {
	where := parseAll(b, s.At, s.Where, availability.ParseFeature)
	var codes []country.Code
	for i := range b.doc.Countries {
		c := &b.doc.Countries[i]
		if !named[s.Source+" "+s.Feature][c.Code] && c.Missing(where, availability.Options{}) == nil {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

// statement reads what a fact says.
func (b *builder) statement(fact *factBlock) (statement, bool) {
	before := len(b.faults)
	s := statement{factBlock: fact}
	s.feature, _ = parse(b, fact.At, fact.Feature, availability.ParseFeature)
	source, _ := b.source(fact.At, fact.Source)
	s.date = source.Date
	if fact.Status != "" {
		s.status, _ = parse(b, fact.At, fact.Status, availability.ParseStatus)
	}
	s.conditions = availability.NewConditions(parseAll(b, fact.At, fact.Conditions, availability.ParseCondition)...)
	s.notSold = parseAll(b, fact.At, fact.NotSoldToOrganizationsIn, country.ParseCode)
	if s.status.IsZero() && len(fact.Plans) == 0 {
		b.fault(fact.At, "the fact says nothing: it has neither a status nor a plan")
	}
	if s.feature.PlanType() == 0 && (len(fact.Plans) > 0 || fact.Zone != "" || len(s.notSold) > 0) {
		b.fault(fact.At, "plans, zone and not_sold_to_organizations_in are of a type of Calling Plan, and %s is none", fact.Feature)
	}
	return s, len(b.faults) == before
}

// applyAll applies statements to their countries, the oldest source first, so
// that the newest decides.
func (b *builder) applyAll(statements []statement, countries map[*factBlock][]country.Code) {
	slices.SortStableFunc(statements, func(x, y statement) int { return x.date.Compare(y.date) })
	for _, feature := range availability.Features() { // calling_plan before its types
		seen := make(map[string]statement) // by country and what is said
		for _, s := range statements {
			if s.feature != feature {
				continue
			}
			for _, code := range countries[s.factBlock] {
				b.applyOne(s, code, seen)
			}
		}
	}
}

func (b *builder) applyOne(s statement, code country.Code, seen map[string]statement) {
	i := slices.IndexFunc(b.doc.Countries, func(c availability.Country) bool { return c.Code == code })
	if i < 0 {
		b.fault(s.At, "%s has no country page, and a country without one cannot be added by a statement", code)
		return
	}
	c := &b.doc.Countries[i]
	for what, says := range map[string]bool{"status": !s.status.IsZero(), "plans": len(s.Plans) > 0} {
		if !says {
			continue
		}
		id := code.String() + " " + what
		if other, ok := seen[id]; ok && other.date == s.date && other.Source != s.Source {
			b.fault(s.At, "%s and %s, both of %s, say something of %s in %s; two sources of one date cannot decide", other.Source, s.Source, s.date, s.feature, code)
		}
		seen[id] = s
	}
	if known := b.base.Country(code).Source(s.feature).Date; s.date.Compare(known) < 0 {
		b.fault(s.At, "%s is of %s, and what is known of %s in %s is newer: of %s", s.Source, s.date, s.feature, code, known)
	}
	available := c.AvailableFeatures(country.Code{})
	c.Evidence = with(c.Evidence, s.feature, s.Source)
	c.Remarks = maps.Clone(c.Remarks)
	delete(c.Remarks, s.feature)
	if s.Remark != "" {
		c.Remarks = with(c.Remarks, s.feature, s.Remark)
	}
	if len(c.Remarks) == 0 {
		c.Remarks = nil
	}
	if t := s.feature.PlanType(); t != 0 {
		b.plans(s, c, t)
	} else if !s.status.IsZero() {
		b.set(s, c)
	}
	// A feature that a statement makes unavailable through another feature is
	// unavailable since the statement's date: the older source said the
	// opposite.
	for _, f := range c.Missing(available, availability.Options{}) {
		c.Evidence = with(c.Evidence, f, s.Source)
	}
}

func with(m map[availability.Feature]string, f availability.Feature, s string) map[availability.Feature]string {
	m = maps.Clone(m)
	if m == nil {
		m = make(map[availability.Feature]string)
	}
	m[f] = s
	return m
}

// set sets the status and the conditions of a feature that has a place of its
// own.
func (b *builder) set(s statement, c *availability.Country) {
	f := availability.Finding{Status: s.status, Conditions: s.conditions}
	place := c.Place(s.feature)
	if place == nil {
		b.fault(s.At, "%s follows from other facts, and cannot be stated", s.feature)
		return
	}
	*place = f
	if s.feature == availability.TollNumber && f.Status.Available() {
		c.ServiceNumbers.Toll.Contradictory = false // the page said both, and the statement decides
	}
	if s.feature == availability.CallingPlan {
		c.CallingPlans.Operator = s.Operator
		if !f.Status.Available() {
			c.CallingPlans = availability.CallingPlansSection{Finding: f, PremiumNumberCalls: availability.PremiumCalls{Finding: f}}
			withoutCallingPlans(c)
		}
	}
}

// withoutCallingPlans removes what is known about users of Calling Plans if no
// plan is sold: all of it is then unavailable.
func withoutCallingPlans(c *availability.Country) {
	for _, f := range availability.Features() {
		if f.ForCallingPlanUsers() {
			*c.Place(f) = availability.Finding{}
			delete(c.Evidence, f)
			delete(c.Remarks, f)
		}
	}
	c.Numbers = availability.NumbersSection{}
}

// plans sets the plans of one type. Their order is that of the pages: first
// pay-as-you-go, then Domestic, then Domestic and International.
func (b *builder) plans(s statement, c *availability.Country, t availability.PlanType) {
	section := &c.CallingPlans
	known := c.PlansOf(t)
	section.Plans = slices.DeleteFunc(slices.Clone(section.Plans), func(p availability.Plan) bool { return p.Type == t })
	plans := known
	if len(s.Plans) > 0 {
		plans = nil
		for _, p := range s.Plans {
			plan := availability.Plan{Type: t, DomesticMinutes: p.DomesticMinutes, InternationalMinutes: p.InternationalMinutes,
				Conditions: availability.NewConditions(parseAll(b, p.At, p.Conditions, availability.ParseCondition)...)}
			if len(known) > 0 {
				plan.SKUPartNumber = known[0].SKUPartNumber
			}
			plans = append(plans, plan)
		}
	}
	switch {
	case s.status == availability.Unavailable:
		plans = nil
	case len(plans) == 0:
		plans = []availability.Plan{{Type: t}}
	}
	for i := range plans {
		if s.Zone != "" {
			plans[i].Zone = s.Zone
		}
		if s.notSold != nil {
			plans[i].NotSoldToOrganizationsIn = s.notSold
		}
	}
	order := []availability.PlanType{availability.PayAsYouGo, availability.Domestic, availability.DomesticAndInternational}
	section.Plans = append(section.Plans, plans...)
	slices.SortStableFunc(section.Plans, func(x, y availability.Plan) int {
		return cmp.Compare(slices.Index(order, x.Type), slices.Index(order, y.Type))
	})
	if v := c.Verdict(s.feature); !s.status.IsZero() && (v.Status != s.status || v.Conditions != s.conditions) {
		b.fault(s.At, "%s in %s would be %s (%s): a type of plan has the status and the conditions of calling_plan there",
			s.feature, c.Code, v.Status, strings.Join(v.Conditions.Names(), ", "))
	}
}

func (b *builder) steps() {
	for _, s := range b.file.Steps {
		if _, ok := b.source(s.At, s.Source); ok {
			b.doc.Steps = append(slices.Clone(b.doc.Steps), catalog.Step{Name: s.Name, Before: parseAll(b, s.At, s.Before, availability.ParseFeature), Source: s.Source})
		}
	}
}

func (b *builder) zones() {
	for _, z := range b.file.DialOutZones {
		if _, ok := b.source(z.At, z.Source); ok {
			b.doc.DialOutZones = maps.Clone(b.doc.DialOutZones)
			if b.doc.DialOutZones == nil {
				b.doc.DialOutZones = make(map[string][]country.Code)
			}
			b.doc.DialOutZones[z.Name] = parseAll(b, z.At, z.Countries, country.ParseCode)
		}
	}
}
