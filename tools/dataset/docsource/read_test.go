package docsource

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
)

// words are the first phrase of every heading of a vocabulary, of which the
// pages of these tests are made. The pages are ours: small, and in the form of
// Microsoft's.
type words map[string]string

func wordsOf(t testing.TB, code string) words {
	t.Helper()
	data, err := vocabularyFiles.ReadFile("vocabulary/" + code + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	w := make(words)
	heading := ""
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if inner, ok := strings.CutPrefix(line, "["); ok {
			heading = strings.TrimSuffix(inner, "]")
		} else if line != "" && w[heading] == "" {
			w[heading] = line
		}
	}
	return w
}

const (
	serviceDesk = "../manage/contact-tns-service-desk.md"
	advice      = "../getting-service-phone-numbers.md"
)

// testPage is a page of one country with something of everything.
func testPage(t testing.TB, code string) string {
	t.Helper()
	w := wordsOf(t, code)
	row := func(fact, answer string) string { return "|" + w["row "+fact] + "?  <br/> |" + answer + "  <br/> |\n" }
	matter := "title: a test\n"
	if code != "en" {
		matter += "ms.contentlocale: " + code + "-XX\n"
	}
	table := func(anchor string, rows ...string) string {
		return fmt.Sprintf("## <a name=\"%s\"></a>%s\n\n|**a**|**b**|\n|:---|:---|\n%s\n", anchor, anchor, strings.Join(rows, ""))
	}
	yes, domestic, international := w["yes"], w["word_domestic"], w["word_international"]
	return "---\n" + matter + "---\n# A page\n\nAn introduction, which says nothing.\n\n" +
		table("audio-conferencing",
			row(factAudioConferencing, yes+", [x](../audio-conferencing-pay-per-minute.md)"),
			row(factNumberAssignment, yes+"<ul><li> Aland<li>Beland</ul>Lorem ipsum [dolor]("+advice+")."),
			row(factCallMe, w["requires_credits"])) +
		table("phone-system", row(factPhoneSystem, yes), row(factAutoAttendants, yes), row(factCallQueues, w["no"]), row(factVoicemail, yes)) +
		table("calling-plans",
			row(factCallingPlan, yes),
			row(factPlans, "<ul><li>120 "+domestic+"</li></li><li>"+domestic+" 1.200 / "+international+" 600</li></li>"),
			row(factPremiumNumberCalls, w["no"]),
			row(factOutboundDestinations, "196 [x](users-can-make-outbound-calls-to-these-countries-and-regions.md)")) +
		"Ipsum [x](../pstn-connectivity.md). Dolor sit amet.\n\n" +
		table("toll-and-toll-free-numbers-for-services",
			row(factTollCities, "<ul><li>Aland <li> Beland ([x]("+serviceDesk+")) <li>"+w["other_cities"]+" [x]("+serviceDesk+")</ul>"),
			row(factTollNumber, yes+" ([x]("+serviceDesk+"))"),
			row(factTollFreeNumber, w["no"])) +
		table("communications-credits", row(factCredits, yes)) +
		"## <a name=\"related-topics\"></a>More\n\nNothing of interest.\n"
}

// testCountry is what testPage says.
func testCountry(c *availability.Country) string {
	return fmt.Sprint(
		c.AudioConferencing, c.PhoneSystem, c.CallingPlans.Finding, c.CallingPlans.Plans,
		c.CallingPlans.OutboundDestinationCount, c.CallingPlans.PremiumNumberCalls, c.ServiceNumbers, c.CommunicationsCredits)
}

var testLanguages = []string{"cs", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "zh"}

