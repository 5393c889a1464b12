package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/internal/spelling"
)

// languages are those whose CLDR names are known: first the ones that
// practitioners asked for, then others that cost little. Norwegian Bokmål goes
// by "no": x/text answers "nb" with Danish.
var languages = []string{
	"en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "no", "fi", "pl", "cs", "hu", "tr", "ru", "uk", "ar",
	"he", "ja", "ko", "zh-Hans", "zh-Hant",
	"bg", "ca", "el", "et", "fa", "hi", "hr", "id", "is", "lt", "lv", "ms", "pt-PT", "ro", "sk", "sl", "sr", "sr-Latn", "th", "vi",
}

// A claim is a country's use of a spelling.
type claim struct {
	code   country.Code
	source string // where the spelling comes from, for a reviewer to read
}

type generator struct {
	files  fs.FS
	claims map[string][]claim // by key
	lines  map[string]string  // key -> what it means, as tables.go says it
	iso    [country.Count]isoEntry
	near   map[[2]string]string // key and code -> the spelling that is shown
	errs   []error
}

type isoEntry struct {
	alpha3, name string
}

// generate returns the source of tables.go.
func generate(files fs.FS) ([]byte, error) {
	g := &generator{
		files:  files,
		claims: map[string][]claim{},
		lines:  map[string]string{},
		near:   map[[2]string]string{},
	}
	g.readISO()
	g.readLabels()
	g.readDestinations()
	g.readEveryday()
	g.readCLDR()
	g.readNewerCLDR()
	g.decide()
	g.readFormer()
	if err := errors.Join(g.errs...); err != nil {
		return nil, err
	}
	return g.write()
}

func (g *generator) errorf(msg string, args ...any) {
	g.errs = append(g.errs, fmt.Errorf(msg, args...))
}

