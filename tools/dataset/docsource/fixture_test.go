package docsource

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
)

// The fixtures are pages in words of our own, written from an embedded edition:
// the structure is that of Microsoft's pages, and what the importer must read
// from them is known.

func edition(t testing.TB, asOf string) *catalog.Snapshot {
	t.Helper()
	s, err := catalog.Embedded(asOf)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const (
	desk   = "[on request](../../PSTN/contact-pstn-service-desk.md)"
	advice = "For numbers of your own, see [ordering numbers](../getting-service-phone-numbers.md)."
)

// pageOf writes the page of a country.
func pageOf(c *availability.Country) string {
	var b strings.Builder
	name := c.Code.Name()
	section := func(anchor, title string, rows ...string) {
		fmt.Fprintf(&b, "## <a name=%q></a>%s\n\n|**Question**|**Answer**|\n|:---|:---|\n%s\n\n", anchor, title, strings.Join(rows, "\n"))
	}
	row := func(label, answer string) string { return "|" + label + " <br/> |" + answer + " <br/> |" }
	answer := func(f availability.Finding, yes, no string) string {
		s := yes
		if !f.Status.Available() {
			s = no
		}
		for c := range f.Conditions.All() {
			s += map[availability.Condition]string{
				availability.PayPerMinuteOnly:              ", [by the minute](../audio-conferencing-pay-per-minute.md) alone",
				availability.SoldByOperator:                ", through a partner",
				availability.CountrySpecificSKU:            ", as an offer for " + name,
				availability.DomesticOrganizationsOnly:     ". Just for companies inside " + name,
				availability.ExcludesDomesticPurchases:     ", except for buyers inside " + name,
				availability.OutsideCountryUseOnly:         ", for people outside " + name,
				availability.InCountryAccessOnly:           ", dialed from inside the country alone",
				availability.RequiresCommunicationsCredits: " with prepaid credits",
				availability.OnRequest:                     " (" + desk + ")",
				availability.LimitedNumberRanges:           ", in part",
				availability.NonGeographicOnly:             "",
				availability.AudioConferencingOnly:         "",
			}[c]
		}
		return s
	}
	operator := func(name string) string {
		if name == "" {
			return ""
		}
		link := map[string]string{"Telstra": "https://aka.ms/TelstraVoicePlan", "SoftBank": "https://aka.ms/SoftBankVoicePlan", "Tata Communications": "https://www.tatacommunications.com/x"}[name]
		return ", look at [its offer](" + link + ")"
	}
	fmt.Fprintf(&b, "---\ntitle: %s\n---\n# %s\n\nWhat there is for %s.\n\n", name, name, name)

	assigned := map[availability.Assignment]string{
		availability.NoAssignment: "No", availability.NonGeographicAssignment: "They belong to no city. " + advice,
		availability.CityAssignment: "Yes, these:<ul><li>" + strings.Join(c.AudioConferencing.AutoAssignedCities, "<li>") + "</ul>" + advice,
	}[max(c.AudioConferencing.NumberAssignment, availability.NoAssignment)]
	section("audio-conferencing", "Conferencing",
		row("Can Audio Conferencing be bought?", answer(c.AudioConferencing.Finding, "Yes", "No")+operator(c.AudioConferencing.Operator)),
		row("Do conferences get numbers?", assigned),
		row("Calling out with Call Me", answer(c.AudioConferencing.CallMe, "There", "Not there")))
	there := map[bool]string{true: "There", false: "Not there"}
	section("phone-system", "Telephony",
		row("Can Phone System be bought?", answer(c.PhoneSystem.Finding, "Yes", "No")), row("Attendants", there[c.PhoneSystem.AutoAttendants]),
		row("Queues", there[c.PhoneSystem.CallQueues]), row("Voicemail", there[c.PhoneSystem.Voicemail]))

	plans := c.CallingPlans
	yes := answer(plans.Finding, "Yes", "No") + operator(plans.Operator)
	minutes := "Nothing"
	var skus, items []string
	for _, p := range plans.Plans {
		item := map[availability.PlanType]string{
			availability.PayAsYouGo: "Plan by usage", availability.Domestic: fmt.Sprintf("%d minutes inside the country", p.DomesticMinutes),
			availability.DomesticAndInternational: fmt.Sprintf("Both: %d minutes inside or %d minutes abroad (what comes first)", p.DomesticMinutes, p.InternationalMinutes),
		}[p.Type]
		if !p.Conditions.IsZero() {
			item += " (few left)"
		}
		items = append(items, item)
		if p.SKUPartNumber != "" {
			skus = append(skus, "An offer: `"+p.SKUPartNumber+"`")
		}
	}
	if items != nil {
		minutes = "What can be chosen:<ul><li>" + strings.Join(items, "</li><li>") + "</li></ul>"
	}
	if plans.Operator != "" {
		minutes = "Look" + operator(plans.Operator)
	}
	if skus != nil {
		yes += "<br/>" + strings.Join(skus, "<br/>")
	}
	rows := []string{row("Can plans be bought?", yes), row("Minutes of the plans", minutes)}
	to := "Nothing"
	switch {
	case plans.OutboundDestinationCount > 0:
		premium := answer(plans.PremiumNumberCalls.Finding, "Yes", "Not now")
		if ranges := slices.Concat(plans.PremiumNumberCalls.SupportedPrefixes, plans.PremiumNumberCalls.UnsupportedPrefixes); ranges != nil {
			premium += ": " + strings.Join(ranges, ", ")
		}
		rows = append(rows, row("Calls to premium numbers?", premium))
		to = fmt.Sprintf("%d countries, [these among them](users-can-make-outbound-calls-to-these-countries-and-regions.md).", plans.OutboundDestinationCount)
	case plans.Operator != "":
		to = "Look" + operator(plans.Operator)
	}
	section("calling-plans", "Plans", append(rows, row("Calls to where?", to))...)
	if !plans.Status.Available() {
		b.WriteString("Where no plan is sold, think of [a carrier of yours](../direct-routing-landing-page.md).\n\n")
	}
	if len(plans.DomesticCallCountries) > 0 {
		b.WriteString("> [!NOTE]\n> A call counts as one at home in")
		for _, code := range plans.DomesticCallCountries {
			b.WriteString(" " + code.Name() + ",")
		}
		b.WriteString(" and nowhere else.\n\n")
	}
	if len(plans.OperatorTenantCountries) > 1 {
		names := make([]string, 0, len(plans.OperatorTenantCountries))
		for _, code := range plans.OperatorTenantCountries {
			if code != c.Code {
				names = append(names, code.Name())
			}
		}
		fmt.Fprintf(&b, "### Customers elsewhere\n\n|Where|Countries|\n|---|---|\n|World|%s|\n\n", strings.Join(names, ", "))
	}

	toll := c.ServiceNumbers.Toll
	var cities []string
	for _, city := range toll.Cities {
		cityName := city.Name
		if city.State != "" {
			cityName = city.State + ", " + city.Name
		}
		if city.OnRequest {
			cityName += " (" + desk + ")"
		}
		cities = append(cities, cityName)
	}
	where := "Nothing"
	switch {
	case toll.OtherCitiesOnRequest:
		where = "<ul><li>" + strings.Join(append(cities, "Elsewhere "+desk), "<li>") + "</ul>"
	case len(cities) == 1:
		where = cities[0]
	case len(cities) > 1:
		where = "<ul><li>" + strings.Join(cities, "<li>") + "</ul>"
	case toll.Conditions.Contains(availability.NonGeographicOnly):
		where = "They belong to no city."
	}
	section("toll-and-toll-free-numbers-for-services", "Numbers",
		row("Toll numbers of which cities?", where),
		row("Toll numbers?", answer(judged(toll.Finding, toll.Conditions.Without(availability.NonGeographicOnly).Without(availability.AudioConferencingOnly)), "Yes", "No")),
		row("Numbers free of charge?", answer(judged(c.ServiceNumbers.TollFree, c.ServiceNumbers.TollFree.Conditions.Without(availability.AudioConferencingOnly)), "Yes", "No")))
	if factAudioOnly.get(c) == "true" {
		fmt.Fprintf(&b, "Keep in mind that %s takes these for conferences alone; see [ordering numbers](../getting-service-phone-numbers.md).\n\n", name)
	} else {
		b.WriteString(advice + "\n\n")
	}
	section("communications-credits", "Credits", row("Can credits be bought?", answer(c.CommunicationsCredits, "Yes", "No")))
	b.WriteString("## <a name=\"related-topics\"></a>More\n\n" + advice + "\n")
	return b.String()
}

// pages returns the pages of an edition by the names of their files. What it
// has from other sources is on them as in the first edition, which has none.
func pages(t testing.TB, s *catalog.Snapshot) map[string]string {
	t.Helper()
	all := make(map[string]string)
	first := edition(t, "2021-08-03")
	for _, c := range s.Listed() {
		page := *c
		for _, f := range allFacts {
			if (&Page{base: c}).source(f) != "" {
				if err := f.set(&page, f.get(first.Country(c.Code))); err != nil {
					t.Fatal(err)
				}
			}
		}
		all[pagePrefix+c.Slug+".md"] = pageOf(&page)
	}
	return all
}

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

// language is a disguise of pages: words of another script, numbers as they are
// written there. Nobody knows a word of it.
type language struct {
	locale    string
	letters   string // of which words are made
	unspaced  bool
	digits    rune // zero
	thousands string
	wide      bool // full-width punctuation
	noAnchors bool
	variants  bool // one page in nine says the same in other words
	html      bool // pages as the site has them
}

var languages = []language{
	{locale: "xx-XA", letters: "abcdefghijklmnopqrstuvwxyz", digits: '0'},
	{locale: "ru-XA", letters: "абвгдежзийклмнопрстуфхцчшщыэюя", digits: '0', thousands: "\u00a0", variants: true},
	{locale: "de-XA", letters: "abcdefghijklmnopqrstuvwxyzäöüß", digits: '0', thousands: ".", noAnchors: true},
	{locale: "ja-XA", letters: "日月火水木金土山川田人口手足目耳花草虫犬王玉石竹糸貝車雨赤青", unspaced: true, digits: '０', thousands: "，", wide: true},
	{locale: "ar-XA", letters: "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", digits: '٠', thousands: "٬"},
	{locale: "el-XA", letters: "αβγδεζηθικλμνξοπρστυφχψω", digits: '0', thousands: ".", html: true},
	{locale: "th-XA", letters: "กขคงจชซดตถทนบปผพมยรลวสห", unspaced: true, digits: '๐', noAnchors: true, html: true},
}

var (
	// kept is what a translation leaves as it is.
	kept      = regexp.MustCompile("(?s)^---\n.*?\n---\n|\\]\\([^)]*\\)|<[^>]*>|\\[!\\w+\\]|`[^`]*`")
	wordOrNum = regexp.MustCompile(`[\p{L}\p{M}]+(?:['’.-][\p{L}\p{M}]+)*|\d+`)
	anchorTag = regexp.MustCompile(`<a name="[^"]*"></a>`)
)

// disguise writes a page in the language.
func (l language) disguise(page string, n int) string {
	var b strings.Builder
	at := 0
	for _, m := range append(kept.FindAllStringIndex(page, -1), []int{len(page), len(page)}) {
		b.WriteString(l.words(page[at:m[0]], n))
		b.WriteString(page[m[0]:m[1]])
		at = m[1]
	}
	page = strings.Replace(b.String(), "---\n", "---\nms.contentlocale: "+l.locale+"\n", 1)
	if l.noAnchors {
		page = anchorTag.ReplaceAllString(page, "")
	}
	return page
}

func (l language) words(text string, n int) string {
	text = wordOrNum.ReplaceAllStringFunc(text, func(word string) string {
		if unicode.IsDigit([]rune(word)[0]) {
			if len(word) == 4 && l.thousands != "" {
				word = word[:1] + l.thousands + word[1:]
			}
			return strings.Map(func(r rune) rune {
				if '0' <= r && r <= '9' {
					return l.digits + r - '0'
				}
				return r
			}, word)
		}
		h := fnv.New64a()
		h.Write([]byte(strings.ToLower(word)))
		if l.variants && n%9 == 0 && len(word) > 8 {
			h.Write([]byte{1})
		}
		rng := rand.New(rand.NewPCG(h.Sum64(), 1))
		letters := []rune(l.letters)
		made := make([]rune, 3+rng.IntN(5))
		for i := range made {
			made[i] = letters[rng.IntN(len(letters))]
		}
		if unicode.IsUpper([]rune(word)[0]) {
			made[0] = unicode.ToUpper(made[0])
		}
		return string(made)
	})
	if l.unspaced {
		text = regexp.MustCompile(`(\p{L}) +(\p{L})`).ReplaceAllString(text, "$1$2")
	}
	if l.wide {
		text = strings.NewReplacer("(", "（", ")", "）", ", ", "、", ": ", "：", "?", "？", ". ", "。").Replace(text)
	}
	return text
}

// translated returns pages in the language, as files.
func (l language) translated(t testing.TB, from map[string]string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	for n, name := range sortedNames(from) {
		page := l.disguise(from[name], n)
		if l.html {
			name, page = strings.TrimSuffix(name, ".md")+".html", site(t, page, l.locale)
		}
		all[name] = page
	}
	return all
}

func sortedNames(m map[string]string) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// site renders a page as the site serves it: navigation around the article,
// links without .md, notes as boxes.
func site(t testing.TB, page, lang string) string {
	t.Helper()
	_, body, err := cutFrontMatter([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := markdown.Convert([]byte(page[body:]), &b); err != nil {
		t.Fatal(err)
	}
	article := regexp.MustCompile(`href="([^":]*)\.md"`).ReplaceAllString(b.String(), `href="$1" data-linktype="relative-path"`)
	article = regexp.MustCompile(`<h2><a name="([^"]*)"></a>`).ReplaceAllString(article, `<h2 id="$1">`)
	article = regexp.MustCompile(`(?s)<blockquote>\s*<p>\[!NOTE\]\s*(.*?)</p>\s*</blockquote>`).ReplaceAllString(article, `<div class="NOTE"><p>Note</p><p>$1</p></div>`)
	return "<!DOCTYPE html>\n<html lang=\"" + lang + "\"><head><title>x</title><script>var a = '<table>';</script></head><body>\n" +
		"<header><nav><ul><li>Docs</li></ul></nav></header><div class=\"x\"><main id=\"main\" role=\"main\"><div class=\"content\">\n" + article +
		"</div></main></div><footer><p>Feedback</p></footer></body></html>\n"
}
