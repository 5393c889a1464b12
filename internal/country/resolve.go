package country

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/internal/spelling"
)

//go:generate go run ./gen

// maxInput is the length in bytes of the longest input that is examined. It
// leaves the longest name room for a format character after every letter.
const maxInput = 512

// Resolve returns the country that s names: by a code of ISO 3166-1 (alpha-2,
// alpha-3 or numeric) or its flag, by a name in any of the languages the package
// knows, by an everyday name such as "UK", by the label or slug of its page in
// Microsoft's documentation, or by a name and a code together, such as "Germany
// (DE)". Case, accents, punctuation, spaces, the width of characters, an article
// and the form of the state ("Republic of") do not matter in a name. A code is
// one only where it stands alone: "N/A" is not Namibia.
//
// The error is an [*AmbiguousError] when s may be one of several countries or
// names two that are not the same, and otherwise a [*NotFoundError].
func Resolve(s string) (Code, error) {
	m := mean(s)
	c, ok := m.country()
	switch {
	case ok:
		return c, nil
	case m == "" && len(s) > maxInput:
		return Code{}, &NotFoundError{Input: s}
	case m == "":
		return Code{}, &NotFoundError{Input: s, Suggestions: suggest(s)}
	case m == noLocation:
		return Code{}, &NotFoundError{Input: s, NoLocation: true}
	case m[0] == former:
		return Code{}, &NotFoundError{Input: s, Suggestions: successors(m)}
	}
	return Code{}, &AmbiguousError{Input: s, Candidates: m.codes()}
}

// Find returns the country that [Resolve] returns, and whether there is one. It
// is for long lists, where searching for near names would take too long.
func Find(s string) (Code, bool) { return mean(s).country() }

// IsNoLocation reports whether s says that there is no location: it is empty or
// only punctuation, or a mark for what is not known or does not apply, such as
// "N/A", "none", "k. A." or "s/o".
func IsNoLocation(s string) bool { return strings.TrimSpace(s) == "" || mean(s) == noLocation }

// mean returns what s means: a country, several countries, a former country, no
// location, or nothing, which is "".
func mean(s string) meaning {
	if len(s) > maxInput || isReordered(s) {
		return ""
	}
	if isSubdivision(s) {
		return meanTogether(s, maxPieces, true)
	}
	var buf [spelling.BufferSize]byte
	key, ok := spelling.Fold(buf[:0], s)
	if !ok {
		return ""
	}
	if m := meanContradiction(s); m != "" {
		return m
	}
	if m := meanKey(key, s); m != "" {
		return m
	}
	if m := meanTogether(s, maxPieces, true); m != "" {
		return m
	}
	if m := withoutForm(key.Bytes); m != "" {
		return m
	}
	if m := meanWords(s); m != "" {
		return m
	}
	return meanTogether(s, maxPieces, false)
}

// isReordered reports whether s has an override of the direction of text: a
// reviewer reads "ES" where it says "SE". Other marks of direction come along when
// a text is copied, and reorder no Latin letters.
func isReordered(s string) bool {
	return strings.Contains(s, "\u202d") || strings.Contains(s, "\u202e")
}

// meanAlone returns what s means as one code or one name.
func meanAlone(s string) meaning {
	var buf [spelling.BufferSize]byte
	key, ok := spelling.Fold(buf[:0], s)
	if !ok {
		return ""
	}
	if m := meanKey(key, s); m != "" {
		return m
	}
	if m := withoutForm(key.Bytes); m != "" {
		return m
	}
	return meanWords(s)
}

// meanKey returns what s, which has that key, means as it is.
func meanKey(key spelling.Key, s string) meaning {
	if len(key.Bytes) == 0 {
		return noLocation
	}
	if code := meanCode(key, s); code != "" {
		if len(key.Bytes) == 3 && isTitle(s) {
			if m := find(key.Bytes).spelled(key); len(m) > 2 {
				return m // "Nga" is a word, where "NGA" is a code
			}
		}
		return code
	}
	return find(key.Bytes).spelled(key)
}

// isSubdivision reports whether s looks like a code of ISO 3166-2, such as
// "US-CA", whose letters together mean nothing.
func isSubdivision(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) < 4 || len(s) > 6 || isAlphanumeric(s[2:3]) || s[2] == '.' || s[2] == ' ' || !isAlphanumeric(s[3:]) || !isSingleCase(s) {
		return false
	}
	upper := [2]byte{s[0] &^ 0x20, s[1] &^ 0x20}
	return indexOf(string(upper[:])) >= 0
}

func isSingleCase(s string) bool { return isUpper(s) || strings.IndexFunc(s, unicode.IsUpper) < 0 }

// isUpper reports whether s has no small letters.
func isUpper(s string) bool { return strings.IndexFunc(s, unicode.IsLower) < 0 }

