package numbering

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		situation, number            string
		e164, callingCode, in, typed string // all but Valid, which is that the type is known
	}{
		{"digits alone", "+12052582895", "+12052582895", "1", "US", "geographic"}, // the number of GRAPH.md
		{"spaces", "+44 20 7946 0000", "+442079460000", "44", "GB", "geographic"},
		{"separators of RFC 3966", "+1 (205) 258-28.95", "+12052582895", "1", "US", "geographic"},
		{"spaces around it", " +12052582895\n", "+12052582895", "1", "US", "geographic"},
		{"no-break spaces and hyphens", "+44\u00a020\u20117946\u202f0000", "+442079460000", "44", "GB", "geographic"},
		{"marks of direction, copied from a contact", "\u202a+44 20 7946 0000\u202c", "+442079460000", "44", "GB", "geographic"},
		{"tel URI", "tel:+1-205-258-2895", "+12052582895", "1", "US", "geographic"},
		{"tel URI in capitals with an extension", "TEL:+12052582895;ext=12", "+12052582895", "1", "US", "geographic"},
		{"Direct Routing number with an extension", "+18005550100;ext=42", "+18005550100", "1", "US", "toll_free"},
		{"parameters of any kind", "tel:+12052582895;isub=1;npdi", "+12052582895", "1", "US", "geographic"},

		{"Canada under the shared code", "+14165550100", "+14165550100", "1", "CA", "geographic"},
		{"Puerto Rico under the shared code", "+17872345678", "+17872345678", "1", "PR", "geographic"},
		{"youngest North American toll-free code", "+18335550100", "+18335550100", "1", "US", "toll_free"},
		{"North American premium rate", "+19002345678", "+19002345678", "1", "US", "premium"},
		{"North American personal number", "+15002345678", "+15002345678", "1", "US", "other"},
		{"Kazakhstan under the code of Russia", "+77172791234", "+77172791234", "7", "KZ", "geographic"},
		{"Jersey under the code of Great Britain", "+441534456789", "+441534456789", "44", "JE", "geographic"},
		{"the Vatican under the code of Italy", "+390669812345", "+390669812345", "39", "VA", "geographic"},
		{"leading zero of Italy", "+390236618300", "+390236618300", "39", "IT", "geographic"},
		{"Kosovo", "+38328012345", "+38328012345", "383", "XK", "geographic"},
		{"Ascension, which is Saint Helena to ISO 3166", "+24762889", "+24762889", "247", "SH", "geographic"},
		{"calling code of no country", "+80012345678", "+80012345678", "800", "", "toll_free"},
		{"satellite", "+870301234567", "+870301234567", "870", "", "mobile"},

		{"too short", "+1800555", "+1800555", "1", "", "unknown"},
		{"too short, in a country with a code of its own", "+32800", "+32800", "32", "BE", "unknown"},
		{"too long for any number", "+12052582895123456", "+12052582895123456", "1", "", "unknown"},
		{"trunk prefix", "+44 (0)20 7946 0000", "+4402079460000", "44", "", "unknown"},
		{"only a calling code", "+1", "+1", "1", "", "unknown"},
		{"calling code nobody has", "+999123456789", "+999123456789", "", "", "unknown"},
		{"beginning of a calling code", "+99", "+99", "", "", "unknown"},
		{"zeros", "+000", "+000", "", "", "unknown"},
		{"emergency number behind a calling code", "+32112", "+32112", "32", "BE", "unknown"},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			n, err := Parse(tt.number)
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("%s %q %q %s %v", n.E164, n.CallingCode, n.Country, n.Type, n.Valid)
			if want := fmt.Sprintf("%s %q %q %s %v", tt.e164, tt.callingCode, tt.in, tt.typed, tt.typed != "unknown"); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, tt := range []struct{ situation, number, says string }{
		{"nothing", "", "no + followed by digits"},
		{"only a plus", "+", "no + followed by digits"},
		{"spaces", " ", "no + followed by digits"},
		{"no plus", "18005550100", "does not begin with +"},
		{"international prefix", "0044 20 7946 0000", "does not begin with +"},
		{"national number", "(205) 258-2895", "does not begin with +"},
		{"local tel URI", "tel:2582895;phone-context=+1205", "does not begin with +"},
		{"words", "reception", `'r'`},
		{"SIP address", "sip:bridge@example.com", `'s'`},
		{"letters for digits", "+1 800 FLOWERS", `'F'`},
		{"plus in the middle", "+1+2", `'+'`},
		{"two plusses", "++12052582895", `'+'`},
		{"another number behind it", "+12052582895/6", `'/'`},
		{"extension in words", "+12052582895 ext. 12", `'e'`},
		{"digits of another script", "+١٨٠٠٥٥٥٠١٠٠", `'١'`},
		{"invalid UTF-8", "+1205\xff", `'�'`},
		{"extension without a number", "+12052582895;ext=", `";ext="`},
		{"an invalid extension", "+12052582895;ext=abc", `";ext=abc"`},
		{"nothing behind the semicolon", "+12052582895;", `";"`},
		{"two numbers", "+12052582895;+12052582896", `";+12052582896"`},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			n, err := Parse(tt.number)
			if err == nil {
				t.Fatalf("got %+v", n)
			}
			if !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), "+1 425 555 0100") {
				t.Errorf("%v does not say %s and how to write it", err, tt.says)
			}
		})
	}
}

