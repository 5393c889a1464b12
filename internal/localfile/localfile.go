// Package localfile reads the files that a configuration names, all by the same
// rule, and writes files that another process may be reading.
//
// The rule: it reads only a regular file, of at most as many bytes as its
// reader can hold. A named pipe could make a plan wait forever for someone to
// write into it, and a device such as /dev/zero has no end. These and
// everything else that is not a regular file are refused before anything is
// read. Links are followed.
//
// Every error of this package is an [*fs.PathError], so that a caller can leave
// out the path if it has been named already.
package localfile

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Open opens a regular file of at most limit bytes for reading. Reading ends
// with an error when the context is done, or if the file turns out to be longer
// than the limit: it may grow, and the files of /proc say that they are empty.
// The caller closes the file.
func Open(ctx context.Context, path string, limit int64) (*File, error) {
	if err := ctx.Err(); err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	// Opening some devices has an effect, so look first, and look again at what
	// was opened, because it may be another file by then. Opening does not wait
	// for a pipe, for the same reason.
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if err := check(path, info, limit); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, err
	}
	if info, err = f.Stat(); err == nil {
		err = check(path, info, limit)
	}
	if err != nil {
		_ = f.Close() // the first error says more
		return nil, err
	}
	return &File{ctx: ctx, file: f, limit: limit, left: limit}, nil
}

// Read returns what is in a regular file of at most limit bytes. See [Open].
func Read(ctx context.Context, path string, limit int64) ([]byte, error) {
	f, err := Open(ctx, path, limit)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	return io.ReadAll(f)
}

func check(path string, info fs.FileInfo, limit int64) error {
	switch {
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "open", Path: path, Err: fmt.Errorf("it is %s, and only regular files are read", kindOf(info.Mode()))}
	case info.Size() > limit:
		return &fs.PathError{Op: "open", Path: path, Err: fmt.Errorf("it has %d bytes, and at most %d are read", info.Size(), limit)}
	}
	return nil
}

func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a directory"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something else" // of another operating system
}

// File is a regular file that is open for reading, up to a limit and while a
// context lasts.
type File struct {
	ctx         context.Context
	file        *os.File
	limit, left int64
}

// Stat describes the file.
func (f *File) Stat() (fs.FileInfo, error) { return f.file.Stat() }

// Read implements [io.Reader].
func (f *File) Read(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, &fs.PathError{Op: "read", Path: f.file.Name(), Err: err}
	}
	// One byte more than is left tells a file that ends from one that continues.
	if int64(len(p)) > f.left+1 {
		p = p[:f.left+1]
	}
	n, err := f.file.Read(p)
	if int64(n) > f.left {
		n = int(f.left)
		err = &fs.PathError{Op: "read", Path: f.file.Name(), Err: fmt.Errorf("it has more than the %d bytes that are read at most", f.limit)}
	}
	f.left -= int64(n)
	return n, err
}

// Close implements [io.Closer].
func (f *File) Close() error { return f.file.Close() }

// Replace writes a file atomically: another process sees the old file or the
// new one, and after an error the old one is still there. The new file is
// written in the same directory, under the name of the file with a dot before
// it and ".tmp" after it, and stays there if the process is killed. It is not
// synced: after a power failure it may be damaged.
func Replace(path string, mode fs.FileMode, write func(io.Writer) error) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temp.Name()) // the first error says more
		}
	}()
	err = write(temp)
	if err == nil {
		err = temp.Chmod(mode)
	}
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}