func isAlphanumeric(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

// meanCode returns the country whose code or flag key is.
func meanCode(key spelling.Key, s string) meaning {
	if !key.Whole {
		return ""
	}
	if m := meanFlag(key.Bytes, s); m != "" {
		return m
	}
	if key.Accented || len(key.Bytes) > 3 {
		return ""
	}
	var code [3]byte
	n := 0
	for _, b := range key.Bytes {
		if 'a' <= b && b <= 'z' {
			b -= 'a' - 'A'
		}
		code[n] = b
		n++
	}
	if n == 2 {
		if i := indexOf(string(code[:n])); i >= 0 {
			return meaning(iso[2*i : 2*i+2])
		}
		code[2], n = ' ', 3
	}
	if n < 3 {
		return ""
	}
	if m := findCode(longCodes, code); m != "" {
		return m
	}
	if isUpper(s) {
		return findCode(olympicCodes, code)
	}
	return ""
}

// codeWidth is the length of an entry in [longCodes] and [olympicCodes]: a code
// of three characters, and the alpha-2 code it stands for.
const codeWidth = 5

// findCode looks a code up in a sorted table of entries.
func findCode(table string, code [3]byte) meaning {
	lo, hi := 0, len(table)/codeWidth
	for lo < hi {
		mid := lo + (hi-lo)/2
		entry := table[mid*codeWidth:][:codeWidth]
		switch {
		case entry[:3] < string(code[:]):
			lo = mid + 1
		case entry[:3] > string(code[:]):
			hi = mid
		default:
			return meaning(entry[3:])
		}
	}
	return ""
}

// meanFlag returns the country whose flag the key is: two of the characters
// that stand for the letters of its code, or the flag of England, Scotland or
// Wales, which is written with tags that a key does not keep.
func meanFlag(key []byte, s string) meaning {
	const blackFlag = "\U0001F3F4"
	if string(key) == blackFlag {
		for _, part := range [...]string{"eng", "sct", "wls"} {
			flag := strings.Trim(s, " \ufe0f")
			if len(flag) == len(blackFlag)+4*6 && isTags(flag[len(blackFlag):], "gb"+part) {
				return "GB"
			}
		}
		return ""
	}
	first, size := utf8.DecodeRune(key)
	second, rest := utf8.DecodeRune(key[size:])
	if size+rest != len(key) || !isIndicator(first) || !isIndicator(second) {
		return ""
	}
	code := [2]byte{byte('A' + first - firstIndicator), byte('A' + second - firstIndicator)}
	if i := indexOf(string(code[:])); i >= 0 {
		return meaning(iso[2*i : 2*i+2])
	}
	return ""
}

// firstIndicator is the regional indicator symbol of the letter A.
const firstIndicator = '\U0001F1E6'

func isIndicator(r rune) bool { return firstIndicator <= r && r < firstIndicator+26 }

// isTags reports whether tags are the tag characters of the letters, and the
// one that ends them.
func isTags(tags, letters string) bool {
	const tag, end = '\U000E0000', '\U000E007F'
	i := 0
	for _, r := range tags {
		if i < len(letters) && r != tag+rune(letters[i]) || i == len(letters) && r != end {
			return false
		}
		i++
	}
	return i == len(letters)+1
}

// isTitle reports whether s is written like a name: a capital and then small
// letters.
func isTitle(s string) bool {
	s = strings.TrimSpace(s)
	first, size := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first) && strings.IndexFunc(s[size:], unicode.IsUpper) < 0
}

// shortestRest is the length in bytes of the shortest name that may be left
// when the form of the state is removed. Anything shorter is rarely a name.
const shortestRest = 4

// maxForms is how many articles and forms of the state are removed: "the
// Republic of the".
const maxForms = 3

// withoutForm returns what key means without articles and forms of the state:
// "the", "Republic of". It removes as few as possible: the Republic of the
// Congo is not merely "Congo".
func withoutForm(key []byte) meaning {
	for n := 1; n <= maxForms; n++ {
		if m := withoutForms(key, n, false); m != "" {
			return m
		}
	}
	return ""
}

func withoutForms(key []byte, n int, republic bool) meaning {
	for i := range forms {
		f := &forms[i]
		if f.before != "" && f.before[0] != key[0] || f.after != "" && f.after[len(f.after)-1] != key[len(key)-1] {
			continue // most of them, and quickly
		}
		rest, ok := f.cut(key)
		if !ok {
			continue
		}
		republic := republic || f.kind == republicOf
		if n > 1 {
			if m := withoutForms(rest, n-1, republic); m != "" {
				return m
			}
			continue
		}
		switch m := find(rest); {
		case m == "" || m[0] == accentsOnly || m == noLocation:
		case m == "CN" && republic:
			return "CN TW" // the Republic of China is Taiwan
		case f.kind == islandsOf && !isIslands(m):
		case m == "DM" && republic:
			return "DM DO" // one letter from the Dominican Republic
		default:
			return m
		}
	}
	return ""
}

