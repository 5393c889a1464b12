package country

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/internal/spelling"
)

// maxSuggestions is how many names a NotFoundError suggests.
const maxSuggestions = 3

// kinship is how a name resembles the input. Less is nearer.
type kinship int

const (
	typo   kinship = iota // few letters are wrong
	begins                // the name begins with the input
	inside                // the name holds the words of the input
	around                // the input holds the words of the name
)

// Shorter texts begin or occur in too many names to suggest one. The lengths
// are in bytes, so that two Chinese characters or two Cyrillic letters count as
// much as four Latin letters.
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

// suggest returns the names nearest to s, which names nothing, one for each
// country. If a code is written beside the name, it suggests no other country.
func suggest(s string) []Suggestion {
	for n, from := 0, 0; n < maxSplits; n++ {
		var one, other string
		if one, other, from = split(s, from); from == 0 {
			break
		}
		if isCode(other) {
			one, other = other, one
		} else if !isCode(one) {
			continue
		}
		code, _ := meanAlone(one).country()
		return slices.DeleteFunc(nearest(other), func(s Suggestion) bool { return s.Code != code })
	}
	return nearest(s)
}

// nearest returns the names nearest to s.
func nearest(s string) []Suggestion {
	in := readInput(s)
	if in.words == "" {
		return nil
	}
	var best []match
	for line := range strings.SplitSeq(strings.TrimSuffix(nearNames, "\n"), "\n") {
		words, line, _ := strings.Cut(line, "\t")
		m, ok := in.match(words)
		if !ok {
			continue
		}
		shown, code, _ := strings.Cut(line, "\t")
		c, err := ParseCode(code)
		if err != nil {
			continue // the table has no such line
		}
		m.Suggestion = Suggestion{Name: shown, Code: c}
		best = keepNearest(best, m)
	}
	var suggestions []Suggestion
	for _, m := range best {
		switch {
		case m.kinship == typo && m.edits > best[0].edits+1:
			// Beside the right name, those with more errors are noise.
		case m.kinship == around && best[0].kinship != around:
			// So is a name in the text beside one that is the text.
		default:
			suggestions = append(suggestions, m.Suggestion)
		}
	}
	return suggestions
}

// keepNearest adds m to best, which is sorted, holds each country once and at
// most maxSuggestions of them. Of two names of a country that are equally near, the
// first stays, as nearNames has the English ones first.
func keepNearest(best []match, m match) []match {
	for i, b := range best {
		if b.Code != m.Code {
			continue
		}
		if b.kinship < m.kinship || b.kinship == m.kinship && b.edits <= m.edits {
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

// An input is what was typed, as it is compared with names.
type input struct {
	words string // folded, with a space between two and no article
	size  int    // the bytes of words without spaces

	// What else was typed may stand for: the words turned around at a comma or
	// bracket, and in full for an initial.
	readings []*reading

	qualified bool // a word says that another place than the one of a name is meant
}

// A reading of an input is compared with names as a whole and word by word.
type reading struct {
	whole spelling.Distancer
	words []*spelling.Distancer
}

func newReading(words []string) *reading {
	r := new(reading)
	r.whole.Reset(strings.Join(words, ""))
	for _, word := range words {
		d := new(spelling.Distancer)
		d.Reset(word)
		r.words = append(r.words, d)
	}
	return r
}

// maxWords is how many words of an input are read.
const maxWords = 16

func readInput(s string) input {
	words := withoutArticles(strings.Fields(spelling.Spaced(s)))
	if len(words) > maxWords {
		return input{}
	}
	in := input{words: strings.Join(words, " ")}
	if in.words == "" {
		return in
	}
	in.size = sizeOf(in.words)
	in.readings = append(in.readings, newReading(words))
	if at := spelling.TurningPoint(s); at > 0 {
		in.readings = append(in.readings, newReading(withoutArticles(strings.Fields(spelling.Spaced(s[at:])+" "+spelling.Spaced(s[:at])))))
	}
	if full := map[string]string{"n": "north", "s": "south", "e": "east", "w": "west"}[words[0]]; full != "" {
		in.readings = append(in.readings, newReading(append([]string{full}, words[1:]...)))
	}
	in.qualified = slices.ContainsFunc(words, func(word string) bool { return slices.Contains(qualifiers, word) })
	return in
}

// sizeOf returns how many bytes words have without spaces.
func sizeOf(words string) int { return len(words) - strings.Count(words, " ") }

// edits returns how many edits make the reading the name, a folded name with a
// space between two words, and whether they may be typos. A name with as many
// words has no word that is another, and one with more or fewer only lacks a
// space or has one: New Mexico is not a misspelled Mexico.
func (r *reading) edits(name string) (int, bool) {
	edits, ok := r.whole.Edits(name)
	if !ok || len(r.words) == 1 && !strings.Contains(name, " ") {
		return edits, ok
	}
	if strings.Count(name, " ")+1 != len(r.words) {
		return edits, edits <= 1
	}
	i := 0
	for word := range strings.SplitSeq(name, " ") {
		if _, ok := r.words[i].Edits(word); !ok {
			return 0, false
		}
		i++
	}
	return edits, true
}

// qualifiers are words before a country's name that make it another place:
// New Mexico, Northern Cyprus.
var qualifiers = []string{
	"new", "north", "northern", "south", "southern", "east", "eastern", "west", "western", "central", "upper", "lower", "n", "s", "e", "w",
	"dem", "democratic",
}

// homonyms are names of countries that become words or other places with more
// text beside them: "Foo Island", "Atlanta, Georgia".
var homonyms = []string{"island", "georgia", "jersey", "islands", "ascension", "america", "states", "united"}

// withoutArticles takes "the" and "republic of" from the beginning and the end.
func withoutArticles(words []string) []string {
	for {
		before := len(words)
		for _, article := range [][]string{{"the"}, {"republic", "of"}, {"republic"}} {
			if n := len(article); len(words) >= n {
				if slices.Equal(words[:n], article) {
					words = words[n:]
				} else if slices.Equal(words[len(words)-n:], article) {
					words = words[:len(words)-n]
				}
			}
		}
		if len(words) == before {
			return words
		}
	}
}

// match compares a name, folded with a space between two words, with the input.
func (in input) match(name string) (match, bool) {
	least, found := 0, false
	for _, r := range in.readings {
		if edits, ok := r.edits(name); ok && (!found || edits < least) {
			least, found = edits, true
		}
	}
	if found {
		return match{kinship: typo, edits: least}, true
	}
	size := sizeOf(name)
	unlike := max(in.size-size, size-in.size)
	switch {
	case in.size >= minPrefix && strings.HasPrefix(name, in.words):
		return match{kinship: begins, edits: unlike}, true
	case in.size >= minInside && hasWords(name, in.words):
		return match{kinship: inside, edits: unlike}, true
	case size >= minName && !in.qualified && !slices.Contains(homonyms, name) && hasWords(in.words, name):
		return match{kinship: around, edits: unlike}, true
	}
	return match{}, false
}

// hasWords reports whether text has the words side by side. In a script without
// spaces between words, single words cannot be recognized.
func hasWords(text, words string) bool {
	at := strings.Index(text, words)
	if at < 0 {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(words); unicode.In(r, unspaced...) {
		return true
	}
	return strings.Contains(" "+text+" ", " "+words+" ")
}

// unspaced holds the scripts that put no space between words, or not everywhere.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai}
