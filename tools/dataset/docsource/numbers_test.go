package docsource

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	textlanguage "golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog/decisions"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// phrases are what the pages on number management say, in words of our own. %s
// stands for the country, with what comes before it.
type phrases struct {
	locale                             string
	name                               func(country.Code) string
	get, port, directory               string // labels
	yes, no, order, send               string
	knowYourCustomer, weeks, portWeeks string
	documents                          map[string]string
	ask, conference                    string
	number                             func(int) string
}

func digits(n int) string { return fmt.Sprint(n) }

func nameIn(tag string, before func(code, name string) string) func(country.Code) string {
	names := display.Regions(textlanguage.MustParse(tag))
	return func(c country.Code) string {
		return before(c.String(), names.Name(textlanguage.MustParseRegion(c.String())))
	}
}

var numberLanguages = []phrases{
	{
		locale: "en-US", name: nameIn("en", func(code, name string) string {
			if strings.HasPrefix(name, "United") || code == "NL" {
				return "in the " + name
			}
			return "in " + name
		}),
		get: "New numbers that the admin center does not show", port: "Bring your numbers", directory: "Numbers in the directory",
		yes: "Numbers %s are in the admin center. An order is possible too.", no: "Numbers %s are not in the admin center. An order is the only way.",
		order: "Fill in this form:", send: "Then %s.",
		knowYourCustomer: "No number is assigned before the form about your company is back.", weeks: "An order takes %s to %s weeks in this market.",
		portWeeks: "The transfer takes up to %s weeks.", ask: "Ask %s for numbers.", conference: "Do not use them for conferences yet.",
		documents: map[string]string{
			"utility_bill": "Add a bill of the power company.", "tri_party_agreement": "All three parties have to sign.", "latest_invoice": "Add what your carrier last charged.",
			"power_of_attorney": "Add a power of attorney.", "authorized_person_identity": "Add the passport of who signs.", "transfer_letter": "Add a letter of transfer.",
		},
		number: digits,
	},
	{
		locale: "de-DE", name: nameIn("de", func(code, name string) string {
			if slices.Contains([]string{"CH", "SK"}, code) {
				return "in der " + name
			}
			if slices.Contains([]string{"US", "NL"}, code) {
				return "in den " + strings.Replace(strings.Replace(name, "Niederlande", "Niederlanden", 1), "Vereinigte Staaten", "Vereinigten Staaten", 1)
			}
			return "in " + name
		}),
		get: "Neue Rufnummern, die im Portal fehlen", port: "Eigene Rufnummern mitbringen", directory: "Telefonbuch",
		yes: "Rufnummern %s gibt es im Portal. Bestellen geht auch.", no: "Rufnummern %s gibt es nicht im Portal. Sie müssen bestellen.",
		order: "Das Formular:", send: "Senden an %s.",
		knowYourCustomer: "Vorher braucht es das Formular zur Firma.", weeks: "Eine Bestellung dauert %s bis %s Wochen.",
		portWeeks: "Der Wechsel dauert bis zu %s Wochen.", ask: "Fragen Sie %s nach Rufnummern.", conference: "Nicht für Konferenzen.",
		documents: map[string]string{
			"utility_bill": "Dazu die Stromrechnung.", "tri_party_agreement": "Alle drei unterschreiben.", "latest_invoice": "Dazu die letzte Rechnung.",
			"power_of_attorney": "Dazu eine Vollmacht.", "authorized_person_identity": "Dazu der Ausweis.", "transfer_letter": "Dazu ein Brief.",
		},
		number: digits,
	},
	{
		locale: "fr-FR", name: nameIn("fr", func(code, name string) string {
			switch {
			case strings.HasPrefix(name, "États") || strings.HasPrefix(name, "Pays"):
				return "aux " + name
			case slices.Contains([]string{"CA", "DK", "JP", "LU", "MX", "PT", "GB"}, code):
				return "au " + name
			}
			return "en " + name
		}),
		get: "Nouveaux numéros absents du portail", port: "Apporter ses numéros", directory: "Annuaire",
		yes: "Le portail a des numéros %s. On peut aussi commander.", no: "Le portail n’a pas de numéros %s. Il faut commander.",
		order: "Formulaire :", send: "L’envoyer à %s.",
		knowYourCustomer: "Rien n’est attribué avant le formulaire sur la société.", weeks: "Une commande prend de %s à %s semaines.",
		portWeeks: "Le transfert prend jusqu’à %s semaines.", ask: "Demandez à %s.", conference: "Pas pour les conférences.",
		documents: map[string]string{
			"utility_bill": "Ajoutez une facture d’électricité.", "tri_party_agreement": "Les trois signent.", "latest_invoice": "Ajoutez la dernière facture.",
			"power_of_attorney": "Ajoutez une procuration.", "authorized_person_identity": "Ajoutez le passeport.", "transfer_letter": "Ajoutez une lettre.",
		},
		number: func(n int) string {
			return []string{"zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"}[n]
		},
	},
	{
		locale: "ja-JP", name: nameIn("ja", func(_, name string) string { return name + "では" }),
		get: "新番号", port: "番号を移す", directory: "電話帳",
		yes: "%s管理画面に番号がある。注文もできる。", no: "%s管理画面に番号がない。注文する。",
		order: "用紙：", send: "%sへ送る。",
		knowYourCustomer: "会社の用紙が先に要る。", weeks: "注文は%sから%s週間。",
		portWeeks: "移すのに%s週間まで。", ask: "%sに聞く。", conference: "会議には使えない。",
		documents: map[string]string{
			"utility_bill": "電気代の紙も要る。", "tri_party_agreement": "三者が署名する。", "latest_invoice": "最新の請求書も要る。",
			"power_of_attorney": "委任状も要る。", "authorized_person_identity": "身分証も要る。", "transfer_letter": "手紙も要る。",
		},
		number: func(n int) string { return strings.Map(func(r rune) rune { return '０' + r - '0' }, digits(n)) },
	},
}

