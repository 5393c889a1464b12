package docsource

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// quotationKind begins a quotation: "[!NOTE]".
var quotationKind = regexp.MustCompile(`^\[!\w+\]\s*`)

// pathOnly is a paragraph that is nothing but the path of another page.
var pathOnly = regexp.MustCompile(`^[\w./-]+\.md$`)

// prose reads the text below a table. Advice on where to read more says nothing
// of the country.
func (p *Page) prose(known sectionRow, text prose) {
	if text.quoted {
		whole := quotationKind.ReplaceAllString(textOfSegments(text.segments), "")
		if p.readRemark(text.line, whole) || operatorIn(whole) != "" {
			return
		}
		p.sentence(known, segment{line: text.line, text: whole})
		return
	}
	for _, s := range text.segments {
		if s.fault != "" {
			p.problem(s.line, s.text, s.fault, known.remarks...)
			return
		}
		if strings.ContainsRune(s.text, markAdvice) && !p.startsWithRemark(s.text) {
			return // and what follows explains the advice
		}
		if operatorIn(s.text) != "" || pathOnly.MatchString(s.text) || p.readRemark(s.line, s.text) {
			continue
		}
		p.sentence(known, s)
	}
}

// startsWithRemark reports whether a sentence says something before it gives
// advice.
func (p *Page) startsWithRemark(text string) bool {
	tokens, _ := p.lang.consume(text)
	return slices.ContainsFunc(tokens, func(t token) bool { return t.meaning == audioOnly })
}

// sentence reads a sentence that is neither advice nor about calls.
func (p *Page) sentence(known sectionRow, s segment) {
	tokens, rest := p.lang.consume(s.text)
	only := slices.ContainsFunc(tokens, func(t token) bool { return t.meaning == audioOnly })
	if only && strings.ContainsRune(rest, markAdvice) {
		rest = "" // the same sentence goes on with advice
	}
	for _, t := range tokens {
		if t.country != "" && !p.namesThisCountry(t.country) {
			rest = s.text
		}
	}
	if rest != "" || len(tokens) == 0 {
		p.problem(s.line, s.text, "a remark that is not understood in "+p.Language, known.remarks...)
		return
	}
	if only && slices.Contains(known.remarks, factServiceNumberUse) {
		p.set(factServiceNumberUse, s.line, "audio_conferencing_only", func(c *availability.Country) {
			numbers := &c.ServiceNumbers
			for _, f := range []*availability.Finding{&numbers.Toll.Finding, &numbers.TollFree} {
				if f.Status.Available() {
					f.Status, f.Conditions = availability.Conditional, f.Conditions.With(availability.AudioConferencingOnly)
				}
			}
		})
	}
}

// readRemark reads what a text says of domestic calls and shared minutes. It
// is false where the text says nothing of them.
func (p *Page) readRemark(line int, text string) bool {
	if len(text) > maxRemark {
		return false
	}
	remarks := p.lang.remark(text)
	if remarks == nil {
		return false
	}
	named := countriesIn(text)
	for _, m := range remarks {
		switch {
		case m == domesticCalls && len(named) > 0,
			m == domesticIncludes && len(named) > 1 && named[0] == p.Country:
			p.domesticCalls = append(p.domesticCalls, append(named, p.Country)...)
			p.setCodes(factDomesticCalls, line, p.domesticCalls, func(c *availability.Country, codes []country.Code) {
				c.CallingPlans.DomesticCallCountries = codes
			})
		case m == domesticIncludes && len(named) > 1:
			// It is about the calls of another country's users.
		case m == sharedMinutes && len(named) > 1 && slices.Contains(named, p.Country):
			p.minutePool = append(p.minutePool, named...)
			p.setCodes(factMinutePool, line, p.minutePool, func(c *availability.Country, codes []country.Code) {
				c.CallingPlans.MinutePoolCountries = codes
			})
		default:
			p.problem(line, text, "a remark of which the countries are not understood", factDomesticCalls, factMinutePool)
		}
	}
	return true
}

// setCodes sets a fact that is a set of countries.
func (p *Page) setCodes(fact string, line int, codes []country.Code, apply func(*availability.Country, []country.Code)) {
	codes = slices.Clone(codes)
	slices.SortFunc(codes, country.Code.Compare)
	codes = slices.Compact(codes)
	p.set(fact, line, country.Join(codes), func(c *availability.Country) { apply(c, slices.Clone(codes)) })
}

