//go:build unix

package localfile

import (
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Whatever is not a regular file is refused, and without waiting for anyone:
// with nobody at the other end of the pipe, a test that hangs here would fail by
// its own time limit.
func TestOpenRefusesWhatHasNoEnd(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(pipe, link); err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(dir, "socket")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, tt := range []struct{ path, want string }{
		{pipe, "it is a named pipe, and only regular files are read"},
		{link, "it is a named pipe, and only regular files are read"},
		{socket, "it is a socket, and only regular files are read"},
		{"/dev/zero", "it is a device, and only regular files are read"},
		{"/dev/null", "it is a device, and only regular files are read"},
	} {
		_, err := Open(t.Context(), tt.path, 1000)
		refused(t, err, tt.path, tt.want)
	}
}

// A pipe that comes to where a regular file was a moment ago.
func TestOpenWaitsForNoPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(pipe, os.O_RDONLY|nonblock, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	refused(t, check(pipe, info, 1000), pipe, "it is a named pipe")
}