// numberPageOf writes the page on number management of a country.
func numberPageOf(l phrases, c *availability.Country) string {
	u, in := c.Numbers.User, c.Numbers.PortIn
	const pdf = "https://example.com/"
	desk := "[desk](contact-tns-service-desk.md)"
	slug := strings.ReplaceAll(strings.ToLower(c.Code.Name()), " ", "-")
	var get, port []string
	if u.Order == "partner" {
		link := map[string]string{"telstra": "[T](https://aka.ms/TelstraVoicePlan)", "softbank": "[S](https://aka.ms/SoftBankVoicePlan)"}[u.Provider]
		get, port = []string{fmt.Sprintf(l.ask, link)}, []string{fmt.Sprintf(l.ask, link)}
	} else {
		switch u.AdminCenter {
		case "stated_yes":
			get = append(get, fmt.Sprintf(l.yes, l.name(c.Code)))
		case "stated_no":
			get = append(get, fmt.Sprintf(l.no, l.name(c.Code)))
		}
		get = append(get, l.order, "[N "+c.Code.Name()+" (v.1.0) (xx-xx)]("+pdf+"new-phone-number-request-for-"+slug+".pdf)", fmt.Sprintf(l.send, desk))
		if c.Numbers.UserNumber.Conditions.Contains(availability.KnowYourCustomer) {
			get = append(get, l.knowYourCustomer)
		}
		if u.LeadWeeksMax > 0 {
			get = append(get, fmt.Sprintf(l.weeks, l.number(u.LeadWeeksMin), l.number(u.LeadWeeksMax)))
		}
		kinds := map[string][]string{"letter": {"geographic-numbers", "toll-free-numbers"}, "within_all_numbers_letter": {"all-numbers"}}[in.TollFree]
		if kinds == nil {
			kinds = []string{"user-and-service-numbers"}
		}
		for _, kind := range kinds {
			port = append(port, "[L "+c.Code.Name()+"]("+pdf+"letter-of-authorization-(loa)-for-"+slug+"-("+kind+")-(v.1.0).pdf)")
		}
		port = append(port, fmt.Sprintf(l.send, desk))
		if in.LeadWeeksMax > 0 {
			port = append(port, fmt.Sprintf(l.portWeeks, l.number(in.LeadWeeksMax))+" "+l.conference)
		}
	}
	for _, d := range u.Documents {
		get = append(get, l.documents[d])
	}
	for _, d := range in.Documents {
		port = append(port, l.documents[d])
	}
	row := func(label string, cell []string) string {
		return "|" + label + " <br/> |" + strings.Join(cell, "<br/><br/>") + " |\n"
	}
	return "---\nms.contentlocale: " + l.locale + "\n---\n# <a name=\"x\"></a>T\n\nI.\n\n|**A**|**B**|\n|:---|:---|\n" +
		row(l.get, get) + row(l.port, port) + row(l.directory, []string{fmt.Sprintf(l.send, desk)}) + "\n## <a name=\"related-topics\"></a>R\n\nE.\n"
}