// isIslands reports whether the name of the country that m means is still that
// country with the word "islands" before or behind it. The island of Ireland or
// of Timor is not the country, and neither are the Samoa Islands.
func isIslands(m meaning) bool {
	const islands = "AX BM BV CC CK CX FK FO GG GP GS HM IM IO JE KM KY MH MP MQ MS MU MV NF NR NU PN PW RE SB SC SH SJ TC TK TV UM VG VI WF YT"
	return len(m) == 2 && strings.Contains(islands, string(m))
}

// cut returns what is left of key without the form, and whether key has it.
func (f *form) cut(key []byte) ([]byte, bool) {
	n := len(key) - len(f.before) - len(f.after)
	if n <= 0 || string(key[:len(f.before)]) != f.before || string(key[len(key)-len(f.after):]) != f.after {
		return nil, false
	}
	rest := key[len(f.before) : len(f.before)+n]
	isThe := f.before == "the" || f.after == "the"
	return rest, isThe || n >= shortestRest // "the US", but not "lo Man" in "l-Oman"
}

// A form is what stands before and after a country's name in a longer one. Both
// are folded.
type form struct {
	before, after string
	kind          formKind
}

type formKind uint8

const (
	article formKind = iota
	state            // a form of the state, such as "Kingdom of"
	republicOf
	islandsOf // islands that have a name without the word, see [isIslands]
)

// meanWords returns what s means by its words, in order or turned around at a
// comma or bracket.
func meanWords(s string) meaning {
	for _, turn := range [...]bool{false, true} {
		if turn && spelling.TurningPoint(s) < 0 {
			break
		}
		var buf [spelling.BufferSize]byte
		words, ok := spelling.Words(buf[:0], s, turn)
		if !ok || len(words) < shortestRest {
			break
		}
		m := find(words)
		if m == "" {
			m = withoutForm(words)
		}
		if m != "" && m[0] != accentsOnly && m != noLocation {
			return m
		}
	}
	return ""
}

// find looks key up in the lines of [spellings], which are sorted by key.
func find(key []byte) meaning {
	lo, hi := 0, len(spellings)
	for lo < hi {
		mid := lo + (hi-lo)/2
		start := lo + strings.LastIndexByte(spellings[lo:mid], '\n') + 1
		tab := start + strings.IndexByte(spellings[start:hi], '\t')
		word := spellings[start:tab]
		if string(key) < word {
			hi = start
			continue
		}
		end := tab + strings.IndexByte(spellings[tab:hi], '\n')
		if word == string(key) {
			return meaning(spellings[tab+1 : end])
		}
		lo = end + 1
	}
	return ""
}

// A meaning is what a line of [spellings] says about its key:
//
//	DE       one country
//	CD CG    one of several countries
//	^IT      one country, if the spelling has its accents
//	-CZ SK   a former country, and who succeeded it
//	!        no location
type meaning string

const (
	accentsOnly = '^'
	former      = '-'
	noLocation  = meaning("!")
)

// longestShort is the length of the longest key that means a country only if
// nothing breaks it: "U.S." does, and "U/S" does not.
const longestShort = 3

// spelled returns what m, which the table says about a key, means for the spelling
// that the key was made of.
func (m meaning) spelled(key spelling.Key) meaning {
	switch {
	case m == "":
	case m[0] == accentsOnly && key.Accented:
		return m[1:]
	case m[0] == accentsOnly,
		m == noLocation && key.Accented && len(key.Bytes) < longestShort,
		len(m) == 2 && key.Broken && len(key.Bytes) <= longestShort:
		return ""
	}
	return m
}

// country returns the one country that m means.
func (m meaning) country() (Code, bool) {
	if len(m) != 2 {
		return Code{}, false
	}
	c, err := ParseCode(string(m))
	return c, err == nil
}

// codes returns all countries of m in ascending order.
func (m meaning) codes() []Code {
	if m == noLocation {
		return nil
	}
	fields := strings.Fields(strings.TrimLeft(string(m), string(accentsOnly)+string(former)))
	codes := make([]Code, 0, len(fields))
	for _, f := range fields {
		if code, err := ParseCode(f); err == nil { // as it is of each of the tables
			codes = append(codes, code)
		}
	}
	slices.SortFunc(codes, Code.Compare)
	return codes
}

// Name returns the English short name of c for messages, such as "Germany". It
// is empty for the zero Code.
func (c Code) Name() string {
	if c.IsZero() {
		return ""
	}
	return names[c.Index()]
}

// Alpha3 returns the ISO 3166-1 alpha-3 code of c, such as "DEU"; Kosovo's is
// XKX, as user-assigned as its XK. It is empty for the zero Code.
func (c Code) Alpha3() string {
	if c.IsZero() {
		return ""
	}
	i := 3 * c.Index()
	return alpha3[i : i+3]
}
