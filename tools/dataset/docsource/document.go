package docsource

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds that keep a page that is none from taking long; real pages stay far below.
const (
	// MaxPageSize is how many bytes a page may have. Markdown has below 30,000, a page of the site below 200,000.
	MaxPageSize = 1 << 20
	maxBlocks   = 800      // paragraphs and rows of tables in a page
	maxCellText = 24 << 10 // bytes of text in a cell or paragraph
)

// markdown is set up as Microsoft's publishing is, as far as these pages need
// it. Raw HTML is kept: nothing of it is ever shown, only parsed again.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table),
	goldmark.WithRendererOptions(html.WithUnsafe()),
)

// document is a page parsed by its structure, before any word is examined.
type document struct {
	locale    string // of a translated build, such as "es-ES"; empty for English
	bilingual bool   // the English stands beside the translation
	sections  []section
}

// section is what follows a heading, up to the next one.
type section struct {
	anchor string // "calling-plans"
	level  int    // of the heading
	line   int
	rows   []row
	prose  []prose // paragraphs and quotations
}

// row is a row of a table, less its head.
type row struct {
	line  int
	cells [][]segment
	extra bool // the row has more cells than the table has columns
}

// prose is a paragraph, or a quotation such as a note.
type prose struct {
	line     int
	segments []segment
}

// segment is a run of text between breaks: a list item or a line. In its text
// a link whose target is known is a single mark instead of the words that are
// linked.
type segment struct {
	line  int
	text  string
	links []string // targets, known or not
	code  []string // texts set as code
	item  bool     // it is the beginning of a list item
	fault string   // what is wrong with its HTML
}

// Attributes that carry what HTML does not: the line in the file, and that
// Markdown dropped cells of a row.
const (
	lineAttribute  = "data-line"
	extraAttribute = "data-extra"
)

// parse parses a page. A page of the site is a rendering of the same Markdown,
// so both are read as HTML.
func parse(file string, data []byte) (*document, error) {
	return (&parser{doc: &document{}, mark: linkMark}).parse(file, data)
}

// parseNumbers parses a page on number management, whose table comes before the
// first heading.
func parseNumbers(file string, data []byte) (*document, error) {
	return (&parser{doc: &document{sections: []section{{level: 1}}}, mark: numberLinkMark}).parse(file, data)
}

