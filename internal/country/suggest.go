package country

import (
	"cmp"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/internal/spelling"
)

// maxSuggestions is how many names a NotFoundError suggests.
const maxSuggestions = 3

// kinship is how a name resembles the input. Less is nearer.
type kinship int

const (
	typo     kinship = iota // few letters are wrong
	begins                  // the name begins with the input
	contains                // one contains the other
)

// Shorter texts begin or contain too much to mean something by it. The lengths
// are in bytes, so that two Chinese characters or two Cyrillic letters count
// as much as four Latin letters.
const (
	minPrefix = 3 // an input that begins a name
	minName   = 4 // a name inside the input
	minInside = 5 // an input inside a name
)

type match struct {
	kinship
	edits int
	Suggestion
}

func (m match) compare(n match) int {
	return cmp.Or(
		cmp.Compare(m.kinship, n.kinship),
		cmp.Compare(m.edits, n.edits),
		cmp.Compare(len(m.Name), len(n.Name)),
		strings.Compare(m.Name, n.Name),
	)
}

// suggest returns the names nearest to key, which is nobody's, one for each
// country.
func suggest(s string) []Suggestion {
	key, ok := spelling.Fold(nil, s)
	if !ok || len(key.Bytes) == 0 {
		return nil
	}
	rest := key.Bytes
	for i := 0; i < len(forms); i++ {
		if forms[i].kind == article || forms[i].kind == republicOf {
			if cut, ok := forms[i].cut(rest); ok {
				rest, i = cut, -1
			} else if string(rest) == forms[i].before {
				return nil
			}
		}
	}
	input := string(rest)
	var d spelling.Distancer
	d.Reset(input)

	var best []match
	for line := range strings.SplitSeq(strings.TrimSuffix(nearNames, "\n"), "\n") {
		name, line, _ := strings.Cut(line, "\t")
		m, ok := matchOf(&d, input, name)
		if !ok {
			continue
		}
		shown, code, _ := strings.Cut(line, "\t")
		m.Suggestion = Suggestion{Name: shown, Code: MustParseCode(code)}
		best = keepNearest(best, m)
	}
	var suggestions []Suggestion
	for _, m := range best {
		// Beside the right name, those with more errors are noise.
		if m.kinship == typo && m.edits > best[0].edits+1 {
			continue
		}
		suggestions = append(suggestions, m.Suggestion)
	}
	return suggestions
}

// keepNearest adds m to best, which is sorted, holds each country once and at
// most maxSuggestions of them.
func keepNearest(best []match, m match) []match {
	for i, b := range best {
		if b.Code != m.Code {
			continue
		}
		if b.compare(m) <= 0 {
			return best
		}
		best = slices.Delete(best, i, i+1)
		break
	}
	at, _ := slices.BinarySearchFunc(best, m, match.compare)
	best = slices.Insert(best, at, m)
	return best[:min(len(best), maxSuggestions)]
}

// successors suggests the countries that took the place of a former one.
func successors(m meaning) []Suggestion {
	var s []Suggestion
	for _, c := range m.codes() {
		s = append(s, Suggestion{Name: c.Name(), Code: c})
	}
	return s
}

// matchOf compares name with the input d was reset to.
func matchOf(d *spelling.Distancer, input, name string) (match, bool) {
	if edits, ok := d.Edits(name); ok {
		return match{kinship: typo, edits: edits}, true
	}
	unlike := len(input) - len(name)
	if unlike < 0 {
		unlike = -unlike
	}
	switch {
	case len(input) >= minPrefix && strings.HasPrefix(name, input):
		return match{kinship: begins, edits: unlike}, true
	case len(input) >= minInside && strings.Contains(name, input),
		len(name) >= minName && strings.Contains(input, name):
		return match{kinship: contains, edits: unlike}, true
	}
	return match{}, false
}