// read calls line for each line of a file of columns separated by tabs, of
// which there are at least least; the rest is empty up to most.
func (g *generator) read(name string, least, most int, line func(columns []string)) {
	text, err := fs.ReadFile(g.files, name)
	if err != nil {
		g.errs = append(g.errs, err)
		return
	}
	n := 0
	for l := range strings.Lines(string(text)) {
		n++
		l = strings.TrimSuffix(l, "\n")
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		columns := strings.Split(l, "\t")
		if len(columns) < least || len(columns) > most {
			g.errorf("%s:%d: %d columns, want %d to %d", name, n, len(columns), least, most)
			continue
		}
		before := len(g.errs)
		line(append(columns, make([]string, most-len(columns))...))
		for i, err := range g.errs[before:] {
			g.errs[before+i] = fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
}

func (g *generator) code(s string) country.Code {
	c, err := country.ParseCode(s)
	if err != nil {
		g.errs = append(g.errs, err)
	}
	return c
}

func (g *generator) key(s string) string {
	k, ok := spelling.Fold(nil, s)
	if !ok || len(k.Bytes) == 0 {
		g.errorf("%q has no key, or one that is too long", s)
	}
	return string(k.Bytes)
}

// claim notes that s is a spelling of c.
func (g *generator) claim(c country.Code, s, source string) {
	key := g.key(s)
	for _, old := range g.claims[key] {
		if old.code == c {
			return
		}
	}
	g.claims[key] = append(g.claims[key], claim{code: c, source: source + " " + s})
}

// claimEnglish notes that s is a name of c in English, and with it the other
// ways to write it down: "Saint" is "St", "the" may be left out, and a
// comma turns a name around.
func (g *generator) claimEnglish(c country.Code, s, source string) {
	if before, after, ok := strings.Cut(s, ", "); ok && strings.HasSuffix(strings.TrimSuffix(after, " the"), " of") {
		g.claimEnglish(c, after+" "+before, source)
		g.claim(c, before+" (the "+after+")", source)
	}
	for _, form := range []string{s, without(s, "the")} {
		g.claim(c, form, source)
		g.claim(c, strings.ReplaceAll(form, "Saint ", "St "), source)
		g.claim(c, replacePrefix(strings.ReplaceAll(form, " St. ", " Saint "), "St. ", "Saint "), source)
	}
}

// without leaves the word out of s.
func without(s, word string) string {
	words := strings.Fields(s)
	words = slices.DeleteFunc(words, func(w string) bool { return strings.EqualFold(w, word) })
	return strings.Join(words, " ")
}

func replacePrefix(s, old, with string) string {
	if rest, ok := strings.CutPrefix(s, old); ok {
		return with + rest
	}
	return s
}

// minSuggested is the length in bytes of the shortest key that is suggested:
// every text of three letters is near some abbreviation.
const minSuggested = 4

// suggest notes that s is worth suggesting for c.
func (g *generator) suggest(c country.Code, s string) {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	key := g.key(s)
	id := [2]string{key, c.String()}
	if _, ok := g.near[id]; !ok && len(key) >= minSuggested {
		g.near[id] = s
	}
}

func (g *generator) readISO() {
	g.read("iso.txt", 3, 5, func(col []string) {
		c := g.code(col[0])
		if c.IsZero() {
			return
		}
		g.iso[c.Index()] = isoEntry{alpha3: col[1], name: col[2]}
		g.claim(c, col[0], "ISO")
		g.claim(c, col[1], "ISO")
		for _, name := range col[2:] {
			if name != "" {
				g.claimEnglish(c, name, "ISO")
			}
		}
		g.suggest(c, col[2])
	})
	for _, c := range country.Codes() {
		if e := g.iso[c.Index()]; len(e.alpha3) != 3 || e.name == "" {
			g.errorf("iso.txt: %s has no alpha-3 code or no name", c)
		}
	}
}

func (g *generator) readLabels() {
	const source = "label"
	g.read("labels.txt", 4, 4, func(col []string) {
		c, slug, name, label := g.code(col[0]), col[1], col[2], col[3]
		g.claim(c, slug, source)
		g.claimEnglish(c, name, source)
		g.suggest(c, name)
		g.claim(c, label, source)
		for part := range strings.FieldsFuncSeq(label, func(r rune) bool { return strings.ContainsRune("()（）", r) }) {
			g.claim(c, part, source)
			g.suggest(c, strings.TrimSpace(part))
		}
	})
}

func (g *generator) readDestinations() {
	g.read("destinations.txt", 2, 2, func(col []string) {
		g.claimEnglish(g.code(col[0]), col[1], "destination")
	})
}

func (g *generator) readEveryday() {
	g.read("everyday.txt", 2, 2, func(col []string) {
		c := g.code(col[0])
		for name := range strings.SplitSeq(col[1], "; ") {
			g.claimEnglish(c, name, "everyday")
			g.suggest(c, name)
		}
	})
}

func (g *generator) readCLDR() {
	for _, l := range languages {
		tag := language.MustParse(l)
		regions := display.Regions(tag)
		for _, c := range country.Codes() {
			if name := regions.Name(language.MustParseRegion(c.String())); name != "" {
				g.name(l, c, name)
			}
		}
	}
}

func (g *generator) readNewerCLDR() {
	g.read("cldr42.txt", 3, 3, func(col []string) {
		if !slices.Contains(languages, col[0]) {
			g.errorf("language %q is not one of the generator's", col[0])
		}
		g.name(col[0], g.code(col[1]), col[2])
	})
}

// name notes that c is called s in the language.
func (g *generator) name(lang string, c country.Code, s string) {
	source := "CLDR " + lang
	switch lang {
	case "en":
		g.claimEnglish(c, s, source)
	case "de":
		g.claim(c, umlauts.Replace(s), source)
		fallthrough
	default:
		g.claim(c, s, source)
	}
	if lang == "en" || lang == spoken(c) {
		g.suggest(c, s)
	}
}

// umlauts writes German names for keyboards without umlauts.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue")

// spoken returns the language, among the generator's, that most people speak
// in c.
func spoken(c country.Code) string {
	base, _ := language.MustParse("und-" + c.String()).Base()
	switch l := base.String(); {
	case l != "zh":
		return l
	case c.String() == "CN" || c.String() == "SG":
		return "zh-Hans"
	default:
		return "zh-Hant"
	}
}

// decide turns claims into lines: a key with one claim means that country, and
// a key with several means what decisions.txt says.
func (g *generator) decide() {
	decided := map[string]bool{}
	g.read("decisions.txt", 3, 3, func(col []string) {
		meaning := col[1]
		codes := strings.Fields(strings.TrimPrefix(meaning, "="))
		for _, c := range codes {
			g.code(c)
		}
		if !strings.HasPrefix(meaning, "=") && !slices.IsSorted(codes) {
			g.errorf("%q: codes are not in ascending order", meaning)
		}
		for name := range strings.SplitSeq(col[0], "; ") {
			key := g.key(name)
			if decided[key] {
				g.errorf("%q is decided twice", name)
			}
			if claims := g.claims[key]; len(claims) == 1 && claims[0].code.String() == meaning {
				g.errorf("%q needs no decision: only %s claims it", name, meaning)
			}
			decided[key] = true
			g.lines[key] = meaning
		}
	})
	for _, key := range slices.Sorted(maps.Keys(g.claims)) {
		claims := g.claims[key]
		if decided[key] {
			continue
		}
		if len(claims) > 1 {
			g.errorf("decisions.txt: %q is claimed by %s", key, describe(claims))
			continue
		}
		g.lines[key] = claims[0].code.String()
	}
}

func describe(claims []claim) string {
	slices.SortFunc(claims, func(a, b claim) int { return a.code.Compare(b.code) })
	var s []string
	for _, c := range claims {
		s = append(s, fmt.Sprintf("%s (%s)", c.code, c.source))
	}
	return strings.Join(s, ", ")
}

func (g *generator) readFormer() {
	g.read("former.txt", 2, 2, func(col []string) {
		successors := strings.TrimPrefix(col[0], "-")
		for _, c := range strings.Fields(successors) {
			g.code(c)
		}
		for name := range strings.SplitSeq(col[1], "; ") {
			key := g.key(name)
			if m := g.lines[key]; m != "" && m != "-"+successors {
				g.errorf("%q already means %q", name, m)
			}
			g.lines[key] = "-" + successors
		}
	})
}

func (g *generator) write() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "// Code generated by go run ./gen from names and CLDR %s in golang.org/x/text; DO NOT EDIT.\n\n", display.CLDRVersion)
	fmt.Fprintf(&b, "package country\n\n")
	fmt.Fprintf(&b, "// alpha3 holds the alpha-3 code of each country by its index.\nconst alpha3 = \"\" +\n")
	for i, e := range g.iso {
		if i%20 == 0 {
			fmt.Fprintf(&b, "\t\"")
		}
		fmt.Fprint(&b, e.alpha3)
		switch {
		case i == len(g.iso)-1:
			fmt.Fprintf(&b, "\"\n\n")
		case i%20 == 19:
			fmt.Fprintf(&b, "\" +\n")
		}
	}
	fmt.Fprintf(&b, "// names holds the name of each country by its index.\nvar names = [Count]string{\n")
	for _, e := range g.iso {
		fmt.Fprintf(&b, "\t%q,\n", e.name)
	}
	fmt.Fprintf(&b, "}\n\n")

	fmt.Fprintf(&b, "// spellings says what each key means, a line for a key, sorted by key: the key,\n"+
		"// a tab and the meaning.\nconst spellings = `")
	for _, key := range slices.Sorted(maps.Keys(g.lines)) {
		fmt.Fprintf(&b, "%s\t%s\n", key, g.lines[key])
	}
	fmt.Fprintf(&b, "`\n\n")

	fmt.Fprintf(&b, "// nearNames holds the names that are suggested for what is not found: key, name\n"+
		"// and code.\nconst nearNames = `")
	for _, id := range slices.SortedFunc(maps.Keys(g.near), func(a, b [2]string) int {
		return cmp.Or(strings.Compare(a[1], b[1]), strings.Compare(a[0], b[0]))
	}) {
		if g.lines[id[0]] != id[1] {
			continue // several share it, or it was decided for another
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\n", id[0], g.near[id], id[1])
	}
	fmt.Fprintf(&b, "`\n")

	if n := bytes.Count(b.Bytes(), []byte("`")); n != 4 {
		return nil, fmt.Errorf("a name holds a backquote, which the tables cannot")
	}
	return format.Source(b.Bytes())
}