// maxNameWords is of how many words the name of a country in a text has at most.
const maxNameWords = 4

// countriesIn returns the countries that a text names, in the order of the
// text. A name is capitalized, and not a short word that happens to be a code.
func countriesIn(text string) []country.Code {
	var named []country.Code
	words := strings.Fields(text)
next:
	for i := 0; i < len(words); i++ {
		for n := min(maxNameWords, len(words)-i); n > 0; n-- {
			if n > 1 && !capitalized(words[i]) {
				continue // "a U.S. user" is not AUS
			}
			if code, ok := namedCountry(strings.Join(words[i:i+n], " ")); ok {
				if !slices.Contains(named, code) {
					named = append(named, code)
				}
				i += n - 1
				continue next
			}
		}
		named = append(named, countriesInRun(words[i])...)
	}
	return named
}

// capitalized reports whether a word may begin a name: it has a capital, or is
// an abbreviation ("ee. UU.", as a translation has it).
func capitalized(word string) bool {
	return strings.ContainsFunc(word, unicode.IsUpper) || len(word) > 2 && strings.HasSuffix(word, ".")
}

func namedCountry(name string) (country.Code, bool) {
	name = strings.Trim(name, `,;:()[]"'“”«»/`)
	if !strings.ContainsFunc(name, unicode.IsUpper) {
		return country.Code{}, false
	}
	if utf8.RuneCountInString(name) <= 3 && strings.ToUpper(name) != name {
		return country.Code{}, false // "No", "In" or "To" at the beginning of a sentence
	}
	code, err := country.Resolve(name)
	if err != nil {
		code, err = country.Resolve(strings.TrimSuffix(name, "."))
	}
	return code, err == nil
}

// countriesInRun finds countries within a run of characters without spaces, as
// Chinese and Japanese have it.
func countriesInRun(run string) []country.Code {
	runes := []rune(run)
	if !slices.ContainsFunc(runes, unspaced) {
		return nil
	}
	const longest = 12
	var named []country.Code
	for i := 0; i < len(runes); i++ {
		for n := min(longest, len(runes)-i); n > 1; n-- {
			part := runes[i : i+n]
			if slices.ContainsFunc(part, func(r rune) bool { return !unspaced(r) }) {
				continue
			}
			if code, err := country.Resolve(string(part)); err == nil {
				if !slices.Contains(named, code) {
					named = append(named, code)
				}
				i += n - 1
				break
			}
		}
	}
	return named
}

// tenants reads the table of countries in which customers of an operator may be.
func (p *Page) tenants(s *section) {
	var codes []country.Code
	for _, r := range s.rows {
		if r.extra || len(r.cells) != 2 {
			p.problem(r.line, "", "the row has not two cells", factTenantCountries)
			return
		}
		for name := range strings.FieldsFuncSeq(textOfSegments(r.cells[1]), func(c rune) bool { return strings.ContainsRune(",，、", c) }) {
			if name = strings.TrimSpace(name); name == "" {
				continue
			}
			code, err := p.lang.country(name)
			if err != nil {
				p.problem(r.line, name, err.Error(), factTenantCountries)
				continue
			}
			codes = append(codes, code)
		}
	}
	if len(codes) == 0 {
		p.problem(s.line, s.anchor, "the section has no table of countries", factTenantCountries)
	}
	p.tenantsOutside = codes
}

// finish reads what follows from the whole page.
func (p *Page) finish() {
	plan, read := p.readings[factCallingPlan]
	if !read || !strings.Contains(plan.value, availability.SoldByOperator.String()) {
		if len(p.tenantsOutside) > 0 {
			p.problem(plan.line, fmt.Sprint(len(p.tenantsOutside)), "the page lists an operator's customers, but no operator sells there", factTenantCountries)
		}
		return
	}
	p.setCodes(factTenantCountries, plan.line, append(slices.Clone(p.tenantsOutside), p.Country),
		func(c *availability.Country, codes []country.Code) { c.CallingPlans.OperatorTenantCountries = codes })
}
