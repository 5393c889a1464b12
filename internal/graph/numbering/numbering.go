// Package numbering tells toll-free phone numbers from others by their prefix.
//
// Microsoft Graph does not say whether a number is toll-free, and the rules
// depend on it: a toll-free number is no user's number, and it needs
// Communications Credits. The package answers that one question. It formats,
// completes and corrects nothing, and does not know whether a number is in use.
//
// Its facts are the numbering plans of Google's libphonenumber, as the Go
// module github.com/nyaruka/phonenumbers carries them: table.go names the
// version. The module itself stays out of the binary, for its init function
// parses every numbering plan of the world, some 15 ms and 2.5 MB at the start
// of every process, whether or not it asks about a number. The table holds the
// three patterns that the question needs and nothing is compiled before the
// first number of a calling code; the package's test makes the table, and
// judges numbers of every country with the module and with the table.
package numbering

import (
	"regexp"
	"strings"
	"sync"
)

//go:generate go test -run=^TestTableIsCurrent$ -update .

// Kind says whether the caller or the organization called pays.
type Kind uint8

// The kinds of number. The zero Kind is Unknown.
const (
	Unknown  Kind = iota // no number of any numbering plan
	Toll                 // any number that is not toll-free: geographic, non-geographic, mobile
	TollFree             // the organization called pays
)

// String returns "unknown", "toll" or "toll_free".
func (k Kind) String() string {
	switch k {
	case Toll:
		return "toll"
	case TollFree:
		return "toll_free"
	default:
		return "unknown"
	}
}

// A plan is what the question needs of a numbering plan: patterns over the
// whole national number. Regions that share a calling code and differ only in
// their general pattern are one plan.
type plan struct {
	callingCode                string
	regions                    string
	general, tollFree, premium string
}

// Of judges an international number such as "+18005550100". Direct Routing
// numbers may carry an extension (";ext=12"), which does not matter.
func Of(number string) Kind {
	number, _, _ = strings.Cut(number, ";")
	digits, found := strings.CutPrefix(number, "+")
	if !found || strings.Trim(digits, "0123456789") != "" {
		return Unknown
	}
	// No calling code is the beginning of another one.
	for n := 1; n <= 3 && n < len(digits); n++ {
		if rules := rulesOf(digits[:n]); rules != nil {
			return judge(rules, digits[n:])
		}
	}
	return Unknown
}

func judge(rules []rule, national string) Kind {
	kind := Unknown
	for _, r := range rules {
		if !r.general.MatchString(national) {
			continue
		}
		if r.tollFree != nil && r.tollFree.MatchString(national) &&
			(r.premium == nil || !r.premium.MatchString(national)) {
			return TollFree
		}
		kind = Toll
	}
	return kind
}

// A rule is a plan with its patterns compiled.
type rule struct{ general, tollFree, premium *regexp.Regexp }

var compiled struct {
	sync.Mutex
	rules map[string][]rule // by calling code, filled as numbers ask for them
}

// rulesOf returns the plans that share a calling code, nil when there is no
// such code.
func rulesOf(callingCode string) []rule {
	compiled.Lock()
	defer compiled.Unlock()
	rules, known := compiled.rules[callingCode]
	if known {
		return rules
	}
	for _, p := range plans {
		if p.callingCode == callingCode {
			rules = append(rules, rule{whole(p.general), whole(p.tollFree), whole(p.premium)})
		}
	}
	if compiled.rules == nil {
		compiled.rules = make(map[string][]rule)
	}
	// Absent codes are remembered too: there are at most 1110 of them.
	compiled.rules[callingCode] = rules
	return rules
}

// whole compiles a constant pattern of the table to match a whole string. It
// returns nil for no pattern.
func whole(pattern string) *regexp.Regexp {
	if pattern == "" {
		return nil
	}
	return regexp.MustCompile("^(?:" + pattern + ")$")
}