func (p *parser) parse(file string, data []byte) (*document, error) {
	if len(data) > MaxPageSize {
		return nil, fmt.Errorf("the page has %d bytes; at most %d are read", len(data), MaxPageSize)
	}
	if !utf8.Valid(data) {
		return nil, errors.New("the page is not valid UTF-8")
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	p.english = englishIDs(data)
	var rendered []byte
	if filepath.Ext(file) == ".md" {
		matter, body, err := cutFrontMatter(data)
		if err != nil {
			return nil, err
		}
		p.doc.locale = contentLocale(matter)
		if rendered, err = render(data[body:], bytes.Count(data[:body], []byte("\n"))); err != nil {
			return nil, err
		}
	} else {
		rendered = withLines(data)
	}
	p.doc.bilingual = len(p.english) > 0
	root, err := xhtml.Parse(bytes.NewReader(rendered))
	if err != nil {
		return nil, fmt.Errorf("the HTML cannot be parsed: %w", err)
	}
	p.walk(p.content(root), 0)
	if p.blocks > maxBlocks {
		return nil, fmt.Errorf("the page has more than %d paragraphs and rows", maxBlocks)
	}
	return p.doc, nil
}

// render renders Markdown whose blocks say in which line they begin; shift is
// how many lines of the file come before.
func render(source []byte, shift int) ([]byte, error) {
	root := markdown.Parser().Parse(text.NewReader(source))
	starts := []int{0}
	for i, b := range source {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	lineOf := func(offset int) string {
		i, found := slices.BinarySearch(starts, offset)
		if !found {
			i--
		}
		return strconv.Itoa(shift + i + 1)
	}
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock || n.Lines() == nil || n.Lines().Len() == 0 {
			return ast.WalkContinue, nil
		}
		line := lineOf(n.Lines().At(0).Start)
		n.SetAttributeString(lineAttribute, line)
		if cell, ok := n.(*extast.TableCell); ok {
			cell.Parent().SetAttributeString(lineAttribute, line)
			if cell.NextSibling() == nil && moreCells(source, n.Lines().At(0).Stop) {
				cell.Parent().SetAttributeString(extraAttribute, "true")
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = markdown.Renderer().Render(&b, source, root)
	return b.Bytes(), err
}

// moreCells reports whether more than the end of a row follows its last cell:
// Markdown drops the cells that a table has no column for.
func moreCells(source []byte, end int) bool {
	if end < 0 || end > len(source) {
		return false
	}
	rest, _, _ := bytes.Cut(source[end:], []byte("\n"))
	return len(bytes.Trim(rest, " \t\r|\u00a0")) > 0
}

// withLines writes into every tag of a page of HTML in which line it stands.
func withLines(data []byte) []byte {
	var b bytes.Buffer
	line := 1
	for z := xhtml.NewTokenizer(bytes.NewReader(data)); z.Next() != xhtml.ErrorToken; {
		raw := z.Raw()
		if end := bytes.IndexAny(raw, " \t\r\n/>"); raw[0] == '<' && end > 1 && raw[1] != '!' {
			fmt.Fprintf(&b, "%s %s=\"%d\"%s", raw[:end], lineAttribute, line, raw[end:])
		} else {
			b.Write(raw)
		}
		line += bytes.Count(raw, []byte("\n"))
	}
	return b.Bytes()
}

// cutFrontMatter returns the front matter and where the body begins.
func cutFrontMatter(data []byte) (matter []byte, body int, err error) {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	if string(bytes.TrimRight(first, " \r")) != "---" {
		return nil, 0, nil
	}
	at := len(first) + 1
	for at < len(data) {
		line, _, _ := bytes.Cut(data[at:], []byte("\n"))
		next := min(at+len(line)+1, len(data))
		if string(bytes.TrimRight(line, " \r")) == "---" {
			return data[len(first)+1 : at], next, nil
		}
		at = next
	}
	return nil, 0, errors.New("the front matter has no end")
}

var localeLine = regexp.MustCompile(`(?m)^ms\.contentlocale:\s*"?([A-Za-z-]+)"?\s*$`)

func contentLocale(matter []byte) string {
	if m := localeLine.FindSubmatch(matter); m != nil {
		return string(m[1])
	}
	return ""
}

var stuID = regexp.MustCompile(`data-stu-id="([^"]*)"`)

// englishIDs returns the identifiers of the phrases of a bilingual page that it
// also has in English.
func englishIDs(data []byte) map[string]bool {
	ids := make(map[string]bool)
	for _, m := range stuID.FindAllSubmatch(data, -1) {
		ids[string(m[1])] = true
	}
	return ids
}

type parser struct {
	doc     *document
	mark    func(href string) rune // of a known target, or 0
	english map[string]bool
	blocks  int // how many have been read
}

// content returns the element with the article of a page.
func (p *parser) content(root *xhtml.Node) *xhtml.Node {
	body := root
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Html && p.doc.locale == "":
			if lang := attribute(n, "lang"); !strings.HasPrefix(strings.ToLower(lang), "en") {
				p.doc.locale = lang
			}
		case n.DataAtom == atom.Main || attribute(n, "role") == "main":
			return n
		}
	}
	return body
}

// walk collects headings, tables and paragraphs in their order.
func (p *parser) walk(n *xhtml.Node, line int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != xhtml.ElementNode {
			continue
		}
		line := lineOf(c, line)
		switch c.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			if level := int(c.Data[1] - '0'); level > 1 {
				p.doc.sections = append(p.doc.sections, section{anchor: p.anchor(c), level: level, line: line})
			}
		case atom.Table:
			p.table(c, line)
		case atom.P, atom.Ul, atom.Ol, atom.Blockquote, atom.Pre:
			p.prose(c, line)
		case atom.Nav, atom.Script, atom.Style, atom.Form, atom.Button, atom.Aside, atom.Header, atom.Footer, atom.Template, atom.Noscript:
		default:
			if alert(c) {
				if title := firstElement(c); title != nil && title.NextSibling != nil {
					c.RemoveChild(title) // "Note"
				}
				p.prose(c, line)
				continue
			}
			p.walk(c, line)
		}
	}
}

// alert reports whether an element is a note, as the site has it.
func alert(n *xhtml.Node) bool {
	for class := range strings.FieldsSeq(attribute(n, "class")) {
		switch strings.ToUpper(class) {
		case "NOTE", "IMPORTANT", "TIP", "WARNING", "CAUTION":
			return true
		}
	}
	return false
}

func firstElement(n *xhtml.Node) *xhtml.Node {
	for c := range n.ChildNodes() {
		if c.Type == xhtml.ElementNode {
			return c
		}
	}
	return nil
}

func lineOf(n *xhtml.Node, otherwise int) int {
	if line, err := strconv.Atoi(attribute(n, lineAttribute)); err == nil {
		return line
	}
	return otherwise
}

// now is the section that is being read; nil in the introduction.
func (p *parser) now() *section {
	if len(p.doc.sections) == 0 {
		return nil
	}
	return &p.doc.sections[len(p.doc.sections)-1]
}

