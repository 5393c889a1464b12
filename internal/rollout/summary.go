package rollout

import (
	"iter"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// CountrySummary is what a rollout finds in one country.
type CountrySummary struct {
	Code            country.Code
	UserCount       int
	MissingFeatures []availability.Feature // of any user there, in the order of the documentation page
	Conditions      availability.Conditions
	// AvailableFeatures are available or conditional there, whether a user
	// needs them or not, in the order of [availability.Features].
	// OverriddenFeatures are those of them that an override made so.
	AvailableFeatures, OverriddenFeatures []availability.Feature
	// Minutes is the pool of minutes that the users have there; nil if no
	// plan of the type is sold, or its minutes are not known.
	Minutes *Minutes
}

// Minutes are those of a calendar month. They are alternatives, and not two pools:
// the minutes end when either number is reached, so that they must not be added up.
//
// Source: Microsoft's country pages of 2023-01-25: "1,200 domestic or 600
// international minutes, whichever is reached first".
type Minutes struct{ Domestic, International int64 }

// ByCountry summarizes each country that has users, sorted by code. Users
// whose country is not known are in none.
//
// The minutes are those of the pool that the users of the country draw from
// when each of them has a plan of the type of [Options.Plan]; without one there
// are none. Countries that share a pool, as US and PR do, each show the whole
// pool, so their minutes must not be added up.
//
// Where several plans of a type are sold, the minutes are those of the largest,
// which is the standard plan; the others are smaller ones under SKUs of their
// own. A pay-as-you-go plan has 0 minutes.
//
// Source: Microsoft Teams documentation, "Calling Plans for Microsoft 365",
// snapshots 2021-08 and 2023-01: a pool is one per country and plan, minutes of
// the plan times licenses; users in US and PR share one.
func (e *Evaluation) ByCountry() []CountrySummary {
	users := e.usersByCountry()
	required := e.requiredByCountry()
	summaries := []CountrySummary{}
	for _, state := range e.populated(users) {
		s := CountrySummary{Code: state.country.Code, UserCount: users[state.country.Code.Index()]}
		for _, f := range required[state.country.Code.Index()].list() {
			if e.cause(state, f) != nil {
				s.MissingFeatures = append(s.MissingFeatures, f)
			}
			s.Conditions = s.Conditions.Union(e.verdict(state.country, f).Conditions)
		}
		for _, f := range availability.Features() {
			if v := e.verdict(state.country, f); v.Status.Available() {
				s.AvailableFeatures = append(s.AvailableFeatures, f)
				if v.Overridden {
					s.OverriddenFeatures = append(s.OverriddenFeatures, f)
				}
			}
		}
		s.Minutes = e.pool(state.country, users)
		summaries = append(summaries, s)
	}
	return summaries
}

// verdict returns the verdict on a feature for the organization of the rollout.
func (e *Evaluation) verdict(c *availability.Country, f availability.Feature) availability.Verdict {
	return c.VerdictFor(f, e.options.Organization)
}

func (e *Evaluation) usersByCountry() (users [country.Count]int) {
	for kind, count := range e.kinds {
		users[kind.code.Index()] += count
	}
	return users
}

func (e *Evaluation) requiredByCountry() (required [country.Count]features) {
	for kind := range e.kinds {
		required[kind.code.Index()] |= e.needed(e.state(kind.code), kind.features)
	}
	return required
}

// populated returns the countries that have users, sorted by code.
func (e *Evaluation) populated(users [country.Count]int) []*countryState {
	var list []*countryState
	for i, state := range e.countries {
		if users[i] > 0 {
			list = append(list, state)
		}
	}
	return list
}

// pool returns the minutes that users in c draw from.
func (e *Evaluation) pool(c *availability.Country, users [country.Count]int) *Minutes {
	plan := e.options.Plan
	if !e.verdict(c, plan.Feature()).Status.Available() || standardPlan(c, plan) == nil {
		return nil
	}
	var pool Minutes
	for _, code := range c.MinutePoolCountries() {
		if p := standardPlan(e.snapshot.Country(code), plan); p != nil {
			n := int64(users[code.Index()])
			pool.Domestic += n * int64(p.DomesticMinutes)
			pool.International += n * int64(p.InternationalMinutes)
		}
	}
	return &pool
}

// standardPlan returns the largest plan of a type that is sold in a country, or nil
// if there is none or its minutes are not known.
func standardPlan(c *availability.Country, plan availability.PlanType) *availability.Plan {
	if plan == 0 || !c.Verdict(plan.Feature()).Status.Available() {
		return nil
	}
	var largest *availability.Plan
	for _, p := range c.PlansOf(plan) {
		if !p.Conditions.Contains(availability.Deprecated) && (largest == nil || p.DomesticMinutes > largest.DomesticMinutes) {
			largest = &p
		}
	}
	if largest == nil || plan != availability.PayAsYouGo && largest.DomesticMinutes == 0 || plan == availability.DomesticAndInternational && largest.InternationalMinutes == 0 {
		return nil // only an override says that the plan is sold, or no source states its minutes
	}
	return largest
}

// NumberNeed is how many users in a country need a phone number from the source of
// [Options.Numbers], and can have one there.
type NumberNeed struct {
	Country   *availability.Country
	Verdict   availability.Verdict // on the feature of the source; where it is conditional, the users wait
	UserCount int
}

// NumberNeeds returns the countries where users with a Calling Plan get numbers,
// sorted by code; nil if the source is not judged.
func (e *Evaluation) NumberNeeds() []NumberNeed {
	source := e.options.Numbers.Feature()
	if source == 0 {
		return nil
	}
	var users [country.Count]int
	for kind, count := range e.kinds {
		c := e.state(kind.code)
		if set := e.needed(c, kind.features); set.contains(source) && hasPlan(set) && e.verdict(c.country, source).Status.Available() {
			users[kind.code.Index()] += count
		}
	}
	var needs []NumberNeed
	for _, c := range e.populated(users) {
		needs = append(needs, NumberNeed{c.country, e.verdict(c.country, source), users[c.country.Code.Index()]})
	}
	return needs
}

// Facts returns what the answers rest on: each country with users, and each feature
// that one of them needs there.
func (e *Evaluation) Facts() iter.Seq2[*availability.Country, availability.Feature] {
	required := e.requiredByCountry()
	return func(yield func(*availability.Country, availability.Feature) bool) {
		for i, c := range e.countries {
			for _, f := range required[i].list() {
				if !yield(c.country, f) {
					return
				}
			}
		}
	}
}
