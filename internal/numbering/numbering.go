// Package numbering tells what a phone number is by its country's numbering
// plan: whether there can be such a number, of which country, and whether it is
// a geographic, mobile, toll-free or other one.
//
// It knows the ranges of the plans, not the numbers in use: a valid number may
// belong to nobody. It reads international numbers only, completes and corrects
// nothing, and knows no emergency numbers and other short codes, which no
// international number can stand for.
//
// Its facts are the numbering plans of Google's libphonenumber, as a Go module
// carries them: table.go names the version. The module itself stays out of the
// binary, for its init function reads every plan of the world at the start of
// every process. The command in tools/numbering turns the plans into an automaton over digits, which
// is constant data: nothing happens at the start, and a call follows one edge
// for each digit.
package numbering

import (
	_ "embed" // the automaton
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/enum"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

//go:generate go -C ../../tools/numbering run .

// Type says what a number is for, by its numbering plan. The zero Type is
// [Unknown].
type Type uint8

// The types of numbers.
const (
	Unknown    Type = iota // no range of the plan holds the number
	Geographic             // a fixed line, or a line of an area whose plan does not tell fixed from mobile
	Mobile                 // a mobile phone
	TollFree               // the organization called pays
	Premium                // the caller pays more than for an ordinary call
	SharedCost             // caller and organization share the cost
	VoIP                   // Internet telephony, of no area
	Other                  // personal, pager, voicemail and company numbers, and others of no area
)

// types has the identifier of each type, and the words for a number of it in a
// sentence.
var types = [...]struct{ name, label string }{
	Unknown:    {"unknown", "an unknown number"},
	Geographic: {"geographic", "a geographic number"},
	Mobile:     {"mobile", "a mobile number"},
	TollFree:   {"toll_free", "a toll-free number"},
	Premium:    {"premium", "a premium-rate number"},
	SharedCost: {"shared_cost", "a shared-cost number"},
	VoIP:       {"voip", "a VoIP number"},
	Other:      {"other", "a number of another type (personal, pager, voicemail, company-wide)"},
}

var typeSet = enum.Set[Type]{Kind: "number type", Len: len(types) - 1, Name: func(t Type) string { return types[t].name }}

// ParseType returns the type with the identifier s, which must match exactly, or a
// [*text.UnknownWordError]. [Unknown] is no type to ask for.
func ParseType(s string) (Type, error) { return typeSet.Parse(s) }

// TypeNames returns the identifier of every type but [Unknown].
func TypeNames() []string { return typeSet.Names() }

// String returns the identifier, such as "toll_free".
func (t Type) String() string {
	if t == Unknown {
		return types[Unknown].name
	}
	return typeSet.String(t)
}

// Label returns what a sentence calls a number of the type, with its article:
// "a toll-free number".
func (t Type) Label() string { return types[t].label }

// Number is an international number and what its numbering plan says about it.
type Number struct {
	// E164 is the number as "+" and digits, without an extension.
	E164 string
	// CallingCode is the country calling code, such as "32", and empty if
	// the number begins with none that is in use.
	CallingCode string
	// Country is the country that the number belongs to. Where countries share a
	// range, as those of the calling code 1 share toll-free numbers, it is the
	// main one, and [Number.BelongsTo] knows the others. It is zero for calling
	// codes of no country, such as 800, and for an invalid number whose calling
	// code is that of several countries.
	Country country.Code
	// Type is what the number is for, Unknown unless it is valid.
	Type Type
	// Valid is whether the number lies in a range of its plan that is in use.
	Valid bool

	plan    *plan
	regions uint32 // a bit for each region of the plan in which it is a number of its type
	inPlan  bool   // whether the number has the general form of the plan
}

// BelongsTo reports whether the number is a valid one of the country: of its own
// range, or of one that it shares with others.
func (n Number) BelongsTo(code country.Code) bool {
	for i := range n.plan.countries() {
		if n.regions&(1<<i) != 0 && n.plan.country(i) == code {
			return true
		}
	}
	return false
}

// TollFree reports whether the organization called pays, and whether that is
// known. It is also known for numbers outside the ranges in use that have the
// general form of their plan, such as those of a new area code: toll-free
// ranges are few and have reserved prefixes, so such a number is not toll-free.
func (n Number) TollFree() (tollFree, known bool) {
	return n.Type == TollFree, n.Valid || n.inPlan
}

// WithoutTrunkPrefix returns the valid number that n would be without a 0 after
// its calling code. People leave the 0 there when they add the calling code to
// a national number: "+44 (0)20 7946 0000". It reports whether there is such a
// number.
func (n Number) WithoutTrunkPrefix() (Number, bool) {
	national, found := strings.CutPrefix(n.E164, "+"+n.CallingCode+"0")
	if n.Valid || n.plan == nil || !found {
		return Number{}, false
	}
	if without := judge(n.CallingCode + national); without.Valid {
		return without, true
	}
	return Number{}, false
}

// Parse reads an international number in E.164 form, "+" with the country
// calling code and the national number. Spaces and the visual separators of RFC
// 3966 ("-", ".", "(", ")") do not matter; the scheme "tel:" and parameters, such
// as ";ext=12", may be there and are not kept.
//
// Digits that no plan knows are a [Number] that is not valid. It is an error
// where s is no international number at all.
func Parse(s string) (Number, error) {
	digits, err := digitsOf(s)
	if err != nil {
		return Number{}, fmt.Errorf("%s is not an international phone number: %w. Write it with + and the country calling code, such as +1 425 555 0100",
			text.Quote(s), err)
	}
	return judge(digits), nil
}

// digitsOf returns the digits behind the "+" of an international number.
func digitsOf(s string) (string, error) {
	const scheme = "tel:"
	number, parameters, hasParameters := strings.Cut(strings.TrimSpace(s), ";")
	if len(number) >= len(scheme) && strings.EqualFold(number[:len(scheme)], scheme) {
		number = number[len(scheme):]
	}
	if hasParameters {
		for parameter := range strings.SplitSeq(parameters, ";") {
			if err := checkParameter(parameter); err != nil {
				return "", err
			}
		}
	}
	digits := make([]byte, 0, 16)
	plus := false
	for _, r := range number {
		switch {
		case r == '+' && !plus && len(digits) == 0:
			plus = true
		case '0' <= r && r <= '9':
			if !plus {
				if strings.HasPrefix(strings.TrimSpace(number), "00") {
					return "", errors.New("it does not begin with +, but with 00")
				}
				return "", errors.New("it does not begin with +")
			}
			digits = append(digits, byte(r))
		case isSeparator(r):
		case len(digits) > 0 && strings.ContainsRune("eExX#,", r):
			return "", fmt.Errorf("it has %q in it; write an extension as ;ext=12", r)
		default:
			return "", fmt.Errorf("it has %q in it", r)
		}
	}
	if !plus || len(digits) == 0 {
		return "", errors.New("it has no + followed by digits")
	}
	return string(digits), nil
}

// isSeparator reports whether people put r between digits. Invisible characters
// come along when a number is copied from a contact or a web page.
func isSeparator(r rune) bool {
	return strings.ContainsRune(".()", r) || unicode.IsSpace(r) || unicode.In(r, unicode.Zs, unicode.Pd, unicode.Cf)
}

// checkParameter checks what follows a ";": a name, or a name and a value (RFC
// 3966, 3). An extension has digits.
func checkParameter(parameter string) error {
	name, value, hasValue := strings.Cut(parameter, "=")
	switch {
	case strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" || name == "" ||
		hasValue && value == "":
		return fmt.Errorf("%s is not a parameter of a number, such as ;ext=12", text.Quote(";"+parameter))
	case strings.EqualFold(name, "ext") && (!hasValue || strings.Trim(value, "0123456789-.()") != "" || !strings.ContainsAny(value, "0123456789")):
		return fmt.Errorf("%s is not an extension, such as ;ext=12", text.Quote(";"+parameter))
	}
	return nil
}

func judge(digits string) Number {
	n := Number{E164: "+" + digits}
	// No calling code is the beginning of another one.
	for size := 1; size <= 3 && size <= len(digits) && n.plan == nil; size++ {
		if n.plan = planOf(digits[:size]); n.plan != nil {
			n.CallingCode = digits[:size]
		}
	}
	if n.plan == nil {
		return n
	}
	if n.plan.countries() == 1 {
		n.Country = n.plan.country(0)
	}
	found := walk(n.plan.root, digits[len(n.CallingCode):])
	n.inPlan = found != 0
	if o := outcomes[found]; o.typ != Unknown {
		n.Valid, n.Type, n.Country, n.regions = true, o.typ, n.plan.country(int(o.country)), o.regions
	}
	return n
}

// plan is the numbers of one calling code.
type plan struct {
	callingCode uint16
	codes       string // ISO 3166-1 codes of its countries, the main one first; empty if it is of no country
	root        uint32 // where its national numbers begin in the automaton
}

// planOf returns the plan of a calling code, nil if there is no such code.
func planOf(callingCode string) *plan {
	code := uint16(0)
	for _, digit := range []byte(callingCode) {
		code = code*10 + uint16(digit-'0')
	}
	i, found := slices.BinarySearchFunc(plans[:], code, func(p plan, code uint16) int { return int(p.callingCode) - int(code) })
	if !found || callingCode[0] == '0' {
		return nil
	}
	return &plans[i]
}

func (p *plan) countries() int {
	if p == nil {
		return 0
	}
	return len(p.codes) / 2
}

// country returns the country at an index, or the zero Code if the plan belongs
// to no country.
func (p *plan) country(i int) country.Code {
	if i >= p.countries() {
		return country.Code{}
	}
	code, _ := country.ParseCode(p.codes[2*i : 2*i+2]) // tools/numbering writes no others
	return code
}

// outcome is what a state of the automaton says about a number that ends there.
// Index 0 of outcomes means that it is not a number of the plan, index 1 that
// it has only the general form.
type outcome struct {
	typ     Type
	country uint8  // index of the country it belongs to
	regions uint32 // see Number.regions
}

// automaton has the states that tell national numbers apart, in words of 16
// bits, the low byte first. A state is a word with the outcome of a number that
// ends there in its high byte and the count of its edges in its low one, and then
// two words for each edge: the first has a bit for each digit (from bit 0)
// that takes it, and above them the upper 6 bits of its target; the second has
// the lower 16. A target is the index of a word.
//
//go:embed automaton.bin
var automaton string

func word(i uint32) uint32 { return uint32(automaton[2*i]) | uint32(automaton[2*i+1])<<8 }

// walk returns the outcome of a national number, whose digits begin at a state.
func walk(state uint32, digits string) uint32 {
digits:
	for _, digit := range []byte(digits) {
		edge := state + 1
		for range word(state) & 0xff {
			if first := word(edge); first&(1<<(digit-'0')) != 0 {
				state = first>>10<<16 | word(edge+1)
				continue digits
			}
			edge += 2
		}
		return 0
	}
	return word(state) >> 8
}
