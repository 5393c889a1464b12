package availability

import (
	"fmt"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Note returns a sentence of ours on a feature where its status and conditions
// do not say all, else the empty string. The note of an override comes first.
func (c *Country) Note(f Feature) string {
	if o, ok := c.overrides[f]; ok {
		if o.Note != "" {
			return o.Note
		}
		return "Set by the provider's configuration: " + text.Stop(o.Reason)
	}
	if from := c.FollowsFrom(f); from != "" {
		return from
	}
	if !c.Listed() {
		return ""
	}
	switch f {
	case AudioConferencing:
		return c.audioConferencingNote()
	case CallingPlan:
		if operator := c.CallingPlans.Operator; operator != "" {
			return fmt.Sprintf("Sold by %s as plans of its own, to organizations in the countries of operator_tenant_countries.", operator)
		}
	case DomesticCallingPlan, DomesticAndInternationalCallingPlan, PayAsYouGoCallingPlan:
		return c.planNote(f)
	case PremiumNumberCalls:
		return c.premiumNote()
	case TollNumber:
		return c.tollNote()
	case AutoAttendants, CallQueues:
		if c.Verdict(f).Status.Available() && !c.ServesVoiceApplications(TollNumber) && !c.ServesVoiceApplications(TollFreeNumber) {
			return "The country has no service numbers for it: bring a number by Direct Routing or Operator Connect, or use one of another country."
		}
	}
	return ""
}

func (c *Country) audioConferencingNote() string {
	switch {
	case c.AudioConferencing.Operator != "":
		return fmt.Sprintf("Sold by %s.", c.AudioConferencing.Operator)
	case c.AudioConferencing.Conditions.Contains(PayPerMinuteOnly):
		return "Sold only through volume licensing; calls are billed by the minute from Communications Credits."
	}
	return ""
}

func (c *Country) planNote(f Feature) string {
	if operator := c.CallingPlans.Operator; operator != "" {
		return fmt.Sprintf("The plans sold here are those of %s, not Microsoft's.", operator)
	}
	var limited []string
	plans := c.PlansOf(f.PlanType())
	for _, p := range plans {
		if p.Conditions.Contains(LimitedAvailability) {
			limited = append(limited, fmt.Sprint(p.DomesticMinutes))
		}
	}
	if limited == nil {
		return ""
	}
	return fmt.Sprintf("The plans of %s minutes are of limited availability.", strings.Join(limited, " and "))
}

func (c *Country) premiumNote() string {
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

func (c *Country) tollNote() string {
	toll := c.ServiceNumbers.Toll
	var asked []string
	for _, city := range toll.Cities {
		if city.OnRequest {
			asked = append(asked, city.Name)
		}
	}
	switch {
	case toll.Contradictory:
		return "The page names cities and yet says that no toll number is available; the status follows the latter."
	case toll.Status.Available() && !toll.Geographic && !toll.Conditions.Contains(NonGeographicOnly):
		return "The page does not name the cities."
	case toll.OtherCitiesOnRequest:
		return "Numbers of other cities than those named are ordered from the service desk."
	case len(asked) == len(toll.Cities) && len(asked) > 0:
		return "Numbers of every city are ordered from the service desk."
	case len(asked) > 0:
		return fmt.Sprintf("Numbers of %s are ordered from the service desk.", strings.Join(asked, ", "))
	}
	return ""
}

// FollowsFrom returns the sentence that says so where the status of a feature
// follows from an override of another, else the empty string.
func (c *Country) FollowsFrom(f Feature) string {
	if _, own := c.overrides[f]; own || !c.Verdict(f).Overridden {
		return ""
	}
	from := CallingPlan.String()
	if f == CallingPlan {
		from = "a type of plan"
	}
	return fmt.Sprintf("Follows from what the provider's configuration says of %s.", from)
}

// SetByConfiguration reports whether an override sets the status of the feature
// itself, and not only its note or the status of another feature from which this
// one follows.
func (c *Country) SetByConfiguration(f Feature) bool { return !c.overrides[f].Finding.Status.IsZero() }

// Explain says in sentences why a feature does not count as there, and what
// could be done instead, for a person who reads it in a failed plan. The date
// is that of the dataset, as YYYY-MM-DD.
func (c *Country) Explain(f Feature, asOf string) string {
	v := c.Verdict(f)
	note := c.Note(f)
	var b strings.Builder
	switch o := c.overrides[f]; {
	case c.SetByConfiguration(f):
		fmt.Fprintf(&b, "The provider's configuration sets %s to %s in %s.", f, v.Status, c.Title())
		if o.Note == "" {
			note = "Reason: " + text.Stop(o.Reason)
		}
	case v.Status == Unlisted:
		fmt.Fprintf(&b, "The status of %s is %s in %s: Microsoft's documentation as of %s has no page for the country.",
			f, v.Status, c.Title(), asOf)
	default:
		fmt.Fprintf(&b, "The status of %s is %s in %s, as of %s.", f, v.Status, c.Title(), asOf)
	}
	if !v.Conditions.IsZero() {
		fmt.Fprintf(&b, " Conditions: %s.", v.Conditions)
	}
	if note != "" {
		b.WriteString(" " + note)
	}
	if ways := c.WaysOut(f); len(ways) > 0 {
		b.WriteString("\n\nWhat could be done instead:\n  - " + strings.Join(ways, "\n  - "))
	}
	return b.String()
}

// WaysOut returns what could be done where a feature is missing or only
// conditional, each as a clause. What is offered can be had in the country.
//
// Source: Microsoft Teams documentation on PSTN connectivity options and
// service numbers, 2023-01.
func (c *Country) WaysOut(f Feature) []string {
	var ways []string
	offer := func(g Feature, text string) {
		if c.Verdict(g).Status.Available() {
			ways = append(ways, text)
		}
	}
	switch f {
	case CallingPlan, DomesticCallingPlan, DomesticAndInternationalCallingPlan, PayAsYouGoCallingPlan:
		for _, t := range PlanTypes() {
			if t.Feature() != f && f != CallingPlan {
				offer(t.Feature(), fmt.Sprintf("buy a %s, which is sold there (%s)", t.Feature().Label(), t.Feature()))
			}
		}
		if operator := c.CallingPlans.Operator; operator != "" {
			offer(CallingPlan, fmt.Sprintf("buy the plan of %s", operator))
		}
		offer(PhoneSystem, "connect Phone System to the public telephone network by Direct Routing, with a session border controller and a carrier of your own")
		offer(PhoneSystem, "use an operator of the Operator Connect program, where one serves the country")
	case AudioConferencing:
		ways = append(ways, "let participants join by the numbers of an organizer who is licensed in another country")
	case CallMe:
		offer(TollNumber, "let participants dial in to a toll number (toll_number)")
		offer(TollFreeNumber, "let participants dial in to a toll-free number (toll_free_number)")
	case TollNumber:
		offer(TollFreeNumber, "use a toll-free number, which can be had there (toll_free_number)")
		offer(PhoneSystem, "bring a number of your carrier by Direct Routing or Operator Connect, for auto attendants and call queues")
	case TollFreeNumber:
		offer(TollNumber, "use a toll number, which can be had there (toll_number)")
		offer(PhoneSystem, "bring a toll-free number of your carrier by Direct Routing or Operator Connect, for auto attendants and call queues")
	case PremiumNumberCalls:
		offer(PhoneSystem, "route calls to premium numbers through a carrier of your own by Direct Routing")
	case CommunicationsCredits:
		ways = append(ways, "buy them where the organization is: credits are the organization's, not the user's")
	}
	if c.Verdict(f).Status == Unlisted {
		ways = append(ways, "look whether Microsoft lists the country today, and if so correct the dataset: by an override block of the provider, "+
			"or by a newer dataset (dataset_file, or TEAMSVOICE_DATASET for functions)")
	}
	if c.Verdict(f).Status == Conditional {
		ways = append(ways, "accept the conditions: leave strict unset, and the feature counts as there")
	}
	return ways
}
