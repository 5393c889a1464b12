package selector

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

func TestPageIsSmallAndStrict(t *testing.T) {
	data, err := os.ReadFile(pageFile(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes", len(data))
	if len(data) >= 600_000 {
		t.Errorf("the page has %d bytes, want less than 600,000", len(data))
	}
	policy := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindSubmatch(data)
	if policy == nil || !strings.HasPrefix(string(policy[1]), "default-src 'none'; ") || strings.Contains(string(policy[1]), "unsafe") {
		t.Errorf("the policy is %q", policy)
	}
}

// shown is a country as the page shows it.
type shown struct {
	Title    string            `json:"title"`
	Statuses map[string]string `json:"statuses"`
	Dates    map[string]string `json:"dates"`
	Sources  map[string]string `json:"sources"`
}

const readCountry = `async () => {
	const s = {title: document.getElementById("view-title")?.textContent ?? document.getElementById("q-said").textContent, statuses: {}, dates: {}, sources: {}};
	for (const row of document.querySelectorAll("#view .facts tbody tr")) {
		const id = row.querySelector("th code").textContent;
		s.statuses[id] = row.cells[1].textContent;
		s.dates[id] = row.cells[2].textContent.slice(0, 10);
		s.sources[id] = row.cells[2].querySelector("a")?.getAttribute("href") ?? "";
	}
	return s;
}`

// query is the search field.
const query = chromedp.CSS("#q")

// TestEveryLabelIsFound types every label of the selector that the dataset began
// with, and every name of the dataset, and reads what the page then shows.
func TestEveryLabelIsFound(t *testing.T) {
	s := newest(t)
	labels := make(map[string]country.Code)
	for _, c := range s.Listed() {
		labels[c.Name] = c.Code
	}
	if dir := os.Getenv("TEAMSVOICE_FACTS"); dir != "" {
		data, err := os.ReadFile(filepath.Join(dir, "availability-2023-01-25.json"))
		if err != nil {
			t.Fatal(err)
		}
		var facts struct {
			Countries []struct {
				Code  country.Code `json:"code"`
				Label string       `json:"seed_label"`
			} `json:"countries"`
		}
		if err := json.Unmarshal(data, &facts); err != nil {
			t.Fatal(err)
		}
		if len(facts.Countries) != 114 {
			t.Fatalf("%d seed labels, want 114", len(facts.Countries))
		}
		for _, c := range facts.Countries {
			labels[c.Label] = c.Code
		}
	}
	p := open(t, "").ready()
	for _, label := range slices.Sorted(maps.Keys(labels)) {
		c := s.Country(labels[label])
		p.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("q").value = ""`), chromedp.SendKeys(query, label+kb.Enter))
		get(p, chromedp.Poll[bool](fmt.Sprintf(`document.documentElement.dataset.shown === "#%s"`, c.Code)))
		got := call[shown](p, readCountry, nil)
		if want := fmt.Sprintf("%s (%s)", c.Name, c.Code); got.Title != want || len(got.Statuses) != availability.FeatureCount {
			t.Errorf("%s: the page shows %q with %d features, want %q", label, got.Title, len(got.Statuses), want)
		}
		for _, f := range availability.Features() {
			id, source := f.String(), c.Source(f)
			if got.Statuses[id] != c.Verdict(f).Status.String() || got.Dates[id] != source.Date.String() || got.Sources[id] != source.URL {
				t.Errorf("%s: %s is %s as of %s by %q, want %s as of %s by %q", c.Code, id, got.Statuses[id], got.Dates[id], got.Sources[id],
					c.Verdict(f).Status, source.Date, source.URL)
			}
		}
	}
}

// TestCountryHasItsDetails compares plans, cities and what else the page says about a
// country beside its features.
func TestCountryHasItsDetails(t *testing.T) {
	s := newest(t)
	var hashes []string
	for _, c := range s.Listed() {
		hashes = append(hashes, "#"+c.Code.String())
	}
	p := open(t, "").ready()
	got := call[[]map[string]string](p, `async (hashes) => {
		const answers = [];
		for (const hash of hashes) {
			await new Promise((done) => { addEventListener("hashchange", done, {once: true}); location.hash = hash; });
			answers.push(Object.fromEntries([...document.querySelectorAll("#view dt")].map((dt) => [dt.textContent,
				[...dt.nextSibling.querySelectorAll("li")].map((li) => li.textContent).join("\n") || dt.nextSibling.textContent])));
		}
		return answers;
	}`, hashes)
	for i, c := range s.Listed() {
		var plans []string
		for _, plan := range c.CallingPlans.Plans {
			plans = append(plans, plan.Type.Feature().Label())
		}
		shownPlans := strings.Split(got[i]["Calling Plans"], "\n")
		if got[i]["Calling Plans"] == "" {
			shownPlans = nil
		}
		if len(shownPlans) != len(plans) {
			t.Errorf("%s: the page has %d plans, want %d", c.Code, len(shownPlans), len(plans))
			continue
		}
		for j, plan := range c.CallingPlans.Plans {
			text := strings.ReplaceAll(shownPlans[j], ",", "")
			if !strings.HasPrefix(text, plans[j]) || plan.DomesticMinutes > 0 && !strings.Contains(text, fmt.Sprintf(": %d domestic minutes", plan.DomesticMinutes)) ||
				plan.InternationalMinutes > 0 && !strings.Contains(text, fmt.Sprintf("or %d international ones", plan.InternationalMinutes)) {
				t.Errorf("%s: the page has the plan %q for %+v", c.Code, shownPlans[j], plan)
			}
		}
		for _, city := range c.ServiceNumbers.Toll.Cities {
			if cities := got[i]["Cities with toll numbers"] + got[i]["Cities that the page names"]; !strings.Contains(cities, city.String()) {
				t.Errorf("%s: %s is not among %q", c.Code, city, cities)
			}
		}
		for row, want := range map[string]bool{
			"Operator":               c.CallingPlans.Operator != "",
			"Phone numbers of users": c.Numbers.User.Provider != "",
			"Porting":                c.Numbers.PortIn.Geographic != "",
			"Emergency address":      c.Numbers.EmergencyAddress.Required != "",
		} {
			if has := got[i][row] != ""; has != want {
				t.Errorf("%s: the page has %q: %v, want %v", c.Code, row, has, want)
			}
		}
		if strings.Contains(fmt.Sprint(got[i]), "undefined") || strings.Contains(fmt.Sprint(got[i]), "[object") {
			t.Errorf("%s: %v", c.Code, got[i])
		}
	}
}

func TestUnlistedCountryIsSaidToBe(t *testing.T) {
	p := open(t, "#Afghanistan").ready()
	got := call[shown](p, readCountry, nil)
	for id, status := range got.Statuses {
		if status != "unlisted" {
			t.Errorf("%s is %s", id, status)
		}
	}
	if got.Title != "Afghanistan (AF)" || len(got.Statuses) != availability.FeatureCount {
		t.Errorf("the page shows %q with %d features", got.Title, len(got.Statuses))
	}
}

// resolved is an answer of the page's resolver.
type resolved struct {
	Code       string   `json:"code"`
	Candidates []string `json:"candidates"`
	Former     []string `json:"former"`
}

func resolvedBy(s string) resolved {
	code, err := country.Resolve(s)
	if err == nil {
		return resolved{Code: code.String()}
	}
	var r resolved
	if ambiguous := (*country.AmbiguousError)(nil); errors.As(err, &ambiguous) {
		for _, c := range ambiguous.Candidates {
			r.Candidates = append(r.Candidates, c.String())
		}
	}
	return r
}

// spellings returns names in all languages, and how people write them: in other
// letters, with a code, an article or a form of the state, turned around.
func spellings(t *testing.T) []string {
	t.Helper()
	var all []string
	files, err := filepath.Glob("../../internal/country/names/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no names", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(string(data), "\n") {
			for _, name := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("\t|;=", r) }) {
				if name = strings.TrimSpace(name); name != "" {
					all = append(all, name)
				}
			}
		}
	}
	plain := len(all)
	codes := country.Codes()
	for i, name := range all[:plain] {
		code := codes[i%len(codes)]
		switch i % 12 {
		case 0:
			all = append(all, strings.ToUpper(name))
		case 1:
			all = append(all, strings.ToLower(name))
		case 2:
			all = append(all, name+" ("+code.String()+")")
		case 3:
			all = append(all, code.String()+" - "+name)
		case 4:
			all = append(all, "Republic of "+name)
		case 5:
			all = append(all, name+", the")
		case 6:
			all = append(all, name+"/"+code.Alpha3())
		case 7:
			all = append(all, "the "+name)
		case 8:
			all = append(all, strings.ReplaceAll(name, " ", "-"))
		case 9:
			all = append(all, name+" "+code.Name())
		case 10:
			all = append(all, strings.ReplaceAll(name, " and ", " & "))
		case 11:
			all = append(all, "St. "+name+" Is.")
		}
	}
	for _, c := range codes {
		flag := string([]rune{0x1F1E6 + rune(c.String()[0]-'A'), 0x1F1E6 + rune(c.String()[1]-'A')})
		all = append(all, c.String(), strings.ToLower(c.String()), c.Alpha3(), flag, flag+c.Name(), c.Name()+" "+flag, c.String()+"-CA",
			c.Name()+" ("+c.String()+")", c.String()+": "+c.Name(), c.String()+" "+c.Name(), c.String()[:1]+"/"+c.String()[1:], c.Name()+" "+c.Alpha3())
	}
	return append(all, "", " ", "N/A", "none", "Congo", "Korea", "US-CA", "Barbados (AS)", "Germany (FR)", "GER", "ger", "Nga", "NGA", "U.S.", "U/S",
		"Á0", "№", "276", "００4", "\u0000", "Sint Maarten (French part)", "Korea, Dem. Rep. of", "Côte d’Ivoire", "COTE D'IVOIRE", strings.Repeat("a", 600),
		"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "in Germany", "DE", "de", "La", "LA", "new mexico", "Czechoslovakia")
}

// TestSpellingsAreRead compares the page's resolver with the provider's.
func TestSpellingsAreRead(t *testing.T) {
	all := spellings(t)
	p := open(t, "").ready()
	got := call[[]resolved](p, `async (all) => all.map((s) => selector.resolver.resolve(s))`, all)
	known, wrong := 0, 0
	for i, s := range all {
		want := resolvedBy(s)
		if want.Code != "" {
			known++
		}
		if got[i].Code != want.Code || !slices.Equal(got[i].Candidates, want.Candidates) {
			if wrong++; wrong <= 30 {
				t.Errorf("%q: the page reads %+v, the provider %+v", s, got[i], want)
			}
		}
	}
	t.Logf("%d spellings, of which %d name a country; %d read otherwise", len(all), known, wrong)
	if known < 10_000 {
		t.Errorf("only %d spellings name a country", known)
	}
}

// TestTyposAreSuggestedFor compares the first suggestion for names with a slip.
func TestTyposAreSuggestedFor(t *testing.T) {
	var typos []string
	for i, c := range country.Codes() {
		letters := []rune(c.Name())
		if len(letters) < 5 {
			continue
		}
		at := 1 + i%(len(letters)-2)
		typos = append(typos,
			string(slices.Delete(slices.Clone(letters), at, at+1)),
			string(slices.Insert(slices.Clone(letters), at, 'x')),
			string(slices.Concat(letters[:at], []rune{letters[at+1], letters[at]}, letters[at+2:])))
	}
	p := open(t, "").ready()
	got := call[[]string](p, `async (all) => all.map((s) => selector.resolver.nearest(s, 3)[0]?.code ?? "")`, typos)
	compared, same := 0, 0
	for i, s := range typos {
		_, err := country.Resolve(s)
		var unknown *country.NotFoundError
		if !errors.As(err, &unknown) || len(unknown.Suggestions) == 0 {
			continue
		}
		compared++
		if got[i] == unknown.Suggestions[0].Code.String() {
			same++
		} else {
			t.Logf("%q: the page suggests %q, the provider %s", s, got[i], unknown.Suggestions)
		}
	}
	t.Logf("%d of %d first suggestions are the same", same, compared)
	if compared < 300 || same*100 < compared*98 {
		t.Errorf("%d of %d first suggestions are the same, want 98 of 100", same, compared)
	}
}

// TestTypedTypoIsNotTaken types a name with a slip: it is asked about, not taken.
func TestTypedTypoIsNotTaken(t *testing.T) {
	p := open(t, "").ready()
	for typed, want := range map[string]string{
		"Germny":       "Did you mean Germany (DE)",
		"Korea":        "may be",
		"Germany (FR)": "may be",
		"New Mexico":   "names no country",
	} {
		p.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("q").value = ""`), chromedp.SendKeys(query, typed+kb.Enter))
		said := get(p, chromedp.Text(chromedp.CSS("#q-said")))
		hash := get(p, chromedp.Evaluate[string]("location.hash"))
		if !strings.Contains(said, want) || hash != "" {
			t.Errorf("%s: the page says %q and goes to %q, want %q", typed, said, hash, want)
		}
	}
}

