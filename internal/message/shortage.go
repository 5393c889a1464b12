package message

import (
	"fmt"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Shortage says in a sentence what is missing and how to get it. It names at most a
// number of countries.
func Shortage(s rollout.Shortage, maxCountries int) string {
	needed := shortOf(s, s.Needed, "") + " " + text.Verb(s.Needed, "is", "are") + " needed"
	free := fmt.Sprintf("%d %s free", s.Free, text.Verb(s.Free, "is", "are"))
	switch {
	case s.Kind == rollout.QuotaShortage:
		return fmt.Sprintf("%s %s needed, and the licenses allow %d in all, of which the organization has %d: buy more licenses, or port numbers.",
			shortOf(s, s.Needed, "more "), text.Verb(s.Needed, "is", "are"), s.Quota, s.Owned)
	case s.Kind == rollout.NumberShortage:
		return fmt.Sprintf("%s, and %s%s: get %d more, or take back numbers that are assigned.", needed, free, shortCountries(s.Countries, maxCountries), s.Missing)
	case s.Stated:
		return fmt.Sprintf("%s, and the organization has %d: buy %d more.", needed, s.Free, s.Missing)
	}
	return fmt.Sprintf("%s, and %s: buy %d more, or take back licenses that are assigned.", needed, free, s.Missing)
}

// shortCountries names the first of the countries where numbers are missing:
// " (FR: 0 of 5, US: 1 of 4 and 2 more)".
func shortCountries(countries []rollout.CountryShortage, most int) string {
	var places []string
	for _, c := range countries[:min(len(countries), most)] {
		places = append(places, fmt.Sprintf("%s: %d of %d", c.Code, c.Free, c.Needed))
	}
	if places == nil {
		return ""
	}
	list := strings.Join(places, ", ")
	if more := len(countries) - len(places); more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return " (" + list + ")"
}

// Shortages tells all that is missing in one line without a full stop: "12 more
// Domestic Calling Plan licenses and 3 toll-free numbers are missing before this can
// be applied".
func Shortages(shortages []rollout.Shortage) string {
	if len(shortages) == 0 {
		return ""
	}
	var parts []string
	total := int64(0)
	for _, s := range shortages {
		switch s.Kind {
		case rollout.LicenseShortage:
			parts = append(parts, shortOf(s, s.Missing, "more "))
		case rollout.NumberShortage:
			parts = append(parts, shortOf(s, s.Missing, ""))
		case rollout.QuotaShortage:
			parts = append(parts, "room in the quota for "+shortOf(s, s.Missing, ""))
			total -= s.Missing - 1 // there is one room
		}
		total += s.Missing
	}
	return text.And(parts) + " " + text.Verb(total, "is", "are") + " missing before this can be applied"
}

// shortOf returns a number of what is missing: "3 toll-free numbers", "12 more
// Domestic Calling Plan licenses".
func shortOf(s rollout.Shortage, n int64, more string) string {
	if s.Kind == rollout.LicenseShortage {
		f, _ := availability.ParseFeature(s.Name) // a license bears the name of one
		return text.Count(n, more+f.Label()+" license")
	}
	return text.Count(n, more+strings.ReplaceAll(s.Name, "_", "-")+" number")
}
