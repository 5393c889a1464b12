package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp/syntax"
	"strconv"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/numbering"
)

// A generated file that go.mod's version of the library does not give would
// name a version that it is not from.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	// A test binary does not know the versions of its modules.
	_, rest, _ := strings.Cut(string(mod), library+" ")
	version, _, _ := strings.Cut(rest, "\n")
	files, err := generate(version)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if got, err := os.ReadFile(filepath.FromSlash(name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what %s %s gives (%v): run go generate ./internal/numbering and review plans.txt", name, library, version, err)
		}
	}
}

// types says which of our types a number of the library's type is.
var types = map[phonenumbers.PhoneNumberType]numbering.Type{
	phonenumbers.FIXED_LINE:           numbering.Geographic,
	phonenumbers.FIXED_LINE_OR_MOBILE: numbering.Geographic,
	phonenumbers.MOBILE:               numbering.Mobile,
	phonenumbers.TOLL_FREE:            numbering.TollFree,
	phonenumbers.PREMIUM_RATE:         numbering.Premium,
	phonenumbers.SHARED_COST:          numbering.SharedCost,
	phonenumbers.VOIP:                 numbering.VoIP,
	phonenumbers.PERSONAL_NUMBER:      numbering.Other,
	phonenumbers.PAGER:                numbering.Other,
	phonenumbers.UAN:                  numbering.Other,
	phonenumbers.VOICEMAIL:            numbering.Other,
	phonenumbers.UNKNOWN:              numbering.Unknown,
}

// Numbers drawn from the patterns of every country and kind, and as many beside
// them: one digit changed, added or missing.
func TestAgreesWithTheLibrary(t *testing.T) {
	const draws = 12 // of each kind of number of each region
	plans, err := readPlans()
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2)) // the same numbers each time
	judged, valid, byType := 0, 0, make(map[numbering.Type]int)
	for _, p := range plans {
		for _, r := range p.regions {
			for _, kind := range r.ranges {
				parsed, err := syntax.Parse(kind.pattern, syntax.Perl)
				if err != nil {
					t.Fatal(err)
				}
				for range draws {
					number := draw(random, parsed)
					for _, national := range []string{number, mutated(random, number)} {
						if got, same := agree(t, p, national); same {
							judged++
							if got.Valid {
								valid++
							}
							byType[got.Type]++
						}
					}
				}
			}
		}
	}
	t.Logf("%d numbers, %d of them valid: %v", judged, valid, byType)
	if judged < 20_000 || valid < judged/2 {
		t.Errorf("only %d numbers, %d of them valid", judged, valid)
	}
	for typ := numbering.Unknown; typ <= numbering.Other; typ++ {
		if byType[typ] < 500 {
			t.Errorf("only %d numbers of the type %s", byType[typ], typ)
		}
	}
}

// Where national numbers are short, every beginning of them is judged.
func TestAgreesOnEveryBeginning(t *testing.T) {
	plans, err := readPlans()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range plans {
		for i := range 10_000 {
			start := fmt.Sprintf("%04d", i)
			// Seven to ten digits are what most plans have.
			agree(t, p, start+"56789"[:3+i%3])
			agree(t, p, start+"567890"[:5+i%2])
		}
	}
}

// agree compares what the library and the package say about a national number. It
// is not the same where the number is too long for either.
func agree(t *testing.T, p plan, national string) (got numbering.Number, same bool) {
	t.Helper()
	e164 := "+" + strconv.Itoa(p.callingCode) + national
	if national == "" || len(e164)-1 > maxDigits {
		return got, false
	}
	got, err := numbering.Parse(e164)
	if err != nil {
		t.Fatal(err)
	}
	// Parse of the library would drop a trunk prefix that an international number must not have.
	value, err := strconv.ParseUint(national, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	n := &phonenumbers.PhoneNumber{}
	n.CountryCode, n.NationalNumber = new(int32), &value
	*n.CountryCode = int32(p.callingCode)
	if zeros := len(national) - len(strings.TrimLeft(national[:len(national)-1], "0")) - 1; zeros > 0 {
		leading, count := true, int32(zeros)
		n.ItalianLeadingZero, n.NumberOfLeadingZeros = &leading, &count
	}
	if shown := phonenumbers.GetNationalSignificantNumber(n); shown != national {
		t.Fatalf("the library reads %s as %s", national, shown)
	}
	region := phonenumbers.GetRegionCodeForNumber(n)
	valid := phonenumbers.IsValidNumber(n)
	want := numbering.Number{CallingCode: strconv.Itoa(p.callingCode), Valid: valid}
	if valid {
		want.Type = types[phonenumbers.GetNumberType(n)]
		if strings.HasPrefix(e164, "+4932") { // see corrections
			want.Type = numbering.Other
		}
	}
	code := ""
	if valid || len(p.regions) == 1 {
		code = isoCode(region)
	}
	if got.CallingCode != want.CallingCode || got.Valid != want.Valid || got.Type != want.Type || got.Country.String() != code {
		t.Errorf("%s is %+v; the library says valid %v, type %v, region %q", e164, got, valid, want.Type, region)
	}
	// Countries that share the range.
	for _, r := range p.regions {
		code := isoCode(r.id)
		if code == "" || !valid {
			continue
		}
		ofRegion := phonenumbers.IsValidNumberForRegion(n, r.id)
		// Saint Helena stands for Tristan da Cunha as well.
		if belongs := got.BelongsTo(country.MustParseCode(code)); belongs != ofRegion && code != "SH" {
			t.Errorf("%s belongs to %s: %v; the library says %v", e164, code, belongs, ofRegion)
		}
	}
	return got, true
}

// draw returns a string that a pattern matches.
func draw(random *rand.Rand, pattern *syntax.Regexp) string {
	var b strings.Builder
	var write func(r *syntax.Regexp)
	repeat := func(r *syntax.Regexp, least, most int) {
		for range least + random.IntN(most-least+1) {
			write(r)
		}
	}
	write = func(r *syntax.Regexp) {
		switch r.Op {
		case syntax.OpLiteral:
			b.WriteString(string(r.Rune))
		case syntax.OpCharClass:
			n := 0
			for i := 0; i < len(r.Rune); i += 2 {
				n += int(r.Rune[i+1]-r.Rune[i]) + 1
			}
			n = random.IntN(n)
			for i := 0; i < len(r.Rune); i += 2 {
				if size := int(r.Rune[i+1]-r.Rune[i]) + 1; n < size {
					b.WriteRune(r.Rune[i] + rune(n))
					break
				} else {
					n -= size
				}
			}
		case syntax.OpQuest:
			repeat(r.Sub[0], 0, 1)
		case syntax.OpRepeat:
			repeat(r.Sub[0], r.Min, r.Max)
		case syntax.OpAlternate:
			write(r.Sub[random.IntN(len(r.Sub))])
		case syntax.OpConcat, syntax.OpCapture:
			for _, sub := range r.Sub {
				write(sub)
			}
		case syntax.OpEmptyMatch:
		default:
			panic(fmt.Sprintf("no way to draw from %v in %v", r, pattern))
		}
	}
	write(pattern)
	return b.String()
}

// mutated returns a number with one digit changed, added or missing.
func mutated(random *rand.Rand, number string) string {
	at := random.IntN(len(number))
	digit := strconv.Itoa(random.IntN(10))
	switch random.IntN(3) {
	case 0:
		return number[:at] + digit + number[at+1:]
	case 1:
		return number[:at] + digit + number[at:]
	}
	return number[:at] + number[at+1:]
}
