// Package message holds the texts that name arguments of the provider or advise
// what to write into a configuration: notes, explanations, ways out and
// summaries. The packages below it find what is true; this one says it to
// whoever reads a failed plan.
package message

import (
	"fmt"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Options say for whom a text is.
type Options struct {
	availability.Options
	// Function is whether a function speaks: it sees no override and no argument
	// of a data source, so it must not advise one.
	Function bool
}

// Note returns a sentence of ours on a feature where its status and conditions
// do not say all, else the empty string. The note of an override comes first,
// then those of a fact beside the dataset and of the dataset.
func Note(c *availability.Country, f availability.Feature) string {
	if o, ok := c.Override(f); ok {
		if o.Note != "" {
			return text.Line(o.Note)
		}
		return "Set by the provider's configuration: " + text.Stop(text.Line(o.Reason))
	}
	if from := FollowsFrom(c, f); from != "" {
		return from
	}
	note := documentedNote(c, f)
	fact, decides := c.Fact(f)
	if fact.Remark == "" {
		return note
	}
	if !decides {
		note = "It is for Calling Plan users, and no source says that a plan is sold there."
	}
	return strings.TrimSpace(text.Line(fact.Remark) + " " + note)
}

// documentedNote returns the note of the dataset.
func documentedNote(c *availability.Country, f availability.Feature) string {
	if !c.Listed() {
		return ""
	}
	if remark := c.Remarks[f]; remark != "" {
		return text.Line(remark)
	}
	switch f {
	case availability.AudioConferencing:
		return audioConferencingNote(c)
	case availability.CallingPlan:
		if operator := operatorOf(c); operator != "" {
			return fmt.Sprintf("Sold by %s as plans of its own, to organizations in the countries of operator_tenant_countries.", operator)
		}
	case availability.DomesticCallingPlan, availability.DomesticAndInternationalCallingPlan, availability.PayAsYouGoCallingPlan:
		return planNote(c, f)
	case availability.PremiumNumberCalls:
		return premiumNote(c)
	case availability.TollNumber:
		return tollNote(c)
	case availability.AutoAttendants, availability.CallQueues:
		if c.Verdict(f).Status.Available() && !c.ServesVoiceApplications(availability.TollNumber) && !c.ServesVoiceApplications(availability.TollFreeNumber) {
			return "The country has no service numbers for it: use a number from Direct Routing or Operator Connect, or from another country."
		}
	case availability.UserNumber:
		return userNumberNote(c)
	default: // status and conditions say it all
	}
	return ""
}

// operatorOf returns the name of the operator that sells the Calling Plans, as it
// may be printed.
func operatorOf(c *availability.Country) string { return text.Line(c.CallingPlans.Operator) }

func audioConferencingNote(c *availability.Country) string {
	switch {
	case c.AudioConferencing.Operator != "":
		return fmt.Sprintf("Sold by %s.", text.Line(c.AudioConferencing.Operator))
	case c.AudioConferencing.Conditions.Contains(availability.PayPerMinuteOnly):
		return "Sold only through volume licensing; calls are billed by the minute, from Communications Credits where the organization has them."
	}
	return ""
}

func planNote(c *availability.Country, f availability.Feature) string {
	if operator := operatorOf(c); operator != "" {
		return fmt.Sprintf("The plans sold there are those of %s, not Microsoft's.", operator)
	}
	var limited, deprecated []string
	unstated := false
	for _, p := range c.PlansOf(f.PlanType()) {
		minutes := fmt.Sprint(p.DomesticMinutes)
		if p.Conditions.Contains(availability.LimitedAvailability) {
			limited = append(limited, minutes)
		}
		if p.Conditions.Contains(availability.Deprecated) {
			deprecated = append(deprecated, minutes)
		}
		unstated = unstated || p.Type != availability.PayAsYouGo && p.DomesticMinutes == 0
	}
	var notes []string
	if limited != nil {
		notes = append(notes, fmt.Sprintf("The plans of %s minutes are of limited availability.", text.And(limited)))
	}
	if deprecated != nil {
		notes = append(notes, fmt.Sprintf("The plan of %s minutes is no longer sold.", text.And(deprecated)))
	}
	if unstated {
		notes = append(notes, "No source states the minutes of the plan.")
	}
	return strings.Join(notes, " ")
}

func premiumNote(c *availability.Country) string {
	premium := c.CallingPlans.PremiumNumberCalls
	begin := func(prefixes []string) string { return "that begin with +" + strings.Join(prefixes, ", +") }
	switch supported, unsupported := premium.SupportedPrefixes, premium.UnsupportedPrefixes; {
	case len(supported) > 0 && len(unsupported) > 0:
		return "Numbers " + begin(supported) + " can be called; numbers " + begin(unsupported) + " cannot."
	case len(supported) > 0:
		return "Numbers " + begin(supported) + " can be called."
	case len(unsupported) > 0:
		return "Numbers " + begin(unsupported) + " cannot be called."
	}
	return ""
}

func tollNote(c *availability.Country) string {
	toll := c.ServiceNumbers.Toll
	var asked []string
	for _, city := range toll.Cities {
		if city.OnRequest {
			asked = append(asked, text.Line(city.Name))
		}
	}
	switch {
	case toll.Contradictory:
		return "The page lists cities but says that no toll number is available, so the status is unavailable."
	case toll.Status.Available() && !toll.Geographic && !toll.Conditions.Contains(availability.NonGeographicOnly):
		return "The page does not name the cities."
	case toll.OtherCitiesOnRequest:
		return "Numbers in cities that the page does not list are ordered from the service desk."
	case len(asked) == len(toll.Cities) && len(asked) > 0:
		return "Numbers in every city are ordered from the service desk."
	case len(asked) > 0:
		return fmt.Sprintf("Numbers in %s are ordered from the service desk.", strings.Join(asked, ", "))
	}
	return ""
}

func userNumberNote(c *availability.Country) string {
	if c.Numbers.User.AdminCenter == "implied_yes" {
		return "The page only implies that the Teams admin center has numbers: it says what to do for numbers that are not listed there."
	}
	return ""
}

// FollowsFrom returns the sentence that says so where the status of a feature
// follows from an override of another, else the empty string.
func FollowsFrom(c *availability.Country, f availability.Feature) string {
	switch from := c.FollowsFrom(f); {
	case from == 0:
		return ""
	case f == availability.CallingPlan:
		return "Follows from what the provider's configuration says about a type of plan."
	default:
		return fmt.Sprintf("Follows from what the provider's configuration says about %s.", from)
	}
}

// Verdict says in one sentence, without a full stop, what is known about a feature and
// since when.
func Verdict(c *availability.Country, f availability.Feature, o Options) string {
	v := c.VerdictFor(f, o.Organization)
	date := c.Source(f).Date
	switch {
	case c.SetByConfiguration(f):
		return fmt.Sprintf("the provider's configuration sets %s to %s in %s", f, v.Status, c.Title())
	case !c.Listed() && v.Status == availability.Unlisted:
		return fmt.Sprintf("%s is %s in %s: Microsoft's documentation as of %s has no page for the country", f, v.Status, c.Title(), date)
	case v.Status == availability.Unlisted:
		return fmt.Sprintf("%s is %s in %s: no documentation as of %s says anything about it", f, v.Status, c.Title(), date)
	case v.ByOrganization && !v.Status.Available():
		return fmt.Sprintf("%s is %s in %s for an organization in %s as of %s: %s", f, v.Status, c.Title(), o.Organization, date, organizationReason(c, f))
	case !v.Conditions.IsZero():
		return fmt.Sprintf("%s is %s in %s as of %s: %s", f, v.Status, c.Title(), date, v.Conditions)
	}
	return fmt.Sprintf("%s is %s in %s as of %s", f, v.Status, c.Title(), date)
}

// Reason says in a line why a feature is missing, since when and by which source.
func Reason(c *availability.Country, f availability.Feature, o Options) string {
	return reason(c, f, o, " ")
}

// reason is [Reason], with what stands before the source.
func reason(c *availability.Country, f availability.Feature, o Options, before string) string {
	reason := Verdict(c, f, o) + "."
	if c.SetByConfiguration(f) {
		reason = text.Capital(reason)
	}
	// The note tells whom an operator sells to; that it does not sell to the
	// organization is said.
	refused := c.VerdictFor(f, o.Organization)
	if note := note(c, f); note != "" && (!refused.ByOrganization || refused.Status.Available()) {
		reason += " " + note
	}
	if url := c.Source(f).URL; url != "" {
		reason += before + "Source: " + text.Line(url)
	}
	return reason
}

// note is [Note], with an override's reason said as such.
func note(c *availability.Country, f availability.Feature) string {
	if o, ok := c.Override(f); ok && o.Note == "" && c.SetByConfiguration(f) {
		return "Reason: " + text.Stop(text.Line(o.Reason))
	}
	return Note(c, f)
}

// Explain says in sentences why features are missing, since when, by which
// source, and what could be done instead, for a person who reads it in a failed
// plan. Features that are missing for the same reason share a paragraph.
func Explain(c *availability.Country, features []availability.Feature, o Options) string {
	var reasons []string // without the feature that they begin with
	sharing := make(map[string][]availability.Feature)
	for _, f := range features {
		why := strings.TrimPrefix(reason(c, f, o, "\n"), f.String())
		if sharing[why] == nil {
			reasons = append(reasons, why)
		}
		sharing[why] = append(sharing[why], f)
	}
	explanations := make([]string, len(reasons))
	for i, why := range reasons {
		explanations[i] = explainTogether(c, sharing[why], o)
	}
	return strings.Join(explanations, "\n\n")
}

// explainTogether explains features that are missing for the same reason.
func explainTogether(c *availability.Country, features []availability.Feature, o Options) string {
	explanation := reason(c, features[0], o, "\n")
	if len(features) > 1 {
		explanation = text.And(text.Names(features)) + " are" + strings.TrimPrefix(explanation, features[0].String()+" is")
	}
	var ways []string
	needs := make(map[string][]availability.Feature) // the features that a way out is for
	for _, f := range features {
		for _, way := range WaysOut(c, f, o) {
			if needs[way] == nil {
				ways = append(ways, way)
			}
			needs[way] = append(needs[way], f)
		}
	}
	for i, way := range ways {
		if len(needs[way]) < len(features) {
			ways[i] = "for " + text.And(text.Names(needs[way])) + ": " + way
		}
	}
	if ways != nil {
		explanation += "\n\n" + text.Bullets("What could be done instead:", ways)
	}
	return explanation
}

// Missing reports a feature that is missing in a country, as [Explain] does: a
// summary in one line without a full stop, and what it leaves out.
func Missing(c *availability.Country, f availability.Feature, o Options) (summary, detail string) {
	summary = fmt.Sprintf("%s is %s in %s", f, c.VerdictFor(f, o.Organization).Status, c.Title())
	detail, said := strings.CutPrefix(Explain(c, []availability.Feature{f}, o), summary)
	switch why, unlisted := strings.CutPrefix(detail, ": "); {
	case unlisted:
		detail = text.Capital(why)
	case said:
		detail = "The status is" + detail
	}
	return summary, detail
}

// organizationReason says in a sentence why an organization in another country
// cannot buy what is sold there.
func organizationReason(c *availability.Country, f availability.Feature) string {
	conditions := c.Verdict(f).Conditions
	switch {
	case conditions.Contains(availability.DomesticOrganizationsOnly):
		return "it is only for organizations in the country"
	case conditions.Contains(availability.ExcludesDomesticPurchases):
		return "it is not for organizations that buy in the country"
	case operatorOf(c) != "":
		return fmt.Sprintf("%s sells its plans to organizations in %s", operatorOf(c), country.Join(c.CallingPlans.OperatorTenantCountries))
	}
	return "the plans are not sold to organizations there"
}

// WaysOut returns what could be done where a feature is missing or only
// conditional, each as a clause. What is offered is available in the country, and
// to the organization.
//
// Source: Microsoft Teams documentation on PSTN connectivity options and
// service numbers, 2023-01.
func WaysOut(c *availability.Country, f availability.Feature, o Options) []string {
	var ways []string
	offer := func(g availability.Feature, way string) {
		if c.VerdictFor(g, o.Organization).Satisfies(o.Strict) {
			ways = append(ways, way)
		}
	}
	switch f {
	case availability.CallingPlan, availability.DomesticCallingPlan, availability.DomesticAndInternationalCallingPlan, availability.PayAsYouGoCallingPlan:
		for _, t := range availability.PlanTypes() {
			if t.Feature() != f && f != availability.CallingPlan {
				offer(t.Feature(), fmt.Sprintf("buy a %s, which is sold there (%s)", t.Feature().Label(), t.Feature()))
			}
		}
		if operator := operatorOf(c); operator != "" && c.VerdictFor(availability.CallingPlan, o.Organization).Status.Available() {
			ways = append(ways, fmt.Sprintf("buy the plan of %s", operator))
		}
		offer(availability.PhoneSystem, "connect Teams Phone to the public telephone network by Direct Routing, with a session border controller and a carrier of your own")
		offer(availability.PhoneSystem, "use an operator of the Operator Connect program, where one serves the country")
	case availability.AudioConferencing:
		ways = append(ways, "let participants join through the numbers of an organizer who is licensed in another country")
	case availability.CallMe:
		offer(availability.TollNumber, "let participants dial in to a toll number (toll_number)")
		offer(availability.TollFreeNumber, "let participants dial in to a toll-free number (toll_free_number)")
	case availability.TollNumber:
		offer(availability.TollFreeNumber, "use a toll-free number, which is available there (toll_free_number)")
		offer(availability.PhoneSystem, "use a number of your own carrier through Direct Routing or Operator Connect, for auto attendants and call queues")
	case availability.TollFreeNumber:
		offer(availability.TollNumber, "use a toll number, which is available there (toll_number)")
		offer(availability.PhoneSystem, "use a toll-free number of your own carrier through Direct Routing or Operator Connect, for auto attendants and call queues")
	case availability.PremiumNumberCalls:
		offer(availability.PhoneSystem, "route calls to premium numbers through a carrier of your own by Direct Routing")
	case availability.CommunicationsCredits:
		ways = append(ways, "buy them in the country of the organization: credits belong to the organization, not to the user",
			"with a Microsoft Customer Agreement, or through a CSP, there are no credits to buy: usage is billed afterwards")
	case availability.UserNumber:
		offer(availability.NumberPorting, "port numbers of another carrier to Microsoft (number_porting)")
		offer(availability.PhoneSystem, "use numbers of your own carrier through Direct Routing or Operator Connect")
	case availability.NumberPorting:
		offer(availability.UserNumber, "get new numbers from Microsoft (user_number)")
		offer(availability.PhoneSystem, "keep the numbers with their carrier, and connect it through Direct Routing or Operator Connect")
	case availability.EmergencyCalling:
		offer(availability.PhoneSystem, "route emergency calls through a carrier of your own by Direct Routing")
	case availability.DynamicEmergencyCalling:
		offer(availability.EmergencyCalling, "keep the emergency address of each user's number up to date: emergency calls are routed by it (emergency_calling)")
	case availability.SharedCalling:
		offer(availability.UserNumber, "give each user a number (user_number)")
	default: // nothing stands in for the others
	}
	switch c.VerdictFor(f, o.Organization).Status {
	case availability.Unlisted:
		if o.Function {
			ways = append(ways, "check whether Microsoft's documentation covers it today; if it does, name a newer dataset in TEAMSVOICE_DATASET")
		} else {
			ways = append(ways, "check whether Microsoft's documentation covers it today; if it does, correct the data with an override block of the "+
				"provider or a newer dataset (dataset_file)")
		}
	case availability.Conditional:
		if o.Function {
			ways = append(ways, `accept the conditions: without the option "strict", the feature counts as available`)
		} else {
			ways = append(ways, "accept the conditions: leave strict unset, and the feature counts as available")
		}
	default: // the ways above are all
	}
	return ways
}

// MissingCity tells that no toll numbers are available in a city: a summary in one
// line without a full stop, and which cities have some.
func MissingCity(c *availability.Country, city string, o Options) (summary, detail string) {
	strict := o.Strict
	o.Strict = false
	if found, err := c.HasTollNumberIn(city, o.Options); strict && found && err == nil {
		summary = fmt.Sprintf("Toll numbers in %s, %s, are only conditional", text.Line(city), c.Title())
	} else {
		summary = fmt.Sprintf("No toll numbers in %s, %s", text.Line(city), c.Title())
	}
	if !c.VerdictFor(availability.TollNumber, o.Organization).Satisfies(strict) {
		return summary, Reason(c, availability.TollNumber, o)
	}
	names, listed := []string{}, []string{}
	for _, known := range c.ServiceNumbers.Toll.Cities {
		name := text.Line(known.String())
		if names = append(names, name); known.OnRequest {
			name += " (on request)"
		}
		listed = append(listed, name)
	}
	source := c.Source(availability.TollNumber)
	if len(names) == 0 {
		return summary, fmt.Sprintf("As of %[2]s, the toll numbers of %[1]s do not belong to cities. Source: %[3]s", c.Title(), source.Date, text.Line(source.Name()))
	}
	detail = fmt.Sprintf("As of %s, toll numbers in %s are available in %s: %s.", c.PagesAsOf(), c.Title(), text.Count(len(names), "city"), strings.Join(listed, "; "))
	if near := text.Nearest(city, names); len(near) > 0 && !slices.Contains(near, city) {
		detail = fmt.Sprintf("Did you mean %s? ", text.Or(near)) + detail
	}
	if c.ServiceNumbers.Toll.OtherCitiesOnRequest {
		detail += " Numbers in other cities are ordered from the service desk."
	}
	if url := c.SourceURL(); url != "" {
		detail += "\nSource: " + text.Line(url)
	}
	return summary, detail
}

// StaleAdvice says what to do about a fact that is older than it may be.
func StaleAdvice() string {
	return text.Bullets("Microsoft may have changed it since. What to do:", []string{
		"check the source, and state what it says today in an override block, with as_of and source",
		"use a newer version of the provider, or a newer dataset (dataset_file, dataset_url)",
		`accept the age: raise max_age, or set on_stale = "none"`,
	})
}
