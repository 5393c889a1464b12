package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words appends to dst the key of s by its words: without those that only join
// others ("of", "the", "de", "la"), and with abbreviations written in full, so
// that "Dem. Rep. of the Congo" and "Democratic Republic Congo" have the same. A
// comma or a bracket turns a name around if turn says so: the words after the
// first one come first ("Congo, Dem. Rep. of the"). It reports false when the
// key would be longer than [MaxKey], and for a single word that was written in
// full: what it abbreviates alone is not known. Nor is "DE - France" the same
// as "France".
func Words(dst []byte, s string, turn bool) ([]byte, bool) {
	w := words{key: dst}
	if i := TurningPoint(s); turn && i >= 0 {
		w = w.add(s[i:])
		s = s[:i]
	}
	w = w.add(s)
	return w.key, len(w.key) <= MaxKey && !w.lostCode && (w.kept != 1 || w.expanded == 0)
}

// TurningPoint returns where the comma or bracket is at which a name can be
// turned around, or -1.
func TurningPoint(s string) int { return strings.IndexAny(s, ",(（，、") }

// words is a key that is made word by word. Its methods return the next one:
// through a pointer, the caller's buffer would escape to the heap.
type words struct {
	key             []byte
	start           int  // where the last word of key starts
	accented, small bool // the last word lost an accent, has a small letter
	kept, expanded  int  // how many words key has, and has in full for an abbreviation

	// lostCode reports that what was left out at the beginning or end of a
	// part may have been a code, such as "DE" and "LA".
	lostCode bool
}

// add appends the words of s, and stops when the key is too long.
func (w words) add(s string) words {
	before, left := w.kept, false
	for i := 0; i < len(s) && len(w.key) <= MaxKey; {
		r, size := utf8.DecodeRuneInString(s[i:])
		encoded := s[i : i+size]
		i += size
		if unicode.IsLetter(r) && !isModifier(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			var accented bool
			w.key, accented = appendDecomposed(w.key, encoded, r)
			w.accented = w.accented || accented
			w.small = w.small || unicode.IsLower(r)
			continue
		}
		if unicode.Is(unicode.Cf, r) {
			continue
		}
		w, left = w.end(w.kept == before, left)
		if r != '&' {
			// What Fold keeps is not lost here either.
			w.key, _ = appendDecomposed(w.key, encoded, r)
			w.start = len(w.key)
		}
	}
	w, left = w.end(w.kept == before, left)
	w.lostCode = w.lostCode || left
	return w
}

// end puts the last word into its plain form, and returns whether the last one
// was left out and may have been a code. A word that lost an accent joins
// none: "Dél-Korea" is Hungarian.
func (w words) end(isFirst, left bool) (words, bool) {
	word, full := w.key[w.start:], ""
	accented, small := w.accented, w.small
	w.accented, w.small = false, false
	switch string(word) {
	case "":
		return w, left
	case "the", "of", "and", "le", "la", "les", "l", "du", "de", "des", "d", "et", "el", "los", "las", "del", "della", "do", "da", "dos", "das", "van", "der":
		if !accented {
			w.key = w.key[:w.start]
			left = len(word) == 2 && !small
			w.lostCode = w.lostCode || left && isFirst
			return w, left
		}
	case "und", "og", "och", "ja", "ve", "en", "y", "e", "i", "a", "dan", "и", "і", "та", "й", "و", "및":
		if !accented && !isFirst {
			w.key = w.key[:w.start]
			return w, false
		}
	case "rep", "repub", "republique", "republica", "repubblica", "republik", "republiek":
		full = "republic"
	case "dem", "democratique", "democratica", "demokratische", "democratische":
		full = "democratic"
	case "fed", "federated":
		full = "federal"
	case "is", "isl", "isls", "island":
		full = "islands"
	case "st":
		full = "saint"
	case "sts":
		full = "states"
	case "cent":
		full = "central"
	case "eq":
		full = "equatorial"
	case "terr", "territories":
		full = "territory"
	case "brit":
		full = "british"
	case "amer":
		full = "american"
	case "herz", "hercegovina":
		full = "herzegovina"
	}
	w.kept++
	if full != "" {
		w.key = append(w.key[:w.start], full...)
		w.expanded++
	}
	w.start = len(w.key)
	return w, false
}

// Spaced returns s folded word by word, with a space between two words. It is
// for comparing words, and allocates.
func Spaced(s string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.P, unicode.Z) && r != '\'' && r != '’'
	}) {
		key, ok := Fold(nil, word)
		if !ok || len(key.Bytes) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.Write(key.Bytes)
	}
	return b.String()
}
