package rollout

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	textunicode "golang.org/x/text/encoding/unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

const (
	maxHeader = 64 << 10 // bytes of the header line; all properties of a user are under 8 kB
	maxRecord = 1 << 20  // bytes of one record, so that a quote nobody closes does not read the whole file
	maxField  = 1024     // bytes of a field that is read; a user principal name has at most 113 characters
	maxTexts  = 1024     // different texts of the features column that are remembered
	maxTitle  = 20       // lines before the header that may say something else
)

// CSVError says what is wrong with a list of users, and where.
type CSVError struct {
	Line   int // from 1
	Column int // in bytes from 1; 0 if the whole line is meant
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
// stops at the first error, which is a [*CSVError], or one of the reader r. The
// text of an error repeats nothing of the users.
//
// The header names a column of users, one of usage locations and, if there is
// one, a column "features" of feature identifiers separated by spaces, commas,
// semicolons or bars; where that is blank, the features of the rollout hold.
// Other columns are ignored. Fields are separated by commas, or by
// semicolons or tabs where the header is. Before the header there may be the line
// "#TYPE ..." of Windows PowerShell, the line "sep=;" of Excel, the version of a
// template of Microsoft Entra, titles and comments; blank lines and lines of blank
// fields do not matter anywhere. The text is UTF-8, with or without a byte order
// mark, or UTF-16 with one, and its lines end in LF, CR LF or, throughout, CR.
//
// Each record has as many fields as the header, and no user is listed twice: see
// [Register]. The list is not kept; the strings of a user are parts of the record,
// so that add should clone what it keeps.
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
	if err := c.rivals.Err(); err != nil {
		return &CSVError{Line: c.headerLine, Err: err}
	}
	return nil
}

type csvReader struct {
	in      *csv.Reader
	limit   *limitReader
	skipped int // lines before those that in has seen
	line    int // where the last record begins

	width    int
	columns  Columns
	texts    map[string][]string
	register *Register

	names      []string // of the header
	headerLine int
	others     []int // the places of columns that may be rivals of a column of addresses
	rivals     Rivals
}

func newCSVReader(r io.Reader) (*csvReader, error) {
	in, err := decoded(r)
	if err != nil {
		return nil, err
	}
	c := &csvReader{texts: make(map[string][]string), line: 1}
	if err := c.skipBlank(in); err != nil {
		return nil, err
	}
	c.register = NewRegister("lines", usersIn(r, in))
	comma, err := c.header(in)
	if err != nil {
		return nil, err
	}
	c.limit = &limitReader{in: in}
	c.in = csv.NewReader(c.limit)
	c.in.ReuseRecord = true
	c.in.Comma = comma
	header, err := c.read()
	if err != nil {
		return nil, err
	}
	c.width = len(header)
	c.names, c.headerLine = slices.Clone(header), c.line
	if c.columns, err = headerColumns(c.names); err != nil {
		return nil, &CSVError{Line: c.line, Err: err}
	}
	c.others = c.columns.Others(c.names)
	return c, nil
}

// usersIn guesses how many users a list has from the length of its first lines,
// so that the register need not grow, which takes longer than filling it. It is
// 0 if the length of the list is not known, and never so high that a list of
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

// decoded returns r as UTF-8 without a byte order mark, with line ends LF even
// if it uses CR throughout.
func decoded(r io.Reader) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(r, maxHeader)
	mark, err := in.Peek(3)
	if err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case bytes.Equal(mark, []byte("\xef\xbb\xbf")):
		if _, err = in.Discard(len(mark)); err != nil {
			return nil, err
		}
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		utf16 := textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM)
		in = bufio.NewReaderSize(utf16.NewDecoder().Reader(in), maxHeader)
	}
	head, err := in.Peek(maxHeader)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if bytes.IndexByte(head, '\r') >= 0 && bytes.IndexByte(head, '\n') < 0 {
		in = bufio.NewReaderSize(crReader{in}, maxHeader)
	}
	return in, nil
}

// crReader reads text whose lines end in CR as text whose lines end in LF.
type crReader struct{ in io.Reader }

