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
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/internal/spelling"
)

// languages are those whose CLDR names are known: first the ones that
// practitioners asked for, then others that cost little.
var languages = []string{
	"en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "no", "fi", "pl", "cs", "hu", "tr", "ru", "uk", "ar",
	"he", "ja", "ko", "zh-Hans", "zh-Hant",
	"bg", "ca", "el", "et", "fa", "hi", "hr", "id", "is", "lt", "lv", "ms", "pt-PT", "ro", "sk", "sl", "sr", "sr-Latn", "th", "vi",
	"nn", "bn", "ur", "mr", "te", "ta", "sw", "fil", "af", "az", "be", "bs", "eu", "gl", "hy", "ka", "kk", "mk", "sq",
	"de-CH", "es-419", "es-MX", "fr-CA", "zh-Hant-HK",
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
	near   map[[2]string]nearName // by key and code
	codes  map[string]string      // code of three characters -> alpha-2 code
	sports map[string]string      // the same, of the codes that are read in capitals only
	forms  []form

	// Keys of three letters at most from lists that nobody wrote for this
	// package, and those that a person has looked at.
	short, reviewed map[string]bool
	errs            []error
}

type isoEntry struct {
	alpha3, name string
}

// generate returns the source of tables.go.
func generate(files fs.FS) ([]byte, error) {
	g := &generator{
		files:    files,
		claims:   map[string][]claim{},
		lines:    map[string]string{},
		near:     map[[2]string]nearName{},
		codes:    map[string]string{},
		sports:   map[string]string{},
		short:    map[string]bool{},
		reviewed: map[string]bool{},
	}
	g.readISO()
	g.readLabels()
	g.readDestinations()
	g.readNames("formal.txt", "formal", false)
	g.readNames("everyday.txt", "everyday", true)
	g.readCLDR()
	g.readForms()
	g.decide()
	g.readFormer()
	g.readNoLocation()
	g.readCodes()
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

// claim notes that s is a spelling of c, and so is what its words say.
func (g *generator) claim(c country.Code, s, source string) {
	key := g.key(s)
	g.note(key, claim{code: c, source: source + " " + s})
	if len(key) <= longestShort && isASCII(key) {
		if source == "everyday" || source == "formal" {
			g.reviewed[key] = true
		} else {
			g.short[key] = true
		}
	}
	for _, turn := range []bool{false, true} {
		words, ok := spelling.Words(nil, s, turn)
		if ok && len(words) >= shortestWords {
			g.note(string(words), claim{code: c, source: source + " words of " + s})
		}
	}
}

// The lengths are the resolver's: see longestShort and shortestRest there.
const (
	longestShort  = 3
	shortestWords = 4
)

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

func (g *generator) note(key string, c claim) {
	for _, old := range g.claims[key] {
		if old.code == c.code {
			return
		}
	}
	g.claims[key] = append(g.claims[key], c)
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
		if first, rest, ok := strings.Cut(form, " "); ok && initials[first] != "" {
			g.claim(c, initials[first]+" "+rest, source)
		}
	}
}

// initials holds the words that people cut to one letter: "S. Korea".
var initials = map[string]string{
	"North": "N.", "Northern": "N.", "South": "S.", "East": "E.", "West": "W.", "Western": "W.", "Equatorial": "Eq.", "Central": "C.",
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

// nearName is a spelling that is worth suggesting, and how many were noted before:
// the files have the English names first.
type nearName struct {
	shown string
	rank  int
}

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
		g.near[id] = nearName{s, len(g.near)}
	}
}

