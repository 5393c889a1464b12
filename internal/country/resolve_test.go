package country_test

import (
	"bufio"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
	"pgregory.net/rapid"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// rows reads a file of the folder names: columns separated by tabs.
func rows(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open("names/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all [][]string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if l := lines.Text(); l != "" && l[0] != '#' {
			all = append(all, strings.Split(l, "\t"))
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// outcome writes what Resolve says: "DE", "CD CG?" or "-" for not found.
func outcome(s string) string {
	c, err := country.Resolve(s)
	var ambiguous *country.AmbiguousError
	switch {
	case err == nil:
		return c.String()
	case errors.As(err, &ambiguous):
		return strings.ReplaceAll(country.Join(ambiguous.Candidates), ", ", " ") + "?"
	}
	return "-"
}

func check(t *testing.T, input, want string) {
	t.Helper()
	if got := outcome(input); got != want {
		t.Errorf("Resolve(%q): %s, want %s", input, got, want)
	}
}

func TestResolve(t *testing.T) {
	for _, tt := range []struct {
		name   string
		want   string
		inputs []string
	}{
		{"alpha-2 in any case", "DE", []string{"DE", "de", "De", "dE", " de ", "ＤＥ", "\ufeffDE", "DE\u200b"}},
		{"alpha-3 in any case", "DE", []string{"DEU", "deu", "Deu", "ｄｅｕ"}},
		{"Kosovo's user-assigned codes", "XK", []string{"XK", "XKX", "Kosovo", "Косово"}},
		{"first code of the table", "AD", []string{"AD", "AND", "Andorra"}},
		{"last code of the table", "ZW", []string{"ZW", "ZWE", "Zimbabwe"}},
		{"United Kingdom and its parts", "GB", []string{"UK", "U.K.", "uk", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland", "GBR", "the U.K."}},
		{"United States", "US", []string{"USA", "U.S.", "U.S.A.", "us", "United States of America", "The United States", "America", "États-Unis", "EE. UU.", "米国"}},
		{"United Arab Emirates", "AE", []string{"UAE", "U.A.E.", "United Arab Emirates (UAE)", "United Arab Emirates (U.A.E)", "阿拉伯联合酋长国 (UAE)", "阿拉伯联合酋长国"}},
		{"Netherlands", "NL", []string{"Holland", "The Netherlands", "Netherlands, the", "Kingdom of the Netherlands", "Nederland", "Pays-Bas"}},
		{"South Korea", "KR", []string{"South Korea", "Republic of Korea", "The Republic of Korea", "Korea, Republic of", "Korea (Republic of)", "ROK", "韓国", "대한민국", "한국"}},
		{"North Korea", "KP", []string{"North Korea", "Democratic People's Republic of Korea", "Korea, Democratic People’s Republic of", "DPRK", "Korea (the Democratic People's Republic of)"}},
		{"China", "CN", []string{"China", "PRC", "People's Republic of China", "The People’s Republic of China", "P.R. China", "中国"}},
		{"Taiwan", "TW", []string{"Taiwan", "Republic of China", "The Republic of China", "Taiwan, Province of China", "Taiwan (Republic of China)", "臺灣", "台湾"}},
		{"Republic of the Congo", "CG", []string{"Republic of the Congo", "The Republic of the Congo", "Republic of Congo", "Congo, People's Republic of", "Congo-Brazzaville", "Congo - Brazzaville", "COG"}},
		{"Democratic Republic of the Congo", "CD", []string{"DRC", "DR Congo", "Democratic Republic of the Congo", "The Democratic Republic of Congo", "Congo, The Democratic Republic of the", "Congo, Democratic Republic of", "Congo (Kinshasa)", "Zaire"}},
		{"Dominica is not the Dominican Republic", "DM", []string{"Dominica", "Commonwealth of Dominica", "Republic of Dominica", "多米尼克"}},
		{"the Dominican Republic is not Dominica", "DO", []string{"Dominican Republic", "The Dominican Republic", "the-dominican-republic", "多米尼加共和国"}},
		{"Guinea", "GN", []string{"Guinea", "Republic of Guinea", "The Republic of Guinea"}},
		{"Guinea-Bissau", "GW", []string{"Guinea-Bissau", "Guinea Bissau", "Republic of Guinea-Bissau"}},
		{"Equatorial Guinea", "GQ", []string{"Equatorial Guinea", "Republic of Equatorial Guinea"}},
		{"Papua New Guinea", "PG", []string{"Papua New Guinea", "PNG"}},
		{"Niger", "NE", []string{"Niger", "Republic of the Niger", "The Niger"}},
		{"Nigeria", "NG", []string{"Nigeria", "Federal Republic of Nigeria", "NGA", "nga"}},
		{"Samoa", "WS", []string{"Samoa", "Western Samoa"}},
		{"American Samoa", "AS", []string{"American Samoa", "AS"}},
		{"Ireland", "IE", []string{"Ireland", "Republic of Ireland", "Éire"}},
		{"Georgia", "GE", []string{"Georgia", "格鲁吉亚"}},
		{"South Georgia", "GS", []string{"South Georgia", "South Georgia & the South Sandwich Islands"}},
		{"Sudan", "SD", []string{"Sudan", "The Sudan", "Republic of the Sudan"}},
		{"South Sudan", "SS", []string{"South Sudan", "Republic of South Sudan"}},
		{"the French part of Saint Martin", "MF", []string{"Saint Martin (French part)", "French Saint Martin", "MF", "MAF"}},
		{"the Dutch part of Saint Martin", "SX", []string{"Sint Maarten", "Sint Maarten (Dutch part)", "SX", "SXM"}},
		{"British Virgin Islands", "VG", []string{"British Virgin Islands", "Virgin Islands (British)", "Virgin Islands, British", "BVI"}},
		{"U.S. Virgin Islands", "VI", []string{"U.S. Virgin Islands", "Virgin Islands (U.S.)", "Virgin Islands of the United States", "USVI"}},
		{"Micronesia", "FM", []string{"Micronesia", "Federated States of Micronesia", "Micronesia, Federated States of", "The Federated States of Micronesia"}},
		{"Czechia", "CZ", []string{"Czechia", "Czech Republic", "The Czech Republic", "Česko", "Tschechien"}},
		{"Türkiye", "TR", []string{"Turkey", "Türkiye", "TURKIYE", "TÜRKİYE", "Türkıye", "Republic of Türkiye"}},
		{"North Macedonia", "MK", []string{"Macedonia", "North Macedonia", "FYROM", "Republic of North Macedonia", "Nordmazedonien", "Северная Македония", "马其顿"}},
		{"Eswatini", "SZ", []string{"Eswatini", "eSwatini", "Swaziland", "Kingdom of Eswatini"}},
		{"Hong Kong", "HK", []string{"Hong Kong", "Hongkong", "Hong Kong SAR", "香港", "香港特别行政区", "Гонконг"}},
		{"Macao", "MO", []string{"Macao", "Macau", "Macao SAR", "澳门", "澳門"}},
		{"Côte d'Ivoire", "CI", []string{"Ivory Coast", "Côte d'Ivoire", "Cote D'Ivoire", "Côte d’Ivoire", "Côte dʼIvoire", "Cote d`Ivoire", "Côte d´Ivoire", "Elfenbeinküste", "Кот-д’Ивуар"}},
		{"Vatican", "VA", []string{"Vatican", "Vatican City", "Holy See", "The Holy See", "Vatican City State", "Holy See (Vatican City State)"}},
		{"Myanmar", "MM", []string{"Burma", "Myanmar", "Myanmar (Burma)"}},
		{"Cabo Verde", "CV", []string{"Cape Verde", "Cabo Verde"}},
		{"Timor-Leste", "TL", []string{"East Timor", "Timor-Leste", "Timor Leste"}},
		{"Russia", "RU", []string{"Russia", "Russian Federation", "Россия", "росія"}},
		{"short names of ISO with a comma", "BO", []string{"Bolivia", "Bolivia, Plurinational State of", "Bolivia (Plurinational State of)", "Plurinational State of Bolivia"}},
		{"Venezuela", "VE", []string{"Venezuela", "Venezuela, Bolivarian Republic of", "Venezuela (Bolivarian Republic of)"}},
		{"Tanzania", "TZ", []string{"Tanzania", "Tanzania, United Republic of", "United Republic of Tanzania"}},
		{"Moldova", "MD", []string{"Moldova", "Moldova, Republic of", "Republic of Moldova", "Moldova (the Republic of)"}},
		{"Iran", "IR", []string{"Iran", "Iran, Islamic Republic of", "Islamic Republic of Iran"}},
		{"Syria, Laos, Vietnam, Brunei: Syria", "SY", []string{"Syria", "Syrian Arab Republic"}},
		{"Laos", "LA", []string{"Laos", "Lao", "Lao PDR", "Lao People's Democratic Republic"}},
		{"Vietnam", "VN", []string{"Vietnam", "Viet Nam", "Việt Nam"}},
		{"Brunei", "BN", []string{"Brunei", "Brunei Darussalam"}},
		{"Bahamas with the article before, after or not at all", "BS", []string{"Bahamas", "The Bahamas", "the-bahamas", "Bahamas, The", "Bahamas (the)"}},
		{"and, ampersand, fullwidth ampersand", "TT", []string{"Trinidad and Tobago", "Trinidad & Tobago", "Trinidad ＆ Tobago", "TRINIDAD&TOBAGO"}},
		{"Saint and St", "LC", []string{"Saint Lucia", "St Lucia", "St. Lucia", "ST.LUCIA", "圣卢西亚"}},
		{"Saint Vincent with and without the", "VC", []string{"Saint Vincent and the Grenadines", "St. Vincent & Grenadines", "St Vincent and the Grenadines", "Saint Vincent & the Grenadines"}},
		{"slug without a hyphen", "BA", []string{"bosniaherzegovina", "Bosnia-Herzegovina", "Bosnia & Herzegovina"}},
		{"accents composed, decomposed and missing", "AT", []string{"Österreich", "O\u0308sterreich", "Osterreich", "ÖSTERREICH", "Oesterreich", "Austria（奥地利）", "Austria", "奥地利"}},
		{"Portuguese tilde", "ST", []string{"São Tomé & Príncipe", "Sao Tome and Principe"}},
		{"Nordic letters", "DK", []string{"Danmark", "Dänemark", "Daenemark", "Danmörk"}},
		{"Norwegian Bokmål, which x/text takes for Danish", "ZA", []string{"Sør-Afrika", "Sor-Afrika", "Sydafrika"}},
		{"Polish ł", "IT", []string{"Włochy", "WLOCHY"}},
		{"ligatures", "ET", []string{"Eþíópía", "Ethiopia", "Äthiopien"}},
		{"sharp s", "BY", []string{"Weißrussland", "WEISSRUSSLAND", "Weiẞrussland"}},
		{"Greek final sigma", "CY", []string{"Κύπρος", "ΚΥΠΡΟΣ", "κυπροσ"}},
		{"Greek accents", "GR", []string{"Ελλάδα", "ΕΛΛΑΔΑ", "Ελλάς"}},
		{"Cyrillic yo", "TC", []string{"Тёркс и Кайкос", "Теркс и Кайкос"}},
		{"Arabic with and without tatweel and vowel points", "EG", []string{"مصر", "مـصـر", "مِصر"}},
		{"Hebrew with right-to-left marks", "IL", []string{"ישראל", "\u200fישראל\u200f", "\u202bישראל\u202c"}},
		{"halfwidth katakana", "DE", []string{"ドイツ", "ﾄﾞｲﾂ", "ト\u3099イツ"}},
		{"Hangul composed and in jamo", "DE", []string{"독일", norm.NFD.String("독일")}},
		{"Hindi vowel signs tell Togo from Tonga", "TO", []string{"टोंगा"}},
		{"Hindi vowel signs tell Tonga from Togo", "TG", []string{"टोगो"}},
		{"Thai", "TH", []string{"ไทย"}},
		{"traditional and simplified Chinese", "SA", []string{"沙特阿拉伯", "沙烏地阿拉伯"}},
		{"format characters inside", "FR", []string{"Fra\u00adnce", "\ufeffFrance", "Fr\u200bance", "France\u2060", "Fran\ufe0fce"}},
		{"line ends and tabs around", "FR", []string{"France\n", "\tFrance\r\n", "\u3000France\u00a0", "France\u0085"}},
		{"combining characters outside their place", "FR", []string{"F\u0301rance", "Franc\u0327e", "Fr\u034fance"}},
		{"republic of any country", "DE", []string{"Republic of Germany", "the republic of Germany", "Germany, the Republic of", "Federal Republic of Germany"}},
		{"code first: Angola, not Áo (Austria)", "AO", []string{"AO", "ao", "Ao", "ＡＯ"}},
		{"code first: Burundi, not Bỉ (Belgium)", "BI", []string{"BI", "bi"}},

		{"the two Congos", "CD CG?", []string{"Congo", "the Congo", "CONGO", "Kongo", "Конго", "刚果"}},
		{"the two Koreas", "KP KR?", []string{"Korea", "Corea", "Corée", "Корея", "Kore"}},
		{"the Virgin Islands", "VG VI?", []string{"Virgin Islands", "The Virgin Islands", "Republic of Virgin Islands", "Îles Vierges", "Jungferninseln"}},
		{"the two parts of Saint Martin", "MF SX?", []string{"Saint Martin", "St Martin", "St. Martin", "Saint-Martin", "San Martín"}},
		{"two Republics of C", "CG TW?", []string{"ROC"}},
		{"Vietnamese names that are codes without their accents", "AO AT?", []string{"Áo", "A\u0301o"}},
		{"Belgium in Vietnamese", "BE BI?", []string{"Bỉ"}},

		{"no codes: something is between the letters or around them", "-", []string{"D.E.", "D-E", "D E", "D/E", "#DE", "(DE)", "DE.", "'DE'", "\"DE\"", "D·E", "_DE", "DE-", "c/o", "i.e.", "n.c.", "U/S", "U-K", "D.E.U.", "27 6", "2.76", "276.0", "#276"}},
		{"no codes: the letters have accents or are no letters", "-", []string{"Dé", "dë", "№", "™", "Ⅵ", "ﬁ", "㎏", "ß", "Æ", "Ǆ"}},
		{"no codes: an article before them", "-", []string{"the in", "in the", "the DE", "the DEU", "la DE", "Republic of DE", "Republik FR"}},
		{"no subdivisions of ISO 3166-2", "-", []string{"SE-C", "ES-T", "AR-E", "GR-L", "GN-B", "US-TX", "DE-BY3", "GB-ENG"}},
		{"locales and subdivisions that have codes of two countries", "BR PT?", []string{"pt-BR", "pt_BR", "BR-PT"}},
		{"marks for what is not known", "-", []string{"N/A", "n/a", "#N/A", "N.A.", "n. a.", "N A", "(N/A)", "none", "None", "NULL", "-", "--", "—", "?", "…", "k. A.", "k.A.", "s/o", "S/O", "s/d", "b.d.", "н/д", "なし", "无", "해당 없음", "غير متوفر"}},
		{"Namibia, where the letters stand alone", "NA", []string{"NA", "na", " Na "}},
		{"letters that are a code to some and a name to others", "SA ZA?", []string{"S.A.", "s. a.", "S/A"}},
		{"French for the United Kingdom, and the code of Russia", "GB RU?", []string{"R.-U.", "R.U."}},
		{"Vietnamese for the United States, and the code of Malaysia", "MY US?", []string{"Mỹ", "MỸ"}},
		{"the code of Malaysia", "MY", []string{"MY", "my", "My"}},
		{"Vietnamese for Russia, and the code of Nigeria", "NG RU?", []string{"Nga"}},
		{"Vietnamese for Italy", "IT", []string{"Ý", "ý"}},
		{"a letter that is nothing", "-", []string{"Y", "y"}},
		{"short names with their accents", "AU", []string{"Úc", "ÚC"}},
		{"short names without their accents", "-", []string{"uc", "UC", "eu", "E.-U.", "duc", "sec", "cin", "cad"}},

		{"numeric code", "DE", []string{"276", " 276 ", "２７６"}},
		{"numeric code with zeros", "AF", []string{"004"}},
		{"numeric code without its zeros", "-", []string{"4", "04", "8", "40"}},
		{"the European Union's code", "GR", []string{"EL", "el"}},
		{"Microsoft's code", "XK", []string{"XKS", "xks"}},
		{"Olympic codes in capitals", "CH", []string{"SUI", " SUI "}},
		{"Olympic codes in small letters are words", "-", []string{"sui", "Sui", "ger", "por"}},
		{"flags", "DE", []string{"🇩🇪", " 🇩🇪 ", "🇩🇪\ufe0f"}},
		{"flags of a part of a country", "GB", []string{"🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"}},
		{"flags of no country", "-", []string{"🇪🇺", "🏴", "🏴󠁵󠁳󠁴󠁸󠁿", "🏴󠁧󠁢󠁥󠁮󠁧", "🇩", "🏳️"}},
		{"name and code together", "DE", []string{"DE - Germany", "DE – Deutschland", "Germany (DE)", "Germany (DEU)", "Germany [DE]", "(DE) Germany", "DE-Germany", "DE: Germany", "DE/Germany", "Germany, DE", "DE Germany", "Germany DE", "276 - Germany", "🇩🇪 Germany", "🇩🇪Germany", "Germany🇩🇪", "Deutschland / Germany", "DE - Deutschland (Germany)", "DE (276)", "Germany（DE）", "DE=Germany", "DE|Germany", "DE_Germany", "DE\tGermany"}},
		{"name and abbreviation together", "US", []string{"United States of America (USA)", "US - United States", "US - United States (USA)", "USA - United States of America", "United States (U.S.)"}},
		{"a name that several share, and the code of one", "CD", []string{"Congo (CD)", "CD - Congo", "COD Congo"}},
		{"a name that several share, and the code of none", "CD CG FR?", []string{"Congo (FR)"}},
		{"a name and the code of another", "DE FR?", []string{"Germany (FR)", "FR - Germany", "DE - France", "DEU/France", "🇩🇪 France", "🇩🇪🇫🇷", "Allemagne (FR)", "DE (France)"}},
		{"an article that is a code", "FR LA?", []string{"LA - France", "France, LA"}},
		{"an article before a name that begins as another one", "OM", []string{"l-Oman", "l’Oman"}},
		{"an article that is no code", "RE", []string{"Réunion (La)", "Réunion, la", "La Réunion"}},
		{"a name and an invalid code", "-", []string{"Germany (XX)", "XX - Germany", "Germany, Berlin", "Berlin, Germany", "Berlin, DE", "Grmany (DE)"}},
		{"words of other languages that are codes", "-", []string{"in Germany", "from Germany to France"}},
		{"a state of the United States, or the country", "GE US?", []string{"Georgia, US", "Georgia (USA)"}},
		{"a name turned around", "KP", []string{"Korea, Dem. Rep.", "Korea, Democratic People's Rep.", "Korea (North)", "Korea, North", "N. Korea"}},
		{"a name turned around", "GB", []string{"Ireland, Northern", "Ireland (Northern)", "N. Ireland"}},
		{"a name turned around", "IM", []string{"Man, Isle of", "Isle of Man", "Man (Isle of)"}},
		{"the Republic of China, in other languages", "CN TW?", []string{"Republik China", "Республика Китай", "Çin Cumhuriyeti"}},
		{"Dominica or the Dominican Republic", "DM DO?", []string{"Republic Dominica", "República de Dominica"}},

		{"former countries", "-", []string{"USSR", "U.S.S.R.", "Soviet Union", "the USSR", "Yugoslavia", "YUG", "Czechoslovakia", "Netherlands Antilles", "ANT", "AN", "Serbia and Montenegro", "Serbia & Montenegro", "SCG", "East Germany", "GDR", "DDR"}},
		{"no letters", "-", []string{"", " ", ".", "---", "\u200f", "&", "()", "\u0301", "!?", "\ufeff"}},
		{"words that are taken away, and nothing else", "-", []string{"the", "Republic of", "the Republic of the", "republic"}},
		{"not codes", "-", []string{"XX", "ZZ", "EU", "ZZZ", "999", "27", "2760", "+276", "D", "DE1", "1DE", "XXX"}},
		{"symbols and controls that no name has", "-", []string{"Germany+", "Ger\x00many", "$Germany", "DE=", "<DE>", "DE|", "~DE", "DE\x7f", "DE\x1f", "\x08DE", "DE\x0e", "Germany2"}},
		{"invalid UTF-8", "-", []string{"\xff", "Germany\xff", "\xc3\x28", "\xed\xa0\x80", "D\x80E"}},
		{"a part of a name", "-", []string{"Unit", "United", "Saint", "Islands", "South"}},
		{"several countries", "DE FR?", []string{"Germany, France", "DE,FR", "DE - France", "Germany (FR)", "🇫🇷 Germany", "FR/DEU"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, in := range tt.inputs {
				check(t, in, tt.want)
			}
		})
	}
}

func TestResolveEveryCode(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range country.Codes() {
		if len(c.Alpha3()) != 3 || seen[c.Alpha3()] || seen[c.Name()] || c.Name() == "" {
			t.Errorf("%s: alpha-3 code %q or name %q is not its own", c, c.Alpha3(), c.Name())
		}
		seen[c.Alpha3()], seen[c.Name()] = true, true
		if strings.Contains(c.Name(), "&") {
			t.Errorf("%s: name %q has an ampersand", c, c.Name())
		}
		names := []string{c.String(), strings.ToLower(c.String()), c.Alpha3(), strings.ToLower(c.Alpha3()), width.Widen.String(c.String())}
		if c.String() != "MF" { // Saint Martin
			names = append(names, c.Name(), "the "+c.Name(), c.Name()+", the")
			if c.String() != "CN" && c.String() != "DM" { // the Republic of China is Taiwan
				names = append(names, "Republic of "+c.Name(), "The Republic of "+c.Name()+".")
			}
		}
		for _, name := range names {
			check(t, name, c.String())
		}
	}
}

// Two letters with anything but space around or between them are no code, unless
// they are one of the names that people shorten so.
func TestResolveLettersThatAreNoCode(t *testing.T) {
	isName := map[string]bool{"us": true, "uk": true, "nz": true, "vs": true, "vk": true, "bk": true, "jk": true, "zk": true, "rf": true}
	letters := rapid.StringOfN(rapid.RuneFrom([]rune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")), 2, 2, -1)
	other := rapid.StringOfN(rapid.RuneFrom([]rune("./-#_,;:'\"()[]*+&!?@·–№")), 1, 3, -1)
	rapid.Check(t, func(t *rapid.T) {
		two, sign := letters.Draw(t, "letters"), other.Draw(t, "sign")
		if isName[strings.ToLower(two)] {
			return
		}
		s := rapid.SampledFrom([]string{sign + two, two + sign, two[:1] + sign + two[1:], sign + two + sign, "the " + two}).Draw(t, "spelling")
		if c, err := country.Resolve(s); err == nil {
			t.Fatalf("%q is taken for %s", s, c)
		}
	})
	if c, err := country.Resolve("Al&"); err == nil {
		t.Errorf("an ampersand that joins nothing makes %s", c)
	}
	if c, err := country.Resolve("Trinidad & Tobago"); err != nil || c.String() != "TT" {
		t.Errorf("Trinidad & Tobago is %s, %v", c, err)
	}
}

// Whoever writes a name and the code of another country is asked.
func TestResolveContradictions(t *testing.T) {
	for _, c := range country.Codes() {
		if c.String() == "MF" { // Saint Martin is two countries
			continue
		}
		for _, d := range country.Codes() {
			for _, s := range []string{c.Name() + " (" + d.String() + ")", d.String() + " - " + c.Name(), d.Alpha3() + "/" + c.String()} {
				// The People's Republic is called so.
				if got, ok := country.Find(s); ok && (c != d || got != c) && !strings.Contains(s, "China (PR)") {
					t.Errorf("%q is taken for %s", s, got)
				}
			}
		}
	}
}

// A code of ISO 3166-2 is no code of another country: "AR-E" is not "ARE".
func TestResolveSubdivisions(t *testing.T) {
	const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	check := func(t interface{ Errorf(string, ...any) }, c country.Code, part string) {
		s := c.String() + "-" + part
		if got, ok := country.Find(s); ok && got != c {
			t.Errorf("%q is taken for %s", s, got)
		}
	}
	for _, c := range country.Codes() {
		for _, one := range letters {
			check(t, c, string(one))
			for _, two := range letters {
				check(t, c, string(one)+string(two))
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		check(t, rapid.SampledFrom(country.Codes()).Draw(t, "country"), rapid.StringOfN(rapid.RuneFrom([]rune(letters)), 3, 3, -1).Draw(t, "part"))
	})
}

func TestIsNoLocation(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, " ": true, "-": true, "...": true, "N/A": true, "none": true, "NA": false, "Germany": false, "Grmany": false,
		"Congo": false, "USSR": false, "№": false, "+": false, strings.Repeat(" ", 513): true, strings.Repeat("-", 513): false,
	} {
		if got := country.IsNoLocation(s); got != want {
			t.Errorf("IsNoLocation(%q) = %v", s, got)
		}
	}
}

func TestNamesAndAlpha3(t *testing.T) {
	for code, want := range map[string][2]string{
		"AD": {"AND", "Andorra"},
		"CZ": {"CZE", "Czechia"},
		"HK": {"HKG", "Hong Kong"},
		"MK": {"MKD", "North Macedonia"},
		"MO": {"MAC", "Macao"},
		"SZ": {"SWZ", "Eswatini"},
		"TR": {"TUR", "Türkiye"},
		"XK": {"XKX", "Kosovo"},
		"ZW": {"ZWE", "Zimbabwe"},
	} {
		c := country.MustParseCode(code)
		if got := [2]string{c.Alpha3(), c.Name()}; got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	var none country.Code
	if none.Alpha3() != "" || none.Name() != "" {
		t.Errorf("the zero Code has alpha-3 code %q and name %q", none.Alpha3(), none.Name())
	}
}

func TestResolveReviewedFiles(t *testing.T) {
	labels := rows(t, "labels.txt")
	if len(labels) != 114 {
		t.Errorf("%d labels, want 114", len(labels))
	}
	for _, row := range labels {
		for _, s := range row {
			check(t, s, row[0])
		}
	}
	for _, row := range rows(t, "destinations.txt") {
		check(t, row[1], row[0])
	}
	for _, row := range append(rows(t, "everyday.txt"), rows(t, "formal.txt")...) {
		for name := range strings.SplitSeq(row[1], "; ") {
			if !decided(t, name) {
				check(t, name, row[0])
			}
		}
	}
	for _, row := range rows(t, "iso.txt") {
		for i, s := range row {
			if i < 2 || s != "" && !decided(t, s) {
				check(t, s, row[0])
			}
		}
	}
	for _, row := range rows(t, "former.txt") {
		for name := range strings.SplitSeq(row[1], "; ") {
			check(t, name, "-")
		}
	}
	for _, row := range rows(t, "decisions.txt") {
		for name := range strings.SplitSeq(row[0], "; ") {
			switch want := strings.TrimPrefix(row[1], "^"); {
			case want == "-":
				check(t, name, want)
			case want[0] == '=':
				codes := strings.Fields(want[1:])
				slices.Sort(codes)
				check(t, name, strings.Join(codes, " ")+"?")
				check(t, strings.ToUpper(bare(name)), want[1:3])
			case len(want) > 2:
				check(t, name, want+"?")
			default:
				check(t, name, want)
				if want != row[1] && name != "Đức" { // bare leaves the Đ
					check(t, bare(name), "-")
				}
			}
		}
	}
	for _, row := range rows(t, "cldr.txt") {
		for _, field := range row[1:] {
			_, names, _ := strings.Cut(field, "=")
			for name := range strings.SplitSeq(names, "; ") {
				if !decided(t, name) {
					check(t, name, row[0])
				}
			}
		}
	}
	for _, row := range rows(t, "codes.txt") {
		for _, code := range row {
			if code != "" {
				check(t, code, row[0])
			}
		}
	}
	for _, row := range rows(t, "no-location.txt") {
		for mark := range strings.SplitSeq(row[1], "; ") {
			if !country.IsNoLocation(mark) {
				t.Errorf("%q is taken for a location: %s", mark, outcome(mark))
			}
		}
	}
}

// decided reports whether a line of decisions.txt is about s, ignoring accents,
// case and punctuation.
func decided(t testing.TB, s string) bool {
	t.Helper()
	return slices.Contains(decisions(t), bare(s))
}

func decisions(t testing.TB) []string {
	var all []string
	for _, row := range rows(t, "decisions.txt") {
		for name := range strings.SplitSeq(row[0], "; ") {
			all = append(all, bare(name))
		}
	}
	return all
}

// bare is a plainer folding than the package's own: enough for the names in
// decisions.txt.
func bare(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .:-’'", r) || 0x300 <= r && r < 0x370 {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
	return strings.ToLower(s)
}

// cldr returns every name in x/text of every country in the languages that the
// package promises, with the language.
func cldr(t testing.TB) (names [][3]string) {
	exceptions := decisions(t)
	for _, l := range []string{
		"en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "no", "fi", "pl", "cs", "hu", "tr", "ru", "uk", "ar", "he",
		"ja", "ko", "zh-Hans", "zh-Hant", "ro", "el", "bg", "hr", "sk", "sl", "lt", "lv", "et", "th", "vi", "id", "hi",
	} {
		regions := display.Regions(language.MustParse(l))
		for _, c := range country.Codes() {
			name := regions.Name(language.MustParseRegion(c.String()))
			if name != "" && !slices.Contains(exceptions, bare(name)) {
				names = append(names, [3]string{l, c.String(), name})
			}
		}
	}
	if len(names) < 36*245 {
		t.Errorf("only %d names", len(names))
	}
	return names
}

func TestResolveNameIsInverse(t *testing.T) {
	for _, n := range cldr(t) {
		if got := outcome(n[2]); got != n[1] {
			t.Errorf("%s: Resolve(%q): %s, want %s", n[0], n[2], got, n[1])
		}
	}
}

func TestResolveDespitePerturbation(t *testing.T) {
	names := cldr(t)
	sprinkled := []rune(" -.,'’()/\"·\u00a0\u200b\u200e\u200f\u2060\ufeff\u00ad")
	stripAccents := func(s string) string {
		return norm.NFC.String(strings.Map(func(r rune) rune {
			if 0x300 <= r && r < 0x370 {
				return -1
			}
			return r
		}, norm.NFD.String(s)))
	}
	perturbations := map[string]func(*rapid.T, string) string{
		"upper case":      func(_ *rapid.T, s string) string { return strings.ToUpper(s) },
		"lower case":      func(_ *rapid.T, s string) string { return strings.ToLower(s) },
		"fullwidth":       func(_ *rapid.T, s string) string { return width.Widen.String(s) },
		"halfwidth":       func(_ *rapid.T, s string) string { return width.Narrow.String(s) },
		"decomposed":      func(_ *rapid.T, s string) string { return norm.NFD.String(s) },
		"compatibility":   func(_ *rapid.T, s string) string { return norm.NFKC.String(s) },
		"without accents": func(_ *rapid.T, s string) string { return stripAccents(s) },
		"the before":      func(_ *rapid.T, s string) string { return "The " + s },
		"punctuation and format characters inside": func(t *rapid.T, s string) string {
			runes := []rune(s)
			if len(norm.NFC.String(s)) <= 4 {
				return s // half of it may be a code: "L-ao" is nothing and Angola
			}
			for range rapid.IntRange(1, 8).Draw(t, "times") {
				at := rapid.IntRange(0, len(runes)).Draw(t, "at")
				runes = slices.Insert(runes, at, rapid.SampledFrom(sprinkled).Draw(t, "rune"))
			}
			return string(runes)
		},
	}
	for name, perturb := range perturbations {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				n := rapid.SampledFrom(names).Draw(t, "name")
				s := perturb(t, n[2])
				if got := outcome(s); got != n[1] {
					t.Fatalf("%s: Resolve(%q): %s, want %s as %q", n[0], s, got, n[1], n[2])
				}
			})
		})
	}
}

func TestResolveDoesNotAllocate(t *testing.T) {
	for _, s := range []string{
		"DE", "deu", "Germany", "the Republic of Guam", "日本", "Österreich", "O\u0308sterreich", "대한민국", "संयुक्त राज्य",
		"United Kingdom of Great Britain and Northern Ireland", "ＧＥＲＭＡＮＹ",
		strings.Repeat("\u200f", 160) + "France",
	} {
		if n := testing.AllocsPerRun(100, func() { _, _ = country.Resolve(s) }); n != 0 {
			t.Errorf("Resolve(%q) allocates %v times", s, n)
		}
		if _, err := country.Resolve(s); err != nil {
			t.Error(err)
		}
	}
}

func TestResolveLength(t *testing.T) {
	const limit = 512
	longest := "France" + strings.Repeat(" ", limit-len("France"))
	check(t, longest, "FR")
	check(t, longest+" ", "-")

	_, err := country.Resolve(longest + " ")
	const want = "no country or region has a name as long as \"France"
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("error %q, want it to begin with %q", err, want)
	}
	_, err = country.Resolve(longest[:limit-1] + "x")
	if err == nil || strings.Contains(err.Error(), "as long as") {
		t.Errorf("error %q for a name that is not too long", err)
	}
}

func TestResolveHostileInput(t *testing.T) {
	for situation, s := range map[string]string{
		"10 MB of one letter":              strings.Repeat("a", 10<<20),
		"10 MB of combining characters":    "e" + strings.Repeat("\u0301", 5<<20),
		"10 MB of invalid UTF-8":           strings.Repeat("\xff", 10<<20),
		"as many letters as are looked at": strings.Repeat("z", 512),
		"a flood of combining characters":  "x" + strings.Repeat("\u0301", 255),
		"a flood of kept vowel signs":      strings.Repeat("\u0e34", 170),
		"long decompositions":              strings.Repeat("\ufdfa", 170),
		"articles only":                    strings.Repeat("the", 70),
		"republics only":                   strings.Repeat("republic of ", 20),
		"NUL":                              strings.Repeat("\x00", 512),
		"right-to-left override":           "\u202eynamreG",
		"a code that shows as another":     "\u202eSE",
		"terminal escape":                  "\x1b[31mGermany",
		"quotes and backslashes":           `"\"` + "`",
		"line ends":                        "Ger\nmany\r\nx",
		"a character cut by the limit":     strings.Repeat("é", 60) + "zz",
		"bytes that only continue":         strings.Repeat("\x80", 100),
	} {
		t.Run(situation, func(t *testing.T) { checkError(t, s) })
	}
}

// checkError checks what holds for every input that does not resolve, and that
// this one does not.
func checkError(t *testing.T, s string) {
	t.Helper()
	c, err := country.Resolve(s)
	if err == nil {
		t.Fatalf("resolves to %s", c)
	}
	checkMessage(t, s, c, err)
}

func checkMessage(t *testing.T, s string, c country.Code, err error) {
	t.Helper()
	if !c.IsZero() {
		t.Errorf("%s beside an error", c)
	}
	msg := err.Error()
	if len(msg) > 1000 || !utf8.ValidString(msg) {
		t.Errorf("message of %d bytes is too long, or not UTF-8: %.1000q", len(msg), msg)
	}
	if i := strings.IndexFunc(msg, func(r rune) bool { return r < ' ' || r == 0x7f || 0x2028 <= r && r <= 0x202e || r == 0x200f }); i >= 0 {
		t.Errorf("message has a control character: %q", msg)
	}
	var notFound *country.NotFoundError
	var ambiguous *country.AmbiguousError
	switch {
	case errors.As(err, &notFound):
		if notFound.Input != s {
			t.Errorf("input of the error is %.100q", notFound.Input)
		}
		seen := map[country.Code]bool{}
		for _, one := range notFound.Suggestions {
			if seen[one.Code] {
				t.Errorf("%s is suggested twice", one.Code)
			}
			seen[one.Code] = true
			if one.Code.String() != "MF" {
				check(t, one.Name, one.Code.String())
			}
		}
		if len(seen) > 3 {
			t.Errorf("%d suggestions", len(seen))
		}
	case errors.As(err, &ambiguous):
		if ambiguous.Input != s {
			t.Errorf("input of the error is %.100q", ambiguous.Input)
		}
		if len(ambiguous.Candidates) < 2 || !slices.IsSortedFunc(ambiguous.Candidates, country.Code.Compare) {
			t.Errorf("candidates are %v", ambiguous.Candidates)
		}
	default:
		t.Errorf("error of type %T", err)
	}
}

func FuzzResolve(f *testing.F) {
	for _, s := range []string{"DE", "Grmany", "Congo", "Áo", "日本", "\xff", "\u202e", "ﷺ", "각", "टोगो", "Republic of the", strings.Repeat("é", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := country.Resolve(s)
		again, errAgain := country.Resolve(s)
		if c != again || (err == nil) != (errAgain == nil) || err != nil && err.Error() != errAgain.Error() {
			t.Errorf("%v, %v and then %v, %v", c, err, again, errAgain)
		}
		if err != nil {
			checkMessage(t, s, c, err)
			return
		}
		for _, known := range []string{c.String(), c.Alpha3()} {
			check(t, known, c.String())
		}
		if len(s) < 500 {
			check(t, " "+s+"\u00a0", c.String())
		}
	})
}

func TestFindAgreesWithResolve(t *testing.T) {
	for _, s := range []string{"", "DE", "deu", "Germany", "Osterreich", "日本", "Korea", "USSR", "Grmany", "\x00", strings.Repeat("a", 1<<20)} {
		code, err := country.Resolve(s)
		found, ok := country.Find(s)
		if found != code || ok != (err == nil) {
			t.Errorf("Find(%.20q) = %v, %t; Resolve says %v, %v", s, found, ok, code, err)
		}
	}
}
