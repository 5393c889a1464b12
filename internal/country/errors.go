package country

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
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
		return fmt.Sprintf("no country or region has a name of %d bytes, as the one that begins with %s", len(e.Input), quote(e.Input))
	}
	if e.NoLocation && e.Input != "" {
		return quote(e.Input) + ` stands for no country or region; write an English name or a two-letter ISO 3166-1 code, such as "DE"`
	}
	msg := "no country or region is named " + quote(e.Input)
	if len(e.Suggestions) == 0 {
		return msg + `; write its English name or its two-letter ISO 3166-1 code, such as "DE"`
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
	return quote(e.Input) + " may be " + either(candidates) + "; write the two-letter code of the one that is meant"
}

// either writes a choice: "A", "A or B", "A, B or C".
func either(s []Suggestion) string {
	var b strings.Builder
	for i, one := range s {
		switch {
		case i == 0:
		case i == len(s)-1:
			b.WriteString(" or ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(one.String())
	}
	return b.String()
}

// maxQuoted is how many bytes of an input a message shows.
const maxQuoted = 80

// quote writes s for a message: control characters, format characters and
// invalid bytes escaped, and cut short between two characters.
func quote(s string) string {
	if len(s) <= maxQuoted {
		return strconv.Quote(s)
	}
	cut := maxQuoted
	for cut > maxQuoted-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return strconv.Quote(s[:cut]) + "..."
}