// TestFiltersAnswerAsTheProvider compares every feature, every pair and, among
// some countries, what is missing, with the provider's own answers.
func TestFiltersAnswerAsTheProvider(t *testing.T) {
	s := newest(t)
	type question struct {
		features []availability.Feature
		strict   bool
	}
	var questions []question
	var hashes []string
	for i, f := range availability.Features() {
		for _, g := range availability.Features()[i:] {
			for _, strict := range []bool{false, true} {
				q := question{[]availability.Feature{f, g}, strict}
				hash := fmt.Sprintf("#with=%s,%s", f, g)
				if f == g {
					q.features, hash = q.features[:1], "#with="+f.String()
				}
				if strict {
					hash += "&strict"
				}
				questions, hashes = append(questions, q), append(hashes, hash)
			}
		}
	}
	p := open(t, "").ready()
	got := call[[]struct{ List, Matrix []string }](p, `async (hashes) => {
		const answers = [];
		for (const hash of hashes) {
			await new Promise((done) => { addEventListener("hashchange", done, {once: true}); location.hash = hash; });
			answers.push({
				List: [...document.querySelectorAll("#have a")].map((a) => a.hash.slice(1).split("&")[0]).sort(),
				Matrix: [...document.querySelectorAll("#matrix tbody tr:not([hidden])")].map((r) => r.id).sort(),
			});
		}
		return answers;
	}`, hashes)
	for i, q := range questions {
		want := []string{}
		for _, c := range s.CountriesWith(q.features, availability.Options{Strict: q.strict}) {
			want = append(want, c.String())
		}
		if !slices.Equal(got[i].List, want) || !slices.Equal(got[i].Matrix, want) {
			t.Errorf("%s: the page has %v as a list and %v on the matrix, the provider %v", hashes[i], got[i].List, got[i].Matrix, want)
		}
	}
}

