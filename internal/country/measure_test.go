package country_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// listsVariable names the folder node_modules that has the packages
// world-countries and i18n-iso-countries. No name in this package comes from
// them: they measure how many it knows of what it was not made from.
//
//	npm install --prefix /tmp/lists world-countries@5.1.0 i18n-iso-countries@7.14.0
//	TEAMSVOICE_NAME_LISTS=/tmp/lists/node_modules go test -v -run Measure ./internal/country/
const listsVariable = "TEAMSVOICE_NAME_LISTS"

// A listed name is one of a list that was not made for this package.
type listed struct{ list, language, code, name string }

// TestMeasure resolves public lists of names. What resolves to another country
// than the list says fails, unless the list is wrong there.
func TestMeasure(t *testing.T) {
	dir := os.Getenv(listsVariable)
	if dir == "" {
		t.Skipf("%s is not set", listsVariable)
	}
	for _, tt := range []struct {
		kind  string
		names []listed
		goal  float64 // the share that must resolve rightly
	}{
		{"everyday", everydayNames(t, dir), 0.965},
		{"formal", formalNames(t, dir), 0.85},
	} {
		t.Run(tt.kind, func(t *testing.T) {
			counts := map[string]*[4]int{} // all, right, ambiguous, not found
			total := [4]int{}
			for _, n := range tt.names {
				key := n.list + " " + n.language
				if counts[key] == nil {
					counts[key] = new([4]int)
				}
				result := 0
				switch got := outcome(n.name); {
				case got == n.code:
					result = 1
				case strings.HasSuffix(got, "?"):
					result = 2
				case got == "-":
					result = 3
				default:
					if reason := listErrors[n]; reason != "" {
						result = 2
						break
					}
					t.Errorf("wrong: %s %s: %q is taken for %s, not %s", n.list, n.language, n.name, got, n.code)
				}
				if os.Getenv("TEAMSVOICE_NAME_LISTS_VERBOSE") != "" && result > 1 {
					fmt.Println(tt.kind, n.list, n.language, n.code, n.name, outcome(n.name))
				}
				for _, c := range []*[4]int{counts[key], &total} {
					c[0]++
					if result > 0 {
						c[result]++
					}
				}
			}
			keys := []string{}
			for key := range counts {
				keys = append(keys, key)
			}
			slices.Sort(keys)
			for _, key := range keys {
				t.Logf("%-28s %4d names, %5.1f %% right, %d asked about, %d not found", key, counts[key][0], 100*float64(counts[key][1])/float64(counts[key][0]), counts[key][2], counts[key][3])
			}
			share := float64(total[1]) / float64(total[0])
			t.Logf("all: %d names, %.1f %% right, %d asked about, %d not found", total[0], 100*share, total[2], total[3])
			if share < tt.goal {
				t.Errorf("%.1f %% are right, want %.0f %%", 100*share, 100*tt.goal)
			}
		})
	}
}

// listErrors are the names that a list has for a country that is not the one
// whose name it is, and why.
var listErrors = map[listed]string{
	{"i18n-iso-countries", "pt", "CG", "República Democrática do Congo"}: "the name of CD",
	{"world-countries", "hun", "AS", "Szamoa"}:                           "the name of WS",
	{"world-countries", "hun", "TZ", "Tádzsikisztán"}:                    "the name of TJ",
	{"world-countries", "kor", "DM", "도미니카 공화국"}:                         "the name of DO",
	{"world-countries", "kor", "GS", "조지아"}:                              "the name of GE",
	{"world-countries", "kor", "IO", "인도"}:                               "the name of IN",
	{"world-countries", "kor", "IO", "인도 공화국"}:                           "the name of IN",
	{"world-countries", "per", "GN", "پاپوآ گینه نو"}:                    "the name of PG",
	{"world-countries", "pol", "CM", "WybrzeŻe Kości Słoniowej"}:         "the name of CI",
	{"world-countries", "pol", "SS", "Sudan"}:                            "the name of SD",
	{"world-countries", "slk", "GF", "Guyana"}:                           "the name of GY",
	{"world-countries", "nld", "GF", "Guyana"}:                           "the name of GY",
	{"world-countries", "srp", "GF", "Gvajana"}:                          "the name of GY",
	{"world-countries", "zho", "DM", "多米尼加共和国"}:                          "the name of DO",
}

// The claimed languages, by their codes in the two packages.
var (
	i18nLanguages   = strings.Fields("en de fr es it pt nl da sv no nb fi pl cs hu tr ru uk ar he ja ko zh bg ca el et fa hi hr id is lt lv ms ro sk sl sr th vi")
	formalLanguages = strings.Fields("ara deu fra ita jpn kor nld pol por rus spa tur zho")
	worldLanguages  = strings.Fields("ara ces deu est fin fra hrv hun ita jpn kor nld per pol por rus slk spa srp swe tur zho ind")
)

func everydayNames(t *testing.T, dir string) (names []listed) {
	for _, l := range i18nLanguages {
		var file struct{ Countries map[string]any }
		if !readJSON(t, filepath.Join(dir, "i18n-iso-countries", "langs", l+".json"), &file) {
			continue
		}
		for code, value := range file.Countries {
			switch value := value.(type) {
			case string:
				names = append(names, listed{"i18n-iso-countries", l, code, value})
			case []any:
				for _, one := range value {
					names = append(names, listed{"i18n-iso-countries", l, code, one.(string)})
				}
			}
		}
	}
	for _, c := range worldCountries(t, dir) {
		names = append(names, listed{"world-countries", "en", c.CCA2, c.Name.Common})
		for _, l := range worldLanguages {
			if name := c.Translations[l].Common; name != "" {
				names = append(names, listed{"world-countries", l, c.CCA2, name})
			}
		}
	}
	return known(names)
}

func formalNames(t *testing.T, dir string) (names []listed) {
	for _, c := range worldCountries(t, dir) {
		names = append(names, listed{"world-countries", "en", c.CCA2, c.Name.Official})
		for _, l := range formalLanguages {
			if name := c.Translations[l].Official; name != "" && name != c.Translations[l].Common {
				names = append(names, listed{"world-countries", l, c.CCA2, name})
			}
		}
	}
	return known(names)
}

// known leaves out what is no country here, such as an empty name.
func known(names []listed) []listed {
	slices.SortFunc(names, func(a, b listed) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return slices.DeleteFunc(names, func(n listed) bool {
		_, err := country.ParseCode(n.code)
		return err != nil || n.name == ""
	})
}

type worldCountry struct {
	CCA2         string
	Name         worldName
	Translations map[string]worldName
}

type worldName struct{ Common, Official string }

func worldCountries(t *testing.T, dir string) (all []worldCountry) {
	if !readJSON(t, filepath.Join(dir, "world-countries", "countries.json"), &all) {
		t.Fatal("world-countries is missing")
	}
	return all
}

func readJSON(t *testing.T, name string, target any) bool {
	t.Helper()
	text, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		return false
	}
	if err == nil {
		err = json.Unmarshal(text, target)
	}
	if err != nil {
		t.Fatal(err)
	}
	return true
}
