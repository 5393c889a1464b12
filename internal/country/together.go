package country

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/internal/spelling"
)

// maxPieces is how many pieces of a spelling are examined, such as the three of
// "US - United States (USA)".
const maxPieces = 3

// meanTogether returns what s means as several codes and names of the same
// country, such as "DE - Germany" or "Deutschland (DEU)". Each must mean
// something. If they agree on one country, s means that country; otherwise it
// means all of them, so that the user can see which was wrong. With withCode,
// one of the two must be a code or a flag.
func meanTogether(s string, pieces int, withCode bool) meaning {
	if pieces < 2 {
		return ""
	}
	for n, from := 0, 0; n < maxSplits; n++ {
		var one, other string
		if one, other, from = split(s, from); from == 0 {
			break
		}
		if withCode && !isCode(one) && !isCode(other) {
			continue
		}
		if m := meanBoth(one, other, pieces); m != "" {
			return m
		}
	}
	if !withCode {
		return ""
	}
	// Between words that only space separates, a code may be a word of another
	// language: "in Germany", "de France".
	s = strings.TrimSpace(s)
	first, last := strings.IndexFunc(s, unicode.IsSpace), strings.LastIndexFunc(s, unicode.IsSpace)
	for _, at := range [...]int{first, last, flagEnd(s), flagStart(s)} {
		if at <= 0 || at >= len(s) {
			continue
		}
		isFlag := at == flagEnd(s) || at == flagStart(s)
		if !isCode(s[:at]) && !isCode(s[at:]) {
			continue
		}
		if m := meanBoth(s[:at], s[at:], pieces); len(m) == 2 || isFlag && m != "" {
			return m
		}
	}
	return ""
}

// meanContradiction returns the two countries that s names, if one piece is a
// code in capitals and the other means another country. It runs before the
// whole is examined: "Barbados (AS)" has the letters of a name in Lithuanian.
func meanContradiction(s string) meaning {
	if !hasSeparator(s) {
		return ""
	}
	for n, from := 0, 0; n < maxSplits; n++ {
		var one, other string
		if one, other, from = split(s, from); from == 0 || s[from-1] == ',' {
			break
		}
		isOne, isOther := isUpper(one) && isCode(one), isUpper(other) && isCode(other)
		if !isOne && !isOther {
			continue
		}
		if a, b := meanAlone(one), meanAlone(other); len(a) == 2 && len(b) == 2 && a != b {
			return meanBoth(one, other, 0)
		}
	}
	return ""
}

// hasSeparator reports whether s may contain a separator of two pieces other
// than a comma. It runs on every input.
func hasSeparator(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case '(', '[', '{', '/', '|', ':', ';', '-', '_', '=', '\\':
			return true
		case 0xE2, 0xEF: // dashes, and the signs of East Asia
			return true
		}
	}
	return false
}

// maxCode is the length in bytes of the longest code or flag that is examined:
// the flag of England has 28, and there may be space around it.
const maxCode = 40

// isCode reports whether s is only a code or a flag. An article that is also a
// code, such as "La", is a code only in capitals.
func isCode(s string) bool {
	if len(s) > maxCode || isLongWord(s) {
		return false
	}
	var buf [spelling.BufferSize]byte
	key, ok := spelling.Fold(buf[:0], s)
	if !ok || meanCode(key, s) == "" {
		return false
	}
	if isUpper(s) {
		return true
	}
	words, _ := spelling.Words(buf[:0], s, false)
	return len(words) > 0
}

// isLongWord reports whether s has more ASCII letters than a code, which needs
// no folding to be seen.
func isLongWord(s string) bool {
	n := 0
	for i := range len(s) {
		if c := s[i] | 0x20; 'a' <= c && c <= 'z' {
			n++
		}
	}
	return n > 3
}

// meanBoth returns what two pieces mean together, which is nothing unless both
// mean a country.
func meanBoth(one, other string, pieces int) meaning {
	m := [2]meaning{meanAlone(one), meanAlone(other)}
	if m[0] == "" && m[1] == "" {
		return ""
	}
	for i, s := range [...]string{one, other} {
		if m[i] == "" {
			if m[i] = meanTogether(s, pieces-1, true); m[i] == "" {
				m[i] = meanTogether(s, pieces-1, false)
			}
		}
		if m[i] == "" || m[i][0] == former || m[i] == noLocation {
			return ""
		}
	}
	switch {
	case m[0] == m[1], len(m[0]) == 2 && strings.Contains(string(m[1]), string(m[0])):
		return m[0]
	case len(m[1]) == 2 && strings.Contains(string(m[0]), string(m[1])):
		return m[1]
	}
	all := append(m[0].codes(), m[1].codes()...)
	slices.SortFunc(all, Code.Compare)
	return meaning(strings.ReplaceAll(Join(slices.Compact(all)), ",", ""))
}

// maxSplits is how many places in a spelling are tried.
const maxSplits = 4

// split returns the two pieces of s on each side of the first thing from a place
// on that separates a name from a code, such as a bracket, dash or comma, and
// the place behind it, which is 0 if there is none.
func split(s string, from int) (one, other string, next int) {
	for i, r := range s[from:] {
		if !strings.ContainsRune(",;:/|\\_-‐‑‒–—―−=([{（［【，、；：／｜→·•\t\r\n", r) {
			continue
		}
		i += from
		next = i + utf8.RuneLen(r)
		one, other = strings.TrimRight(s[:i], " "), strings.TrimRight(s[next:], " ")
		if end := strings.LastIndexAny(other, ")]}）］】"); end >= 0 && strings.ContainsRune("([{（［【", r) {
			_, width := utf8.DecodeRuneInString(other[end:])
			behind := other[end+width:]
			other = other[:end]
			if one == "" {
				one = behind // "(DE) Germany"
			} else if strings.TrimSpace(behind) != "" {
				one = "" // a bracket in the middle of a name
			}
		}
		return one, strings.TrimLeft(other, " -–—:"), next
	}
	return "", "", 0
}

// flagLength is the length in bytes of a flag of two regional indicators.
const flagLength = 8

// flagEnd returns where the flag ends that s begins with, or 0.
func flagEnd(s string) int {
	if len(s) > flagLength && isFlag(s[:flagLength]) {
		return flagLength
	}
	return 0
}

// flagStart returns where the flag starts that s ends with, or 0.
func flagStart(s string) int {
	if len(s) > flagLength && isFlag(s[len(s)-flagLength:]) {
		return len(s) - flagLength
	}
	return 0
}

func isFlag(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	second, rest := utf8.DecodeRuneInString(s[size:])
	return size+rest == len(s) && isIndicator(first) && isIndicator(second)
}
