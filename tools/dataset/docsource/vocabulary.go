package docsource

import (
	"embed"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// A meaning is what a phrase of an answer says. The names are those in the
// files of the folder vocabulary.
type meaning string

const (
	yes                = meaning("yes")
	no                 = meaning("no")
	notApplicable      = meaning("not_applicable")
	requiresCredits    = meaning("requires_credits")
	withCredits        = meaning("with_credits")
	prefixesCredits    = meaning("prefixes_with_credits")
	prefixesNo         = meaning("prefixes_not_supported")
	nonGeographic      = meaning("non_geographic")
	onRequest          = meaning("on_request")
	payPerMinute       = meaning("pay_per_minute")
	domesticOrgs       = meaning("domestic_organizations")
	inCountry          = meaning("in_country_access")
	outsideCountry     = meaning("outside_country")
	excludesDomestic   = meaning("excludes_domestic_purchases")
	notSoldByMicrosoft = meaning("not_sold_by_microsoft")
	countrySKU         = meaning("country_specific")
	otherCities        = meaning("other_cities")
	limited            = meaning("limited")
	skip               = meaning("skip")

	// Of remarks below a table.
	audioOnly        = meaning("service_numbers_audio_only")
	domesticCalls    = meaning("domestic_calls")
	domesticIncludes = meaning("domestic_calling_includes")
	sharedMinutes    = meaning("shared_minutes")

	// Words within the text of a plan.
	wordDomestic      = meaning("word_domestic")
	wordInternational = meaning("word_international")
	wordPayAsYouGo    = meaning("word_pay_as_you_go")
)

// answerMeanings are those of which an answer is made; remarkMeanings are
// looked for anywhere in a remark, and wordMeanings at the beginning of a word.
var (
	answerMeanings = []meaning{
		yes, no, notApplicable, requiresCredits, withCredits, prefixesCredits, prefixesNo, nonGeographic, onRequest,
		payPerMinute, domesticOrgs, inCountry, outsideCountry, excludesDomestic, notSoldByMicrosoft, countrySKU,
		otherCities, limited, skip, audioOnly,
	}
	remarkMeanings = []meaning{domesticCalls, domesticIncludes, sharedMinutes}
	wordMeanings   = []meaning{wordDomestic, wordInternational, wordPayAsYouGo}
)

// language is the vocabulary of one language.
type language struct {
	code    string
	answers []phrase             // the longest first
	remarks map[meaning][]phrase // looked for anywhere in a text
	words   map[meaning]*regexp.Regexp
	labels  map[string][]phrase // of rows, by the fact they are about
	// countries are names that only a machine gives to a country.
	countries map[string]country.Code
}

// phrase is a text to look up: words in any case, where "*" stands for any
// words and "{country}" for the name of the page's country.
type phrase struct {
	meaning meaning
	length  int // of what is spelled out
	pattern *regexp.Regexp
}

//go:embed vocabulary/*.txt
var vocabularyFiles embed.FS

// languages holds the vocabularies by the code of the language. They are read
// when the first page is.
var languages = sync.OnceValues(func() (map[string]*language, error) {
	files, err := vocabularyFiles.ReadDir("vocabulary")
	if err != nil {
		return nil, err
	}
	all := make(map[string]*language)
	for _, file := range files {
		data, err := vocabularyFiles.ReadFile("vocabulary/" + file.Name())
		if err != nil {
			return nil, err
		}
		code := strings.TrimSuffix(file.Name(), path.Ext(file.Name()))
		if all[code], err = parseVocabulary(code, string(data)); err != nil {
			return nil, err
		}
	}
	return all, nil
})

// parseVocabulary reads a vocabulary: lines "[meaning]", "[row fact]" or
// "[country code]", each followed by its phrases, one on a line. A "#" begins a
// comment.
func parseVocabulary(code, text string) (*language, error) {
	lang := &language{
		code:    code,
		remarks: make(map[meaning][]phrase),
		words:   make(map[meaning]*regexp.Regexp),
		labels:  make(map[string][]phrase),

		countries: make(map[string]country.Code),
	}
	words := make(map[meaning][]string)
	var heading string
	number := 0
	for line := range strings.Lines(text) {
		number++
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if inner, ok := strings.CutPrefix(line, "["); ok {
			heading = strings.TrimSuffix(inner, "]")
			continue
		}
		m := meaning(heading)
		label, isLabel := strings.CutPrefix(heading, "row ")
		named, isCountry := strings.CutPrefix(heading, "country ")
		switch {
		case isCountry:
			c, err := country.ParseCode(named)
			if err != nil {
				return nil, fmt.Errorf("vocabulary %s, line %d: %w", code, number, err)
			}
			lang.countries[normalize(line)] = c
		case isLabel:
			lang.labels[label] = append(lang.labels[label], newPhrase("", line, "^(?:", ")$"))
		case slices.Contains(answerMeanings, m):
			lang.answers = append(lang.answers, newPhrase(m, line, "^(", ")"+boundaryAfter(line)))
		case slices.Contains(remarkMeanings, m):
			lang.remarks[m] = append(lang.remarks[m], newPhrase(m, line, "", ""))
		case slices.Contains(wordMeanings, m):
			words[m] = append(words[m], boundaryBefore(line)+regexp.QuoteMeta(normalize(line)))
		default:
			return nil, fmt.Errorf("vocabulary %s, line %d: no heading of a known meaning stands before %q (heading %q)", code, number, line, heading)
		}
	}
	for m, list := range words {
		lang.words[m] = regexp.MustCompile(strings.Join(list, "|"))
	}
	slices.SortStableFunc(lang.answers, func(a, b phrase) int { return b.length - a.length })
	return lang, nil
}

// newPhrase compiles a phrase. Whatever it is, the pattern is valid: all of the
// text but its wildcards is quoted.
func newPhrase(m meaning, text, before, after string) phrase {
	quoted := regexp.QuoteMeta(normalize(text))
	length := len(quoted)
	quoted = strings.ReplaceAll(quoted, `\*`, `.*?`)
	quoted = strings.ReplaceAll(quoted, `\{country\}`, `(.{1,60}?)`)
	return phrase{meaning: m, length: length, pattern: regexp.MustCompile(before + quoted + after)}
}

// unspaced reports whether the character is of a script that sets no spaces
// between words, or that adds endings to names.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// boundaryAfter returns the pattern for the end of a word after a phrase.
func boundaryAfter(text string) string {
	runes := []rune(text)
	last := runes[len(runes)-1]
	switch {
	case last == '*':
		return "$"
	case last == '}':
		return `(?:[,;:.()、。]|$)`
	case unspaced(last):
		return ""
	}
	return `(?:[^\p{L}\p{N}]|$)`
}

func boundaryBefore(text string) string {
	if unspaced([]rune(text)[0]) {
		return ""
	}
	return `(?:^|[^\p{L}\p{N}])`
}

// normalize makes spellings of the same text equal: case, width, quotation
// marks and spaces do not matter; accents do ("si" is not "sí").
func normalize(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "\u00a0", " ", "\u200b", "").Replace(norm.NFKC.String(s))
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

// token is a part of an answer that was understood.
type token struct {
	meaning meaning
	text    string
	country string // the country it names, where the phrase has one
}

// separators are what may stand between the phrases of an answer.
const separators = " \t.,;:!()[]{}\"'*-–—/、。"

// consume looks up all of a text, phrase by phrase, the longest one first. It
// returns what was understood, and the rest from the first word that was not.
func (l *language) consume(text string) (tokens []token, rest string) {
	rest = normalize(text)
next:
	for {
		rest = strings.TrimLeft(rest, separators)
		if rest == "" {
			return tokens, ""
		}
		if r, size := utf8.DecodeRuneInString(rest); isMark(r) {
			tokens = append(tokens, token{meaning: markMeaning(r), text: rest[:size]})
			rest = rest[size:]
			continue
		}
		for _, p := range l.answers {
			m := p.pattern.FindStringSubmatchIndex(rest)
			if m == nil {
				continue
			}
			t := token{meaning: p.meaning, text: rest[m[2]:m[3]]}
			if len(m) > 4 {
				t.country = rest[m[4]:m[5]]
			}
			tokens = append(tokens, t)
			rest = rest[m[3]:]
			continue next
		}
		return tokens, rest
	}
}

func markMeaning(r rune) meaning {
	switch r {
	case markPayPerMinute:
		return payPerMinute
	case markServiceDesk:
		return onRequest
	}
	return skip
}

// remark returns which of the remarks a text makes.
func (l *language) remark(text string) []meaning {
	text = normalize(text)
	var found []meaning
	for _, m := range remarkMeanings {
		if slices.ContainsFunc(l.remarks[m], func(p phrase) bool { return p.pattern.MatchString(text) }) {
			found = append(found, m)
		}
	}
	return found
}

// label returns the facts of the section whose row has this label: one, if the
// label is understood.
func (l *language) label(text string, facts []string) []string {
	text = strings.Trim(normalize(text), " ?？¿.:。*")
	var found []string
	for _, fact := range facts {
		if slices.ContainsFunc(l.labels[fact], func(p phrase) bool { return p.pattern.MatchString(text) }) {
			found = append(found, fact)
		}
	}
	return found
}

// country returns the country of a name, in any language or as a machine
// translated it.
func (l *language) country(name string) (country.Code, error) {
	if code, ok := l.countries[normalize(name)]; ok {
		return code, nil
	}
	return country.Resolve(name)
}
