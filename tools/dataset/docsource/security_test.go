//go:build unix

package docsource

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

func TestBoundsAreThoseOfSecurity(t *testing.T) {
	testkit.SecurityPromises(t, "pages are at most "+testkit.Bytes(MaxPageSize))
}

// A page that is too large settles nothing, and a pipe or a link to a device is
// no page: reading a folder ends.
func TestPagesWithoutAnEnd(t *testing.T) {
	base, err := catalog.Embedded("2021-08-03")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	at := func(slug string) string { return filepath.Join(dir, pagePrefix+slug+".md") }
	if err := os.WriteFile(at("germany"), []byte(strings.Repeat("x", MaxPageSize+1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(at("france"), 0o600); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink("/dev/zero", at("italy")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/dev/zero", filepath.Join(dir, indexPage)); err != nil {
		t.Fatal(err)
	}
	result, err := Read(t.Context(), []string{dir}, Options{Base: base})
	if err != nil {
		t.Fatal(err)
	}
	if n := result.Builds[0].Pages; n != 1 {
		t.Errorf("%d pages are read", n)
	}
	if len(result.Unsettled) == 0 || !strings.Contains(result.Unsettled[0].What, "at most 1048576 are read") {
		t.Errorf("not settled are %v", result.Unsettled)
	}
}