// write puts pages, by the name of the file, into a folder.
func write(t testing.TB, pages map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const testFile = "availability-in-finland.md"

// testBase is a dataset made of the English test page.
func testBase(t testing.TB) *catalog.Snapshot {
	t.Helper()
	r := mustRead(t, Options{}, write(t, map[string]string{testFile: testPage(t, "en")}))
	if len(r.Countries) != 1 {
		t.Fatalf("%d countries, want one", len(r.Countries))
	}
	date, err := catalog.ParseDate("2026-01-02")
	if err != nil {
		t.Fatal(err)
	}
	s, err := catalog.New(date, "a test", nil, r.Countries)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEnglishTestPage(t *testing.T) {
	c := testBase(t).Listed()[0]
	onRequest := availability.NewConditions(availability.OnRequest)
	checks := map[string]bool{
		"pay-per-minute":      c.AudioConferencing.Conditions == availability.NewConditions(availability.PayPerMinuteOnly),
		"assigned cities":     slices.Equal(c.AudioConferencing.AutoAssignedCities, []string{"Aland", "Beland"}),
		"credits for Call Me": c.AudioConferencing.CallMe.Status == availability.Conditional,
		"Phone System":        c.PhoneSystem.AutoAttendants && !c.PhoneSystem.CallQueues && c.PhoneSystem.Voicemail,
		"plans": reflect.DeepEqual(c.CallingPlans.Plans, []availability.Plan{
			{Type: availability.Domestic, DomesticMinutes: 120},
			{Type: availability.DomesticAndInternational, DomesticMinutes: 1200, InternationalMinutes: 600},
		}),
		"destinations": c.CallingPlans.OutboundDestinationCount == 196,
		"premium":      c.CallingPlans.PremiumNumberCalls.Status == availability.Unavailable,
		"toll":         c.ServiceNumbers.Toll.Conditions == onRequest && c.ServiceNumbers.Toll.OtherCitiesOnRequest,
		"toll cities":  slices.Equal(c.ServiceNumbers.Toll.Cities, []availability.City{{Name: "Aland"}, {Name: "Beland", OnRequest: true}}),
		"toll-free":    c.ServiceNumbers.TollFree.Status == availability.Unavailable,
		"credits":      c.CommunicationsCredits.Status == availability.Available,
	}
	for what, ok := range checks {
		if !ok {
			t.Errorf("%s: not as the page says: %s", what, testCountry(c))
		}
	}
}

func TestTranslatedTestPages(t *testing.T) {
	base := testBase(t)
	want := testCountry(base.Listed()[0])
	for _, code := range testLanguages {
		t.Run(code, func(t *testing.T) {
			r := mustRead(t, Options{Base: base}, write(t, map[string]string{testFile: testPage(t, code)}))
			if len(r.Countries) != 1 {
				t.Fatalf("%d countries, want one", len(r.Countries))
			}
			if got := testCountry(&r.Countries[0]); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// damage is something done to a page, and the facts that must then not be read.
type damage struct {
	name  string
	do    func(page string, w words) string
	facts []string
	what  string // part of the problem's text
}

// replaceRow replaces the row of a fact; the function gets its line.
func replaceRow(page string, w words, fact string, f func(line string) string) string {
	label := "|" + w["row "+fact] + "?"
	var b strings.Builder
	for line := range strings.Lines(page) {
		if strings.HasPrefix(line, label) {
			line = f(line)
		}
		b.WriteString(line)
	}
	return b.String()
}

func answerOf(line, answer string) string {
	label, _, _ := strings.Cut(line[1:], "|")
	return "|" + label + "|" + answer + "|\n"
}

func rowIs(fact, answer string) func(string, words) string {
	return func(page string, w words) string {
		return replaceRow(page, w, fact, func(line string) string { return answerOf(line, answer) })
	}
}

var damages = []damage{
	{"a row is missing", func(page string, w words) string {
		return replaceRow(page, w, factCallMe, func(string) string { return "" })
	}, []string{factCallMe}, "the row is missing"},
	{"the premium row is missing though plans are sold", func(page string, w words) string {
		return replaceRow(page, w, factPremiumNumberCalls, func(string) string { return "" })
	}, []string{factPremiumNumberCalls}, "the row is missing"},
	{"two rows are swapped", func(page string, w words) string {
		kept := ""
		page = replaceRow(page, w, factTollNumber, func(line string) string { kept = line; return "" })
		return replaceRow(page, w, factTollFreeNumber, func(line string) string { return line + kept })
	}, []string{factTollNumber, factTollFreeNumber}, "where it does not belong"},
	{"a row stands there twice", func(page string, w words) string {
		return replaceRow(page, w, factVoicemail, func(line string) string { return line + line })
	}, []string{factVoicemail}, "twice"},
	{"a row has a cell too many", func(page string, w words) string {
		return replaceRow(page, w, factPhoneSystem, func(line string) string { return strings.TrimSuffix(line, "\n") + " " + w["no"] + " |\n" })
	}, []string{factPhoneSystem}, "two cells"},
	{"a table has a column too many", func(page string, w words) string {
		page = strings.Replace(page, "communications-credits\n\n|**a**|**b**|\n|:---|:---|", "communications-credits\n\n|**a**|**b**|c|\n|:---|:---|---|", 1)
		return replaceRow(page, w, factCredits, func(line string) string { return strings.TrimSuffix(line, "\n") + " " + w["no"] + " |\n" })
	}, []string{factCredits}, "two cells"},
	{"an answer is missing", rowIs(factTollFreeNumber, "  <br/> "), []string{factTollFreeNumber}, "the answer is missing"},
	{"an answer is a word nobody knows", rowIs(factAutoAttendants, "Blorp"), []string{factAutoAttendants}, "not understood"},
	{"an answer goes on in words nobody knows", func(page string, w words) string {
		return rowIs(factTollNumber, w["yes"]+", blorp")(page, w)
	}, []string{factTollNumber}, "not understood"},
	{"an answer says yes and no", func(page string, w words) string {
		return rowIs(factCredits, w["yes"]+". <br/> "+w["no"])(page, w)
	}, []string{factCredits}, "both yes and no"},
	{"an answer belongs to another question", func(page string, w words) string {
		return rowIs(factPhoneSystem, w["yes"]+" [x](../audio-conferencing-pay-per-minute.md)")(page, w)
	}, []string{factPhoneSystem}, "does not fit"},
	{"a list is not closed before the advice", func(page string, w words) string {
		return rowIs(factNumberAssignment, w["yes"]+"<ul><li>Aland<li>Beland Lorem [x]("+advice+")")(page, w)
	}, []string{factNumberAssignment}, "a list that is not closed"},
	{"a list has an element that is none", rowIs(factTollCities, "<ul><lj>Aland<lj>Beland</ul>"), []string{factTollCities}, "does not belong"},
	{"a list has an empty answer among its cities", func(page string, w words) string {
		return rowIs(factTollCities, "<ul><li>Aland<li>"+w["no"]+"</ul>")(page, w)
	}, []string{factTollCities}, "no city"},
	{"a list has a city more than is known", rowIs(factTollCities, "<ul><li>Aland<li>Beland<li>Celand7</ul>"), []string{factTollCities}, ""},
	{"a plan has words in brackets that nobody knows", func(page string, w words) string {
		return rowIs(factPlans, "<ul><li>120 "+w["word_domestic"]+" (blorp)</ul>")(page, w)
	}, []string{factPlans}, "in brackets"},
	{"a plan has three numbers", func(page string, w words) string {
		return rowIs(factPlans, "<ul><li>120 240 360 "+w["word_domestic"]+"</ul>")(page, w)
	}, []string{factPlans}, "numbers and words"},
	{"a plan has numbers and no words", rowIs(factPlans, "<ul><li>120<li>1200 600</ul>"), []string{factPlans}, "numbers and words"},
	{"a number of destinations has no link", rowIs(factOutboundDestinations, "196"), []string{factOutboundDestinations}, "link"},
	{"a label is one nobody knows", func(page string, w words) string {
		return replaceRow(page, w, factCredits, func(line string) string { return "|Blorp?|" + w["yes"] + "|\n" })
	}, []string{factCredits}, "no row of this section"},
	{"a section is missing", func(page string, w words) string {
		return strings.Replace(page, "name=\"phone-system\"", "name=\"fax-system\"", 1)
	}, []string{factPhoneSystem, factAutoAttendants, factCallQueues, factVoicemail}, "the section is missing"},
	{"a section stands there twice", func(page string, w words) string {
		return strings.Replace(page, "## <a name=\"related-topics\">", "## <a name=\"phone-system\"></a>x\n\n## <a name=\"related-topics\">", 1)
	}, []string{factPhoneSystem, factAutoAttendants, factCallQueues, factVoicemail}, "twice"},
	{"a remark is in words nobody knows", func(page string, w words) string {
		return strings.Replace(page, "## <a name=\"communications-credits\">", "Blorp blorp.\n\n## <a name=\"communications-credits\">", 1)
	}, []string{factServiceNumberUse}, "a remark that is not understood"},
	{"a note is in words nobody knows", func(page string, w words) string {
		return strings.Replace(page, "Ipsum [x]", "> [!NOTE]\n> Blorp blorp.\n\nIpsum [x]", 1)
	}, []string{factDomesticCalls, factMinutePool}, "a remark that is not understood"},
	{"the language is one nobody knows", func(page string, w words) string {
		return strings.Replace(page, "---\n", "---\nms.contentlocale: tlh-XX\n", 1)
	}, allFacts(), "no vocabulary"},
	{"the front matter has no end", func(page string, w words) string {
		return strings.Replace(page, "---\n#", "#", 1)
	}, allFacts(), "the front matter has no end"},
	{"a byte is not UTF-8", func(page string, w words) string { return page + "\xff" }, allFacts(), "UTF-8"},
	{"the page is too large", func(page string, w words) string { return page + strings.Repeat("x", MaxPageSize) }, allFacts(), "at most"},
}

// Damage is reported with its place, and what it may have changed is not read;
// the rest of the page is.
func TestDamagedPages(t *testing.T) {
	base := testBase(t)
	for _, code := range testLanguages {
		w := wordsOf(t, code)
		whole := ReadPage(testFile, []byte(testPage(t, code)))
		whole.nameCities(base.Listed()[0])
		for _, d := range damages {
			t.Run(code+"/"+d.name, func(t *testing.T) {
				text := d.do(testPage(t, code), w)
				if text == testPage(t, code) {
					t.Fatal("the page was not damaged")
				}
				p := ReadPage(testFile, []byte(text))
				p.nameCities(base.Listed()[0])
				if !slices.ContainsFunc(p.Problems, func(problem Problem) bool {
					return strings.Contains(problem.String(), d.what) && strings.HasPrefix(problem.String(), testFile)
				}) {
					t.Errorf("no problem says %q; there are %v", d.what, p.Problems)
				}
				for _, fact := range allFacts() {
					read, ok := p.readings[fact]
					switch {
					case slices.Contains(d.facts, fact) && ok:
						t.Errorf("%s is read nevertheless: %q", fact, read.value)
					case ok && read.value != whole.readings[fact].value:
						t.Errorf("%s is misread: %q, not %q", fact, read.value, whole.readings[fact].value)
					}
				}
				r, err := Read([]string{write(t, map[string]string{testFile: text})}, Options{Base: base})
				if err != nil {
					t.Fatal(err)
				}
				if len(r.Problems) == 0 || len(r.Countries) > 0 {
					t.Errorf("%d problems and %d countries, want problems and no country", len(r.Problems), len(r.Countries))
				}
			})
		}
	}
}

func TestProblemsNameTheLine(t *testing.T) {
	text := rowIs(factCredits, "Blorp")(testPage(t, "en"), wordsOf(t, "en"))
	want := 0
	for i, line := range strings.Split(text, "\n") {
		if strings.Contains(line, "Blorp") {
			want = i + 1
		}
	}
	p := ReadPage(testFile, []byte(text))
	if len(p.Problems) != 1 || p.Problems[0].Line != want {
		t.Errorf("%v, want one in line %d", p.Problems, want)
	}
}

func TestConditionsInWords(t *testing.T) {
	for _, test := range []struct{ name, file, fact, answer, want string }{
		{"another country than the page's", testFile, factAudioConferencing, "Yes, for use by users located outside of Norway", ""},
		{"used outside the country only", testFile, factAudioConferencing, "Yes, for use by users located outside of Finland.", "conditional outside_country_use_only"},
		{"not for who buys there", testFile, factCallMe, "Yes, except for customers who purchase the service from Finland.", "conditional excludes_domestic_purchases"},
		{"an operator that is known", testFile, factAudioConferencing, "Microsoft doesn’t sell Audio Conferencing in Finland. TATA Communications offers lorem ipsum.", "conditional sold_by_operator Tata Communications"},
		{"an operator that is not known", testFile, factAudioConferencing, "Microsoft doesn't sell Audio Conferencing in Finland.", ""},
		{"a plan of an operator", testFile, factCallingPlan, "Yes, see [Lorem](https://aka.ms/TelstraVoicePlan).", "conditional sold_by_operator Telstra"},
		{"an operator and a no", testFile, factCallingPlan, "No, see [Lorem](https://aka.ms/TelstraVoicePlan).", ""},
		{"some premium numbers", testFile, factPremiumNumberCalls, "Partially supported: Calls to shared cost numbers (prefixes 35870, 35875) are supported using Communications Credits to pay per minute. Calls to 3586XX prefixes are not supported.", "conditional limited_number_ranges requires_communications_credits 35870,35875 3586"},
		{"premium numbers for credits", testFile, factPremiumNumberCalls, "Yes, fully supported when using Communications Credits to pay per minute.", "conditional requires_communications_credits"},
		{"from inside only", testFile, factTollNumber, "Yes ([on request](" + serviceDesk + ")) <br/> Toll numbers are only accessible from within the country.", "conditional in_country_access_only on_request"},
		{"no, but on request", testFile, factTollNumber, "No ([on request](" + serviceDesk + "))", ""},
		{"a number that is no city's", testFile, factTollNumber, "Non-geographic ([on request](" + serviceDesk + "))", "conditional non_geographic_only on_request"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := ReadPage(test.file, []byte(rowIs(test.fact, test.answer)(testPage(t, "en"), wordsOf(t, "en"))))
			read, ok := p.readings[test.fact]
			switch {
			case test.want == "" && (ok || len(p.Problems) == 0):
				t.Errorf("read as %q with problems %v; want a problem", read.value, p.Problems)
			case test.want != "" && read.value != test.want:
				t.Errorf("read as %q with problems %v; want %q", read.value, p.Problems, test.want)
			}
		})
	}
}

func TestCountrySpecificSKUs(t *testing.T) {
	w := wordsOf(t, "en")
	page := rowIs(factCallingPlan, "Yes <ul><li>A plan</li><ul><li>**Name:** `Lorem_Domestic_Calling_Plan`</li></ul><li>Another</li><ul><li>`Lorem_Domestic_and_International_Plan`</li></ul></ul>")(testPage(t, "en"), w)
	r := mustRead(t, Options{}, write(t, map[string]string{testFile: page}))
	c := r.Countries[0]
	if !c.CallingPlans.Conditions.Contains(availability.CountrySpecificSKU) ||
		c.CallingPlans.Plans[0].SKUPartNumber != "Lorem_Domestic_Calling_Plan" ||
		c.CallingPlans.Plans[1].SKUPartNumber != "Lorem_Domestic_and_International_Plan" {
		t.Errorf("%+v", c.CallingPlans)
	}
}

func TestACityAndYetNoNumberIsContradictory(t *testing.T) {
	page := rowIs(factTollNumber, "No")(testPage(t, "en"), wordsOf(t, "en"))
	r := mustRead(t, Options{}, write(t, map[string]string{testFile: page}))
	toll := r.Countries[0].ServiceNumbers.Toll
	if toll.Status != availability.Unavailable || !toll.Contradictory || len(toll.Cities) != 2 {
		t.Errorf("%+v", toll)
	}
}

func TestBilingualTestPage(t *testing.T) {
	page := testPage(t, "en")
	page = strings.Replace(page, "---\n", "---\nms.contentlocale: tlh-XX\n", 1)
	id := 0
	for _, w := range []string{"Yes", "yes", "requires communication credits"} {
		page = strings.ReplaceAll(page, "|"+w+"  <br/>", fmt.Sprintf(
			"|<span data-ttu-id=\"a-%d\">HISlaH</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-%[1]d\">%s</span></span>  <br/>", id, w))
		id++
	}
	r := mustRead(t, Options{}, write(t, map[string]string{testFile: page}))
	if got, want := testCountry(&r.Countries[0]), testCountry(testBase(t).Listed()[0]); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := r.Builds[0].Locale; got != "tlh-XX" {
		t.Errorf("the build is %s, want tlh-XX", got)
	}
}

func TestMajorityOfBuilds(t *testing.T) {
	no := func(code string) string {
		w := wordsOf(t, code)
		return rowIs(factCredits, w["no"])(testPage(t, code), w)
	}
	folder := func(text string) string { return write(t, map[string]string{testFile: text}) }
	blorp := rowIs(factCredits, "Blorp")(testPage(t, "fr"), wordsOf(t, "fr"))

	t.Run("two against one", func(t *testing.T) {
		r := mustRead(t, Options{}, folder(testPage(t, "en")), folder(no("de")), folder(testPage(t, "it")))
		if len(r.Disagreements) != 1 || !strings.Contains(r.Disagreements[0].String(), "unavailable") {
			t.Errorf("disagreements: %v, want one", r.Disagreements)
		}
		if len(r.Countries) != 1 || r.Countries[0].CommunicationsCredits.Status != availability.Available {
			t.Errorf("%+v", r.Countries)
		}
	})
	t.Run("two and one that is not understood", func(t *testing.T) {
		r := mustRead(t, Options{}, folder(testPage(t, "en")), folder(blorp), folder(testPage(t, "it")))
		if len(r.Disagreements) != 1 || !strings.Contains(r.Disagreements[0].String(), "not understood") {
			t.Errorf("disagreements: %v, want one", r.Disagreements)
		}
	})
	for name, dirs := range map[string][]string{
		"one against one":                    {folder(testPage(t, "en")), folder(no("de"))},
		"one and one that is not understood": {folder(testPage(t, "en")), folder(blorp)},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := Read(dirs, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Problems) == 0 || len(r.Countries) > 0 {
				t.Errorf("problems %v and %d countries, want a problem and none", r.Problems, len(r.Countries))
			}
		})
	}
}

func TestRemarks(t *testing.T) {
	page := strings.Replace(testPage(t, "en"), "Ipsum [x]",
		"> [!Note]\n> Numbers in Norway are treated as domestic calls. Finland and/or Norway share the same pool of minutes.\n\n"+
			"> Finland domestic calling includes calls to Iceland.\n\nIpsum [x]", 1)
	page = strings.Replace(page, "## <a name=\"communications-credits\">",
		"Note that in Finland, service numbers can only be used for Audio Conferencing. So lorem [x]("+advice+").\n\n## <a name=\"communications-credits\">", 1)
	norway := strings.Replace(testPage(t, "en"), "Ipsum [x]", "> Finland domestic calling includes calls to Norway.\n\nIpsum [x]", 1)
	r := mustRead(t, Options{}, write(t, map[string]string{testFile: page, "availability-in-norway.md": norway}))
	fi, no := r.Countries[0], r.Countries[1]
	if got := fmt.Sprint(fi.CallingPlans.DomesticCallCountries, fi.CallingPlans.MinutePoolCountries, no.CallingPlans.DomesticCallCountries, no.CallingPlans.MinutePoolCountries); got != "[FI IS NO] [FI NO] [] [FI NO]" {
		t.Errorf("got %s", got)
	}
	if !fi.ServiceNumbers.Toll.Conditions.Contains(availability.AudioConferencingOnly) {
		t.Errorf("toll numbers: %v", fi.ServiceNumbers.Toll.Conditions.Names())
	}
}

func TestFoldersThatCannotBeRead(t *testing.T) {
	if _, err := Read([]string{t.TempDir()}, Options{}); err == nil {
		t.Error("an empty folder is read")
	}
	if _, err := Read([]string{filepath.Join(t.TempDir(), "nowhere")}, Options{}); err == nil {
		t.Error("a folder that is not there is read")
	}
	many := make(map[string]string)
	for i := range MaxPages + 1 {
		many[fmt.Sprintf("%s%d.md", pagePrefix, i)] = ""
	}
	if _, err := Read([]string{write(t, many)}, Options{}); err == nil {
		t.Error("a folder with too many pages is read")
	}
	r, err := Read([]string{write(t, map[string]string{"availability-in-atlantis.md": testPage(t, "en")})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) != 1 || !strings.Contains(r.Problems[0].String(), "atlantis") {
		t.Errorf("problems: %v", r.Problems)
	}
	two := map[string]string{testFile: testPage(t, "en"), "availability-in-suomi.md": testPage(t, "en")}
	if r, err = Read([]string{write(t, two)}, Options{}); err != nil || len(r.Problems) == 0 {
		t.Errorf("two pages of one country: %v, %v", r, err)
	}
}

func TestVocabulariesAreComplete(t *testing.T) {
	all, err := languages()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(testLanguages) {
		t.Errorf("%d vocabularies, want %d", len(all), len(testLanguages))
	}
	for _, code := range testLanguages {
		w := wordsOf(t, code)
		for _, s := range sectionRows {
			for _, fact := range s.rows {
				if got := all[code].label(w["row "+fact], s.rows); !slices.Equal(got, []string{fact}) {
					t.Errorf("%s: the label of %s is understood as %v", code, fact, got)
				}
			}
		}
	}
}

func FuzzReadPage(f *testing.F) {
	for _, code := range testLanguages {
		page := testPage(f, code)
		f.Add(testFile, []byte(page))
		for _, d := range damages {
			if text := d.do(page, wordsOf(f, code)); len(text) < 10_000 && code == "en" {
				f.Add(testFile, []byte(text))
			}
		}
	}
	f.Add("availability-in-.md", []byte("---\n---\n## audio conferencing\n|a|b|\n|-|-|\n|<ul><li><ul><li>|"))
	base := testBase(f)
	f.Fuzz(func(t *testing.T, file string, data []byte) {
		p := ReadPage(file, data)
		if !p.Country.IsZero() {
			p.nameCities(base.Country(p.Country))
			p.finish()
		}
		for fact, read := range p.readings {
			if p.failed[fact] {
				t.Errorf("%s is read as %q, and a problem concerns it", fact, read.value)
			}
			var c availability.Country
			read.apply(&c)
		}
		for _, fact := range allFacts() {
			if _, ok := p.readings[fact]; !ok && len(p.Problems) == 0 && fact != factTenantCountries {
				t.Errorf("%s is neither read nor reported", fact)
			}
		}
	})
}