// numberPages returns the pages by the names of their files.
func numberPages(l phrases, s *catalog.Snapshot) map[string]string {
	all := make(map[string]string)
	for _, c := range s.Listed() {
		if c.Numbers.User.Provider != "" && c.Code.String() != "PR" { // the page of the US has it
			all[numberPagePrefix+strings.ReplaceAll(strings.ToLower(c.Code.Name()), " ", "-")+".md"] = numberPageOf(l, c)
		}
	}
	return all
}

// readNumbersOf reads pages on number management on top of an edition.
func readNumbersOf(t testing.TB, base *catalog.Snapshot, d Decisions, numbers map[string]string) *Result {
	t.Helper()
	r := &Result{}
	read, err := readNumbers(t.Context(), []string{write(t, numbers)}, Options{Base: base, Decisions: d}, r)
	if err != nil {
		t.Fatal(err)
	}
	for _, known := range base.Listed() {
		c := *known
		r.combineNumbers(&c, read[c.Code], base)
		r.Countries = append(r.Countries, c)
	}
	return r
}

// checkNumbers reports every fact that is not what an edition says and not listed,
// and returns the percentage of settled facts.
func checkNumbers(t *testing.T, r *Result, want, base *catalog.Snapshot) float64 {
	t.Helper()
	unsettled := unsettledFacts(r)
	changed := make(map[string]bool)
	for _, c := range r.Changes {
		changed[c.Country.String()+" "+c.Fact] = true
	}
	facts, open := 0, 0
	for i := range r.Countries {
		c := &r.Countries[i]
		if want.Country(c.Code).Numbers.User.Provider == "" {
			continue
		}
		for _, f := range numberFacts {
			id := c.Code.String() + " " + f.name
			facts++
			if _, is := unsettled[id]; is {
				open++
				continue
			}
			if got := f.get(c); got != f.get(want.Country(c.Code)) {
				t.Errorf("%s is settled as %s, and is %s", id, got, f.get(want.Country(c.Code)))
			}
			if got := f.get(c); got != f.get(base.Country(c.Code)) && !changed[id] {
				t.Errorf("%s is %s, not as in the base, and is not listed", id, got)
			}
		}
	}
	return 100 * float64(facts-open) / float64(facts)
}

func TestNumberPages(t *testing.T) {
	base := edition(t, "2023-01-25")
	for _, l := range numberLanguages {
		for _, html := range []bool{false, true} {
			t.Run(fmt.Sprint(l.locale, " html ", html), func(t *testing.T) {
				t.Parallel()
				all := numberPages(l, base)
				if len(all) != 34 {
					t.Fatalf("%d pages", len(all))
				}
				if html {
					for _, name := range sortedNames(all) {
						all[strings.TrimSuffix(name, ".md")+".html"] = site(t, all[name], l.locale)
						delete(all, name)
					}
				}
				r := readNumbersOf(t, base, nil, all)
				settled := checkNumbers(t, r, base, base)
				t.Logf("%.1f%% settled", settled)
				for _, p := range r.Unsettled {
					t.Log(p)
				}
				if settled < 92 || r.NumberPages != 34 || r.NumberBuilds[0].Locale != l.locale {
					t.Errorf("%.1f%% of %d pages settled", settled, r.NumberPages)
				}
				if len(r.Changes) > 0 {
					t.Errorf("changes: %v", r.Changes)
				}
			})
		}
	}
}

