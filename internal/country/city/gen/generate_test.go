package main

import (
	"bytes"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTablesAreUpToDate(t *testing.T) {
	want, err := generate(os.DirFS("../names"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../tables.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("tables.go is stale: run go generate in internal/country/city")
	}
}

func TestGenerateRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, file, line, want string
	}{
		{"a name of two cities", "extra.txt", "DE\t\tMunich\tFrankfurt", `"Frankfurt" is a name of two cities`},
		{"a city that no page has", "extra.txt", "DE\t\tXanadu\tSchanadu", `cities.txt has no Xanadu`},
		{"another place that is a city's name", "others.txt", "DE\tMünchen", `"München" is a name of a city`},
		{"a state's name for two", "states.txt", "US\tXX\tXanadu; Texas", `"Texas" is texas and Xanadu`},
		{"an invalid province", "homes.txt", "CA\tToronto\tTexas", `CA has no Texas`},
		{"a city of a province that no page has", "homes.txt", "CA\tXanadu\tOntario", `or no Xanadu`},
		{"an unknown country", "others.txt", "XX\tXanadu", `"XX" is not an ISO 3166-1 alpha-2 code`},
		{"a column too few", "cities.txt", "DE\tXanadu", `2 columns, want 4`},
		{"no letters", "extra.txt", "DE\t\tMunich\t...", `"..." has no key`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := fstest.MapFS{}
			dir := os.DirFS("../names")
			entries, err := fs.ReadDir(dir, ".")
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				data, err := fs.ReadFile(dir, e.Name())
				if err != nil {
					t.Fatal(err)
				}
				files[e.Name()] = &fstest.MapFile{Data: data}
			}
			files[tt.file] = &fstest.MapFile{Data: slices.Concat(files[tt.file].Data, []byte(tt.line+"\n"))}
			if _, err := generate(files); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
}

func TestImportGeoNames(t *testing.T) {
	_, _, err := importGeoNames("testdata/geonames.txt", "testdata/dataset.json", os.DirFS("../names"))
	if err == nil || !strings.Contains(err.Error(), "GeoNames has no Portland, Oregon in US") {
		t.Fatalf("a city that is missing: %v", err)
	}
	cities, others, err := importGeoNames("testdata/geonames.txt", "testdata/small.json", os.DirFS("../names"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ text, want string }{
		{string(cities), "DE\t\tMunich\tMünchen; Muenchen; Мюнхен\n"}, // not "MUC", not a transliteration, not what a large place is called
		{string(others), "DE\tMunichberg; Munick\n"},                  // near the name, or begins with it
	} {
		if !strings.HasSuffix(tt.text, tt.want) {
			t.Errorf("%q does not end with %q", tt.text, tt.want)
		}
	}
}
