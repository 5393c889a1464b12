package country

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

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
	var d distancer
	d.reset(input)

	var best []match
	for line := range strings.SplitSeq(strings.TrimSuffix(nearNames, "\n"), "\n") {
		name, line, _ := strings.Cut(line, "\t")
		m, ok := d.match(input, name)
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

// match compares name with the input d was reset to.
func (d *distancer) match(input, name string) (match, bool) {
	if edits, ok := d.edits(name); ok {
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

// maxWord is the number of characters of the longest text whose edits are
// counted. Hangul counts two or three for each syllable.
const maxWord = 64

// allowedEdits is how many edits make a typo of a text of n characters, and
// not another word.
func allowedEdits(n int) int { return min(n/3, 4) }

// A distancer counts the edits between one input and many names. It keeps its
// rows between names and allocates nothing.
type distancer struct {
	input [maxWord]rune
	n     int // characters in input; 0 if there are too many
	rows  [3][maxWord + 1]int
}

func (d *distancer) reset(input string) {
	d.n = 0
	if utf8.RuneCountInString(input) > maxWord {
		return
	}
	for _, r := range input {
		d.input[d.n] = r
		d.n++
	}
}

// edits returns the optimal string alignment distance between the input and
// name, which counts letters that are missing, too many, other, or swapped
// with their neighbour. It reports false when there are more than allowed.
func (d *distancer) edits(name string) (int, bool) {
	length := utf8.RuneCountInString(name)
	limit := allowedEdits(max(length, d.n))
	if d.n == 0 || length > maxWord || length-d.n > limit || d.n-length > limit {
		return 0, false
	}
	before, last, row := &d.rows[0], &d.rows[1], &d.rows[2]
	for j := range d.n + 1 {
		last[j] = j
	}
	var previous rune
	i := 0
	for _, r := range name {
		i++
		row[0] = i
		least := i
		for j := 1; j <= d.n; j++ {
			in := d.input[j-1]
			cost := 1
			if in == r {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && in == previous && d.input[j-2] == r {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return 0, false
		}
		before, last, row = last, row, before
		previous = r
	}
	return last[d.n], last[d.n] <= limit
}
