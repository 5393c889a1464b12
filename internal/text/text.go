// Package text helps to write messages for people: quoting what someone else
// wrote, sentences, lists, counted nouns, and suggestions for a misspelled
// word. It knows nothing about countries, features or Terraform.
package text

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoteLimit is how many bytes of a quoted text a message repeats.
const quoteLimit = 64

// lineLimit is how many bytes of a text that is not quoted a message repeats.
const lineLimit = 500

// Quote returns s in double quotes, for a message that repeats what someone
// gave. Control characters, characters that reorder or hide text, letters of
// another alphabet in a Latin word, and invalid UTF-8 are escaped; a long text is
// cut, and its length is named.
func Quote(s string) string {
	if len(s) <= quoteLimit {
		return quote(s)
	}
	return fmt.Sprintf("%s... (%d bytes)", quote(cut(s, quoteLimit)), len(s))
}

func quote(s string) string {
	quoted := strconv.Quote(s)
	if !mixesAlphabets(s) {
		return quoted
	}
	var b strings.Builder
	for _, r := range quoted {
		if isLookalike(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// mixesAlphabets reports whether a word has Latin letters and others that look
// like them: nobody would see why "DE" is no code if its E is Cyrillic.
func mixesAlphabets(s string) bool {
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if strings.ContainsFunc(word, isLookalike) && strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) {
			return true
		}
	}
	return false
}

func isLookalike(r rune) bool { return unicode.In(r, unicode.Cyrillic, unicode.Greek) }

// Line returns s as one line that is safe to print to a terminal: runs of white
// space become one space, control characters, characters that reorder or hide
// text and invalid UTF-8 are escaped, and a long text is cut. Whatever a file, a
// dataset or a server says goes through it, or through [Quote], on its way into a
// message.
func Line(s string) string {
	short := cut(s, lineLimit)
	line := Escape(strings.Join(strings.Fields(short), " "))
	if len(short) < len(s) {
		line += fmt.Sprintf("... (%d bytes)", len(s))
	}
	return line
}

// Escape returns s with what [Line] escapes, line breaks too, but whole and with
// all its spaces: for a line that is made of texts that are safe and of others.
func Escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], string(utf8.RuneError)):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == utf8.RuneError, unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		}
	}
	return b.String()
}

// cut returns the first bytes of s, at most limit, and no half character.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for back := 0; back < utf8.UTFMax && limit > 0 && !utf8.RuneStart(s[limit]); back++ {
		limit--
	}
	return s[:limit]
}

// Sentence returns s with a capital letter and a full stop, or s itself if it
// is empty or already ends a sentence. A text that begins with a quote or an
// identifier, such as users_csv, keeps its beginning.
func Sentence(s string) string {
	if s == "" {
		return s
	}
	return Stop(Capital(s))
}

// Stop returns s with a full stop where it does not end a sentence already.
func Stop(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

// Capital returns s with a capital letter if it begins with a word that is not
// an identifier.
func Capital(s string) string {
	word, _, _ := strings.Cut(s, " ")
	r, size := utf8.DecodeRuneInString(s)
	if strings.ContainsAny(word, "_/.") {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// Names returns the texts of features, statuses, codes or the like; never nil, as
// nil would be null in Terraform.
func Names[T fmt.Stringer](list []T) []string {
	names := make([]string, 0, len(list))
	for _, v := range list {
		names = append(names, v.String())
	}
	return names
}

// Or joins the items as alternatives: "a", "a or b", "a, b or c".
func Or[T ~string](items []T) string { return join(items, " or ") }

// And joins the items as a list: "a", "a and b", "a, b and c".
func And[T ~string](items []T) string { return join(items, " and ") }

func join[T ~string](items []T, last string) string {
	var b strings.Builder
	for i, item := range items {
		switch {
		case i == 0:
		case i == len(items)-1:
			b.WriteString(last)
		default:
			b.WriteString(", ")
		}
		b.WriteString(string(item))
	}
	return b.String()
}

// Count returns a number with its noun: "1 user", "3 users". The plural is the
// noun with an "s", or "ies" if it ends in a consonant and "y"; do not use it
// for other plurals.
func Count[N ~int | ~int64](n N, noun string) string {
	return fmt.Sprintf("%d %s", n, Plural(n, noun))
}

// Plural returns the noun for a number of things; see [Count].
func Plural[N ~int | ~int64](n N, noun string) string {
	if n == 1 {
		return noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok && stem != "" && !strings.ContainsRune("aeiou", rune(stem[len(stem)-1])) {
		return stem + "ies"
	}
	return noun + "s"
}

// Verb returns the form of a verb for a number of things: Verb(1, "has", "have").
func Verb[N ~int | ~int64](n N, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Bullets returns a text and its items, each on a line of its own.
func Bullets(head string, items []string) string {
	var b strings.Builder
	b.WriteString(head)
	for _, item := range items {
		b.WriteString("\n  - " + item)
	}
	return b.String()
}
