// Package spelling reduces the spellings of a country's name that mean the
// same to one key: case, accents, punctuation, spaces, the width of characters
// and invisible format characters do not matter. The generator of the tables
// and the resolver that reads them share it, so that they cannot disagree.
package spelling

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// MaxKey is the length of the longest key, in bytes, that Fold makes.
	// The generator refuses a name whose key is longer.
	MaxKey = 224

	// BufferSize is what a caller's buffer should hold so that Fold does not
	// allocate: a key and the longest expansion of one more character.
	BufferSize = MaxKey + 64
)

// A Key is a folded spelling.
type Key struct {
	// Bytes holds letters and digits, and whatever else cannot be dropped
	// without changing what was meant, such as "+" or a control character.
	Bytes []byte

	// Accented reports that folding took more from the spelling than case,
	// width and punctuation: an accent, or the particular form of a letter.
	// "Áo" has the same key as "AO", but only "AO" is a code.
	Accented bool

	// Whole reports that the letters stand alone and side by side, each of them
	// one character: nothing is before or after them but space, and nothing
	// between. Only such a spelling is a code: "N/A", "in." and "№" are none.
	Whole bool

	// Broken reports that something stands between letters that neither ends an
	// abbreviation nor a word: "N/A" and "R.-U.", but not "U.S." and "(UK)".
	Broken bool
}

// Fold appends the key of s to dst, which is empty and best has a capacity of
// [BufferSize]. It reports false, and stops reading, when the key would be
// longer than [MaxKey].
func Fold(dst []byte, s string) (Key, bool) {
	k := Key{Bytes: dst, Whole: true}
	var between separators
	ampersand := -1 // where the last letters are those of one
	for i := 0; i < len(s); {
		before := len(k.Bytes)
		r, size := rune(s[i]), 1
		if r < utf8.RuneSelf {
			k.Bytes = appendASCII(k.Bytes, byte(r))
		} else if r, size = utf8.DecodeRuneInString(s[i:]); isFolded(r) {
			k.Bytes = append(k.Bytes, s[i:i+size]...)
		} else {
			var accented bool
			k.Bytes, accented = appendDecomposed(k.Bytes, s[i:i+size], r)
			k.Accented = k.Accented || accented
		}
		i += size
		if len(k.Bytes) > MaxKey {
			return Key{}, false
		}
		if len(k.Bytes) == before+1 && between == 0 {
			ampersand = -1
			continue // a letter next to a letter, which is most of them
		}
		if len(k.Bytes) == before {
			between |= separates(r)
			k.Whole = k.Whole && between&^space == 0
			continue
		}
		if before > 0 {
			k.Whole = k.Whole && between == 0
			k.Broken = k.Broken || between&other != 0
		}
		ampersand = -1
		if string(k.Bytes[before:]) == "and" { // one character for all three
			ampersand = before
		}
		if k.Whole && len(k.Bytes) > before+1 && utf8.RuneCount(k.Bytes[before:]) > 1 {
			k.Whole = false // one character for several letters, such as "№"
		}
		between = 0
	}
	if ampersand > 0 && len(k.Bytes) == ampersand+len("and") {
		k.Bytes = append(k.Bytes[:ampersand], '&') // it joins nothing: "Al&" is not "Al and", and so not Åland
	}
	return k, true
}

// separators says what stands between two letters.
type separators uint8

const (
	space separators = 1 << iota
	period
	other
)

// separates returns what kind of separator r is, which folding drops. An accent
// and an invisible character separate nothing.
func separates(r rune) separators {
	switch {
	case unicode.IsSpace(r), unicode.Is(unicode.Z, r):
		return space
	case r == '.', r == '．', r == '。':
		return period
	case unicode.IsMark(r), unicode.Is(unicode.Cf, r):
		return 0
	}
	return other
}

// isFolded reports whether r is one of the many letters that folding leaves as
// they are and that names are mostly made of. It saves looking them up in
// Unicode's tables, which takes most of the time of a long name.
func isFolded(r rune) bool {
	switch {
	case 'α' <= r && r <= 'ω':
		return r != 'ς'
	case 'а' <= r && r <= 'я':
		return r != 'й'
	case 'क' <= r && r <= 'ह':
		return r != 'ऩ' && r != 'ऱ' && r != 'ऴ'
	case r == 'ं', r == 'ा', r == 'ि', r == 'ु', r == 'े', r == 'ो':
		return true
	}
	return 'ا' <= r && r <= 'غ' && r != 'ة' || 'ف' <= r && r <= 'ي' && r != 'ى' || 'ก' <= r && r <= 'ฮ' || '一' <= r && r <= '龥'
}

