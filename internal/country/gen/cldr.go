package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// cldrForms are the forms in which CLDR may have a name.
var cldrForms = []string{"", "-alt-short", "-alt-variant", "-alt-chagos"}

// longestName is the length in bytes of the longest text that is taken for a
// name. One in Bengali is several names in a row.
const longestName = 200

// importCLDR returns the text of names/cldr.txt: what the packages
// cldr-localenames-full in the folders call the countries in the generator's
// languages, in all its forms. The newest release comes first.
func importCLDR(folders []string) ([]byte, error) {
	names := make([]map[string][]string, country.Count) // language -> names, the newest first
	for i := range names {
		names[i] = map[string][]string{}
	}
	var versions []string
	for _, folder := range folders {
		var release struct{ Version string }
		if err := readJSON(filepath.Join(folder, "package.json"), &release); err != nil {
			return nil, err
		}
		versions = append(versions, release.Version)
		for _, l := range languages {
			territories, err := readTerritories(folder, l)
			if err != nil {
				return nil, err
			}
			for _, c := range country.Codes() {
				for _, form := range cldrForms {
					old := names[c.Index()][l]
					if name := strings.TrimSpace(territories[c.String()+form]); name != "" && name != c.String() && len(name) <= longestName && !slices.Contains(old, name) {
						names[c.Index()][l] = append(old, name)
					}
				}
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# The names in CLDR, all forms of the releases %s (the package cldr-localenames-full;\n"+
		"# Unicode-3.0 license), written by go run ./gen -cldr FOLDER,FOLDER...\n#\n"+
		"# Columns, separated by tabs: alpha-2 code, then languages, an equals sign, and the names there, separated by semicolons.\n",
		strings.Join(versions, ", "))
	for _, c := range country.Codes() {
		b.WriteString(c.String())
		var order []string
		languagesOf := map[string][]string{}
		for _, l := range languages {
			if all := strings.Join(names[c.Index()][l], "; "); all != "" {
				if languagesOf[all] == nil {
					order = append(order, all)
				}
				languagesOf[all] = append(languagesOf[all], l)
			}
		}
		for _, all := range order {
			fmt.Fprintf(&b, "\t%s=%s", strings.Join(languagesOf[all], ","), all)
		}
		b.WriteByte('\n')
	}
	return []byte(b.String()), nil
}

// readTerritories returns the names in a language by code and form. Older
// releases have Norwegian Bokmål under "nb".
func readTerritories(folder, lang string) (map[string]string, error) {
	locales := map[string][]string{"zh-Hans": {"zh", "zh-Hans"}, "no": {"no", "nb"}}[lang]
	if locales == nil {
		locales = []string{lang}
	}
	var err error
	for _, locale := range locales {
		var file struct {
			Main map[string]struct {
				LocaleDisplayNames struct{ Territories map[string]string }
			}
		}
		if err = readJSON(filepath.Join(folder, "main", locale, "territories.json"), &file); err == nil {
			return file.Main[locale].LocaleDisplayNames.Territories, nil
		}
	}
	return nil, err
}

func readJSON(name string, target any) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, target); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