// TestEightCountries answers the question of issue 18 with the keyboard alone.
func TestEightCountries(t *testing.T) {
	s := newest(t)
	names := []string{"Deutschland", "Österreich", "UK", "Algeria", "Albania", "Bahrain", "日本", "BR"}
	var want []string
	for _, name := range names {
		code, err := country.Resolve(name)
		if err != nil {
			t.Fatal(err)
		}
		if !s.Country(code).Verdict(availability.TollFreeNumber).Status.Available() {
			want = append(want, code.String())
		}
	}
	if len(want) != 3 {
		t.Fatalf("%v lack toll-free numbers, want three", want)
	}
	p := open(t, "").ready()
	p.do(
		chromedp.Focus(chromedp.CSS(`input[value=toll_free_number]`)), chromedp.KeyEvent(" "),
		chromedp.SendKeys(chromedp.CSS("#among"), strings.Join(names, "\n")),
		chromedp.Focus(chromedp.CSS("#apply")), chromedp.KeyEvent(kb.Enter),
		chromedp.WaitVisible(chromedp.CSS("#view-title")))
	got := call[struct {
		Title, Focus, Lacking, Code string
		Codes                       []string
	}](p, `async () => ({
		Title: document.getElementById("view-title").textContent, Focus: document.activeElement.id,
		Codes: [...document.querySelectorAll("#view tbody th a")].map((a) => a.hash.slice(1, 3)),
		Lacking: document.querySelector("#view tbody").textContent, Code: document.querySelector("#view").textContent,
	})`, nil)
	if got.Title != "5 of 8 countries have toll_free_number" || got.Focus != "view-title" || !slices.Equal(got.Codes, want) {
		t.Errorf("the page says %q of %v, and the focus is on %q; want %v", got.Title, got.Codes, got.Focus, want)
	}
	for _, part := range []string{"as of 2023-01-25", "source"} {
		if !strings.Contains(got.Lacking, part) {
			t.Errorf("%q is not in %q", part, got.Lacking)
		}
	}
	p.screenshot("eight-countries")
}

