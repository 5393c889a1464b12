package country

import (
	"bytes"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/internal/spelling"
)

//go:generate go run ./gen

// maxInput is the length in bytes of the longest input that is looked at. It
// leaves the longest name room for a format character after every letter.
const maxInput = 512

// Resolve returns the country that s names: by its ISO 3166-1 alpha-2 or
// alpha-3 code, by a name in any of the languages the package knows, by an
// everyday name such as "UK", or by the label or slug of its page in
// Microsoft's documentation. Case, accents, punctuation, spaces, a leading
// "the" or "Republic of" and the width of characters do not matter.
//
// The error is an [*AmbiguousError] when s may be one of several countries,
// and otherwise a [*NotFoundError].
func Resolve(s string) (Code, error) {
	var buf [spelling.BufferSize]byte
	c, meaning, rest := understand(buf[:0], s)
	switch {
	case !c.IsZero():
		return c, nil
	case rest == nil:
		return Code{}, &NotFoundError{Input: s}
	case meaning == "":
		return Code{}, &NotFoundError{Input: s, Suggestions: suggest(rest)}
	case meaning.isFormer():
		return Code{}, &NotFoundError{Input: s, Suggestions: successors(meaning)}
	}
	return Code{}, &AmbiguousError{Input: s, Candidates: meaning.codes()}
}

// Find returns the country that [Resolve] returns, and whether there is one.
// It is for long lists, where a look for near names would take too long.
func Find(s string) (Code, bool) {
	var buf [spelling.BufferSize]byte
	c, _, _ := understand(buf[:0], s)
	return c, !c.IsZero()
}

// understand returns the one country that s names, or else what s means and
// what was left of its key, which is nil for an input that is not looked at.
func understand(buf []byte, s string) (Code, meaning, []byte) {
	if len(s) > maxInput {
		return Code{}, "", nil
	}
	key, ok := spelling.Fold(buf, s)
	if !ok {
		return Code{}, "", nil
	}
	meaning, rest := lookUp(key.Bytes)
	c, _ := meaning.country(key.Accented)
	return c, meaning, rest
}

// lookUp returns what key means, with "the" and "republic of" taken away only
// as long as the key means nothing with them: the Republic of the Congo is not
// merely "Congo". It also returns what was left of the key in the end. An empty
// meaning is none.
func lookUp(key []byte) (meaning, []byte) {
	for {
		if m := find(key); m != "" {
			return m, key
		}
		rest := withoutArticle(key)
		if len(rest) == len(key) {
			return "", key
		}
		key = rest
	}
}

// withoutArticle takes one "the" or "republic of" from the beginning of the
// key, or from its end ("Bahamas, The"; "Moldova, Republic of").
func withoutArticle(key []byte) []byte {
	for _, word := range [...]string{"the", "republicof"} {
		if rest, ok := bytes.CutPrefix(key, []byte(word)); ok {
			return rest
		}
		if rest, ok := bytes.CutSuffix(key, []byte(word)); ok {
			return rest
		}
	}
	return key
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

// A meaning is what a line of [spellings] says of its key:
//
//	DE       one country
//	CD CG    one of several countries
//	=AO AT   the code of the first, or else, with an accent, one of several
//	-CZ SK   a former country, and who succeeded it
type meaning string

const (
	codeFirst = '='
	former    = '-'
)

// country returns the one country that m means for a spelling with or without
// accents.
func (m meaning) country(accented bool) (Code, bool) {
	switch {
	case len(m) == 2:
	case m != "" && m[0] == codeFirst && !accented:
		m = m[1:3]
	default:
		return Code{}, false
	}
	c, err := ParseCode(string(m))
	return c, err == nil
}

func (m meaning) isFormer() bool { return m != "" && m[0] == former }

// codes returns all countries of m in ascending order.
func (m meaning) codes() []Code {
	fields := strings.Fields(strings.TrimLeft(string(m), string(codeFirst)+string(former)))
	codes := make([]Code, len(fields))
	for i, f := range fields {
		codes[i] = MustParseCode(f)
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
