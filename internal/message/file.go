package message

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Error returns the text of an error, with what is wrong with a file said in the
// words of a configuration: where a path begins that is not absolute.
func Error(err error) string {
	var file *fs.PathError
	if !errors.As(err, &file) {
		return err.Error()
	}
	said := fmt.Sprintf("%s cannot be read: %v", text.Quote(file.Path), file.Err)
	if errors.Is(err, fs.ErrNotExist) && !filepath.IsAbs(file.Path) {
		said += ". A relative path starts from the directory where the plan runs; for a file in the module, write \"${path.module}/...\""
	}
	return strings.Replace(err.Error(), file.Error(), said, 1)
}
