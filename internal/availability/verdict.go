package availability

// Verdict is the answer for one feature in one country.
type Verdict struct {
	Status     Status
	Conditions Conditions
	// Overridden is whether the configuration set the answer, not the dataset.
	Overridden bool
}

// Satisfies reports whether the feature counts as there: it is available or
// conditional, or, where strict, available.
func (v Verdict) Satisfies(strict bool) bool {
	if strict {
		return v.Status == Available
	}
	return v.Status.Available()
}

// Verdict answers for one feature.
//
// Most answers stand on the page. Those for a type of Calling Plan follow from
// the list of plans: a type that is listed has the status and the conditions
// of Calling Plans in that country, a type that is not listed is unavailable.
// An operator's own plans are not Microsoft's, so there no type is available.
func (c *Country) Verdict(f Feature) Verdict {
	if o, ok := c.overrides[f]; ok && !o.Finding.Status.IsZero() {
		return Verdict{o.Finding.Status, o.Finding.Conditions, true}
	}
	if f == CallingPlan {
		if v, ok := c.liftedCallingPlan(); ok {
			return v
		}
	}
	if t := f.planType(); t != (PlanType{}) {
		plan := c.Verdict(CallingPlan)
		_, setHere := c.overrides[CallingPlan]
		switch {
		case !c.Listed() && !setHere:
			return Verdict{Status: Unlisted}
		case !c.sells(t):
			return Verdict{Status: Unavailable}
		}
		return plan
	}
	if !c.Listed() {
		return Verdict{Status: Unlisted}
	}
	finding := c.finding(f)
	return Verdict{Status: finding.Status, Conditions: finding.Conditions}
}

// liftedCallingPlan returns the verdict for "any Calling Plan" where the
// configuration says that a type of plan is sold that the page does not have:
// the best of these, if it is better than what the page says.
func (c *Country) liftedCallingPlan() (Verdict, bool) {
	best := Verdict{Status: Unlisted}
	if c.Listed() {
		best = Verdict{Status: c.CallingPlans.Status, Conditions: c.CallingPlans.Conditions}
	}
	lifted := false
	for _, t := range PlanTypes() {
		o, ok := c.overrides[t.Feature()]
		if ok && o.Finding.Status.Available() && o.Finding.Status.Compare(best.Status) > 0 {
			best, lifted = Verdict{o.Finding.Status, o.Finding.Conditions, true}, true
		}
	}
	return best, lifted
}

// finding returns what the page says of a feature that has a place of its own
// there.
func (c *Country) finding(f Feature) Finding {
	switch f {
	case AudioConferencing:
		return c.AudioConferencing.Finding
	case CallMe:
		return c.AudioConferencing.CallMe
	case PhoneSystem:
		return c.PhoneSystem.Finding
	case AutoAttendants:
		return yesNo(c.PhoneSystem.AutoAttendants)
	case CallQueues:
		return yesNo(c.PhoneSystem.CallQueues)
	case Voicemail:
		return yesNo(c.PhoneSystem.Voicemail)
	case CallingPlan:
		return c.CallingPlans.Finding
	case PremiumNumberCalls:
		return c.CallingPlans.PremiumNumberCalls.Finding
	case TollNumber:
		return c.ServiceNumbers.Toll.Finding
	case TollFreeNumber:
		return c.ServiceNumbers.TollFree
	case CommunicationsCredits:
		return c.CommunicationsCredits
	}
	return Finding{Status: Unavailable}
}

func yesNo(yes bool) Finding {
	if yes {
		return Finding{Status: Available}
	}
	return Finding{Status: Unavailable}
}

// Missing returns those of the features that do not count as there, in the
// order given. Where strict, a conditional feature is missing too.
func (c *Country) Missing(features []Feature, strict bool) []Feature {
	var missing []Feature
	for _, f := range features {
		if !c.Verdict(f).Satisfies(strict) {
			missing = append(missing, f)
		}
	}
	return missing
}
