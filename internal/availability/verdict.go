package availability

import (
	"slices"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// Verdict is the answer for one feature in one country.
type Verdict struct {
	Status     Status
	Conditions Conditions
	// Overridden is whether the configuration set the answer, not the dataset.
	Overridden bool
	// ByOrganization is whether the answer depends on where the organization buys,
	// and that is known: see [Country.VerdictFor].
	ByOrganization bool
}

// Finding returns the status and the conditions of the verdict.
func (v Verdict) Finding() Finding { return Finding{Status: v.Status, Conditions: v.Conditions} }

// verdict returns the finding as an answer that nothing has changed.
func (f Finding) verdict() Verdict { return Verdict{Status: f.Status, Conditions: f.Conditions} }

// Satisfies reports whether the feature counts as available: it is available or
// conditional or, if strict, available.
func (v Verdict) Satisfies(strict bool) bool {
	if strict {
		return v.Status == Available
	}
	return v.Status.Available()
}

// Verdict answers for one feature.
//
// Most answers are on the page. The answer for a type of Calling Plan comes
// from the list of plans: a listed type has the status and the conditions of
// Calling Plans in that country, and those of its own plans; a type that is not
// listed is unavailable. "Any Calling Plan" has the best status of the types.
// An operator's own plans are not Microsoft's, so no type is available there.
//
// An override replaces the answer for its feature and changes what depends on
// the feature, see [Feature.Needs]: without Phone System there are no Calling
// Plans. An override of Calling Plans also applies to the listed types; an
// override of a type leaves the other types unchanged.
func (c *Country) Verdict(f Feature) Verdict { return c.verdict(f, country.Code{}) }

// VerdictFor answers for one feature and an organization that buys in a country,
// which decides what depends on it. The zero Code leaves that open.
//
//   - sold_by_operator: the operator of the Calling Plans sells to organizations in
//     its own list of countries; elsewhere nothing of a Calling Plan is available.
//   - domestic_organizations_only: available inside the country, without the
//     condition, and not elsewhere.
//   - excludes_domestic_purchases: the reverse.
//   - A plan that is not sold to organizations in that country counts for nothing.
func (c *Country) VerdictFor(f Feature, organization country.Code) Verdict {
	v := c.verdict(f, organization)
	if !organization.IsZero() {
		open := c.Verdict(f)
		v.ByOrganization = v.Finding() != open.Finding()
	}
	return v
}

func (c *Country) verdict(f Feature, organization country.Code) Verdict {
	v := c.inItself(f, organization)
	if v.Status == Unavailable {
		return v
	}
	for _, need := range f.Needs() {
		if need == EmergencyCalling && v.Status == Unlisted {
			continue // what no source mentions stays unlisted, as in JP
		}
		if base := c.verdict(need, organization); base.Status == Unavailable {
			return Verdict{Status: Unavailable, Overridden: v.Overridden || base.Overridden}
		}
	}
	return v
}

// inItself returns the verdict on a feature where all that it needs is there.
func (c *Country) inItself(f Feature, organization country.Code) Verdict {
	o, overridden := c.overrides[f]
	v := Verdict{Status: Unlisted}
	switch t := f.PlanType(); {
	case overridden && !o.Finding.Status.IsZero():
		v = o.Finding.verdict()
		if (t != 0 || f == CallingPlan) && !c.sellsTo(t, organization) {
			v = Verdict{Status: Unavailable}
		}
	case f == CallingPlan:
		v = c.anyCallingPlan(organization)
	case t != 0 && c.statesPlans(t):
		v = c.typeOnPage(t, organization)
		v.Overridden = true
	case !c.stated(f):
	case f.ForCallingPlanUsers():
		v = c.forCallingPlanUsers(f, organization)
	case t == 0:
		v = c.onPage(f)
	default:
		v = c.typeOnPage(t, organization)
	}
	v.Overridden = v.Overridden || overridden
	return c.decide(f, v, organization)
}

// decide applies the conditions that depend on where the organization buys.
func (c *Country) decide(f Feature, v Verdict, organization country.Code) Verdict {
	if organization.IsZero() || !v.Status.Available() {
		return v
	}
	domestic := organization == c.Code
	tenants := c.page().CallingPlans.OperatorTenantCountries
	switch {
	case v.Conditions.Contains(DomesticOrganizationsOnly) && !domestic,
		v.Conditions.Contains(ExcludesDomesticPurchases) && domestic,
		f == CallingPlan && v.Conditions.Contains(SoldByOperator) && len(tenants) > 0 && !slices.Contains(tenants, organization):
		return Verdict{Status: Unavailable, Overridden: v.Overridden}
	}
	v.Conditions = v.Conditions.Without(DomesticOrganizationsOnly).Without(ExcludesDomesticPurchases)
	if !v.Conditions.Limits() {
		v.Status = Available
	}
	return v
}

// sellsTo reports whether an organization in a country can buy one of the plans
// of a type, or of any type for the zero PlanType. If the page lists no plan,
// it can.
func (c *Country) sellsTo(t PlanType, organization country.Code) bool {
	listed := false
	for of := Domestic; planTypeSet.Has(of); of++ { // without a list, which would be allocated
		for _, p := range c.plansStated(of) {
			if p.Type == of && (t == 0 || t == of) {
				if p.soldTo(organization) {
					return true
				}
				listed = true
			}
		}
	}
	return !listed || organization.IsZero()
}

// soldTo reports whether the plan is sold to organizations in a country or,
// with the zero Code, to any organization.
func (p Plan) soldTo(organization country.Code) bool {
	return !p.Conditions.Contains(Deprecated) && (organization.IsZero() || !slices.Contains(p.NotSoldToOrganizationsIn, organization))
}

// stated reports whether anything says something about the feature: the country is
// listed, or a [Fact] mentions it.
func (c *Country) stated(f Feature) bool {
	_, ok := c.facts[f]
	return ok || c.Listed()
}

// forCallingPlanUsers returns the verdict on a feature for users of Calling
// Plans. If no plan is sold it is unavailable; if one is sold and no source
// mentions the feature it is unlisted.
func (c *Country) forCallingPlanUsers(f Feature, organization country.Code) Verdict {
	plan := c.verdict(CallingPlan, organization)
	if plan.Status == Unlisted {
		return plan
	}
	if !plan.Status.Available() {
		return Verdict{Status: Unavailable, Overridden: plan.Overridden}
	}
	finding := c.finding(f)
	if finding.Status.IsZero() {
		return Verdict{Status: Unlisted}
	}
	return finding.verdict()
}

// overriddenBy returns the feature whose override decides the verdict on f, if
// f has no override of its own.
func (c *Country) overriddenBy(f Feature) Feature {
	for _, need := range f.Needs() {
		if base := c.Verdict(need); base.Status == Unavailable && base.Overridden {
			if c.SetByConfiguration(need) {
				return need
			}
			return c.overriddenBy(need)
		}
	}
	if f != CallingPlan && c.SetByConfiguration(CallingPlan) {
		return CallingPlan
	}
	best := CallingPlan
	for _, t := range PlanTypes() {
		if o, ok := c.overrides[t.Feature()]; ok && o.Finding.Status.Compare(c.overrides[best].Finding.Status) > 0 {
			best = t.Feature()
		}
	}
	return best
}

// onPage returns what the page says about a feature, before any override.
func (c *Country) onPage(f Feature) Verdict {
	if !c.stated(f) {
		return Verdict{Status: Unlisted}
	}
	finding := c.page().finding(f)
	if f == TollNumber { // cities may have been set, and not the status
		finding = c.ServiceNumbers.Toll.Finding
	}
	return finding.verdict()
}

// typeOnPage returns the verdict on a type of plan if the configuration does
// not set the type itself. The plans of the type share what is set for Calling
// Plans. If every plan has its own conditions, the type has those of the first
// plan with the fewest. A plan that is no longer sold, or not sold to the
// organization, does not count.
func (c *Country) typeOnPage(t PlanType, organization country.Code) Verdict {
	set := c.callingPlansAsSet()
	if !set.Status.Available() || set.Conditions.Contains(SoldByOperator) {
		return Verdict{Status: Unavailable, Overridden: set.Overridden && c.onPage(CallingPlan).Status.Available()}
	}
	var (
		sold   bool
		fewest Conditions
	)
	for _, p := range c.plansStated(t) {
		if p.Type == t && p.soldTo(organization) && (!sold || p.Conditions.Len() < fewest.Len()) {
			sold, fewest = true, p.Conditions
		}
	}
	if !sold {
		return Verdict{Status: Unavailable}
	}
	set.Conditions = set.Conditions.Union(fewest)
	if set.Conditions.Limits() {
		set.Status = Conditional
	}
	return set
}

// callingPlansAsSet returns the verdict on Calling Plans that the listed types
// of plan share: that of the configuration if it sets one, otherwise that of
// the page.
func (c *Country) callingPlansAsSet() Verdict {
	if o := c.overrides[CallingPlan]; !o.Finding.Status.IsZero() {
		v := o.Finding.verdict()
		v.Overridden = true
		return v
	}
	return c.onPage(CallingPlan)
}

// anyCallingPlan returns the verdict for "any Calling Plan" if the
// configuration does not set it: that of the best type of plan, or of an
// operator's own plans if they are as good. Among equal types, one that the
// configuration does not set comes first.
func (c *Country) anyCallingPlan(organization country.Code) Verdict {
	page := c.decide(CallingPlan, c.onPage(CallingPlan), organization)
	best := Verdict{Status: Unavailable}
	overridden, unlisted := false, false
	for _, t := range PlanTypes() {
		v := c.inItself(t.Feature(), organization)
		overridden = overridden || c.SetByConfiguration(t.Feature())
		unlisted = unlisted || v.Status == Unlisted
		if d := v.Status.Compare(best.Status); d > 0 || d == 0 && best.Overridden && !v.Overridden {
			best = v
		}
	}
	switch {
	case page.Conditions.Contains(SoldByOperator) && best.Status.Compare(page.Status) <= 0:
		return page
	case best.Status.Available():
		return best
	case unlisted:
		return page
	}
	return Verdict{Status: Unavailable, Overridden: overridden && page.Status != Unavailable}
}

// finding returns what the dataset says about a feature that does not follow from
// others.
func (c *Country) finding(f Feature) Finding {
	switch f {
	case AutoAttendants:
		return yesNo(c.PhoneSystem.AutoAttendants)
	case CallQueues:
		return yesNo(c.PhoneSystem.CallQueues)
	case Voicemail:
		return yesNo(c.PhoneSystem.Voicemail)
	default:
		if place := c.Place(f); place != nil {
			return *place
		}
		return Finding{Status: Unavailable}
	}
}

// Place returns where the sections of the country hold the status and the
// conditions of a feature; nil if these follow from something else, as for
// parts of Teams Phone and the types of Calling Plan. It is for code that makes
// a dataset.
func (c *Country) Place(f Feature) *Finding {
	switch f {
	case AudioConferencing:
		return &c.AudioConferencing.Finding
	case CallMe:
		return &c.AudioConferencing.CallMe
	case PhoneSystem:
		return &c.PhoneSystem.Finding
	case CallingPlan:
		return &c.CallingPlans.Finding
	case PremiumNumberCalls:
		return &c.CallingPlans.PremiumNumberCalls.Finding
	case TollNumber:
		return &c.ServiceNumbers.Toll.Finding
	case TollFreeNumber:
		return &c.ServiceNumbers.TollFree
	case CommunicationsCredits:
		return &c.CommunicationsCredits
	case UserNumber:
		return &c.Numbers.UserNumber
	case NumberPorting:
		return &c.Numbers.NumberPorting
	case EmergencyCalling:
		return &c.Numbers.EmergencyCalling
	case DynamicEmergencyCalling:
		return &c.Numbers.DynamicEmergencyCalling
	case SMS:
		return &c.Numbers.SMS
	case SharedCalling:
		return &c.Numbers.SharedCalling
	default:
		return nil
	}
}

func yesNo(yes bool) Finding {
	if yes {
		return Finding{Status: Available}
	}
	return Finding{Status: Unavailable}
}

// AvailableFeatures returns the features that are available or conditional for an
// organization that buys in a country, in the order of the documentation page.
func (c *Country) AvailableFeatures(organization country.Code) []Feature {
	return slices.DeleteFunc(Features(), func(f Feature) bool { return !c.VerdictFor(f, organization).Status.Available() })
}

// Options say how a gate judges.
type Options struct {
	Strict bool // whether a conditional feature is missing
	// Organization is the country where the organization buys; the zero Code
	// where that is not known. See [Country.VerdictFor].
	Organization country.Code
}

// Missing returns those of the features that are missing, in the order given.
func (c *Country) Missing(features []Feature, o Options) []Feature {
	var missing []Feature
	for _, f := range features {
		if !c.VerdictFor(f, o.Organization).Satisfies(o.Strict) {
			missing = append(missing, f)
		}
	}
	return missing
}
