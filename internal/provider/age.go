package provider

import (
	"fmt"
	"iter"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// defaultMaxAge is how old a fact of a gate may be if max_age is not set: three
// years.
const defaultMaxAge = 1095 * 24 * time.Hour

// agePolicy is what the provider block says about the age of facts.
type agePolicy struct {
	maxAge   time.Duration
	given    string // max_age as it is written; empty for the default
	severity string // of severityError, severityWarning and severityNone
}

// judgeAge adds at most one diagnostic for the facts that a data source uses:
// it names the oldest one if it is older than the provider block allows, or says
// that the clock is wrong, as no fact would ever be too old then.
func (d *configured) judgeAge(diags *diag.Diagnostics, facts iter.Seq2[*availability.Country, availability.Feature]) {
	policy := d.settings.age
	if policy.severity == severityNone {
		return
	}
	now := d.settings.clock.Now()
	var (
		oldestAt *availability.Country
		oldest   availability.Feature
		days     int
		tooOld   int
	)
	for at, f := range facts {
		age := at.Source(f).Date.DaysUntil(now)
		if pages := at.PagesAsOf(); policy.given != "" && pages.DaysUntil(now) < -1 { // a day is the difference of time zones
			policy.report(diags, "Age of a fact cannot be told", fmt.Sprintf("The documentation of %s is of %s, and the clock of this machine says %s, so max_age cannot be "+
				"applied. Correct the clock.", at.Title(), pages, now.UTC().Format(time.DateOnly)))
			return
		}
		if time.Duration(age)*24*time.Hour <= policy.maxAge {
			continue
		}
		tooOld++
		if oldestAt == nil || age > days {
			oldestAt, oldest, days = at, f, age
		}
	}
	if oldestAt == nil {
		return
	}
	source := oldestAt.Source(oldest)
	others := ""
	if tooOld > 1 {
		others = fmt.Sprintf(" It is the oldest of %d facts that are too old.", tooOld)
	}
	detail := fmt.Sprintf("The fact about %s in %s dates from %s, %s ago; %s.%s", oldest, oldestAt.Title(), source.Date, text.Count(days, "day"), policy.allowed(), others)
	if name := source.Name(); name != "" {
		detail += " Source: " + text.Line(name)
	}
	detail += "\n\n" + message.StaleAdvice()
	summary := "Fact is older than max_age"
	if policy.given == "" {
		summary = "Fact is more than three years old"
	}
	policy.report(diags, summary, detail)
}

// allowed says as a clause how old a fact may be.
func (p agePolicy) allowed() string {
	if p.given == "" {
		return fmt.Sprintf("the limit without max_age is %d days", int(defaultMaxAge.Hours()/24))
	}
	return "max_age allows " + p.given
}

// report adds a diagnostic of the severity that on_stale names.
func (p agePolicy) report(diags *diag.Diagnostics, summary, detail string) {
	switch p.severity {
	case severityError:
		diags.AddError(summary, detail)
	case severityNone:
	default:
		diags.AddWarning(summary, detail)
	}
}
