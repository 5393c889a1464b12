package localfile

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// refused checks an error: what it says, and that it names the path apart.
func refused(t *testing.T, err error, path, want string) {
	t.Helper()
	var at *fs.PathError
	if !errors.As(err, &at) || at.Path != path || !strings.Contains(at.Err.Error(), want) || strings.Contains(at.Err.Error(), path) {
		t.Errorf("it says %v, want %q about %s", err, want, path)
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	path := write(t, filepath.Join(dir, "file"), "0123456789")
	link := filepath.Join(dir, "link")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err) // Windows wants a right for it
	}
	for _, p := range []string{path, link} {
		if data, err := Read(t.Context(), p, 10); err != nil || string(data) != "0123456789" {
			t.Errorf("%s: got %q, %v", p, data, err)
		}
	}
	for _, tt := range []struct{ name, path, want string }{
		{"one byte too many", path, "it has 10 bytes, and at most 9 are read"},
		{"a directory", dir, "it is a directory, and only regular files are read"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data, err := Read(t.Context(), tt.path, 9)
			if data != nil {
				t.Errorf("it read %q", data)
			}
			refused(t, err, tt.path, tt.want)
		})
	}
	if _, err := Read(t.Context(), filepath.Join(dir, "none"), 9); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of no file it says %v", err)
	}
}

// A file that grows once it is open is no longer than the limit either.
func TestOpenBoundsAFileThatGrows(t *testing.T) {
	path := write(t, filepath.Join(t.TempDir(), "log"), "01234")
	f, err := Open(t.Context(), path, 7)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	write(t, path, "0123456789")
	data, err := io.ReadAll(f)
	refused(t, err, path, "it has more than the 7 bytes that are read at most")
	if string(data) != "0123456" {
		t.Errorf("it read %q", data)
	}
}

func TestReadingStopsWithItsContext(t *testing.T) {
	path := write(t, filepath.Join(t.TempDir(), "file"), "text")
	ctx, cancel := context.WithCancel(t.Context())
	f, err := Open(ctx, path, 10)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cancel()
	if _, err := io.ReadAll(f); !errors.Is(err, context.Canceled) {
		t.Errorf("reading says %v", err)
	}
	if _, err := Open(ctx, path, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("opening says %v", err)
	}
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	path := write(t, filepath.Join(dir, "file"), "before")
	broken := errors.New("no more")
	err := Replace(path, 0o644, func(w io.Writer) error {
		_, err := io.WriteString(w, "half of i")
		return errors.Join(err, broken)
	})
	if data, readErr := os.ReadFile(path); !errors.Is(err, broken) || readErr != nil || string(data) != "before" {
		t.Errorf("after an error it holds %q; %v, %v", data, err, readErr)
	}
	err = Replace(path, 0o644, func(w io.Writer) error {
		if data, err := os.ReadFile(path); err != nil || string(data) != "before" {
			t.Errorf("while it is written it holds %q, %v", data, err)
		}
		_, err := io.WriteString(w, "after")
		return err
	})
	if data, readErr := os.ReadFile(path); err != nil || readErr != nil || string(data) != "after" {
		t.Errorf("it holds %q; %v, %v", data, err, readErr)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("it left %v, %v", left, err)
	}
}
