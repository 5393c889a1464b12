package rollout

import (
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// The kinds of what an organization can be short of.
const (
	LicenseShortage = "license" // licenses that nobody has yet
	NumberShortage  = "number"  // phone numbers that nobody has yet
	QuotaShortage   = "quota"   // phone numbers that Microsoft gives for the licenses
)

// Supply is what an organization has to give away.
type Supply struct {
	// Licenses are those that nobody has yet, by the feature that one gives.
	// What is not in the map is not judged.
	Licenses map[availability.Feature]int64
	// Numbers are those that nobody has yet. A type that is not in the map is
	// not judged.
	Numbers map[NumberType]int64
	// UserNumbers are those of [UserNumber] by country: a user takes a number of
	// the own country only.
	UserNumbers map[country.Code]int64
	// Owned are all numbers of the organization, given away or not, that count
	// toward a quota; Quota is how many it can have.
	Owned map[NumberType]int64
	Quota Quota
}

// Shortage says that there is less than a rollout needs.
type Shortage struct {
	Kind    string // such as [LicenseShortage]
	Name    string // a feature or a number type
	Needed  int64
	Free    int64
	Missing int64
	// Stated is whether Free counts the licenses that the organization has, by what
	// is stated, and not those that nobody has yet.
	Stated bool
	// Countries are those where numbers of users are missing, sorted by code.
	Countries []CountryShortage
	// Quota is how many numbers the licenses allow in all, and Owned how many of them
	// the organization has; of a [QuotaShortage].
	Quota, Owned int64
}

// CountryShortage is how many numbers of a country are needed, and how many nobody
// has yet.
type CountryShortage struct {
	Code         country.Code
	Needed, Free int64
}

// licensed are the features that a user needs a license for, each for those
// features that it stands behind. Communications Credits are of the
// organization.
var licensed = []availability.Feature{
	availability.AudioConferencing,
	availability.PhoneSystem,
	availability.DomesticCallingPlan,
	availability.DomesticAndInternationalCallingPlan,
	availability.PayAsYouGoCallingPlan,
}

// Needs returns how many licenses the users need, by the feature that one
// gives. A user who needs a Calling Plan, or what only its users have, needs a plan
// of the type; with the zero PlanType, that is not counted, nor is it where an operator sells the plans,
// which are bought from the operator. A user with a Calling Plan needs Phone System
// too, as does one with voicemail; auto attendants and call queues are resource
// accounts, which have licenses of their own. Users count who cannot have the
// feature where they are: what is wrong with them is a violation.
//
// Source: Microsoft Teams documentation, "Teams add-on licensing", snapshots
// 2021-08 and 2023-01.
func (e *Evaluation) Needs(plan availability.PlanType) map[availability.Feature]int64 {
	needs := make(map[availability.Feature]int64)
	for kind, users := range e.kinds {
		for _, f := range e.licensesOf(kind, plan).list() {
			needs[f] += int64(users)
		}
	}
	return needs
}

// LicenseShortages returns which of the stated licenses are fewer than the users
// need; never nil. The counts are by the names of [LicenseNames], and what is not
// stated is not judged, except for Calling Plans: where licenses of one kind are
// stated, those of the other kind are none.
//
// A user of a Domestic or a Domestic and International Calling Plan takes one
// license of "calling_plan". A user of whatever plan takes one of either kind: of
// pay-as-you-go only where that is sold to the organization.
func (e *Evaluation) LicenseShortages(stated map[string]int64) []Shortage {
	needs := e.Needs(e.options.Plan)
	var either int64
	for kind, users := range e.kinds {
		given := e.licensesOf(kind, e.options.Plan)
		switch {
		case given.contains(availability.DomesticCallingPlan), given.contains(availability.DomesticAndInternationalCallingPlan):
			needs[availability.CallingPlan] += int64(users)
		case !e.needsPlan(kind) || e.options.Plan != 0 || ownPlan(kind.features):
		case e.snapshot.Country(kind.code).VerdictFor(availability.PayAsYouGoCallingPlan, e.options.Organization).Status.Available():
			either += int64(users)
		default:
			needs[availability.CallingPlan] += int64(users)
		}
	}
	plan, payAsYouGo := availability.CallingPlan.String(), availability.PayAsYouGoCallingPlan.String()
	_, planStated := stated[plan]
	_, payAsYouGoStated := stated[payAsYouGo]
	needs[availability.CallingPlan] += max(0, either-max(0, stated[payAsYouGo]-needs[availability.PayAsYouGoCallingPlan]))
	list := []Shortage{}
	for _, f := range []availability.Feature{availability.PhoneSystem, availability.AudioConferencing, availability.CallingPlan, availability.PayAsYouGoCallingPlan} {
		has, judged := stated[f.String()]
		if f == availability.CallingPlan || f == availability.PayAsYouGoCallingPlan {
			judged = planStated || payAsYouGoStated
		}
		if needed := needs[f]; judged && needed > has {
			list = append(list, Shortage{Kind: LicenseShortage, Name: f.String(), Needed: needed, Free: has, Missing: needed - has, Stated: true})
		}
	}
	return list
}

// licensesOf returns the features that users of a kind need a license for.
func (e *Evaluation) licensesOf(kind userKind, plan availability.PlanType) features {
	var given features
	for _, f := range kind.features.list() {
		switch f {
		case availability.AudioConferencing, availability.CallMe:
			given = given.with(availability.AudioConferencing)
		case availability.PhoneSystem, availability.Voicemail, availability.SharedCalling:
			given = given.with(availability.PhoneSystem)
		case availability.CallingPlan, availability.PremiumNumberCalls, availability.UserNumber, availability.NumberPorting,
			availability.EmergencyCalling, availability.DynamicEmergencyCalling, availability.SMS: // all for users of Calling Plans
			given = given.with(availability.PhoneSystem)
			if plan != 0 && !ownPlan(kind.features) && !e.soldByOperator(kind.code) {
				given = given.with(plan.Feature())
			}
		case availability.DomesticCallingPlan, availability.DomesticAndInternationalCallingPlan, availability.PayAsYouGoCallingPlan:
			given = given.with(availability.PhoneSystem).with(f)
		case availability.AutoAttendants, availability.CallQueues, availability.TollNumber, availability.TollFreeNumber,
			availability.CommunicationsCredits: // of resource accounts, and of the organization
		}
	}
	return given
}

// NeedsDialOut reports whether a user outside of the United States and Canada has
// to be called by meetings. The Audio Conferencing license with dial-out to these
// two does not do that ("Audio Conferencing subscription dial-out", Microsoft,
// 2025-05-29).
func (e *Evaluation) NeedsDialOut() bool {
	for kind := range e.kinds {
		if code := kind.code.String(); kind.features.contains(availability.CallMe) && code != "US" && code != "CA" {
			return true
		}
	}
	return false
}

// Holding is what a user has already.
type Holding struct {
	Found    bool                   // whether the tenant has the user
	Licenses []availability.Feature // that the user's licenses give
	Number   country.Code           // the country of the user's phone number of Microsoft's; zero without one
	Location country.Code           // the user's usage location as the tenant has it; zero without one
}

// Names returns the names of the users whose usage location names a country, as
// they were added, where [Options.KeepNames] was set.
func (e *Evaluation) Names() []string {
	names := make([]string, len(e.named))
	for i, u := range e.named {
		names[i] = u.name
	}
	return names
}

// Lack is what users still lack of what they need.
type Lack struct {
	Licenses    map[availability.Feature]int64 // by the feature that a license gives: see [Evaluation.Needs]
	UserNumbers map[country.Code]int64         // see [Evaluation.UserNumbers]
	Elsewhere   []string                       // names of users whose usage location in the tenant is another country's
	Nowhere     []string                       // names of users of the tenant who have no usage location there
}

// Lacking returns what the users lack where held tells what each of them has.
// A license of another type of Calling Plan does not stand for the one that is
// needed, and a number of another country does not either.
func (e *Evaluation) Lacking(plan availability.PlanType, held func(name string) Holding) Lack {
	lack := Lack{Licenses: make(map[availability.Feature]int64), UserNumbers: make(map[country.Code]int64)}
	for _, u := range e.named {
		h := held(u.name)
		var has features
		for _, f := range h.Licenses {
			has = has.with(f)
		}
		for _, f := range e.licensesOf(u.kind, plan).list() {
			if !has.contains(f) {
				lack.Licenses[f]++
			}
		}
		if e.needsPlan(u.kind) && h.Number != u.kind.code {
			lack.UserNumbers[u.kind.code]++
		}
		switch {
		case h.Location == u.kind.code:
		case !h.Location.IsZero():
			lack.Elsewhere = append(lack.Elsewhere, u.name)
		case h.Found:
			lack.Nowhere = append(lack.Nowhere, u.name)
		}
	}
	return lack
}

// ownPlan reports whether features name a type of Calling Plan.
func ownPlan(set features) bool {
	return set.contains(availability.DomesticCallingPlan) || set.contains(availability.DomesticAndInternationalCallingPlan) ||
		set.contains(availability.PayAsYouGoCallingPlan)
}

// soldByOperator reports whether the Calling Plans of a country, and the numbers
// with them, are an operator's and not Microsoft's.
func (e *Evaluation) soldByOperator(code country.Code) bool {
	return e.snapshot.Country(code).Verdict(availability.CallingPlan).Conditions.Contains(availability.SoldByOperator)
}

// UserNumbers returns how many users need a number of Microsoft's in each
// country: those with a Calling Plan of whatever type of Microsoft's.
func (e *Evaluation) UserNumbers() map[country.Code]int64 {
	users := make(map[country.Code]int64)
	for kind, count := range e.kinds {
		if e.needsPlan(kind) {
			users[kind.code] += int64(count)
		}
	}
	return users
}

// needsPlan reports whether users of a kind need a Calling Plan of Microsoft's, and
// with it a number of Microsoft's.
func (e *Evaluation) needsPlan(kind userKind) bool {
	return ownPlan(kind.features) || hasPlan(kind.features) && !e.soldByOperator(kind.code)
}

// Requirement is what a rollout needs of an organization.
type Requirement struct {
	Licenses map[availability.Feature]int64 // see [Evaluation.Needs]
	Numbers  map[NumberType]int64           // as they are stated
	// UserNumbers are needed by country; they do not count where Numbers states
	// how many of [UserNumber] there must be.
	UserNumbers map[country.Code]int64
}

// Shortages returns what is missing before a rollout can be applied: first
// licenses, then numbers, then numbers past the quota; never nil. Only what
// the supply mentions is judged.
func Shortages(r Requirement, s Supply) []Shortage {
	list := []Shortage{}
	for _, f := range licensed {
		free, judged := s.Licenses[f]
		needed := r.Licenses[f]
		if !judged || needed <= free {
			continue
		}
		list = append(list, Shortage{Kind: LicenseShortage, Name: f.String(), Needed: needed, Free: free, Missing: needed - free})
	}
	var quotas []Shortage
	for _, t := range []NumberType{UserNumber, TollNumber, TollFreeNumber} {
		free, judged := s.Numbers[t]
		if !judged {
			continue
		}
		needed, missing := r.Numbers[t], max(0, r.Numbers[t]-free)
		var countries []CountryShortage
		if _, stated := r.Numbers[t]; t == UserNumber && !stated {
			needed, missing, countries = userNumbers(r.UserNumbers, s.UserNumbers)
			free = needed - missing
		}
		if missing == 0 {
			continue
		}
		list = append(list, Shortage{Kind: NumberShortage, Name: t.String(), Needed: needed, Free: free, Missing: missing, Countries: countries})
		if room := max(0, s.Quota.of(t)-s.Owned[t]); missing > room {
			quotas = append(quotas, Shortage{Kind: QuotaShortage, Name: t.String(), Needed: missing, Free: room, Missing: missing - room, Quota: s.Quota.of(t), Owned: s.Owned[t]})
		}
	}
	return append(list, quotas...)
}

// userNumbers compares country by country, and says where numbers are missing.
func userNumbers(needed, free map[country.Code]int64) (total, missing int64, countries []CountryShortage) {
	for _, code := range country.Codes() {
		total += needed[code]
		if short := needed[code] - free[code]; short > 0 {
			missing += short
			countries = append(countries, CountryShortage{code, needed[code], free[code]})
		}
	}
	return total, missing, countries
}

func (q Quota) of(t NumberType) int64 {
	switch t {
	case TollNumber:
		return q.Toll
	case TollFreeNumber:
		return q.TollFree
	case UserNumber, UserPayAsYouGoNumber:
	}
	return q.User
}
