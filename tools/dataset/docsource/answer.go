package docsource

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// answer reads the answer in a row.
func (p *Page) answer(fact string, r *row) {
	cell := r.cells[1]
	for _, s := range cell {
		if s.fault != "" {
			p.problem(s.line, s.text, s.fault, fact)
			return
		}
	}
	switch fact {
	case factNumberAssignment:
		p.numberAssignment(cell)
	case factPlans:
		p.plans(cell)
	case factOutboundDestinations:
		p.outboundDestinations(cell)
	case factTollCities:
		p.tollCities(cell)
	case factCallingPlan:
		p.callingPlan(cell)
	default:
		p.finding(fact, cell)
	}
}

func (p *Page) set(fact string, line int, value string, apply func(*availability.Country)) {
	if p.failed[fact] {
		return
	}
	p.readings[fact] = reading{value: value, line: line, apply: apply}
}

// missing reads a fact of which the page does not speak.
func (p *Page) missing(fact string, line int) {
	switch fact {
	case factPremiumNumberCalls:
		// Pages of countries without a Calling Plan of Microsoft's have no such row.
		if p.microsoftSells {
			p.problem(line, fact, "the row is missing", fact)
			return
		}
		p.set(fact, line, "unavailable", func(c *availability.Country) {
			c.CallingPlans.PremiumNumberCalls.Finding = availability.Finding{Status: availability.Unavailable}
		})
	case factSKUs, factTenantCountries, factDomesticCalls, factMinutePool, factServiceNumberUse:
		if _, read := p.readings[fact]; !read {
			p.set(fact, line, "", func(*availability.Country) {})
		}
	}
}

// answered is what an answer says, and of whom.
type answered struct {
	said     map[meaning]bool
	tokens   []token
	operator string
}

// understand looks up all of an answer. It is false, with a problem, where a
// word is not understood.
func (p *Page) understand(fact string, cell []segment) (answered, bool) {
	a := answered{said: make(map[meaning]bool)}
	for _, s := range cell {
		if s.fault != "" {
			p.problem(s.line, s.text, s.fault, fact)
			return a, false
		}
		tokens, ok := p.lookUp(fact, s)
		if !ok {
			return a, false
		}
		for _, t := range tokens {
			a.said[t.meaning] = true
		}
		a.tokens = append(a.tokens, tokens...)
		if a.operator == "" {
			a.operator = operatorIn(s.text)
		}
	}
	return a, true
}

// lookUp looks up all of a segment, unless it is advice or an operator's
// sentence: of those, only what comes before counts.
func (p *Page) lookUp(fact string, s segment) ([]token, bool) {
	tokens, rest := p.lang.consume(s.text)
	for _, t := range tokens {
		if t.country != "" && !p.namesThisCountry(t.country) {
			p.problem(s.line, t.text, "the page is about "+p.Country.Name()+", and this names another country", fact)
			return nil, false
		}
	}
	if rest == "" {
		return tokens, true
	}
	answers := slices.ContainsFunc(tokens, func(t token) bool { return t.meaning != skip })
	if !answers && !s.item && (strings.ContainsRune(s.text, markAdvice) || operatorIn(s.text) != "") {
		return nil, true
	}
	p.problem(s.line, rest, fmt.Sprintf("not understood in %s (%s)", p.Language, fact), fact)
	return nil, false
}

// namesThisCountry reports whether a name is that of the page's country, as
// far as the name with an article before it or an ending is still the name.
func (p *Page) namesThisCountry(name string) bool {
	names := []string{name, strings.TrimSuffix(name, "s")} // "außerhalb Chinas"
	if i := strings.LastIndexAny(name, " '"); i >= 0 {
		names = append(names, name[i+1:]) // "la Chine", "l'Inde"
	}
	return slices.ContainsFunc(names, func(n string) bool {
		code, err := country.Resolve(n)
		return err == nil && code == p.Country
	})
}