// appendDecomposed folds r, which s encodes, after taking it apart: "Ä" into
// "A" and a diaeresis, "ﾄﾞ" into "ト" and its sound mark, "㍐" into its letters.
func appendDecomposed(dst []byte, s string, r rune) (key []byte, accented bool) {
	p := norm.NFKD.PropertiesString(s)
	d := p.Decomposition()
	if d == nil {
		return appendRune(dst, r, p.CCC())
	}
	for len(d) > 0 {
		part, size := utf8.DecodeRune(d)
		var a bool
		dst, a = appendRune(dst, part, norm.NFKD.Properties(d).CCC())
		accented = accented || a
		d = d[size:]
	}
	return dst, accented
}

// appendRune folds r, which cannot be taken apart and has that canonical
// combining class.
func appendRune(dst []byte, r rune, class uint8) (key []byte, accented bool) {
	if r < utf8.RuneSelf {
		return appendASCII(dst, byte(r)), false
	}
	if s := plain(r); s != "" {
		return append(dst, s...), true
	}
	switch {
	case isModifier(r):
		return dst, false
	case isHangulSyllable(r):
		return appendJamo(dst, r), false
	case unicode.IsLetter(r):
		return utf8.AppendRune(dst, unicode.ToLower(r)), false
	case unicode.IsMark(r):
		if class == 0 && isVowelSign(r) {
			return utf8.AppendRune(dst, r), false
		}
		return dst, true
	case unicode.In(r, unicode.P, unicode.Z, unicode.Cf, unicode.Sk), unicode.IsSpace(r):
		return dst, false
	}
	return utf8.AppendRune(dst, r), false
}

// appendASCII drops spaces and punctuation. Control characters and symbols
// such as "+" stay: no name has them, so that a string with one names nothing.
func appendASCII(dst []byte, c byte) []byte {
	switch {
	case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		return append(dst, c)
	case 'A' <= c && c <= 'Z':
		return append(dst, c+'a'-'A')
	case c == '&' && len(dst) > 0: // alone, it is not Andorra's alpha-3 code
		return append(dst, "and"...)
	case c == '$', c == '+', c == '<', c == '=', c == '>', c == '|', c == '~', c == 0x7F:
		return append(dst, c)
	case c < ' ' && (c < '\t' || c > '\r'):
		return append(dst, c)
	}
	return dst
}

// plain returns what people without the letter on their keyboard write for it.
// These are the letters that Unicode does not take apart into a plain letter
// and an accent, the two forms of the Greek sigma, and letters that Arabic,
// Persian and Urdu write for one another, and vowels whose length Hindi writes
// one way or the other in foreign names.
func plain(r rune) string {
	switch r {
	case 'ß', 'ẞ':
		return "ss"
	case 'æ', 'Æ':
		return "ae"
	case 'œ', 'Œ':
		return "oe"
	case 'ø', 'Ø':
		return "o"
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d"
	case 'þ', 'Þ':
		return "th"
	case 'ł', 'Ł':
		return "l"
	case 'ħ', 'Ħ':
		return "h"
	case 'ŧ', 'Ŧ':
		return "t"
	case 'ı':
		return "i"
	case 'ς':
		return "σ"
	case 'ى', 'ی':
		return "ي"
	case 'ک':
		return "ك"
	case 'ة', 'ہ', 'ۃ':
		return "ه"
	case 'ँ':
		return "ं"
	case 'ी':
		return "ि"
	case 'ू':
		return "ु"
	case 'ॉ':
		return "ा"
	case 'ई':
		return "इ"
	case 'ऊ':
		return "उ"
	case 'ऑ':
		return "आ"
	case 'Ґ', 'ґ':
		return "г"
	}
	return ""
}

// isModifier reports whether r counts as a letter for Unicode, but stands for
// an apostrophe or an accent ("Кот-дʼІвуар"), or only stretches an Arabic word.
func isModifier(r rune) bool {
	return 'ʹ' <= r && r <= '˿' || r == 'ـ'
}

// isVowelSign reports whether r, a mark that does not combine as accents do (its
// class is 0), is a vowel or the like of a script such as Devanagari or Thai,
// where Togo and Tonga differ in nothing else.
func isVowelSign(r rune) bool {
	const graphemeJoiner = '\u034F'
	return !unicode.In(r, unicode.Me, unicode.Variation_Selector) && r != graphemeJoiner
}

// Hangul syllables are taken apart by arithmetic: Unicode 15, section 3.12.
const (
	firstSyllable = 0xAC00
	lastSyllable  = 0xD7A3
	firstLead     = 0x1100
	firstVowel    = 0x1161
	firstTail     = 0x11A7 // one before the first: no tail
	vowels        = 21
	tails         = 28
)

func isHangulSyllable(r rune) bool { return firstSyllable <= r && r <= lastSyllable }

func appendJamo(dst []byte, r rune) []byte {
	r -= firstSyllable
	dst = utf8.AppendRune(dst, firstLead+r/(vowels*tails))
	dst = utf8.AppendRune(dst, firstVowel+r/tails%vowels)
	if tail := r % tails; tail != 0 {
		dst = utf8.AppendRune(dst, firstTail+tail)
	}
	return dst
}
