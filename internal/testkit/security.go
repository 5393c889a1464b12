package testkit

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// SecurityPromises fails where SECURITY.md does not have one of the phrases, which
// the tests of a package make of its bounds, so that a changed bound must change the page.
func SecurityPromises(t testing.TB, phrases ...string) {
	t.Helper()
	root, err := exec.CommandContext(t.Context(), "git", "rev-parse", "--show-toplevel").Output()
	if err != nil {
		t.Skip("this is no checkout")
	}
	page, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "SECURITY.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, phrase := range phrases {
		// At the ends of words and numbers, so that "5 redirects" is not in "15 redirects".
		if !regexp.MustCompile(`(?:^|[^\w.,])` + regexp.QuoteMeta(phrase) + `\b`).Match(page) {
			t.Errorf("SECURITY.md does not say %q", phrase)
		}
	}
}

// Grouped returns a number as the page writes it: "2,500".
func Grouped[N ~int | ~int64](n N) string {
	if n < 1000 {
		return strconv.FormatInt(int64(n), 10)
	}
	return Grouped(n/1000) + fmt.Sprintf(",%03d", n%1000)
}

// Bytes returns a number of bytes as the page writes it: "16 MiB".
func Bytes[N ~int | ~int64](n N) string {
	for _, unit := range []string{"bytes", "KiB", "MiB"} {
		if n < 1024 {
			return fmt.Sprintf("%d %s", n, unit)
		}
		n /= 1024
	}
	return fmt.Sprintf("%d GiB", n)
}
