package availability

import (
	"fmt"
	"slices"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// OverrideFault describes an override of a country that contradicts another
// override or the dataset.
type OverrideFault struct {
	Feature Feature // whose override is at fault
	Other   Feature // whose override it contradicts; zero if that is the dataset
	Problem string  // what contradicts what, and what to do, in sentences
}

// CheckOverrides returns the contradictions between the overrides in force, and
// between them and the dataset, in the order of the features; nil if there are
// none. A country with a contradiction still answers consistently: what a
// feature needs decides, see [Country.Verdict].
func (c *Country) CheckOverrides() []OverrideFault {
	var faults []OverrideFault
	for _, f := range Features() {
		if t := c.planNotSold(f); t != 0 {
			faults = append(faults, OverrideFault{Feature: f, Problem: fmt.Sprintf("The override of %s has a plan of the type %s, but %s is %s. Set status together with plans, or leave the plan out.",
				f, t, t.Feature(), c.Verdict(t.Feature()).Status)})
			continue
		}
		if !c.SetByConfiguration(f) {
			continue
		}
		if fault := c.checkOverride(f, c.overrides[f].Finding); fault.Problem != "" {
			faults = append(faults, fault)
		}
	}
	return faults
}

// planNotSold returns the type of a plan that the override of a feature lists
// although the type is not available; otherwise the zero PlanType.
func (c *Country) planNotSold(f Feature) PlanType {
	for _, p := range c.overrides[f].Plans {
		if !c.Verdict(p.Type.Feature()).Status.Available() {
			return p.Type
		}
	}
	return 0
}

func (c *Country) checkOverride(f Feature, set Finding) OverrideFault {
	if set.Status.Available() {
		for _, need := range f.Needs() {
			base := c.Verdict(need)
			if base.Status != Unavailable {
				continue
			}
			fault := OverrideFault{Feature: f, Problem: fmt.Sprintf("%s is set to %s, and needs %s, which is unavailable in the dataset. Override that as well.", f, set.Status, need)}
			if base.Overridden {
				fault.Other = need
				if !c.SetByConfiguration(need) {
					fault.Other = c.overriddenBy(need)
				}
				fault.Problem = fmt.Sprintf("%s is set to %s, and needs %s, which is unavailable by the override of %s. Remove one of the two.", f, set.Status, need, fault.Other)
			}
			return fault
		}
	}
	if f == CallingPlan {
		return c.checkCallingPlan(set)
	}
	stated := c.overrides[CallingPlan].Plans
	if t := f.PlanType(); t != 0 && set.Status.Available() && stated != nil && c.overrides[f].Plans == nil &&
		!slices.ContainsFunc(stated, func(p Plan) bool { return p.Type == t }) {
		return OverrideFault{f, CallingPlan, fmt.Sprintf(
			"%s is set to %s, and the override of calling_plan states the plans that are sold, none of which is of that type. Add one, or remove the override of %s.", f, set.Status, f)}
	}
	return OverrideFault{}
}

// checkCallingPlan compares the override of calling_plan with the best of its
// types, if some of these are overridden.
func (c *Country) checkCallingPlan(set Finding) OverrideFault {
	var types []Feature
	best := Unavailable
	for _, t := range PlanTypes() {
		if c.SetByConfiguration(t.Feature()) {
			types = append(types, t.Feature())
		}
		if v := c.inItself(t.Feature(), country.Code{}); v.Status.Compare(best) > 0 {
			best = v.Status
		}
	}
	// An operator's own plans are of no type.
	d := best.Compare(set.Status)
	if types == nil || d == 0 || d < 0 && set.Conditions.Contains(SoldByOperator) {
		return OverrideFault{}
	}
	return OverrideFault{CallingPlan, types[0], fmt.Sprintf(
		"calling_plan is set to %s, and by the override of %s the best type of plan is %s. Remove the override of calling_plan: it follows from the types.",
		set.Status, text.And(text.Names(types)), best)}
}