// Numbers that those who administer the plans name themselves. The library has
// its own examples, which are not these.
func TestDocumentedNumbers(t *testing.T) {
	for _, tt := range []struct {
		source  string
		numbers map[string]string // what each is: its type and its country
	}{
		// "Rufnummern für Medienproduktionen (Drama Numbers)", Mitteilung 148/2021, Amtsblatt 7/2021 of the Bundesnetzagentur, page
		// 489: 1,000 numbers in each of five cities.
		{"Bundesnetzagentur, Mitteilung 148/2021", map[string]string{
			"+49 30 23125 000": "geographic DE", "+49 30 23125 999": "geographic DE", "+49 69 90009 000": "geographic DE",
			"+49 40 66969 999": "geographic DE", "+49 221 4710 000": "geographic DE", "+49 89 99998 500": "geographic DE",
		}},
		// What its page on numbering says about (0)180, (0)700, (0)800 and (0)900; and its report of 2007, that (0)32 needs no tie to an area.
		{"Bundesnetzagentur, Nummerierung", map[string]string{
			"+49 32 211 000000": "other DE", "+49 180 5 000000": "shared_cost DE", "+49 700 00000000": "other DE",
			"+49 800 0000000": "toll_free DE", "+49 900 1 000000": "premium DE",
		}},
		// "The 20,000 fake phone numbers", BBC News, 2015-04-20, of the numbers that Ofcom keeps for drama: 08081 freephone, 0909
		// premium rate, 03069 UK-wide, 020 London. In 07700 (900461 is the Doctor's) and 01632 it will give none to anyone: not valid.
		{"Ofcom, numbers for drama", map[string]string{
			"+44 8081 570000": "toll_free GB", "+44 909 8790000": "premium GB", "+44 3069 990000": "other GB",
			"+44 20 7946 0000": "geographic GB", "+44 7700 900461": "unknown ", "+44 1632 960000": "unknown ",
		}},
		// "What is a toll-free number and how does it work?", FCC consumer guide: seven codes, and its own example.
		{"FCC, toll-free numbers", map[string]string{
			"+1 800 234 5678": "toll_free US", "+1 888 234 5678": "toll_free US", "+1 877 234 5678": "toll_free US",
			"+1 866 234 5678": "toll_free US", "+1 855 234 5678": "toll_free US", "+1 844 439 7666": "toll_free US",
			"+1 833 234 5678": "toll_free US",
		}},
		// "Numbering principles", bipt.be: its own number, 046 to 049 mobile, 02 Brussels, 03 Antwerp, 04 Liège, 0800 free, 0900 premium.
		{"BIPT, numbering principles", map[string]string{
			"+32 2 226 88 88": "geographic BE", "+32 3 226 88 88": "geographic BE", "+32 4 226 88 88": "geographic BE",
			"+32 470 12 34 56": "mobile BE", "+32 485 12 34 56": "mobile BE", "+32 495 12 34 56": "mobile BE",
			"+32 800 12 345": "toll_free BE", "+32 900 12 345": "premium BE",
		}},
		// "Aufteilung der E.164-Nummern", annex 2.8 of the ordinance SR 784.101.113, edition 16 of 2016-11-25: 058 company-wide networks,
		// 074 paging, 07x mobile, 0800 free, 084n shared cost, 0860 voicemail, 0878 personal, 090n value-added.
		{"BAKOM, SR 784.101.113/2.8", map[string]string{
			"+41 58 460 55 11": "other CH", "+41 74 012 34 56": "other CH", "+41 79 123 45 67": "mobile CH", "+41 800 123 456": "toll_free CH",
			"+41 848 123 456": "shared_cost CH", "+41 860 79 123 45 67": "other CH", "+41 878 123 456": "other CH",
			"+41 900 123 456": "premium CH", "+41 901 123 456": "premium CH", "+41 906 123 456": "premium CH",
		}},
		// Plan national de numérotation, Arcep, Décision 2022-1583: 01 to 05 geographic, 06 and 07 mobile, 0800 to 0805 free, 089 surcharged.
		{"Arcep, Décision 2022-1583", map[string]string{
			"+33 1 40 47 70 00": "geographic FR", "+33 4 40 47 70 00": "geographic FR", "+33 6 12 34 56 78": "mobile FR",
			"+33 7 56 78 90 12": "mobile FR", "+33 800 123 456": "toll_free FR", "+33 805 123 456": "toll_free FR",
			"+33 899 12 34 56": "premium FR",
		}},
		// ComReg's own number and its Numbering Conventions 08/02: 1800 freephone, 1850 and 1890 shared cost, 15xx premium, 0700 personal, 076 IP-based.
		{"ComReg 08/02", map[string]string{
			"+353 1 804 9600": "geographic IE", "+353 1800 123 456": "toll_free IE", "+353 76 123 4567": "voip IE",
			"+353 700 123 456": "other IE", "+353 1520 123 456": "premium IE", "+353 87 123 4567": "mobile IE",
		}},
		// ACMA's own switchboard and service numbers (acma.gov.au, donotcall.gov.au): 1300 shares the cost.
		{"ACMA", map[string]string{"+61 1300 850 115": "shared_cost AU", "+61 1300 792 958": "shared_cost AU"}},
		// ITU-T E.169: universal freephone, shared cost and premium rate numbers have a country code and 8 or 9 digits.
		{"ITU-T E.169", map[string]string{"+800 1234 5678": "toll_free ", "+808 1234 5678": "shared_cost ", "+979 1 2345 6789": "premium "}},
	} {
		for number, want := range tt.numbers {
			n, err := Parse(number)
			if err != nil {
				t.Fatal(err)
			}
			if got := n.Type.String() + " " + n.Country.String(); got != want || n.Valid != (n.Type != Unknown) {
				t.Errorf("%s: %s is %q, valid %v; want %q", tt.source, number, got, n.Valid, want)
			}
		}
	}
}

