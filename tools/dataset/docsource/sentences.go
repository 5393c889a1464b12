package docsource

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// sentence is one of a row, with a mark for the name of the country.
type sentence struct {
	text    string
	line    int
	keys    []string // with and without the word before the name, "#" for numbers
	key     string   // the one of them that most pages have
	numbers []int
	says    map[string]string // values of facts, by a decision; nil without one
}

// sentencesOf returns the sentences of a segment that have words of their own.
func sentencesOf(s segment, code country.Code) []*sentence {
	var all []*sentence
	for _, part := range splitSentences(s.text) {
		with, without := maskCountry(part, code)
		one := &sentence{text: with, line: s.line}
		for _, candidate := range []string{with, without} {
			k := key(candidate)
			one.numbers = nil
			k = numberPattern.ReplaceAllStringFunc(k, func(n string) string {
				if v, err := strconv.Atoi(n); err == nil {
					one.numbers = append(one.numbers, v)
				}
				return "#"
			})
			if strings.ContainsFunc(k, func(r rune) bool { return unicode.IsLetter(r) && !isMark(r) }) && !slices.Contains(one.keys, k) {
				one.keys = append(one.keys, k)
			}
		}
		if one.keys != nil {
			all = append(all, one)
		}
	}
	return all
}

// splitSentences splits a text at the ends of sentences, in any script.
func splitSentences(s string) []string {
	var parts []string
	start := 0
	for i, r := range s {
		end := i + utf8.RuneLen(r)
		switch r {
		case '.', '!', '?':
			if next, _ := utf8.DecodeRuneInString(s[end:]); end < len(s) && !unicode.IsSpace(next) && !isMark(next) {
				continue // v.1.0
			}
		case '。', '！', '？', '।', '۔', '؟':
		default:
			continue
		}
		parts = append(parts, s[start:end])
		start = end
	}
	return append(parts, s[start:])
}

// maskCountry returns a text with a mark for the name of the page's country, and
// the same without a short word before it: languages have an article or another
// preposition there, by the country.
func maskCountry(s string, code country.Code) (with, without string) {
	words := strings.Fields(s)
	var a, b []string
	for i := 0; i < len(words); i++ {
		n, rest := nameAt(words[i:], code)
		if n == 0 {
			a, b = append(a, maskRun(words[i], code)), append(b, maskRun(words[i], code))
			continue
		}
		a = append(a, string(markCountry)+rest)
		if last := len(b) - 1; last >= 0 && utf8.RuneCountInString(b[last]) <= 4 && !strings.ContainsFunc(b[last], func(r rune) bool { return !unicode.IsLetter(r) || isMark(r) }) {
			b = b[:last]
		}
		b = append(b, string(markCountry)+rest)
		i += n - 1
	}
	return strings.Join(a, " "), strings.Join(b, " ")
}

// nameAt returns how many words from the first one on are the name of the
// country, and the punctuation after them; an elided article belongs to it.
func nameAt(words []string, code country.Code) (n int, rest string) {
	for n = min(maxNameWords, len(words)); n > 0; n-- {
		name := strings.Join(words[:n], " ")
		bare := strings.TrimRight(name, `.,;:!?()[]"'’”»`)
		rest = name[len(bare):]
		bare = strings.TrimLeft(bare, `("'“«[`)
		for _, spelling := range []string{bare, afterElision(bare)} {
			if same(spelling, code) {
				return n, rest
			}
		}
	}
	return 0, ""
}

func afterElision(s string) string {
	if i := strings.IndexAny(s, "'’"); i > 0 && i <= 2 {
		_, size := utf8.DecodeRuneInString(s[i:])
		return s[i+size:]
	}
	return ""
}

// same reports whether a text names the country. A short word in small letters
// does not: "no" is not Norway.
func same(name string, code country.Code) bool {
	named, ok := namedCountry(name)
	if !ok && utf8.RuneCountInString(name) >= 3 && !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLower(r) || unicode.IsUpper(r) }) {
		named, ok = country.Find(name)
	}
	return ok && (named == code || shared(named) && shared(code))
}

// shared reports whether a country is one of the two with one page.
func shared(c country.Code) bool { return c.String() == "US" || c.String() == "PR" }

// maskRun masks the country within a run of characters without spaces.
func maskRun(word string, code country.Code) string {
	runes := []rune(word)
	if !slices.ContainsFunc(runes, unspaced) {
		return word
	}
	for i := range runes {
		for n := min(12, len(runes)-i); n > 1; n-- {
			part := string(runes[i : i+n])
			if named, ok := country.Find(part); ok && named == code && strings.ContainsFunc(part, unspaced) {
				return string(runes[:i]) + string(markCountry) + maskRun(string(runes[i+n:]), code)
			}
		}
	}
	return word
}
