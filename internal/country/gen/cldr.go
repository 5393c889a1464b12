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

// importCLDR returns the text of names/cldr.txt: what the package
// cldr-localenames-full in a folder calls the countries in the generator's
// languages, in all its forms.
func importCLDR(dir string) ([]byte, error) {
	var version struct{ Version string }
	if err := readJSON(filepath.Join(dir, "package.json"), &version); err != nil {
		return nil, err
	}
	names := map[string]map[string][]string{} // code -> names, as CLDR joins its forms -> languages
	order := map[string][]string{}
	for _, l := range languages {
		folder := l
		if l == "zh-Hans" {
			folder = "zh"
		}
		var file struct {
			Main map[string]struct {
				LocaleDisplayNames struct{ Territories map[string]string }
			}
		}
		if err := readJSON(filepath.Join(dir, "main", folder, "territories.json"), &file); err != nil {
			return nil, err
		}
		territories := file.Main[folder].LocaleDisplayNames.Territories
		for _, c := range country.Codes() {
			code := c.String()
			var all []string
			for _, form := range []string{"", "-alt-short", "-alt-variant", "-alt-chagos"} {
				if name := territories[code+form]; name != "" && name != code && !slices.Contains(all, name) {
					all = append(all, name)
				}
			}
			if len(all) == 0 {
				continue
			}
			joined := strings.Join(all, "; ")
			if names[code] == nil {
				names[code] = map[string][]string{}
			}
			if names[code][joined] == nil {
				order[code] = append(order[code], joined)
			}
			names[code][joined] = append(names[code][joined], l)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# The names in CLDR %s (the package cldr-localenames-full, Unicode-3.0 license), in all their forms: go run ./gen -cldr FOLDER\n"+
		"# writes this file.\n#\n# Columns, separated by tabs: alpha-2 code, then languages, an equals sign, and the names there, separated by semicolons.\n", version.Version)
	for _, c := range country.Codes() {
		b.WriteString(c.String())
		for _, joined := range order[c.String()] {
			fmt.Fprintf(&b, "\t%s=%s", strings.Join(names[c.String()][joined], ","), joined)
		}
		b.WriteByte('\n')
	}
	return []byte(b.String()), nil
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
