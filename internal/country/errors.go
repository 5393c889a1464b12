package country

import (
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// NotFoundError says that Input names no country or region.
type NotFoundError struct {
	Input       string
	Suggestions []Suggestion // at most three, nearest first

	// NoLocation reports that Input says so itself: see [IsNoLocation].
	NoLocation bool
}

// A Suggestion is a spelling that would have been understood, and its country.
type Suggestion struct {
	Name string
	Code Code
}

func (s Suggestion) String() string { return s.Name + " (" + s.Code.String() + ")" }

func (e *NotFoundError) Error() string {
	if len(e.Input) > maxInput {
		return "no country or region has a name as long as " + text.Quote(e.Input)
	}
	msg := "no country or region is named " + text.Quote(e.Input)
	switch {
	case strings.TrimSpace(e.Input) == "":
		msg = "the country is empty"
	case e.NoLocation:
		msg = text.Quote(e.Input) + " does not stand for a country or region"
	}
	if len(e.Suggestions) == 0 {
		return msg + `; write an English name or a two-letter ISO 3166-1 code, such as "Germany" or "DE"`
	}
	return msg + "; did you mean " + either(e.Suggestions) + "?"
}

// AmbiguousError says that Input is a name that several countries share.
type AmbiguousError struct {
	Input      string
	Candidates []Code // two or more, in ascending order
}

func (e *AmbiguousError) Error() string {
	candidates := make([]Suggestion, len(e.Candidates))
	for i, c := range e.Candidates {
		candidates[i] = Suggestion{Name: c.Name(), Code: c}
	}
	return text.Quote(e.Input) + " may be " + either(candidates) + "; write the two-letter code of the one you mean"
}

// either writes a choice: "A", "A or B", "A, B or C".
func either(suggestions []Suggestion) string {
	s := make([]string, len(suggestions))
	for i, one := range suggestions {
		s[i] = one.String()
	}
	return text.Or(s)
}
