//go:build unix

package catalog

import (
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe could make the provider wait forever.
func TestDecodeFileOfPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := DecodeFile(pipe); err == nil || err.Error() != "open "+pipe+": it is a named pipe, and only regular files are read" {
		t.Errorf("of a pipe: %v", err)
	}
}