func TestWrongAddressIsNotAnswered(t *testing.T) {
	for hash, want := range map[string]string{
		"#with=calling_plans":                "Invalid feature “calling_plans”",
		"#with=sms&among=Germny":             "Did you mean Germany (DE)",
		"#Congo":                             "may be",
		"#compare=2023-01-25..2021-08-03":    "Invalid comparison",
		"#%zz":                               "Invalid address",
		"#without=sms":                       "“without” is not one of",
		"#with=<img src=x onerror=alert(1)>": "Invalid feature",
	} {
		t.Run(hash, func(t *testing.T) {
			p := open(t, hash).ready()
			title := get(p, chromedp.Text(chromedp.CSS("#view-title")))
			said := get(p, chromedp.Text(chromedp.CSS("#view [role=alert]")))
			if title != "This cannot be answered" || !strings.Contains(said, want) {
				t.Errorf("the page says %q, %q; want %q", title, said, want)
			}
		})
	}
}

func TestComparisonIsTheProvidersOwn(t *testing.T) {
	dates := catalog.EmbeddedDates()
	for i, to := range dates {
		for _, from := range dates[:i] {
			a, errA := catalog.Embedded(from)
			b, errB := catalog.Embedded(to)
			if err := errors.Join(errA, errB); err != nil {
				t.Fatal(err)
			}
			p := open(t, "#compare="+from+".."+to).ready()
			rows := call[int](p, `async () => document.querySelectorAll("#view tbody tr").length`, nil)
			if want := len(catalog.Diff(a, b)) + len(catalog.Details(a, b)); rows != want || want == 0 {
				t.Errorf("%s to %s: %d rows, want %d", from, to, rows, want)
			}
		}
	}
}