// conditionMeanings are the meanings that are conditions.
var conditionMeanings = []struct {
	meaning   meaning
	condition availability.Condition
}{
	{payPerMinute, availability.PayPerMinuteOnly},
	{requiresCredits, availability.RequiresCommunicationsCredits},
	{withCredits, availability.RequiresCommunicationsCredits},
	{prefixesCredits, availability.RequiresCommunicationsCredits},
	{onRequest, availability.OnRequest},
	{nonGeographic, availability.NonGeographicOnly},
	{domesticOrgs, availability.DomesticOrganizationsOnly},
	{inCountry, availability.InCountryAccessOnly},
	{outsideCountry, availability.OutsideCountryUseOnly},
	{excludesDomestic, availability.ExcludesDomesticPurchases},
	{notSoldByMicrosoft, availability.SoldByOperator},
	{countrySKU, availability.CountrySpecificSKU},
}

// allowed are the meanings that fit each row besides yes, no and skip.
var allowed = map[string][]meaning{
	factAudioConferencing:  {payPerMinute, outsideCountry, notSoldByMicrosoft},
	factCallMe:             {requiresCredits, excludesDomestic},
	factPremiumNumberCalls: {withCredits, prefixesCredits, prefixesNo},
	factCallingPlan:        {countrySKU},
	factTollNumber:         {onRequest, nonGeographic, domesticOrgs, inCountry},
	factTollFreeNumber:     {onRequest, excludesDomestic, domesticOrgs, inCountry},
}

// yesByItself are the meanings that say "yes, under a condition" without the
// word.
var yesByItself = []meaning{requiresCredits, prefixesCredits, notSoldByMicrosoft, nonGeographic}

// judge makes a finding of an answer.
func (p *Page) judge(fact string, line int, text string, a answered) (availability.Finding, bool) {
	fail := func(what string) (availability.Finding, bool) {
		p.problem(line, text, fmt.Sprintf("%s (%s)", what, fact), fact)
		return availability.Finding{}, false
	}
	var conditions availability.Conditions
	positive := a.said[yes]
	for m := range a.said {
		if m == yes || m == no || m == skip || m == prefixesNo && fact == factPremiumNumberCalls {
			continue
		}
		if !slices.Contains(allowed[fact], m) {
			return fail("the answer does not fit the question: " + string(m))
		}
		positive = positive || slices.Contains(yesByItself, m)
		for _, c := range conditionMeanings {
			if c.meaning == m {
				conditions = conditions.With(c.condition)
			}
		}
	}
	sells := fact == factAudioConferencing || fact == factCallingPlan
	if a.operator != "" && sells {
		conditions = conditions.With(availability.SoldByOperator)
	}
	switch {
	case positive && a.said[no]:
		return fail("the answer says both yes and no")
	case !positive && !a.said[no]:
		return fail("the answer says neither yes nor no")
	case a.said[no] && !conditions.IsZero():
		return fail("the answer says no, and yet under which condition")
	case a.said[notSoldByMicrosoft] && a.operator == "":
		return fail("the operator is not one that is known")
	case a.said[no]:
		return availability.Finding{Status: availability.Unavailable}, true
	case conditions.Limits():
		return availability.Finding{Status: availability.Conditional, Conditions: conditions}, true
	}
	return availability.Finding{Status: availability.Available, Conditions: conditions}, true
}

func findingText(f availability.Finding) string {
	return strings.TrimSpace(f.Status.String() + " " + strings.Join(f.Conditions.Names(), " "))
}

// finding reads a row that asks whether something can be had.
func (p *Page) finding(fact string, cell []segment) {
	a, ok := p.understand(fact, cell)
	if !ok {
		return
	}
	line, text := cell[0].line, textOfSegments(cell)
	f, ok := p.judge(fact, line, text, a)
	if !ok {
		return
	}
	value := findingText(f)
	there := f.Status == availability.Available
	if (fact == factAutoAttendants || fact == factCallQueues || fact == factVoicemail) && !f.Conditions.IsZero() {
		p.problem(line, text, "a part of Phone System is there or not", fact)
		return
	}
	supported, unsupported := prefixes(a)
	if fact == factPremiumNumberCalls {
		if len(supported)+len(unsupported) > 0 {
			f.Conditions = f.Conditions.With(availability.LimitedNumberRanges)
			f.Status = availability.Conditional
		}
		value = strings.TrimRight(strings.Join([]string{findingText(f), strings.Join(supported, ","), strings.Join(unsupported, ",")}, " "), " ")
	}
	if fact == factAudioConferencing {
		value = strings.TrimSpace(value + " " + a.operator)
	}
	p.set(fact, line, value, func(c *availability.Country) {
		switch fact {
		case factAudioConferencing:
			c.AudioConferencing.Finding, c.AudioConferencing.Operator = f, a.operator
		case factCallMe:
			c.AudioConferencing.CallMe = f
		case factPhoneSystem:
			c.PhoneSystem.Finding = f
		case factAutoAttendants:
			c.PhoneSystem.AutoAttendants = there
		case factCallQueues:
			c.PhoneSystem.CallQueues = there
		case factVoicemail:
			c.PhoneSystem.Voicemail = there
		case factPremiumNumberCalls:
			c.CallingPlans.PremiumNumberCalls = availability.PremiumCalls{
				Finding: f, SupportedPrefixes: supported, UnsupportedPrefixes: unsupported,
			}
		case factTollNumber:
			// Whether numbers belong to cities is known from another row.
			c.ServiceNumbers.Toll.Status = f.Status
			for condition := range f.Conditions.All() {
				c.ServiceNumbers.Toll.Conditions = c.ServiceNumbers.Toll.Conditions.With(condition)
			}
		case factTollFreeNumber:
			c.ServiceNumbers.TollFree = f
		case factCredits:
			c.CommunicationsCredits = f
		}
	})
}

