// Package city finds the city that a spelling means among those of a country
// that have toll service numbers.
//
// People write a city in English, in their own language, with or without its
// accents, with its river or its state. [Find] knows the names of the cities in
// Microsoft's documentation, and keeps three outcomes apart: a city of the data,
// a spelling that is near one and may be meant for it ([NearError]), and any
// other place, which has no numbers. It reads no file and no network, holds no
// state, and does nothing when the process starts: its tables are constants.
//
// The names come from GeoNames (https://www.geonames.org, Creative Commons
// Attribution 4.0), and from files that were collected and reviewed here; all are
// in the folder names. The generator in the folder gen makes tables.go of them,
// and fails on a name that two cities of a country claim.
package city

import (
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country/internal/spelling"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

//go:generate go run ./gen

// A Place is a city as a dataset names it: "Portland", and "Oregon" if the page
// of the country has states. A name may have a second one in brackets:
// "Teesside (Middlesbrough)".
type Place struct{ Name, State string }

// String returns the place as the pages write it: "Portland", or "Oregon,
// Portland".
func (p Place) String() string {
	if p.State == "" {
		return p.Name
	}
	return p.State + ", " + p.Name
}

// NearError says that Input names no city of the country exactly, but is near
// Suggestions, at most three of them and the nearest first.
type NearError struct {
	Input       string
	Country     country.Code
	Suggestions []Place
}

func (e *NearError) Error() string {
	names := make([]string, len(e.Suggestions))
	for i, p := range e.Suggestions {
		names[i] = p.String()
	}
	nearest := "; the nearest is "
	if len(names) > 1 {
		nearest = "; the nearest are "
	}
	return "no city with toll numbers in " + e.Country.Name() + " is named " + text.Quote(e.Input) + nearest + text.And(names)
}

// MaxInput is the length in bytes of the longest input that is looked at.
const MaxInput = 256

// maxSuggestions is how many places a NearError names.
const maxSuggestions = 3

// Find returns the indices of the places, all in one country, that s names: by
// the name of the page or another name, alone or with its state, province or
// country, as in "Portland, OR", "Oregon, Portland" and "München, Germany".
// There are several if a name alone is ambiguous, and none if s names another
// place in the world. The error is a [*NearError] if s is close to one of them.
func Find(c country.Code, places []Place, s string) ([]int, error) {
	if len(s) > MaxInput || len(places) == 0 {
		return nil, nil
	}
	l := lookup{c, places}
	whole := keyOf(s)
	if found := l.named(whole); found != nil {
		return found, nil
	}
	if l.isOther(whole) {
		return nil, nil
	}
	var near []int
	for name, qualifier := range parts(s) {
		state, isPlaceOf := l.qualified(qualifier)
		isHere := func(i int) bool { return state == "" || places[i].State == "" || keyOf(places[i].State) == state }
		found := l.named(keyOf(name))
		switch {
		case found == nil && isPlaceOf && !l.isOther(keyOf(name)):
			near = append(near, slices.DeleteFunc(l.near(keyOf(name)), func(i int) bool { return !isHere(i) })...)
		case found == nil:
		case !isPlaceOf:
			near = append(near, found...)
		case state != "" && places[found[0]].State == "":
			return nil, nil // "Toronto, Quebec"; the right province is part of a name
		default:
			// Another place of the same name has no numbers: "Portland, Texas".
			return slices.DeleteFunc(found, func(i int) bool { return !isHere(i) }), nil
		}
	}
	if len(near) == 0 {
		near = l.near(whole)
	}
	if len(near) == 0 {
		return nil, nil
	}
	err := &NearError{Input: s, Country: c}
	for _, i := range near {
		if len(err.Suggestions) < maxSuggestions && !slices.Contains(err.Suggestions, places[i]) {
			err.Suggestions = append(err.Suggestions, places[i])
		}
	}
	return nil, err
}

func keyOf(s string) string {
	key, ok := spelling.Fold(nil, s)
	if !ok {
		return ""
	}
	return string(key.Bytes)
}

// parts calls yield with each name and what stands beside it: before or behind
// a comma or another mark, in brackets, or, in capitals, after a space.
func parts(s string) func(yield func(name, qualifier string) bool) {
	return func(yield func(name, qualifier string) bool) {
		s = strings.TrimSpace(s)
		for i, r := range s {
			if !strings.ContainsRune(",;/|(（，、–—-", r) {
				continue
			}
			one, other := s[:i], strings.Trim(s[i+len(string(r)):], ")） ")
			if keyOf(one) == "" || keyOf(other) == "" {
				continue
			}
			if !yield(one, other) || !yield(other, one) {
				return
			}
		}
		if i := strings.LastIndexByte(s, ' '); i > 0 && strings.ToUpper(s[i:]) == s[i:] {
			yield(s[:i], s[i+1:])
		}
	}
}

// A lookup looks for places of a country.
type lookup struct {
	country country.Code
	places  []Place
}

// named returns the places that have the name of that key.
func (l lookup) named(key string) (found []int) {
	if key == "" {
		return nil
	}
	page, _ := value(names, l.country.String()+key)
	for i, p := range l.places {
		outer, inner, _ := strings.Cut(p.Name, "(")
		if k := keyOf(p.Name); k == key || k == page || inner != "" && (keyOf(outer) == key || keyOf(inner) == key) {
			found = append(found, i)
		}
	}
	return found
}

// isOther reports whether the key is the name of another place in the country.
func (l lookup) isOther(key string) bool {
	_, ok := value(others, l.country.String()+key)
	return ok
}

// qualified returns the key of the state that a qualifier names, and whether it
// is a state of the country or the country itself.
func (l lookup) qualified(qualifier string) (state string, ok bool) {
	key := keyOf(qualifier)
	if state, ok := value(states, l.country.String()+key); ok {
		return state, true
	}
	for _, p := range l.places {
		if p.State != "" && keyOf(p.State) == key {
			return key, true
		}
	}
	code, ok := country.Find(qualifier)
	return "", ok && code == l.country
}

// shortestNear is the length in bytes of the shortest key that is near another.
const shortestNear = 4

// near returns the places that have a name near the key, the nearest first.
func (l lookup) near(key string) []int {
	if len(key) < shortestNear || l.isOther(key) {
		return nil
	}
	var d spelling.Distancer
	d.Reset(key)
	edits := map[int]int{}
	try := func(name string, page string) {
		n, ok := d.Edits(name)
		if !ok || len(name) < shortestNear {
			return
		}
		for i, p := range l.places {
			if old, seen := edits[i]; keyOf(p.Name) == page && (!seen || n < old) {
				edits[i] = n
			}
		}
	}
	for _, p := range l.places {
		page := keyOf(p.Name)
		try(page, page)
		if outer, inner, ok := strings.Cut(p.Name, "("); ok {
			try(keyOf(outer), page)
			try(keyOf(inner), page)
		}
	}
	for rest := names[start(names, l.country.String()):]; strings.HasPrefix(rest, l.country.String()); {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		name, page, _ := strings.Cut(line[2:], "\t")
		try(name, page)
	}
	var found []int
	least := len(key)
	for i, n := range edits {
		found = append(found, i)
		least = min(least, n)
	}
	slices.SortFunc(found, func(a, b int) int {
		if edits[a] != edits[b] {
			return edits[a] - edits[b]
		}
		return a - b
	})
	// Beside the right name, those with more errors are noise.
	return slices.DeleteFunc(found, func(i int) bool { return edits[i] > least })
}

// start returns where the first line of a sorted table is that is not before key.
func start(table, key string) int {
	lo, hi := 0, len(table)
	for lo < hi {
		mid := lo + (hi-lo)/2
		at := lo + strings.LastIndexByte(table[lo:mid], '\n') + 1
		end := at + strings.IndexByte(table[at:], '\n')
		if word, _, _ := strings.Cut(table[at:end], "\t"); word < key {
			lo = end + 1
		} else {
			hi = at
		}
	}
	return lo
}

// value returns what a sorted table says about key, and whether it says anything.
func value(table, key string) (string, bool) {
	line, ok := strings.CutPrefix(table[start(table, key):], key+"\t")
	if !ok {
		return "", false
	}
	line, _, _ = strings.Cut(line, "\n")
	return line, true
}