func TestWithoutScriptThereIsTheTable(t *testing.T) {
	p := open(t, "", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	p.do(chromedp.WaitVisible(chromedp.CSS("#matrix")), chromedp.WaitNotVisible(chromedp.CSS("#app")))
	p.screenshot("without-script")
	data, err := os.ReadFile(pageFile(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range newest(t).Listed() {
		var words strings.Builder
		row := regexp.MustCompile(`<tr id="` + c.Code.String() + `">.*`).FindString(string(data))
		for _, cell := range regexp.MustCompile(`<td class="[yinu]">([^<]*)`).FindAllStringSubmatch(row, -1) {
			words.WriteString(cell[1] + " ")
		}
		var want strings.Builder
		for _, f := range availability.Features() {
			want.WriteString(map[availability.Status]string{
				availability.Available: "yes ", availability.Conditional: "if ", availability.Unavailable: "no ", availability.Unlisted: "? ",
			}[c.Verdict(f).Status])
		}
		if words.String() != want.String() {
			t.Errorf("%s: %q, want %q", c.Code, words.String(), want.String())
		}
	}
}

// axeVersion of axe-core, which finds what keeps people out of a page, and its
// integrity as npm writes it.
const (
	axeVersion   = "4.14.1"
	axeIntegrity = "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
)

func axe(t *testing.T) string {
	t.Helper()
	npm, err := exec.LookPath("npm")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("npm is not installed, and CI has to have it")
		}
		t.Skip("npm is not installed: the selector is not tested with axe-core")
	}
	dir := t.TempDir()
	pack := exec.CommandContext(t.Context(), npm, "pack", "axe-core@"+axeVersion, "--json", "--silent")
	pack.Dir = dir
	out, err := pack.Output()
	if err != nil {
		t.Fatalf("npm pack: %v\n%s", err, out)
	}
	var packed []struct{ Filename, Integrity string }
	if err := json.Unmarshal(out, &packed); err != nil || len(packed) != 1 || packed[0].Integrity != axeIntegrity {
		t.Fatalf("npm packed %s (%v), want the integrity %s", out, err, axeIntegrity)
	}
	unpack := exec.CommandContext(t.Context(), "tar", "-xzf", packed[0].Filename, "package/axe.min.js")
	unpack.Dir = dir
	if text, err := unpack.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	script, err := os.ReadFile(filepath.Join(dir, "package", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	return string(script)
}

// TestAccessible runs axe-core on every view, in light and dark and on a phone,
// and keeps pictures of them.
func TestAccessible(t *testing.T) {
	script := axe(t)
	for name, hash := range map[string]string{
		"all": "", "country": "#DE", "country-missing": "#AE&with=calling_plan,toll_free_number", "filter": "#with=calling_plan,toll_free_number",
		"among": "#with=toll_free_number&among=DE,DZ,AL,BH", "compare": "#compare=2023-01-25..2026-08-21", "fault": "#with=calling_plans",
	} {
		for _, scheme := range []string{"light", "dark", "phone"} {
			t.Run(name+"-"+scheme, func(t *testing.T) {
				t.Parallel()
				look := chromedp.EmulateViewport(320, 640)
				if scheme != "phone" {
					look = chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
						_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
							Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
						})
						return err
					})
				}
				p := open(t, hash, look).ready()
				if over := get(p, chromedp.Evaluate[int](`document.documentElement.scrollWidth - innerWidth`)); over > 0 {
					t.Errorf("the page is %d pixels wider than the window", over)
				}
				p.do(chromedp.Evaluate[chromedp.Void](script))
				found := call[[]string](p, `async () => {
					const result = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]});
					return result.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.slice(0, 3).map((n) => n.html + " " + n.failureSummary).join(" | "));
				}`, nil)
				for _, violation := range found {
					t.Error(violation)
				}
				p.screenshot(name + "-" + scheme)
			})
		}
	}
}