func (r crReader) Read(p []byte) (int, error) {
	n, err := r.in.Read(p)
	for i, b := range p[:n] {
		if b == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

// skipBlank reads the blank lines at the beginning.
func (c *csvReader) skipBlank(in *bufio.Reader) error {
	for {
		if _, err := in.Peek(1); err == io.EOF {
			return &CSVError{Line: c.skipped + 1, Err: errors.New("the list is empty; it begins with a header such as UserPrincipalName,UsageLocation")}
		} else if err != nil {
			return err
		}
		head, err := in.Peek(in.Buffered())
		if err != nil {
			return err
		}
		blanks := len(head) - len(bytes.TrimLeft(head, " \t\r\n"))
		found := blanks < len(head)
		if found { // the blanks on its line are of the header's first name
			blanks = bytes.LastIndexByte(head[:blanks], '\n') + 1
		}
		c.skipped += bytes.Count(head[:blanks], []byte("\n"))
		if _, err := in.Discard(blanks); err != nil || found {
			return err
		}
	}
}

// header finds the header, reads what comes before it, and returns the
// separator of fields. The header is the first record with a column of users
// and one of usage locations. If none of the first lines is a header, the error
// is about the first line that is not meant for another program.
func (c *csvReader) header(in *bufio.Reader) (rune, error) {
	head, err := in.Peek(maxHeader)
	if err != nil && err != io.EOF {
		return 0, err
	}
	if kind := kindOf(head); kind != 0 {
		return 0, &CSVError{Line: c.skipped + 1, Err: &NotCSVError{Kind: kind}}
	}
	whole := len(head) < maxHeader
	var separator rune // as a line sep= names it
	var first error
	at, lines := 0, 0
	for ; at < len(head) && lines < maxTitle; lines++ {
		line, rest, ended := bytes.Cut(head[at:], []byte("\n"))
		bare := bytes.TrimSpace(line)
		named, isSeparator := separatorOf(bare)
		switch {
		case !ended && !whole:
			if first == nil {
				first = &CSVError{Line: c.skipped + lines + 1, Err: fmt.Errorf("the header is longer than %d bytes", maxHeader)}
			}
		case isSeparator:
			separator = named
		case len(bare) == 0, bytes.HasPrefix(bare, []byte("#")), bytes.HasPrefix(bytes.ToLower(bare), []byte("version:")):
		default:
			comma := cmp.Or(separator, delimiter(line))
			problem := headerProblem(head[at:], comma)
			if problem == nil {
				c.skipped += lines
				_, err := in.Discard(at)
				return comma, err
			}
			if first == nil {
				first = &CSVError{Line: c.skipped + lines + 1, Err: problem}
			}
		}
		at = len(head) - len(rest)
	}
	if first == nil {
		first = &CSVError{Line: c.skipped + lines + 1,
			Err: errors.New("the list is empty; it begins with a header such as UserPrincipalName,UsageLocation")}
	}
	return 0, first
}

// headerProblem returns what is wrong with text that must begin with a header.
func headerProblem(text []byte, comma rune) error {
	in := csv.NewReader(bytes.NewReader(text))
	in.Comma = comma
	header, err := in.Read()
	if err != nil {
		// The reader of the list says it again, with the place, or reads a record
		// that is longer than the text.
		return nil //nolint:nilerr // see above
	}
	_, err = headerColumns(header)
	return err
}

// headerColumns returns the columns to read by the header of a list, which has one
// of users and one of usage locations.
func headerColumns(header []string) (Columns, error) {
	found, err := FindColumns(header)
	switch {
	case err != nil:
		return found, err
	case found.Users == nil:
		return found, &MissingColumnError{What: "users", Header: header, Allowed: userColumns}
	case found.Location < 0:
		return found, &MissingColumnError{What: "usage locations", Header: header, Allowed: locationColumns[:usageLocations]}
	}
	return found, nil
}

// separatorOf returns the separator that Excel's line "sep=;" names.
func separatorOf(line []byte) (rune, bool) {
	value, found := bytes.CutPrefix(bytes.ToLower(bytes.Trim(line, `"`)), []byte("sep="))
	if separator, size := utf8.DecodeRune(value); found && size > 0 && size == len(value) && strings.ContainsRune(",;\t|", separator) {
		return separator, true
	}
	return 0, false
}

// delimiter returns the separator that occurs most in the header. Names of
// columns contain none of them.
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

// user gives the user of a record to add.
func (c *csvReader) user(record []string, add func(User) error) error {
	var name string
	for _, i := range c.columns.Users {
		field, err := c.field(record, i)
		if err != nil {
			return err
		}
		if name = strings.TrimSpace(field); name != "" {
			break
		}
	}
	location, err := c.field(record, c.columns.Location)
	if err != nil {
		return err
	}
	for _, i := range c.others {
		c.rivals.See(c.columns.Postal, location, c.names[i], record[i])
	}
	u := User{Name: name, Country: location, Postal: c.columns.Postal}
	if c.columns.Features >= 0 {
		features, err := c.field(record, c.columns.Features)
		if err != nil {
			return err
		}
		u.Features = c.split(features)
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
		problem = fmt.Sprintf("the field has %d bytes; at most %d are allowed", len(field), maxField)
	case !utf8.ValidString(field):
		problem = "the field is not UTF-8; export the list with -Encoding utf8"
	default:
		return field, nil
	}
	line, column := c.in.FieldPos(i)
	return "", &CSVError{Line: c.skipped + line, Column: column, Err: errors.New(problem)}
}

// split returns the features of a text; nil if it is blank. Users repeat the
// same few texts, so each is split once.
func (c *csvReader) split(text string) []string {
	if list, ok := c.texts[text]; ok {
		return list
	}
	text = strings.Clone(text)
	list := SplitFeatures(text)
	if len(c.texts) < maxTexts {
		c.texts[text] = list
	}
	return list
}

// SplitFeatures returns the features of a text that separates them by spaces,
// commas, semicolons or bars; nil if it is blank.
func SplitFeatures(text string) []string {
	var list []string
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;|", r) }) {
		list = append(list, word)
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
