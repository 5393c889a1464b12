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
		t.Error("tables.go is stale: run go generate in internal/country")
	}
}

func TestGenerateIsDeterministic(t *testing.T) {
	first, err := generate(os.DirFS("../names"))
	if err != nil {
		t.Fatal(err)
	}
	again, err := generate(os.DirFS("../names"))
	if err != nil || !bytes.Equal(first, again) {
		t.Fatalf("another run made other tables: %v", err)
	}
}

func TestGenerateRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, file, line, want string
	}{
		{"a collision nobody decided on", "everyday.txt", "DE\tFrance", `"france" is claimed by DE (everyday France), FR (ISO France)`},
		{"a collision between languages", "cldr.txt", "DE\tfi=Ranska", `"ranska" is claimed by DE (CLDR fi Ranska), FR (CLDR fi Ranska)`},
		{"a name that is another country's code", "everyday.txt", "DE\tfra", `"fra" is a code of FR, and claimed by DE (everyday fra)`},
		{"a needless decision", "decisions.txt", "France\tFR\tbecause", `"France" needs no decision`},
		{"a second decision", "decisions.txt", "CONGO\tCD CG\tbecause", `"CONGO" is decided twice`},
		{"codes out of order", "decisions.txt", "Xanadu\tFR DE\tbecause", `"FR DE": codes are not in ascending order`},
		{"a former country whose name is in use", "former.txt", "DE\tFrance", `"France" already means "FR"`},
		{"a former country twice", "former.txt", "DE\tUSSR", `"USSR" already means "-"`},
		{"an unknown code", "everyday.txt", "XX\tXanadu", `"XX" is not an ISO 3166-1 alpha-2 code`},
		{"an unknown code in a decision", "decisions.txt", "Xanadu\tDE XX\tbecause", `"XX" is not an ISO 3166-1 alpha-2 code`},
		{"an unknown successor", "former.txt", "XX\tXanadu", `"XX" is not an ISO 3166-1 alpha-2 code`},
		{"an unknown language", "cldr.txt", "DE\txx=Xanadu", `language "xx" is not one of the generator's`},
		{"a name without a language", "cldr.txt", "DE\tXanadu", `"Xanadu" has no language`},
		{"a short name that nobody looked at", "cldr.txt", "DE\tde=Xn", `"xn", too short to be taken for a name unseen, is claimed by DE`},
		{"two halves of a name that are another's", "cldr.txt", "DE\tde=Xanadu (Frankreich)", `"frankreich" is claimed by DE`},
		{"a decision on an invalid code", "decisions.txt", "Xanadu\t=DE FR\tbecause", `"Xanadu" is not a code of DE`},
		{"a mark that is a name", "no-location.txt", "de\tFrankreich", `"Frankreich" already means "FR"`},
		{"a code that is one of ISO 3166-1", "codes.txt", "DE\tFRA", `"FRA" is not a code of two or three characters, or already one of FR`},
		{"a code twice", "codes.txt", "DE\t250", `"250" is not a code of two or three characters, or already one of FR`},
		{"a code that is a name", "codes.txt", "DE\t\tSUA", `"SUA" is a name that means "US"`},
		{"a code of four letters", "codes.txt", "DE\tDEUT", `"DEUT" is not a code`},
		{"a form without a name", "forms.txt", "en\tstate\tEmpire of", `has no …`},
		{"a form of nothing", "forms.txt", "en\tstate\t…", `or nothing else`},
		{"a form of an unknown kind", "forms.txt", "en\tempire\tEmpire of …", `"empire" is not a kind of form`},
		{"a column too many", "everyday.txt", "DE\tXanadu\tmore", `3 columns, want 2 to 2`},
		{"a column too few", "labels.txt", "DE\tXanadu\tmore", `3 columns, want 4 to 4`},
		{"no letters", "everyday.txt", "DE\t...", `"..." has no key`},
		{"a name too long", "everyday.txt", "DE\t" + strings.Repeat("x", 300), `has no key, or one that is too long`},
		{"a backquote in a suggestion", "labels.txt", "DE\txanadu\tXan`adu\tXanadu", `backquote`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := fewNames(t)
			if tt.file == "labels.txt" {
				files = names(t) // which must be right except for the line
			}
			text := slices.Concat(files[tt.file].Data, []byte(tt.line+"\n"))
			files[tt.file] = &fstest.MapFile{Data: text}
			_, err := generate(files)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("error %v, want %s", err, tt.want)
			}
			if !strings.Contains(err.Error(), ".txt") && tt.name != "a backquote in a suggestion" {
				t.Errorf("error %v does not name the file", err)
			}
		})
	}
}

func TestGenerateNeedsEveryCountry(t *testing.T) {
	files := names(t)
	text := strings.Replace(string(files["iso.txt"].Data), "\nDE\tDEU\tGermany", "\n# DE\tDEU\tGermany", 1)
	files["iso.txt"] = &fstest.MapFile{Data: []byte(text)}
	if _, err := generate(files); err == nil || !strings.Contains(err.Error(), "DE has no alpha-3 code or no name") {
		t.Errorf("error %v", err)
	}
}

func TestGenerateNeedsEveryFile(t *testing.T) {
	for name := range names(t) {
		files := names(t)
		delete(files, name)
		if _, err := generate(files); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: error %v", name, err)
		}
	}
}

// fewNames returns the folder names with the names of CLDR in two countries
// alone, which takes less time to read.
func fewNames(t *testing.T) fstest.MapFS {
	t.Helper()
	files := names(t)
	var few []string
	for line := range strings.Lines(string(files["cldr.txt"].Data)) {
		if strings.HasPrefix(line, "FR\t") || strings.HasPrefix(line, "DE\t") {
			few = append(few, line)
		}
	}
	files["cldr.txt"] = &fstest.MapFile{Data: []byte(strings.Join(few, ""))}
	return files
}

// names returns a copy of the folder names.
func names(t *testing.T) fstest.MapFS {
	t.Helper()
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
	return files
}