// A person settles what few pages say, once.
func TestDecisionsOnSentences(t *testing.T) {
	base := edition(t, "2023-01-25")
	l := numberLanguages[0]
	var all []string
	decide := func(sentence, meaning string) {
		all = append(all, fmt.Sprintf(`{"fact": "sentence", "text": %q, "meaning": %s, "who": "a", "why": "b"}`, sentence, meaning))
	}
	for _, word := range availability.NumberDocuments() {
		decide(l.documents[word], fmt.Sprintf(`{"numbers.user.documents": [%q], "numbers.port_in.documents": [%[1]q]}`, word))
	}
	d, err := ParseDecisions([]byte(`{"decisions": [` + strings.Join(all, ",") + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	r := readNumbersOf(t, base, d, numberPages(l, base))
	if settled := checkNumbers(t, r, base, base); settled < 98 {
		t.Errorf("%.1f%% settled", settled)
	}
	for _, wrong := range []string{`{"numbers.user.documents": "utility_bill"}`, `{"calling_plan": {}}`, `["utility_bill"]`} {
		if _, err := ParseDecisions([]byte(`{"decisions": [{"fact": "sentence", "text": "x", "meaning": ` + wrong + `, "who": "a", "why": "b"}]}`)); err == nil {
			t.Errorf("%s is accepted", wrong)
		}
	}
}

// A new statement is a change, and one that is gone is reported, not dropped.
func TestNumberPagesThatChange(t *testing.T) {
	base := edition(t, "2023-01-25")
	for _, l := range numberLanguages {
		t.Run(l.locale, func(t *testing.T) {
			t.Parallel()
			doc := base.Document()
			doc.Countries = slices.Clone(doc.Countries)
			for i := range doc.Countries {
				c := &doc.Countries[i]
				switch c.Code.String() {
				case "DE": // the admin center has numbers now
					c.Numbers.User.AdminCenter, c.Numbers.User.Order = "stated_yes", "alternative"
					setUserNumber(c, false)
				case "SE":
					setUserNumber(c, true)
				case "FI":
					c.Numbers.User.LeadWeeksMin, c.Numbers.User.LeadWeeksMax = 1, 4
				case "IT":
					c.Numbers.PortIn.Documents = []string{"utility_bill"}
				}
			}
			want, err := catalog.FromDocument(doc)
			if err != nil {
				t.Fatal(err)
			}
			r := readNumbersOf(t, base, nil, numberPages(l, want))
			checkNumbers(t, r, want, base)
			unsettled := unsettledFacts(r)
			for _, id := range []string{"DE numbers.user", "SE numbers.know_your_customer", "FI numbers.user.lead_weeks", "IT numbers.port_in.documents"} {
				changed := slices.ContainsFunc(r.Changes, func(c Change) bool { return c.Country.String()+" "+c.Fact == id })
				if !changed && unsettled[id] == "" {
					t.Errorf("the change of %s is not listed", id)
				}
			}
			date, err := catalog.ParseDate("2027-01-31")
			if err != nil {
				t.Fatal(err)
			}
			s, err := r.Snapshot(date, "x", nil, base)
			if err != nil {
				t.Fatal(err)
			}
			for code, date := range map[string]string{"CZ": "2027-01-31", "AT": "2023-01-25"} { // AT has a sentence of its own
				if got := s.Country(country.MustParseCode(code)).Source(availability.UserNumber).Date.String(); got != date {
					t.Errorf("user_number of %s is of %s, want %s", code, got, date)
				}
			}
		})
	}
}

// No damage changes a fact without its being listed.
func TestDamagedNumberPages(t *testing.T) {
	base := edition(t, "2023-01-25")
	l := numberLanguages[0]
	other := numberPages(numberLanguages[1], base)
	file := func(code string) string {
		return numberPagePrefix + strings.ReplaceAll(strings.ToLower(country.MustParseCode(code).Name()), " ", "-") + ".md"
	}
	swapRows := func(page string) string {
		lines := strings.Split(page, "\n")
		i := slices.IndexFunc(lines, func(s string) bool { return strings.HasPrefix(s, "|:") })
		lines[i+1], lines[i+2] = lines[i+2], lines[i+1]
		return strings.Join(lines, "\n")
	}
	for name, damage := range map[string]func(all map[string]string){
		"a page in another language": func(all map[string]string) { all[file("FI")] = other[file("FI")] },
		"half of the folder in another language": func(all map[string]string) {
			for i, name := range sortedNames(all) {
				if i%2 == 0 {
					all[name] = other[name]
				}
			}
		},
		"rows swapped": func(all map[string]string) { all[file("FI")] = swapRows(all[file("FI")]) },
		"labels swapped": func(all map[string]string) {
			all[file("FI")] = strings.NewReplacer(l.get, l.port, l.port, l.get).Replace(all[file("FI")])
		},
		"a column more": func(all map[string]string) {
			all[file("FI")] = strings.ReplaceAll(all[file("FI")], " <br/> |", " <br/> | x |")
		},
		"no table":          func(all map[string]string) { all[file("FI")] = strings.ReplaceAll(all[file("FI")], "|", " ") },
		"the other country": func(all map[string]string) { all[file("FI")] = all[file("DE")] },
		"a negation more": func(all map[string]string) {
			all[file("FI")] = strings.Replace(all[file("FI")], "are in the", "are no longer in the", 1)
		},
		"empty":                     func(all map[string]string) { all[file("FI")] = "" },
		"a word that is no country": func(all map[string]string) { all[numberPagePrefix+"nowhere.md"] = all[file("FI")] },
		"a page twice": func(all map[string]string) {
			all[strings.TrimSuffix(file("FI"), ".md")+".html"] = site(t, all[file("DE")], "en-US")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := numberPages(l, base)
			damage(all)
			r := readNumbersOf(t, base, nil, all)
			before := readNumbersOf(t, base, nil, numberPages(l, base))
			if name != "half of the folder in another language" && len(r.Unsettled)+len(r.Changes) <= len(before.Unsettled) && name != "rows swapped" {
				t.Error("nothing is listed")
			}
			listed := unsettledFacts(r)
			for _, c := range r.Changes {
				listed[c.Country.String()+" "+c.Fact] = c.String()
			}
			for i := range r.Countries {
				c := &r.Countries[i]
				for _, f := range numberFacts {
					if id := c.Code.String() + " " + f.name; f.get(c) != f.get(base.Country(c.Code)) && listed[id] == "" {
						t.Errorf("%s is %s, and nothing says so", id, f.get(c))
					}
				}
			}
		})
	}
}

// Many pages with a form have numbers in the admin center. One that says the
// opposite in words of its own is not taken for them.
func TestSentenceBesideAnUnknownOne(t *testing.T) {
	base := edition(t, "2023-01-25")
	for _, l := range numberLanguages {
		all := numberPages(l, base)
		file := numberPagePrefix + "finland.md"
		yes := fmt.Sprintf(l.yes, l.name(country.MustParseCode("FI")))
		if !strings.Contains(all[file], yes) {
			t.Fatalf("%q is not in %q", yes, all[file])
		}
		all[file] = strings.Replace(all[file], yes, "Xyzzy plugh.", 1)
		unsettled := unsettledFacts(readNumbersOf(t, base, nil, all))
		for _, f := range []*fact{factUserNumbers, factKnowYourCustomer, factUserDocuments} {
			if unsettled["FI "+f.name] == "" {
				t.Errorf("%s: %s is settled", l.locale, f.name)
			}
		}
	}
}

// What texts of real pages say agrees with the facts. The pages, a folder for each
// language, are not part of the repository.
func TestRealNumberPages(t *testing.T) {
	root := os.Getenv("TEAMSVOICE_NUMBER_PAGES")
	if root == "" {
		t.Skip("TEAMSVOICE_NUMBER_PAGES does not name the folder with pages on number management")
	}
	dirs, err := filepath.Glob(filepath.Join(root, "*", ""))
	if err != nil {
		t.Fatal(err)
	}
	base := edition(t, "2023-01-25")
	d, err := ParseDecisions(decisions.JSON)
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		files, err := filesIn(dir, numberPagePrefix)
		if err != nil || files == nil {
			continue
		}
		r := &Result{}
		read, err := readNumbers(t.Context(), []string{dir}, Options{Base: base, Decisions: d}, r)
		if err != nil {
			t.Fatal(err)
		}
		for code, pages := range read {
			c := *base.Country(code)
			r.combineNumbers(&c, pages, base)
		}
		t.Logf("%s: %.1f%% of %d facts settled", dir, 100*float64(r.Facts-r.UnsettledFacts())/float64(r.Facts), r.Facts)
		for _, c := range r.Changes {
			if c.How == byText {
				t.Errorf("%s is not what the facts say", c)
			}
		}
	}
}

