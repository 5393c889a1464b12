package testkit

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write golden files and what is generated, instead of comparing")

// Update reports whether the tests are to write what they compare with: go test
// -update.
func Update() bool { return *update }

// Golden compares a text with a file, or writes the file with -update.
func Golden(t testing.TB, file, got string) {
	t.Helper()
	data, err := os.ReadFile(file)
	want := string(data)
	if *update {
		if err != nil || got != want {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	if err != nil {
		t.Fatalf("%v; write it with go test -update", err)
	}
	if got == want {
		return
	}
	wantLines := strings.SplitAfter(want, "\n")
	for i, line := range strings.SplitAfter(got, "\n") {
		if i >= len(wantLines) || line != wantLines[i] {
			t.Errorf("%s:%d has changed; rewrite it with go test -update. That line is now:\n%s", file, i+1, line)
			return
		}
	}
	t.Errorf("%s has more than it should; rewrite it with go test -update", file)
}