var prefixPattern = regexp.MustCompile(`(\d{3,})x*`)

// prefixes returns the number ranges that an answer on premium numbers names.
func prefixes(a answered) (supported, unsupported []string) {
	for _, t := range a.tokens {
		for _, m := range prefixPattern.FindAllStringSubmatch(t.text, -1) {
			if t.meaning == prefixesCredits {
				supported = append(supported, m[1])
			}
			if t.meaning == prefixesNo {
				unsupported = append(unsupported, m[1])
			}
		}
	}
	return supported, unsupported
}

// callingPlan reads whether Calling Plans are sold. Where a country has SKUs of
// its own, their names stand below the answer as code.
func (p *Page) callingPlan(cell []segment) {
	skus := make(map[availability.PlanType]string)
	words := cell
	if first := slices.IndexFunc(cell, func(s segment) bool { return len(s.code) > 0 }); first >= 0 {
		words = nil
		for _, s := range cell {
			if len(s.code) == 0 && !s.item {
				words = append(words, s)
			}
			for _, name := range s.code {
				t, ok := skuType(name)
				if _, twice := skus[t]; !ok || twice {
					p.problem(s.line, name, "not the name of one SKU for a type of plan", factCallingPlan)
					return
				}
				skus[t] = name
			}
		}
	}
	a, ok := p.understand(factCallingPlan, words)
	if !ok {
		return
	}
	line, text := cell[0].line, textOfSegments(cell)
	if len(skus) > 0 {
		a.said[countrySKU] = true
	}
	f, ok := p.judge(factCallingPlan, line, text, a)
	if !ok {
		return
	}
	p.microsoftSells = f.Status.Available() && a.operator == ""
	p.set(factCallingPlan, line, strings.TrimSpace(findingText(f)+" "+a.operator), func(c *availability.Country) {
		c.CallingPlans.Finding, c.CallingPlans.Operator = f, a.operator
	})
	p.set(factSKUs, line, fmt.Sprint(skus), func(c *availability.Country) {
		for i, plan := range c.CallingPlans.Plans {
			c.CallingPlans.Plans[i].SKUPartNumber = skus[plan.Type]
		}
	})
}

func skuType(name string) (availability.PlanType, bool) {
	switch lower := strings.ToLower(name); {
	case strings.Contains(lower, "pay_as_you_go"):
		return availability.PayAsYouGo, true
	case strings.Contains(lower, "domestic_and_international"):
		return availability.DomesticAndInternational, true
	case strings.Contains(lower, "domestic"):
		return availability.Domestic, true
	}
	return 0, false
}

