package rollout

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	textunicode "golang.org/x/text/encoding/unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// The columns, each with the names it may have. Where several are there, the
// first of this list is read: UsageLocation is the country of the licence,
// while Country, CountryOrRegion and Country/Region are those of the postal
// address, and a user principal name is certain where a mail address may be
// anything. Case, spaces and punctuation in a name do not matter.
//
// Source: the exports of Microsoft Entra (userPrincipalName, usageLocation),
// of the Microsoft 365 admin center ("User principal name", "Usage location")
// and of Get-MgUser | Export-Csv (UserPrincipalName, UsageLocation), 2023-01.
var (
	userColumns     = []string{"UserPrincipalName", "UPN", "User", "UserName", "Mail"}
	locationColumns = []string{"UsageLocation", "CountryOrRegion", "Country/Region", "CountryCode", "Country"}
	featuresColumns = []string{"Features"}
)

const (
	maxHeader = 64 << 10 // bytes of the header line; all properties of a user are under 8 kB
	maxRecord = 1 << 20  // bytes of one record, so that a quote nobody closes does not read the whole file
	maxField  = 1024     // bytes of a field that is read; a user principal name has at most 113 characters
	maxTexts  = 1024     // different texts of the features column that are remembered
)

// CSVError says what is wrong with a list of users, and where.
type CSVError struct {
	Line   int // from 1
	Column int // in bytes from 1; 0 where the whole line is meant
	Err    error
}

func (e *CSVError) Error() string {
	if e.Column == 0 {
		return fmt.Sprintf("CSV line %d: %v", e.Line, e.Err)
	}
	return fmt.Sprintf("CSV line %d, column %d: %v", e.Line, e.Column, e.Err)
}

func (e *CSVError) Unwrap() error { return e.Err }

// ReadCSV reads users from CSV text with a header and gives each to add. It
// stops at the first error, which is a [*CSVError], or one of the reader r.
//
// The header names a column of users, one of usage locations and, if there is
// one, a column "features" of feature identifiers separated by spaces, commas,
// semicolons or bars; where that is blank, the features of the rollout hold.
// Other columns are not looked at. Fields are separated by commas, or by
// semicolons or tabs where the header is. The first line "#TYPE ..." of Windows
// PowerShell is passed over, as are blank lines and lines of blank fields. The
// text is UTF-8, with or without a byte order mark, or UTF-16 with one.
//
// Each record has as many fields as the header, and no user stands there
// twice: see [Register]. The list is not kept; the strings of a user are parts
// of the record, so that add should clone what it keeps.
func ReadCSV(r io.Reader, add func(User) error) error {
	c, err := newCSVReader(r)
	if err != nil {
		return err
	}
	none := true
	for {
		record, err := c.read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if blank(record) {
			continue
		}
		none = false
		if err := c.user(record, add); err != nil {
			return err
		}
	}
	if none {
		return &CSVError{Line: c.line, Err: errors.New("the list has a header and no users")}
	}
	return nil
}

type csvReader struct {
	in      *csv.Reader
	limit   *limitReader
	skipped int // lines before those that in has seen
	line    int // where the last record begins

	width                          int
	userAt, locationAt, featuresAt int // the columns; featuresAt is -1 where there is none
	texts                          map[string][]string
	register                       *Register
}

func newCSVReader(r io.Reader) (*csvReader, error) {
	in, err := decoded(r)
	if err != nil {
		return nil, err
	}
	c := &csvReader{texts: make(map[string][]string), register: NewRegister("lines", usersIn(r, in)), line: 1}
	line, err := c.headerLine(in)
	if err != nil {
		return nil, err
	}
	c.limit = &limitReader{in: in}
	c.in = csv.NewReader(c.limit)
	c.in.ReuseRecord = true
	c.in.Comma = delimiter(line)
	header, err := c.read()
	if err != nil {
		return nil, err
	}
	if err := c.columns(header); err != nil {
		return nil, err
	}
	return c, nil
}

