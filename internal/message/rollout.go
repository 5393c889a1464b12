package message

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// RolloutOptions say what the messages on a rollout may tell.
type RolloutOptions struct {
	Options
	Agreement rollout.Agreement
	// MaxReported is how many users or countries a message names at most; with
	// 0, no message repeats any data of the users.
	MaxReported int
}

// Refusal says in a line why a user cannot have a feature.
func Refusal(c *rollout.Cause, o RolloutOptions) string {
	switch c.Fault {
	case rollout.NoLocation:
		var none *country.NotFoundError
		if errors.As(c.Err, &none) {
			return fmt.Sprintf("The user has no usage location: the value is %s.", text.Quote(none.Input))
		}
		return "The user has no usage location."
	case rollout.EmptyLocation:
		return "The user has no usage location: usage_location is empty, and country does not replace it."
	case rollout.UnknownLocation:
		if c.Err == nil {
			return "The usage location does not name a country or region."
		}
		return text.Sentence(c.Err.Error())
	}
	reason := Reason(c.Country, c.Feature, o.Options)
	if c.Verdict.Conditions.Contains(availability.RequiresCommunicationsCredits) && o.Agreement.BillsAfterUse() {
		reason += " " + billedAfterUse
	}
	return reason
}

const billedAfterUse = "With a Microsoft Customer Agreement, or through a CSP, there are no Communications Credits to buy: calls are billed after use."

// Violations describes all violations of one kind: a summary in one line without a
// full stop, and what was found, since when, and what could be done.
func Violations(e *rollout.Evaluation, g rollout.Group, o RolloutOptions) (summary, detail string) {
	if g.Fault != 0 {
		return locations(e, g, o)
	}
	what := saying(g.Feature, g.Status)
	if g.Status == availability.Unavailable && !slices.ContainsFunc(g.Countries, func(c rollout.CountryUsers) bool { return !c.Verdict.ByOrganization }) {
		what = fmt.Sprintf("%s %s to an organization in %s", g.Feature.Label(), text.Verb(plurality(g.Feature), "is not sold", "are not sold"), o.Organization)
	}
	summary = fmt.Sprintf("%s in %s of this rollout%s", what, text.Count(len(g.Countries), "country"), named(g.Countries, min(o.MaxReported, summaryCountries)))
	shown := g.Countries[:min(len(g.Countries), o.MaxReported)]
	var reasons reasonList
	var ways []way
	for _, c := range shown {
		reasons.add(Refusal(c.Cause, o), c.Country.Title())
		for _, offer := range WaysOut(c.Country, g.Feature, o.Options) {
			ways = addWay(ways, offer, c.Country.Code)
		}
	}
	detail = text.Bullets(fmt.Sprintf("%s %s %s.", text.Count(g.UserCount, "user"), text.Verb(g.UserCount, "needs", "need"), g.Feature), reasons.lines())
	if more := len(g.Countries) - len(shown); more > 0 && len(shown) > 0 {
		detail += fmt.Sprintf("\n  - and %s", text.Count(more, "more country"))
	}
	var offers []string
	for _, w := range ways {
		offer := w.text
		if len(w.codes) < len(shown) {
			offer = "in " + country.Join(w.codes) + ": " + offer
		}
		offers = append(offers, offer)
	}
	if offers != nil {
		detail += "\n\n" + text.Bullets("What could be done instead:", offers)
	}
	return summary, detail
}

// reasonList holds reasons, those together that differ in nothing but the country.
type reasonList struct {
	reasons []string   // with the mark "\x00" for the country
	titles  [][]string // of the countries of each
}

func (l *reasonList) add(reason, title string) {
	reason = strings.Replace(reason, title, "\x00", 1)
	if i := slices.Index(l.reasons, reason); i >= 0 {
		l.titles[i] = append(l.titles[i], title)
		return
	}
	l.reasons, l.titles = append(l.reasons, reason), append(l.titles, []string{title})
}

