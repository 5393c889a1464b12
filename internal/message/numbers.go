package message

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Numbers says in a sentence how users in a country get phone numbers from a source,
// and how long it takes as far as a page says; empty if none says.
func Numbers(n rollout.NumberNeed, source rollout.NumberSource) string {
	code, of := n.Country.Code, n.Country.Numbers
	var said string
	var least, most int
	switch source {
	case rollout.MicrosoftNumbers:
		least, most = of.User.LeadWeeksMin, of.User.LeadWeeksMax
		inCenter, known := of.User.InAdminCenter()
		switch {
		case of.User.Order == "partner":
			said = fmt.Sprintf("numbers for %s come from %s", code, cmp.Or(operatorOf(n.Country), "an operator"))
		case of.User.Order == "required":
			said = fmt.Sprintf("numbers for %s are ordered from the service desk", code)
		case known && inCenter:
			said = fmt.Sprintf("numbers for %s are in the Teams admin center", code)
			if most > 0 {
				said += "; others are ordered"
			}
		default:
			return ""
		}
		if n.Verdict.Conditions.Contains(availability.KnowYourCustomer) {
			said += ", after the form of the country is filled in"
		}
	case rollout.PortedNumbers:
		most = of.PortIn.LeadWeeksMax
		said = fmt.Sprintf("numbers for %s are ported to Microsoft", code)
		switch {
		case n.Verdict.Conditions.Contains(availability.ThroughPartner):
			said = fmt.Sprintf("numbers for %s are ported by %s", code, cmp.Or(operatorOf(n.Country), "an operator"))
		case n.Verdict.Conditions.Contains(availability.LetterOfAuthorization):
			said += " with a letter of authorization"
		}
	case rollout.NoNumbers:
		return ""
	}
	switch {
	case most == 0:
	case least > 0 && least < most:
		said += fmt.Sprintf(", which takes %d to %d weeks", least, most)
	default:
		said += fmt.Sprintf(", which takes up to %s", text.Count(most, "week"))
	}
	return text.Sentence(said)
}

// WaitingForNumbers describes the users who get a number only on a condition: a
// summary in one line without a full stop, and what it takes in each country. The
// summary is empty if there are none.
func WaitingForNumbers(needs []rollout.NumberNeed, source rollout.NumberSource, o RolloutOptions) (summary, detail string) {
	needs = slices.DeleteFunc(slices.Clone(needs), func(n rollout.NumberNeed) bool { return n.Verdict.Status == availability.Available })
	if len(needs) == 0 {
		return "", ""
	}
	slices.SortStableFunc(needs, func(a, b rollout.NumberNeed) int { return cmp.Compare(b.UserCount, a.UserCount) })
	users := 0
	var lines []string
	for _, n := range needs {
		users += n.UserCount
		if len(lines) < o.MaxReported {
			how := strings.TrimSuffix(cmp.Or(Numbers(n, source), fmt.Sprintf("Numbers for %s: %s.", n.Country.Code, n.Verdict.Conditions)), ".")
			lines = append(lines, fmt.Sprintf("%s (%s)", how, text.Count(n.UserCount, "user")))
		}
	}
	if more := len(needs) - len(lines); more > 0 && len(lines) > 0 {
		lines = append(lines, "and "+text.Count(more, "more country"))
	}
	summary = fmt.Sprintf("%s %s for numbers", text.Count(users, "user"), text.Verb(users, "waits", "wait"))
	return summary, text.Bullets(fmt.Sprintf("In %s, users cannot get their numbers right away.", text.Count(len(needs), "country")), lines)
}