// usersIn guesses how many users a list has by the length of its first lines,
// so that the register need not grow, which takes longer than to fill it. It is
// 0 where the length of the list is not known, and never so high that a list of
// blank lines takes much memory.
func usersIn(r io.Reader, in *bufio.Reader) int {
	head, err := in.Peek(maxHeader)
	if err != nil && err != io.EOF {
		return 0 // whoever reads on finds the error again
	}
	var rest int64 // of the list behind the head
	switch r := r.(type) {
	case interface{ Len() int }:
		rest = int64(r.Len())
	case interface{ Stat() (fs.FileInfo, error) }:
		if info, err := r.Stat(); err == nil && info.Mode().IsRegular() {
			rest = max(0, info.Size()-int64(len(head)))
		}
	}
	lines := bytes.Count(head, []byte("\n"))
	return min(lines+int(rest/int64(max(1, len(head)))*int64(lines)), 500_000)
}

// decoded returns r as UTF-8 without a byte order mark.
func decoded(r io.Reader) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(r, maxHeader)
	mark, err := in.Peek(3)
	if err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case bytes.Equal(mark, []byte("\xef\xbb\xbf")):
		_, err = in.Discard(len(mark))
		return in, err
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		utf16 := textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM)
		return bufio.NewReaderSize(utf16.NewDecoder().Reader(in), maxHeader), nil
	}
	return in, nil
}

// headerLine passes over what comes before the header, and returns the first
// line of the header without reading it.
func (c *csvReader) headerLine(in *bufio.Reader) ([]byte, error) {
	for {
		head, err := in.Peek(maxHeader)
		if err != nil && err != io.EOF {
			return nil, err
		}
		if len(head) == 0 {
			return nil, &CSVError{Line: c.skipped + 1, Err: errors.New("the list is empty; it begins with a header such as UserPrincipalName,UsageLocation")}
		}
		line, _, whole := bytes.Cut(head, []byte("\n"))
		if !whole && len(head) == maxHeader {
			return nil, &CSVError{Line: c.skipped + 1, Err: fmt.Errorf("the header is longer than %d bytes", maxHeader)}
		}
		if bytes.IndexByte(line, 0) >= 0 {
			return nil, &CSVError{Line: c.skipped + 1, Err: errors.New("the header has zero bytes, as in UTF-16 without a byte order mark; export the list with -Encoding utf8")}
		}
		if len(bytes.TrimSpace(line)) > 0 && !bytes.HasPrefix(line, []byte("#TYPE")) {
			return line, nil
		}
		if _, err := in.Discard(min(len(line)+1, len(head))); err != nil {
			return nil, err
		}
		c.skipped++
	}
}

// delimiter returns the separator that stands most often in the header. Names
// of columns have none of them.
func delimiter(header []byte) rune {
	best, most := ',', 0
	for _, d := range []rune{',', ';', '\t'} {
		if n := bytes.Count(header, []byte(string(d))); n > most {
			best, most = d, n
		}
	}
	return best
}

// read returns the next record, which is valid until the next call.
func (c *csvReader) read() ([]string, error) {
	c.limit.left = maxRecord
	record, err := c.in.Read()
	if len(record) > 0 {
		line, _ := c.in.FieldPos(0)
		c.line = c.skipped + line
	}
	if err == nil {
		return record, nil
	}
	var parse *csv.ParseError
	switch {
	case errors.Is(err, errTooLong):
		return nil, &CSVError{Line: c.line, Err: fmt.Errorf("the record that begins here has more than %d bytes; is a quote never closed?", maxRecord)}
	case errors.Is(err, csv.ErrFieldCount):
		return nil, &CSVError{Line: c.line, Err: fmt.Errorf("found %s where the header has %d", text.Count(len(record), "field"), c.width)}
	case errors.As(err, &parse):
		e := &CSVError{Line: c.skipped + parse.Line, Column: parse.Column, Err: parse.Err}
		if parse.StartLine < parse.Line {
			e.Err = fmt.Errorf("%w, in the record that begins on line %d", parse.Err, c.skipped+parse.StartLine)
		}
		return nil, e
	}
	return nil, err
}