// TestHCLIsPlanned plans what the page gives to copy.
func TestHCLIsPlanned(t *testing.T) {
	cli := testkit.NewCLI(t)
	for name, tt := range map[string]struct {
		hash string
		stop string // what stops the plan; empty if nothing does
	}{
		"a country":           {"#DE", ""},
		"a country, features": {"#Japan&with=toll_number,call_queues", ""},
		"what is missing":     {"#AE&with=calling_plan", "calling_plan"},
		"countries":           {"#with=toll_free_number&among=DE,FR,JP", ""},
		"countries, strict":   {"#with=phone_system&among=DE,FR&strict", ""},
		"a country without":   {"#with=toll_free_number&among=DE,DZ", "toll_free_number"},
		"conditions, strict":  {"#with=toll_free_number&among=FR,DE&strict", "toll_free_number"},
		"all countries":       {"#with=calling_plan,toll_free_number&strict", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, tt.hash).ready()
			texts := call[[]string](p, `async () => [...document.querySelectorAll(".snippet pre")].map((pre) => pre.textContent)`, nil)
			if len(texts) < 3 {
				t.Fatalf("%d snippets", len(texts))
			}
			for _, text := range texts[1:] {
				dir := t.TempDir()
				if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(texts[0]+"\n"+text), 0o600); err != nil {
					t.Fatal(err)
				}
				_, stderr, err := cli.Run(t, dir, "plan", "-input=false", "-no-color")
				if stops := err != nil; stops != (tt.stop != "") || stops && !strings.Contains(testkit.Plain(stderr), tt.stop) {
					t.Errorf("%v\n%s\n%s", err, text, stderr)
				}
				if _, said, err := cli.Run(t, dir, "fmt", "-check", "-diff"); err != nil {
					t.Errorf("%v: %s\n%s", err, said, text)
				}
			}
		})
	}
}
