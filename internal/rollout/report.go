package rollout

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Group is every violation of one kind, told as one message.
type Group struct {
	Feature   string // a feature, or [UsageLocation]
	Status    string // a status, or [Unknown]
	UserCount int
	// Countries are sorted by their users, most first; nil for [UsageLocation].
	Countries []CountryUsers
	Summary   string // one line without a full stop
	Detail    string // what is so, since when, and what could be done
}

// CountryUsers is how many users of a country are concerned.
type CountryUsers struct {
	Code      country.Code
	UserCount int
}

// Groups tells the violations by kind: first the users whose country is not
// known, then each feature, in the order of the documentation page, and within
// it each status, worst first. A text names at most the given number of users
// or countries, and says how many more there are.
func (e *Evaluation) Groups(maxReported int) []Group {
	maxReported = max(maxReported, 0)
	groups := []Group{}
	groups = e.appendLocationGroup(groups, maxReported, "no usage location", func(c *Cause) bool { return c == &e.unnamed })
	groups = e.appendLocationGroup(groups, maxReported, "a usage location that names no country", func(c *Cause) bool {
		return c.Feature == UsageLocation && c != &e.unnamed
	})
	for _, f := range availability.Features() {
		for _, status := range []availability.Status{availability.Unlisted, availability.Unavailable, availability.Conditional} {
			if g, ok := e.group(f, status, maxReported); ok {
				groups = append(groups, g)
			}
		}
	}
	return groups
}

func (e *Evaluation) appendLocationGroup(groups []Group, maxReported int, what string, is func(*Cause) bool) []Group {
	users := 0
	var named []string
	for _, v := range e.Violations() {
		if !is(v.Cause) {
			continue
		}
		users++
		if len(named) < maxReported {
			line := text.Quote(v.User)
			if v.Cause != &e.unnamed {
				line += ": " + v.Reason
			}
			named = append(named, line)
		}
	}
	if users == 0 {
		return groups
	}
	verb := "have"
	if users == 1 {
		verb = "has"
	}
	summary := fmt.Sprintf("%s of this rollout %s %s", text.Count(users, "user"), verb, what)
	detail := text.Bullets(summary+".", named)
	if more := users - len(named); more > 0 && len(named) > 0 {
		detail += fmt.Sprintf("\n  - and %d more", more)
	}
	detail += "\n\nMicrosoft sells and assigns voice licences by the usage location, so nothing can be said of a user without one." +
		" Set it in the Microsoft Entra admin center, or with Update-MgUser -UsageLocation and a two-letter code such as DE."
	return append(groups, Group{Feature: UsageLocation, Status: Unknown, UserCount: users, Summary: summary, Detail: detail})
}

// group tells of one feature with one status.
func (e *Evaluation) group(f availability.Feature, status availability.Status, maxReported int) (Group, bool) {
	g := Group{Feature: f.String(), Status: status.String()}
	for _, t := range e.countries {
		if t == nil {
			continue
		}
		if cause := t.causes[f.Index()]; cause != nil && cause.Status == g.Status {
			g.UserCount += cause.users
			g.Countries = append(g.Countries, CountryUsers{t.country.Code, cause.users})
		}
	}
	if g.Countries == nil {
		return g, false
	}
	slices.SortStableFunc(g.Countries, func(a, b CountryUsers) int { return cmp.Compare(b.UserCount, a.UserCount) })
	g.Summary = fmt.Sprintf("%s in %s of this rollout%s", saying(f, status), text.Count(len(g.Countries), "country"), named(g.Countries, maxReported))
	g.Detail = e.detail(g, f, maxReported)
	return g, true
}

// saying returns what is the matter with a feature, to go before "in ...".
func saying(f availability.Feature, status availability.Status) string {
	verb := "is"
	if f.Plural() {
		verb = "are"
	}
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

// named names the first of the countries: ": AE (120 users), BH (3 users) and 2 more".
func named(countries []CountryUsers, most int) string {
	shown := countries[:min(len(countries), most)]
	if len(shown) == 0 {
		return ""
	}
	var list []string
	for _, c := range shown {
		list = append(list, fmt.Sprintf("%s (%s)", c.Code, text.Count(c.UserCount, "user")))
	}
	listed := ": " + strings.Join(list, ", ")
	if more := len(countries) - len(shown); more > 0 {
		listed += fmt.Sprintf(" and %d more", more)
	}
	return listed
}

// detail says since when, why, and what could be done, for the countries that
// the summary names.
func (e *Evaluation) detail(g Group, f availability.Feature, maxReported int) string {
	shown := g.Countries[:min(len(g.Countries), maxReported)]
	verb := "needs"
	if g.UserCount != 1 {
		verb = "need"
	}
	detail := fmt.Sprintf("%s %s %s (%s).", text.Count(g.UserCount, "user"), verb, f, f.Meaning())
	var reasons []string
	var ways []way
	for _, c := range shown {
		t := e.countries[c.Code.Index()]
		reasons = append(reasons, t.causes[f.Index()].Reason)
		for _, offer := range message.WaysOut(t.country, f, message.Options{}) {
			ways = addWay(ways, offer, c.Code)
		}
	}
	detail = text.Bullets(detail, reasons)
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
	if offers == nil {
		return detail
	}
	return detail + "\n\n" + text.Bullets("What could be done instead:", offers)
}

// way is one way out, and the countries where there is it.
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