// plans reads the plans on sale: one for each list item, or one sentence where
// there is no list.
func (p *Page) plans(cell []segment) {
	var plans []availability.Plan
	list := slices.ContainsFunc(cell, func(s segment) bool { return s.item })
	line := cell[0].line
	for i, s := range cell {
		tokens, rest := p.lang.consume(s.text)
		switch {
		case operatorIn(s.text) != "" && !s.item,
			rest == "" && onlyMeaning(tokens, notApplicable):
			continue
		case p.readRemark(s.line, s.text):
			continue
		case list && !s.item && (i == 0 || i > 0 && !slices.ContainsFunc(cell[i:], func(s segment) bool { return s.item })) &&
			!digit.MatchString(s.text):
			// What introduces the list, and links below it.
			continue
		case list && !s.item && strings.ContainsAny(strings.Join(s.links, ""), ":"):
			continue
		}
		plan, what := p.plan(s.text)
		if what != "" {
			p.problem(s.line, s.text, what, factPlans)
			return
		}
		plans = append(plans, plan)
	}
	p.set(factPlans, line, fmt.Sprint(plans), func(c *availability.Country) {
		c.CallingPlans.Plans = slices.Clone(plans)
	})
}

func onlyMeaning(tokens []token, want meaning) bool {
	is := func(t token) bool { return t.meaning == want }
	return slices.ContainsFunc(tokens, is) &&
		!slices.ContainsFunc(tokens, func(t token) bool { return !is(t) && t.meaning != skip })
}

var digit = regexp.MustCompile(`\d`)

// minutesPattern is a number of minutes, with or without a mark between
// thousands.
var minutesPattern = regexp.MustCompile(`\d{1,2}[.,' \x{A0}\x{202F}]\d{3}\b|\d+`)

// plan reads a plan by its numbers, and makes sure of them by its words.
func (p *Page) plan(text string) (plan availability.Plan, what string) {
	text = normalize(text)
	var minutes []int
	for _, s := range minutesPattern.FindAllString(text, -1) {
		n, err := strconv.Atoi(strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return r
			}
			return -1
		}, s))
		if err != nil {
			return plan, "not a number of minutes"
		}
		minutes = append(minutes, n)
	}
	domestic, international := p.lastWord(wordDomestic, text), p.lastWord(wordInternational, text)
	switch {
	case len(minutes) == 0 && p.lastWord(wordPayAsYouGo, text) >= 0:
		plan.Type = availability.PayAsYouGo
	case len(minutes) == 1 && domestic >= 0 && international < 0:
		plan.Type, plan.DomesticMinutes = availability.Domestic, minutes[0]
	case len(minutes) == 2 && domestic >= 0 && domestic < international:
		plan.Type = availability.DomesticAndInternational
		plan.DomesticMinutes, plan.InternationalMinutes = minutes[0], minutes[1]
	default:
		return plan, "the numbers and words are not those of a plan"
	}
	if open := strings.LastIndexByte(text, '('); open >= 0 {
		switch tokens, rest := p.lang.consume(text[open:]); {
		case rest == "" && onlyMeaning(tokens, limited):
			plan.Conditions = availability.NewConditions(availability.LimitedAvailability)
		case len(minutes) < 2: // else it is how the two kinds of minutes are counted
			return plan, "what stands in brackets is not known"
		}
	}
	return plan, ""
}

// lastWord returns where in a text the last of the words stands, or -1.
func (p *Page) lastWord(m meaning, text string) int {
	pattern := p.lang.words[m]
	if pattern == nil {
		return -1
	}
	all := pattern.FindAllStringIndex(text, -1)
	if all == nil {
		return -1
	}
	return all[len(all)-1][0]
}

// outboundDestinations reads how many countries can be called: the number in an
// answer that links to the list.
func (p *Page) outboundDestinations(cell []segment) {
	count := 0
	for _, s := range cell {
		numbers := minutesPattern.FindAllString(s.text, -1)
		tokens, rest := p.lang.consume(s.text)
		switch {
		case rest == "" && onlyMeaning(tokens, notApplicable) || operatorIn(s.text) != "":
		case count == 0 && len(numbers) == 1 && strings.ContainsRune(s.text, markDestinations):
			n, err := strconv.Atoi(numbers[0])
			if err != nil || n < 1 || n > country.Count {
				p.problem(s.line, s.text, "not a number of countries", factOutboundDestinations)
				return
			}
			count = n
		default:
			p.problem(s.line, s.text, "neither one number with a link to the list, nor that there is none", factOutboundDestinations)
			return
		}
	}
	p.set(factOutboundDestinations, cell[0].line, strconv.Itoa(count), func(c *availability.Country) {
		c.CallingPlans.OutboundDestinationCount = count
	})
}

// validName reports whether a text has the form of a city's name.
func validName(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > 60 || len(strings.Fields(s)) > 5 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(first) {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune(" .-'’()", r)
	})
}