func (l *reasonList) lines() []string {
	lines := make([]string, len(l.reasons))
	for i, reason := range l.reasons {
		if len(l.titles[i]) > 1 {
			reason = strings.Replace(reason, "has no page for the country", "has no page for them", 1)
		}
		lines[i] = strings.Replace(reason, "\x00", text.And(l.titles[i]), 1)
	}
	return lines
}

// locations describes users whose country is not known.
func locations(e *rollout.Evaluation, g rollout.Group, o RolloutOptions) (summary, detail string) {
	blank := !slices.ContainsFunc(g.Locations, func(l rollout.LocationUsers) bool { return l.Err != nil })
	var what string
	switch g.Fault {
	case rollout.NoLocation:
		what = "no usage location"
		detail = "Set it in the Microsoft Entra admin center, or with Update-MgUser -UsageLocation and a two-letter code such as DE."
		if blank && g.UserCount == e.UserCount() {
			detail = "None of the users has one, so the list was probably exported without it: Get-MgUser returns UsageLocation only with " +
				"-Property UserPrincipalName,UsageLocation, and an export from an admin center has only the selected columns. Export the list again."
		}
	case rollout.EmptyLocation:
		what = "a country but an empty usage_location"
		detail = "If a user has the attribute usage_location, even an empty one, country is not read, because it may be the country of an address. " +
			"Set usage_location, or leave it out if country is the usage location."
	case rollout.UnknownLocation:
		what = "a usage location that names no country"
		detail = "Write a two-letter code such as DE, or the name of the country."
	}
	summary = fmt.Sprintf("%s of this rollout %s %s", text.Count(g.UserCount, "user"), text.Verb(g.UserCount, "has", "have"), what)
	detail = "Voice licenses are sold and assigned by usage location, so the provider cannot check a user without a valid one. " + detail
	if o.MaxReported == 0 {
		return summary, detail
	}
	return summary, detail + "\n\n" + text.Bullets("The "+text.Plural(g.UserCount, "user")+":", locationLines(g, o))
}

// spellingUsers is how many users a message names of each spelling that several
// have.
const spellingUsers = 3

// locationLines names users without a usage location, one in a line, and those who
// share a spelling that names no country together.
func locationLines(g rollout.Group, o RolloutOptions) []string {
	var lines []string
	left, told := o.MaxReported, 0
	blankLast := func(a, b rollout.LocationUsers) int { // there may be many of those
		switch {
		case a.Err != nil && b.Err == nil:
			return -1
		case a.Err == nil && b.Err != nil:
			return 1
		}
		return 0
	}
	for _, l := range slices.SortedStableFunc(slices.Values(g.Locations), blankLast) {
		if left == 0 {
			break
		}
		if l.Err == nil {
			for _, user := range l.Users[:min(left, len(l.Users))] {
				lines = append(lines, text.Quote(user))
				left--
				told++
			}
			continue
		}
		var users []string
		for _, user := range l.Users[:min(left, spellingUsers, len(l.Users))] {
			users = append(users, text.Quote(user))
			left--
		}
		who := strings.Join(users, ", ")
		if more := l.UserCount - len(users); more > 0 {
			who += fmt.Sprintf(" and %d more", more)
		}
		told += l.UserCount
		lines = append(lines, who+": "+strings.TrimPrefix(Refusal(l.Cause, o), "The user has no usage location: "))
	}
	if more := g.UserCount - told; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return lines
}

// plurality returns a number for which [text.Verb] has the form that the label of a
// feature takes.
func plurality(f availability.Feature) int {
	if f.Plural() {
		return 2
	}
	return 1
}

// saying returns what is the matter with a feature, to go before "in ...".
func saying(f availability.Feature, status availability.Status) string {
	verb := text.Verb(plurality(f), "is", "are")
	switch {
	case status == availability.Unlisted:
		return f.Label() + " " + verb + " not documented"
	case status == availability.Conditional:
		return f.Label() + " " + verb + " only conditional"
	case f.Sold():
		return f.Label() + " is not sold"
	}
	return f.Label() + " " + verb + " not available"
}

// summaryCountries is how many countries a summary names at most: the CLIs print it
// in one line.
const summaryCountries = 10

