package docsource

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// key maps spellings of the same text to one key: case, width, digits of
// another script, punctuation and spaces do not matter; letters, accents ("si"
// is not "sí"), symbols, numbers and targets of links do.
func key(s string) string {
	var b strings.Builder
	space := false
	last := rune(0)
	for _, r := range strings.ToLower(norm.NFKC.String(s)) {
		switch {
		case unicode.IsSpace(r), unicode.IsPunct(r):
			space = true
			continue
		case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			continue
		case unicode.Is(unicode.Nd, r):
			r = digitOf(r)
		}
		if space && last != 0 && !unspaced(r) && !unspaced(last) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, space = r, false
	}
	if b.Len() == 0 {
		return strings.TrimSpace(s) // a dash may be an answer
	}
	return b.String()
}

// digitOf returns the ASCII digit of a decimal digit of any script: they come
// in runs of ten, from zero.
func digitOf(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	zero := r
	for r-zero < 9 && unicode.Is(unicode.Nd, zero-1) {
		zero--
	}
	return '0' + r - zero
}

// unspaced reports whether the character belongs to a script without spaces
// between words.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// folded is the key of a name without its accents.
func folded(s string) string {
	return key(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(withoutMarks(s))))
}

// plain makes digits and brackets those of ASCII.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Nd, r) {
			return digitOf(r)
		}
		return r
	}, norm.NFKC.String(s))
}

// maxNameWords is of how many words the name of a country in a text has at most.
const maxNameWords = 4

// countriesIn returns the countries that a text names, in any language that
// the resolver knows, in the order of the text. A name is capitalized, and not
// a short word that happens to be a code.
func countriesIn(text string) []country.Code {
	var named []country.Code
	words := strings.Fields(text)
next:
	for i := 0; i < len(words); i++ {
		for n := min(maxNameWords, len(words)-i); n > 0; n-- {
			if n > 1 && !capitalized(words[i]) {
				continue // "a U.S. user" is not AUS
			}
			if code, ok := namedCountry(strings.Join(words[i:i+n], " ")); ok {
				named = append(named, code)
				i += n - 1
				continue next
			}
		}
		named = append(named, countriesInRun(words[i])...)
	}
	return sortedCodes(named)
}

func sortedCodes(codes ...[]country.Code) []country.Code {
	all := slices.Concat(codes...)
	slices.SortFunc(all, country.Code.Compare)
	return slices.Compact(all)
}

// capitalized reports whether a word may begin a name: it has a capital, or is
// an abbreviation ("ee. UU." in a translation).
func capitalized(word string) bool {
	return strings.ContainsFunc(word, unicode.IsUpper) || len(word) > 2 && strings.HasSuffix(word, ".")
}

func namedCountry(name string) (country.Code, bool) {
	name = strings.Trim(name, `,;:()[]"'“”«»/`)
	if !strings.ContainsFunc(name, unicode.IsUpper) {
		return country.Code{}, false
	}
	if utf8.RuneCountInString(name) <= 3 && strings.ToUpper(name) != name {
		return country.Code{}, false // "No", "In" or "To" at the beginning of a sentence
	}
	code, ok := country.Find(name)
	if sentence, ended := strings.CutSuffix(name, "."); !ok && ended {
		return country.Find(sentence)
	}
	return code, ok
}

// countriesInRun finds countries within a run of characters without spaces, as
// Chinese and Japanese have it.
func countriesInRun(run string) []country.Code {
	runes := []rune(run)
	if !slices.ContainsFunc(runes, unspaced) {
		return nil
	}
	const longest = 12
	var named []country.Code
	for i := 0; i < len(runes); i++ {
		for n := min(longest, len(runes)-i); n > 1; n-- {
			part := runes[i : i+n]
			if slices.ContainsFunc(part, func(r rune) bool { return !unspaced(r) && r != 'ー' && r != '・' }) {
				continue
			}
			if code, ok := country.Find(string(part)); ok {
				named = append(named, code)
				i += n - 1
				break
			}
		}
	}
	return named
}
