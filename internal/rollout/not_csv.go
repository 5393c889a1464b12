package rollout

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// TextKind is what a text is that was given for CSV. The zero TextKind is not known.
type TextKind uint8

// The kinds.
const (
	Workbook     TextKind = iota + 1 // a workbook of Excel: xlsx, or another ZIP archive
	OldExcel                         // a workbook of Excel 97 to 2003
	JSON                             // JSON text
	Markup                           // HTML or XML
	UnmarkedWide                     // UTF-16 without a byte order mark
	Path                             // the name of a file
)

// NotCSVError says that a text is not CSV. Package message says what to do
// about it.
type NotCSVError struct{ Kind TextKind }

func (e *NotCSVError) Error() string {
	switch e.Kind {
	case Workbook:
		return "this is not CSV but an Excel workbook (xlsx) or another ZIP archive; save it as CSV UTF-8"
	case OldExcel:
		return "this is not CSV but an Excel workbook (xls); save it as CSV UTF-8"
	case JSON:
		return "this is not CSV but JSON"
	case Markup:
		return "this is not CSV but HTML or XML, such as a page that asks to sign in; export the list as CSV"
	case UnmarkedWide:
		return "this has zero bytes, as UTF-16 without a byte order mark has; export the list with -Encoding utf8"
	case Path:
		return "this is not CSV but the name of a file"
	}
	return "this is not CSV"
}

// kindOf returns what a text is by its beginning where that is certainly no CSV.
func kindOf(head []byte) TextKind {
	bare := bytes.TrimSpace(head)
	line, _, more := bytes.Cut(bare, []byte("\n"))
	lower := bytes.ToLower(line)
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return Workbook
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return OldExcel
	case bytes.IndexByte(line, 0) >= 0:
		return UnmarkedWide
	case bytes.HasPrefix(bare, []byte("{")), bytes.HasPrefix(bare, []byte("[")) && bytes.ContainsAny(bare, "{\"]"):
		return JSON
	case bytes.HasPrefix(bare, []byte("<")):
		return Markup
	case !more && !bytes.ContainsAny(line, ",;\t\"") && hasExtension(string(lower)):
		return Path
	}
	return 0
}

func hasExtension(name string) bool {
	return slices.ContainsFunc([]string{".csv", ".txt", ".tsv", ".json", ".xlsx", ".xls"}, func(extension string) bool { return strings.HasSuffix(name, extension) })
}

// MissingColumnError says that a header lacks a column. Its text does not
// repeat the header, which may be a user if the list has no header.
type MissingColumnError struct {
	What    string // what the column holds: "users"
	Header  []string
	Allowed []string
}

func (e *MissingColumnError) Error() string {
	if e.headless() {
		return "the list has no header and begins with a user; add a first line such as UserPrincipalName,UsageLocation"
	}
	return fmt.Sprintf("the header has no column for %s; name one of its columns %s, or %s", e.What, e.Allowed[0], text.Or(e.Allowed[1:]))
}

// headless reports whether the header is a user, who has an address.
func (e *MissingColumnError) headless() bool {
	return slices.ContainsFunc(e.Header, func(field string) bool { return strings.Contains(field, "@") })
}

// Has lists what the header has; it is empty if that is a user.
func (e *MissingColumnError) Has() string {
	if e.headless() {
		return ""
	}
	const most = 12
	var found []string
	for _, field := range e.Header[:min(len(e.Header), most)] {
		found = append(found, text.Quote(field))
	}
	list := strings.Join(found, ", ")
	if more := len(e.Header) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}