func (p *parser) prose(n *xhtml.Node, line int) {
	if s := p.now(); s != nil {
		if line == 0 {
			for d := range n.Descendants() {
				if line = lineOf(d, 0); line > 0 {
					break
				}
			}
		}
		if segments := p.block(n, line); len(segments) > 0 {
			s.prose = append(s.prose, prose{line: cmp.Or(line, s.line), segments: segments})
		}
	}
}

func (p *parser) table(table *xhtml.Node, line int) {
	s := p.now()
	if s == nil {
		return
	}
	for tr := range table.Descendants() {
		if tr.DataAtom != atom.Tr || tr.Parent.DataAtom == atom.Thead {
			continue
		}
		r := row{line: lineOf(tr, line), extra: attribute(tr, extraAttribute) != ""}
		for c := range tr.ChildNodes() {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				r.cells = append(r.cells, p.block(c, lineOf(c, r.line)))
			}
		}
		if len(r.cells) > 0 {
			s.rows = append(s.rows, r)
		}
	}
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// anchor returns the name of a heading: its <a name>, its id or, as in English
// pages, one made from its text.
func (p *parser) anchor(h *xhtml.Node) string {
	name := attribute(h, "id")
	for n := range h.Descendants() {
		if n.DataAtom == atom.A && attribute(n, "name") != "" {
			name = attribute(n, "name")
			break
		}
	}
	if name == "" {
		name = strings.Trim(notSlug.ReplaceAllString(strings.ToLower(textOfSegments(p.block(h, 0))), "-"), "-")
	}
	return strings.ToLower(name)
}

func attribute(n *xhtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// translated reports whether n is a phrase of a bilingual page that it also has
// in English.
func (p *parser) translated(n *xhtml.Node) bool {
	return p.english[attribute(n, "data-ttu-id")]
}

// block returns the segments of a paragraph, a quotation or a cell.
func (p *parser) block(n *xhtml.Node, line int) []segment {
	if p.blocks++; p.blocks > maxBlocks {
		return nil
	}
	f := &flattener{parser: p, line: line}
	f.children(n)
	f.flush()
	return f.segments
}

// flattener turns HTML into segments.
type flattener struct {
	*parser
	line     int
	size     int // bytes of text so far
	segments []segment
	now      segment
	text     strings.Builder
}

func (f *flattener) flush() {
	f.now.line = f.line
	f.now.text = strings.Join(strings.Fields(f.text.String()), " ")
	if f.now.text != "" || f.now.fault != "" || len(f.now.code) > 0 {
		f.segments = append(f.segments, f.now)
		f.now = segment{}
	} else {
		f.now = segment{item: f.now.item}
	}
	f.text.Reset()
}

func (f *flattener) walk(n *xhtml.Node) {
	switch n.Type {
	case xhtml.TextNode:
		if f.size += len(n.Data); f.size > maxCellText {
			f.now.fault = fmt.Sprintf("the text has more than %d bytes", maxCellText)
			return
		}
		f.text.WriteString(withoutMarks(n.Data))
		return
	case xhtml.ElementNode:
	default:
		return
	}
	if f.translated(n) {
		return
	}
	f.line = lineOf(n, f.line)
	switch n.DataAtom {
	case atom.Br, atom.Hr:
		f.flush()
		f.now.item = false
	case atom.A:
		f.link(n)
	case atom.Code:
		f.now.code = append(f.now.code, textOf(n))
	case atom.Li:
		f.apart(n, true)
	case atom.Ul, atom.Ol, atom.P, atom.Div, atom.Pre:
		f.apart(n, false)
	case atom.Span, atom.Strong, atom.B, atom.Em, atom.I, atom.U, atom.Sub, atom.Sup, atom.Small, atom.Blockquote:
		f.children(n)
	default:
		f.now.fault = fmt.Sprintf("the element <%s> does not belong here", n.Data)
		f.children(n)
	}
}

// apart reads an element that stands on lines of its own.
func (f *flattener) apart(n *xhtml.Node, item bool) {
	f.flush()
	f.now.item = item
	f.children(n)
	f.flush()
	f.now.item = false
}

func (f *flattener) children(n *xhtml.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.walk(c)
	}
}

// link notes where a link leads. The words of a link with a known target say
// nothing that the target does not.
func (f *flattener) link(n *xhtml.Node) {
	href := attribute(n, "href")
	if href == "" {
		f.children(n)
		return
	}
	f.now.links = append(f.now.links, href)
	mark := f.mark(href)
	if mark != 0 {
		f.text.WriteRune(mark)
	}
	if mark == 0 || mark == markDestinations || mark == markLetter { // the number, or the kind of the letter, may be among the words
		f.children(n)
	}
}

func textOf(n *xhtml.Node) string {
	if n.Type == xhtml.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
	}
	return b.String()
}

func textOfSegments(segments []segment) string {
	texts := make([]string, len(segments))
	for i, s := range segments {
		texts[i] = s.text
	}
	return strings.Join(texts, " ")
}