// columns finds the columns in the header.
func (c *csvReader) columns(header []string) (err error) {
	c.width = len(header)
	if c.userAt, err = column(header, userColumns); err != nil {
		return &CSVError{Line: c.line, Err: err}
	}
	if c.locationAt, err = column(header, locationColumns); err != nil {
		return &CSVError{Line: c.line, Err: err}
	}
	if c.featuresAt, err = column(header, featuresColumns); err != nil {
		return &CSVError{Line: c.line, Err: err}
	}
	switch {
	case c.userAt < 0:
		err = missingColumn("users", header, userColumns)
	case c.locationAt < 0:
		err = missingColumn("usage locations", header, locationColumns)
	default:
		return nil
	}
	return &CSVError{Line: c.line, Err: err}
}

// column returns the place of the first of the names that the header has, or -1.
func column(header, names []string) (int, error) {
	for _, name := range names {
		found := -1
		for i, field := range header {
			if foldColumn(field) != foldColumn(name) {
				continue
			}
			if found >= 0 {
				return -1, fmt.Errorf("fields %d and %d of the header are both %s; leave one of them out", found+1, i+1, name)
			}
			found = i
		}
		if found >= 0 {
			return found, nil
		}
	}
	return -1, nil
}

func foldColumn(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

func missingColumn(what string, header, names []string) error {
	const most = 12
	var found []string
	for _, field := range header[:min(len(header), most)] {
		found = append(found, text.Quote(field))
	}
	list := strings.Join(found, ", ")
	if more := len(header) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Errorf("no column of %s; the header has %s; allowed: %s", what, list, strings.Join(names, ", "))
}

// user gives the user of a record to add.
func (c *csvReader) user(record []string, add func(User) error) error {
	name, err := c.field(record, c.userAt)
	if err != nil {
		return err
	}
	location, err := c.field(record, c.locationAt)
	if err != nil {
		return err
	}
	u := User{Name: strings.TrimSpace(name), Country: location}
	if c.featuresAt >= 0 {
		text, err := c.field(record, c.featuresAt)
		if err != nil {
			return err
		}
		u.Features = c.split(text)
	}
	if u.Name != "" {
		if err := c.register.Enter(u.Name, c.line); err != nil {
			return &CSVError{Line: c.line, Err: err}
		}
	}
	if err := add(u); err != nil {
		return &CSVError{Line: c.line, Err: err}
	}
	return nil
}

// field returns one field, if it is fit for a message and a Terraform string.
func (c *csvReader) field(record []string, i int) (string, error) {
	var problem string
	switch field := record[i]; {
	case len(field) > maxField:
		problem = fmt.Sprintf("the field has %d bytes; allowed are %d", len(field), maxField)
	case !utf8.ValidString(field):
		problem = fmt.Sprintf("the field %s is not UTF-8; export the list with -Encoding utf8", text.Quote(field))
	default:
		return field, nil
	}
	line, column := c.in.FieldPos(i)
	return "", &CSVError{Line: c.skipped + line, Column: column, Err: errors.New(problem)}
}

// split returns the features of a text; nil where it is blank. Users repeat the
// same few texts, so each is split once.
func (c *csvReader) split(text string) []string {
	if list, ok := c.texts[text]; ok {
		return list
	}
	text = strings.Clone(text)
	var list []string
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;|", r) }) {
		list = append(list, word)
	}
	if len(c.texts) < maxTexts {
		c.texts[text] = list
	}
	return list
}

func blank(record []string) bool {
	for _, field := range record {
		if strings.TrimSpace(field) != "" {
			return false
		}
	}
	return true
}

// limitReader fails when more is read than is left.
type limitReader struct {
	in   io.Reader
	left int
}

var errTooLong = errors.New("the record is too long")

func (l *limitReader) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errTooLong
	}
	n, err := l.in.Read(p)
	l.left -= n
	return n, err
}