// named names the first of the countries: ": AE (120 users), BH (3 users) and 2 more".
func named(countries []rollout.CountryUsers, most int) string {
	shown := countries[:min(len(countries), most)]
	if len(shown) == 0 {
		return ""
	}
	var list []string
	for _, c := range shown {
		list = append(list, fmt.Sprintf("%s (%s)", c.Country.Code, text.Count(c.UserCount, "user")))
	}
	listed := ": " + strings.Join(list, ", ")
	if more := len(countries) - len(shown); more > 0 {
		listed += fmt.Sprintf(" and %d more", more)
	}
	return listed
}

// way is one way out, and the countries where it is open.
type way struct {
	text  string
	codes []country.Code
}

func addWay(ways []way, text string, code country.Code) []way {
	for i := range ways {
		if ways[i].text == text {
			ways[i].codes = append(ways[i].codes, code)
			return ways
		}
	}
	return append(ways, way{text, []country.Code{code}})
}

// Prerequisite describes a prerequisite that is missing somewhere: a summary in one
// line without a full stop, and what could be done.
func Prerequisite(p rollout.Prerequisite) (summary, detail string) {
	what := text.Names(append([]availability.Feature{p.Feature}, p.Alternatives...))
	verb := text.Verb(plurality(p.Feature), "is", "are")
	summary = fmt.Sprintf("%s %s not available in %s, and %s %s", strings.Join(what, " or "), verb, country.Join(p.UnavailableIn),
		text.Count(p.Affected, "user"), text.Verb(p.Affected, "needs", "need")+" "+text.Verb(plurality(p.Feature), "it", "them"))
	detail = fmt.Sprintf("Users in %s need %s for %s.", country.Join(p.Countries), text.Verb(plurality(p.Feature), "it", "them"), text.And(text.Names(p.NeededFor)))
	switch p.Feature {
	case availability.CommunicationsCredits:
		if p.JudgedIn.IsZero() {
			detail += " The organization buys Communications Credits in its own country: set organization_country, and they are checked there instead."
		}
		detail += " With a Microsoft Customer Agreement, or through a CSP, there are no credits to buy, because calls are billed after use: set billing_agreement."
	case availability.TollNumber:
		detail += " Use a number from Direct Routing or Operator Connect, or from another country."
	default: // the summary says it all
	}
	return summary, detail
}

// PrerequisiteNote explains a step or a prerequisite beside its name; empty if
// the name says everything.
func PrerequisiteNote(p rollout.Prerequisite) string {
	switch {
	case p.BilledAfterUse:
		return billedAfterUse
	case p.Step == "know_your_customer":
		return "The organization passes Know Your Customer once, in the Teams admin center, before it gets new numbers."
	case p.Step == "civic_address":
		return "According to the tenant's number offers, the organization needs a civic address there before it can acquire numbers."
	}
	return ""
}

// Postal says that locations were read from a column of addresses.
func Postal(column string, users int) (summary, detail string) {
	return fmt.Sprintf("The locations were read from the column %s", text.Quote(column)),
		fmt.Sprintf("The list has no column UsageLocation, so %s checked by the column %s. The country of an address or a site can differ from the usage location, by which licenses are assigned. "+
			"Export the usage location: Get-MgUser returns UsageLocation only with -Property UserPrincipalName,UsageLocation.",
			text.Count(users, "user")+" "+text.Verb(users, "is", "are"), text.Quote(column))
}

// Defaulted says that no user of a list has a usage location of their own.
func Defaulted(users int) (summary, detail string) {
	return "default_usage_location applies to every user",
		fmt.Sprintf("None of the %d users has a usage location, so the list was probably exported without it: Get-MgUser returns UsageLocation only with "+
			"-Property UserPrincipalName,UsageLocation.", users)
}

// Contradictions says that usage locations contradict the country beside them.
func Contradictions(users int) (summary, detail string) {
	return fmt.Sprintf("%s %s a country that differs from the usage location", text.Count(users, "user"), text.Verb(users, "has", "have")),
		"The attributes usage_location and country name different countries. The usage location decides, because licenses are assigned by it."
}
