package text

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/agext/levenshtein"
)

// UnknownWordError reports a word that is not in a closed list, such as the
// features or the statuses.
type UnknownWordError struct {
	Kind        string   // what the word should have been: "feature"
	Given       string   // the word as it was given
	Suggestions []string // allowed words near to it, the nearest first, at most three
	Hint        string   // a sentence on what was probably meant, without its full stop; or empty
	Allowed     []string // every allowed word
}

func (e *UnknownWordError) Error() string {
	msg := fmt.Sprintf("%s is not a valid %s", Quote(e.Given), e.Kind)
	if e.Given == "" {
		msg = fmt.Sprintf("the %s is empty", e.Kind)
	}
	if len(e.Suggestions) > 0 {
		msg += fmt.Sprintf("; did you mean %s?", Or(e.Suggestions))
	} else {
		msg += "."
	}
	if e.Hint != "" {
		msg += " " + e.Hint + "."
	}
	return msg + fmt.Sprintf(" Allowed: %s", strings.Join(e.Allowed, ", "))
}

// CheckWord returns an [*UnknownWordError] if given is not one of the allowed
// words. The kind is what the word should have been.
func CheckWord(kind, given string, allowed []string) error {
	if slices.Contains(allowed, given) {
		return nil
	}
	e := &UnknownWordError{Kind: kind, Given: given, Allowed: slices.Clone(allowed)}
	if several := severalOf(given, allowed); several != nil {
		e.Hint = "Write each as a string of its own: " + strings.Join(several, ", ")
	} else if near := Nearest(given, allowed); len(near) < len(allowed) { // else they are named anyway
		e.Suggestions = near
	}
	return e
}

// severalOf returns the words of a text, each in quotes, where it is several of the
// allowed ones; else nil.
func severalOf(given string, allowed []string) []string {
	if len(given) > 10*quoteLimit {
		return nil
	}
	words := strings.FieldsFunc(given, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;|[]\"'", r) })
	if len(words) < 2 {
		return nil
	}
	for i, word := range words {
		if !slices.Contains(allowed, word) {
			return nil
		}
		words[i] = Quote(word)
	}
	return words
}

// Bare returns a word in lower case without the separators "-", "_" and " ".
func Bare(word string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(word))
}

// Nearest returns the words that are near enough to given to be what was
// meant, the nearest first, at most three. Case and the separators "-", "_"
// and " " do not matter; a word that differs in nothing else is the only one.
func Nearest(given string, allowed []string) []string {
	if len(given) > quoteLimit {
		return nil
	}
	canonical := Bare(given)
	type near struct {
		word  string
		score float64
	}
	var found []near
	for _, word := range allowed {
		bare := Bare(word)
		if bare == canonical {
			return []string{word}
		}
		score := levenshtein.Match(canonical, bare, nil)
		if len(canonical) >= 4 && (strings.Contains(bare, canonical) || strings.Contains(canonical, bare)) {
			score = max(score, 0.75)
		}
		if score >= 0.6 {
			found = append(found, near{word, score})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Compare(b.score, a.score) })
	var result []string
	for _, n := range found[:min(3, len(found))] {
		result = append(result, n.word)
	}
	return result
}