func (g *generator) readISO() {
	g.read("iso.txt", 3, 5, func(col []string) {
		c := g.code(col[0])
		if c.IsZero() {
			return
		}
		g.iso[c.Index()] = isoEntry{alpha3: col[1], name: col[2]}
		g.codes[col[1]] = c.String()
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

// readNames reads a file that has a line of names for a country.
func (g *generator) readNames(file, source string, suggested bool) {
	g.read(file, 2, 2, func(col []string) {
		c := g.code(col[0])
		for name := range strings.SplitSeq(col[1], "; ") {
			g.claimEnglish(c, name, source)
			if suggested && isASCII(name) {
				g.suggest(c, name)
			}
		}
	})
}

func (g *generator) readCLDR() {
	g.read("cldr.txt", 2, 2*len(languages), func(col []string) {
		c := g.code(col[0])
		for _, field := range col[1:] {
			langs, names, ok := strings.Cut(field, "=")
			if field == "" {
				continue
			}
			if !ok {
				g.errorf("%q has no language", field)
			}
			for name := range strings.SplitSeq(names, "; ") {
				for l := range strings.SplitSeq(langs, ",") {
					if !slices.Contains(languages, l) {
						g.errorf("language %q is not one of the generator's", l)
					}
					g.name(l, c, name)
					for _, half := range halves(c, name) {
						g.claim(c, half, "CLDR "+l+" half of "+name)
					}
				}
			}
		}
	})
}

// partNames are those whose names in CLDR say in brackets of what country or
// kind they are a part, which is no name of theirs: "Hong Kong (China)".
var partNames = []string{"CD", "CG", "HK", "MF", "MK", "MO", "SX", "UM", "VG", "VI"}

// halves returns the two names in a name with brackets: "Myanmar (Burma)" is
// Myanmar and Burma, and "Cocos (Keeling) Islands" the Cocos Islands and the
// Keeling Islands.
func halves(c country.Code, name string) []string {
	before, rest, ok := strings.Cut(strings.NewReplacer("（", "(", "）", ")").Replace(name), "(")
	inside, behind, closed := strings.Cut(rest, ")")
	switch {
	case !ok || !closed:
		return nil
	case slices.Contains(partNames, c.String()):
		return []string{before + behind}
	}
	return []string{before + behind, inside + behind}
}

// A form is what stands before and after a name.
type form struct {
	before, after, kind string
}

// readForms reads the articles and forms of the state: as they are written, and
// by their words.
func (g *generator) readForms() {
	kinds := map[string]string{"article": "article", "state": "state", "republic": "republicOf", "islands": "islandsOf"}
	g.read("forms.txt", 3, 3, func(col []string) {
		kind := kinds[col[1]]
		if kind == "" {
			g.errorf("%q is not a kind of form", col[1])
		}
		for pattern := range strings.SplitSeq(col[2], "; ") {
			before, after, ok := strings.Cut(pattern, "…")
			if !ok || before+after == "" || strings.Contains(after, "…") {
				g.errorf("%q has no … where the name goes, or nothing else", pattern)
				continue
			}
			folded := form{kind: kind}
			words := form{kind: kind}
			for _, part := range []struct {
				text          string
				folded, words *string
			}{{before, &folded.before, &words.before}, {after, &folded.after, &words.after}} {
				if part.text == "" {
					continue
				}
				*part.folded = g.key(part.text)
				w, _ := spelling.Words(nil, part.text, false)
				*part.words = string(w)
			}
			for _, f := range []form{folded, words} {
				if f.before+f.after != "" && !slices.ContainsFunc(g.forms, func(o form) bool { return o.before == f.before && o.after == f.after }) {
					g.forms = append(g.forms, f)
				}
			}
		}
	})
	slices.SortFunc(g.forms, func(a, b form) int {
		return cmp.Or(
			strings.Compare(a.kind, b.kind), // articles first
			cmp.Compare(len(b.before)+len(b.after), len(a.before)+len(a.after)),
			strings.Compare(a.before, b.before), strings.Compare(a.after, b.after),
		)
	})
}

// readNoLocation reads the marks for what is not known or does not apply.
func (g *generator) readNoLocation() {
	g.read("no-location.txt", 2, 2, func(col []string) {
		for mark := range strings.SplitSeq(col[1], "; ") {
			key := g.key(mark)
			if m := g.lines[key]; m != "" && m != "!" {
				g.errorf("%q already means %q", mark, m)
			}
			g.lines[key] = "!"
		}
	})
}

// readCodes reads the codes beside alpha-2 and alpha-3.
func (g *generator) readCodes() {
	add := func(codes map[string]string, c country.Code, s string) {
		code := (s + "  ")[:3]
		_, err := country.ParseCode(s)
		if len(s) < 2 || len(s) > 3 || err == nil || g.codes[code] != "" || g.sports[code] != "" {
			g.errorf("%q is not a code of two or three characters, or already one of %s%s", s, g.codes[code], g.sports[code])
			return
		}
		if m := g.lines[strings.ToLower(s)]; m != "" && m != c.String() {
			g.errorf("%q is a name that means %q", s, m)
			return
		}
		codes[code] = c.String()
	}
	g.read("codes.txt", 2, 4, func(col []string) {
		c := g.code(col[0])
		if c.IsZero() {
			return
		}
		for _, s := range []string{col[1], col[3]} {
			if s != "" {
				add(g.codes, c, s)
			}
		}
		if col[2] != "" {
			add(g.sports, c, col[2])
		}
	})
}

// name notes that c is called s in the language.
func (g *generator) name(lang string, c country.Code, s string) {
	source := "CLDR " + lang
	switch lang {
	case "en":
		g.claimEnglish(c, s, source)
	case "ru":
		g.claim(c, islands.Replace(s), source)
		g.claim(c, s, source)
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

// islands writes in full what CLDR cuts short in Russian.
var islands = strings.NewReplacer("о-ва", "острова", "О-ва", "Острова", "о-в", "остров", "О-в", "Остров")

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
		codes := strings.Fields(strings.TrimLeft(meaning, "=^-"))
		for _, c := range codes {
			g.code(c)
		}
		codeFirst := strings.HasPrefix(meaning, "=")
		if !codeFirst && !slices.IsSorted(codes) {
			g.errorf("%q: codes are not in ascending order", meaning)
		}
		if codeFirst {
			meaning = strings.Join(slices.Sorted(slices.Values(codes)), " ")
		}
		for name := range strings.SplitSeq(col[0], "; ") {
			key := g.key(name)
			if decided[key] {
				g.errorf("%q is decided twice", name)
			}
			if code := g.codeOf(key); codeFirst && code != codes[0] {
				g.errorf("%q is not a code of %s", name, codes[0])
			}
			if claims := g.claims[key]; len(claims) == 1 && claims[0].code.String() == meaning && !g.short[key] {
				g.errorf("%q needs no decision: only %s claims it", name, meaning)
			}
			decided[key] = true
			if meaning != "-" {
				g.lines[key] = meaning
			}
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
		if g.short[key] && !g.reviewed[key] && g.codeOf(key) != g.lines[key] {
			g.errorf("decisions.txt: %q, too short to be taken for a name unseen, is claimed by %s", key, describe(claims))
		} else if code := g.codeOf(key); code != "" && code != g.lines[key] {
			g.errorf("decisions.txt: %q is a code of %s, and claimed by %s", key, code, describe(claims))
		}
	}
}

// codeOf returns the country whose alpha-2 or alpha-3 code the key is.
func (g *generator) codeOf(key string) string {
	code := strings.ToUpper(key)
	if _, err := country.ParseCode(code); err == nil {
		return code
	}
	return g.codes[code]
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
	fmt.Fprintf(&b, "// Code generated by go run ./gen from names; DO NOT EDIT.\n\n")
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
	for _, t := range []struct {
		name, doc string
		codes     map[string]string
	}{
		{"longCodes", "longCodes holds the codes of three characters, and shorter ones that are not in\n// ISO 3166-1 with a space behind them, sorted, each with its alpha-2 code", g.codes},
		{"olympicCodes", "olympicCodes holds in the same way the codes of the Olympic committees, which\n// are words in too many languages to be read in small letters", g.sports},
	} {
		fmt.Fprintf(&b, "// %s.\nconst %s = \"\"", t.doc, t.name)
		for i, code := range slices.Sorted(maps.Keys(t.codes)) {
			if i%20 == 0 {
				if i > 0 {
					b.WriteString("\"")
				}
				b.WriteString(" +\n\t\"")
			}
			b.WriteString(code + t.codes[code])
		}
		b.WriteString("\"\n\n")
	}
	fmt.Fprintf(&b, "// forms holds the articles and the forms of the state, articles first and then the\n// longest first.\nvar forms = [...]form{\n")
	for _, f := range g.forms {
		fmt.Fprintf(&b, "\t{%q, %q, %s},\n", f.before, f.after, f.kind)
	}
	fmt.Fprintf(&b, "}\n\n")
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

	fmt.Fprintf(&b, "// nearNames holds the names that are suggested for what is not found: folded words,\n"+
		"// name and code. Of a country, the English names come first.\nconst nearNames = `")
	for _, id := range slices.SortedFunc(maps.Keys(g.near), func(a, b [2]string) int {
		return cmp.Or(strings.Compare(a[1], b[1]), g.near[a].rank-g.near[b].rank)
	}) {
		if g.lines[id[0]] != id[1] {
			continue // several share it, or it was decided for another
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\n", spelling.Spaced(g.near[id].shown), g.near[id].shown, id[1])
	}
	fmt.Fprintf(&b, "`\n")

	if n := bytes.Count(b.Bytes(), []byte("`")); n != 4 {
		return nil, fmt.Errorf("a name holds a backquote, which the tables cannot")
	}
	return format.Source(b.Bytes())
}
