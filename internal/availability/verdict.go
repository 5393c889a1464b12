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
//
// An override replaces the answer for its feature. That of Calling Plans holds
// for the types on the list too; that of a type lifts "any Calling Plan", and
// leaves the other types as they are.
func (c *Country) Verdict(f Feature) Verdict {
	o, overridden := c.overrides[f]
	if overridden && !o.Finding.Status.IsZero() {
		return Verdict{o.Finding.Status, o.Finding.Conditions, true}
	}
	v := Verdict{Status: Unlisted}
	switch t := f.PlanType(); {
	case f == CallingPlan:
		v = c.anyCallingPlan()
	case !c.Listed():
	case t == 0:
		v = c.onPage(f)
	case c.sells(t):
		v = c.callingPlansAsSet()
	default:
		v.Status = Unavailable
	}
	v.Overridden = v.Overridden || overridden
	return v
}

// onPage returns what the page says of a feature, before any override.
func (c *Country) onPage(f Feature) Verdict {
	if !c.Listed() {
		return Verdict{Status: Unlisted}
	}
	finding := c.finding(f)
	return Verdict{Status: finding.Status, Conditions: finding.Conditions}
}

// callingPlansAsSet returns the verdict on Calling Plans that a listed type of
// plan shares: that of the configuration where it sets one, else the page's.
func (c *Country) callingPlansAsSet() Verdict {
	if o := c.overrides[CallingPlan]; !o.Finding.Status.IsZero() {
		return Verdict{o.Finding.Status, o.Finding.Conditions, true}
	}
	return c.onPage(CallingPlan)
}

// anyCallingPlan returns the verdict for "any Calling Plan", where the
// configuration does not set it: what the page says, or what the configuration
// says of a type of plan, if that is better.
func (c *Country) anyCallingPlan() Verdict {
	best := c.onPage(CallingPlan)
	for _, t := range PlanTypes() {
		o := c.overrides[t.Feature()]
		if o.Finding.Status.Available() && o.Finding.Status.Compare(best.Status) > 0 {
			best = Verdict{o.Finding.Status, o.Finding.Conditions, true}
		}
	}
	return best
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