// A base that is wrong in one place of twenty teaches nothing wrong.
func TestNumberPagesFromAWrongBase(t *testing.T) {
	want := edition(t, "2023-01-25")
	doc := want.Document()
	doc.Countries = slices.Clone(doc.Countries)
	for i := range doc.Countries {
		switch c := &doc.Countries[i]; c.Code.String() {
		case "FI":
			setUserNumber(c, false)
		case "PL":
			c.Numbers.PortIn.TollFree = "letter"
		case "EE":
			c.Numbers.User.LeadWeeksMax = 7
		}
	}
	base, err := catalog.FromDocument(doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range numberLanguages {
		r := readNumbersOf(t, base, nil, numberPages(l, want))
		checkNumbers(t, r, want, base)
	}
}

// Without such pages, the numbers of the base stay as they are and as old.
func TestWithoutNumberPages(t *testing.T) {
	base := edition(t, "2026-08-21")
	r := mustRead(t, Options{Base: base}, write(t, pages(t, base)))
	for i := range r.Countries {
		c, known := &r.Countries[i], base.Country(r.Countries[i].Code)
		if encode(c.Numbers) != encode(known.Numbers) || c.Evidence[availability.UserNumber] != known.Evidence[availability.UserNumber] ||
			c.Evidence[availability.SMS] != known.Evidence[availability.SMS] {
			t.Errorf("%s: %s, %v", c.Code, encode(c.Numbers), c.Evidence)
		}
	}
}