func TestBelongsTo(t *testing.T) {
	for _, tt := range []struct {
		situation, number, code string
		want                    bool
	}{
		{"its own range", "+14165550100", "CA", true},
		{"the range of a neighbor", "+14165550100", "US", false},
		{"toll-free numbers that the North American countries share", "+18005550100", "CA", true},
		{"and the Caribbean ones", "+18005550100", "JM", true},
		{"a country of another code", "+18005550100", "MX", false},
		{"no country", "+80012345678", "US", false},
		{"not valid", "+32800", "BE", false},
		{"no calling code", "+999", "BE", false},
	} {
		n, err := Parse(tt.number)
		if err != nil {
			t.Fatal(err)
		}
		if got := n.BelongsTo(country.MustParseCode(tt.code)); got != tt.want {
			t.Errorf("%s: %s belongs to %s: %v", tt.situation, tt.number, tt.code, got)
		}
	}
}

func TestWithoutTrunkPrefix(t *testing.T) {
	for number, want := range map[string]string{
		"+44 (0)20 7946 0000": "+442079460000",
		"+49 (0)30 23125 000": "+493023125000",
		"+39 06 6982":         "", // in Italy the zero is part of the number
		"+44 20 7946 0000":    "",
		"+44 (0)1":            "",
		"+999 0123":           "",
		"+0":                  "",
	} {
		n, err := Parse(number)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := n.WithoutTrunkPrefix(); got.E164 != want || ok != (want != "") {
			t.Errorf("%s is %q, %v, want %q", number, got.E164, ok, want)
		}
	}
}

func TestTollFree(t *testing.T) {
	for number, want := range map[string][2]bool{ // toll-free, known
		"+498001234567": {true, true},
		"+493023125000": {false, true},
		"+12112345678":  {false, true}, // no area code has 211, but the number has the form of the plan
		"+1800555":      {false, false},
		"+999123456789": {false, false},
	} {
		n, err := Parse(number)
		if err != nil {
			t.Fatal(err)
		}
		if tollFree, known := n.TollFree(); [2]bool{tollFree, known} != want {
			t.Errorf("%s: toll-free %v, known %v", number, tollFree, known)
		}
	}
}

func TestParseType(t *testing.T) {
	for typ := Geographic; typ <= Other; typ++ {
		if got, err := ParseType(typ.String()); err != nil || got != typ {
			t.Errorf("%s: %v, %v", typ, got, err)
		}
	}
	for _, s := range []string{"", "unknown", "toll-free", "Mobile"} {
		if got, err := ParseType(s); err == nil {
			t.Errorf("%q is %v", s, got)
		}
	}
	if _, err := ParseType("toll-free"); err == nil || !strings.Contains(err.Error(), "did you mean toll_free") {
		t.Errorf("got %v", err)
	}
}

// For any input, Parse answers or says no, and what it takes it takes again
// as it gave it.
func TestParseAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, err := Parse(rapid.OneOf(rapid.String(), rapid.StringMatching(`(tel:)?\+[0-9 ().-]{0,20}(;[a-z]{0,3}=?[0-9]{0,3})?`)).Draw(t, "number"))
		if err != nil {
			return
		}
		again, err := Parse(n.E164)
		if err != nil || again != n {
			t.Errorf("%+v is then %+v, %v", n, again, err)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if n, err := Parse("+44 20 7946 0000"); err != nil || !n.Valid {
			b.Fatal(err)
		}
	}
}
