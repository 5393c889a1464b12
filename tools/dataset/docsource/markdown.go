package docsource

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
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

// MaxPageSize is how many bytes a page may have. Real ones have below 30 000.
const MaxPageSize = 256 << 10

// maxCellSize is how many bytes the HTML of one cell or paragraph may have.
const maxCellSize = 24 << 10

// maxBlocks is how many paragraphs and rows of tables a page may have, and
// maxRemark how many bytes a remark. They keep a page that is none from taking
// long; real pages stay far below.
const (
	maxBlocks = 400
	maxRemark = 4 << 10
)

// markdown is set up as Microsoft's publishing is, as far as these pages need
// it. Raw HTML is kept: nothing of it is ever shown, only parsed again.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table),
	goldmark.WithRendererOptions(html.WithUnsafe()),
)

// document is a page taken apart by its structure, before any word is looked
// at.
type document struct {
	locale    string // of a translated build, such as "es-ES"; empty for English
	bilingual bool   // the English stands beside the translation
	sections  []section
}

// section is what stands under a heading of the second level, up to one of the
// third level that begins a section of its own.
type section struct {
	anchor string // "calling-plans"
	line   int
	rows   []row
	prose  []prose // paragraphs and quotations
}

type row struct {
	line  int
	cells [][]segment
	extra bool // the row has more cells than the table has columns
}

// prose is a paragraph, or a quotation such as a note.
type prose struct {
	line     int
	quoted   bool
	segments []segment
}

// segment is a run of text between breaks: a list item, a line or a sentence.
// In its text a link whose target is known is a single mark instead of the
// words that are linked.
type segment struct {
	line  int
	text  string
	links []string // targets, known or not
	code  []string // texts set as code
	item  bool     // it is the beginning of a list item
	fault string   // what is wrong with its HTML
}

// parse takes a page apart.
func parse(data []byte) (*document, error) {
	if len(data) > MaxPageSize {
		return nil, fmt.Errorf("the page has %d bytes; at most %d are read", len(data), MaxPageSize)
	}
	if !utf8.Valid(data) {
		return nil, errors.New("the page is not valid UTF-8")
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	matter, body, err := cutFrontMatter(data)
	if err != nil {
		return nil, err
	}
	p := &parser{
		source:  data[body:],
		shift:   bytes.Count(data[:body], []byte("\n")),
		english: englishIDs(data),
	}
	doc := &document{locale: contentLocale(matter), bilingual: len(p.english) > 0}
	root := markdown.Parser().Parse(text.NewReader(p.source))
	p.index()
	p.sections(doc, root)
	if p.blocks > maxBlocks {
		return nil, fmt.Errorf("the page has more than %d paragraphs and rows", maxBlocks)
	}
	return doc, nil
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

// englishIDs returns the identifiers of the phrases of a bilingual page that
// stand there in English too.
func englishIDs(data []byte) map[string]bool {
	ids := make(map[string]bool)
	for _, m := range stuID.FindAllSubmatch(data, -1) {
		ids[string(m[1])] = true
	}
	return ids
}

type parser struct {
	source  []byte
	shift   int // lines of front matter
	english map[string]bool
	starts  []int // offset of the beginning of every line
	blocks  int   // how many have been read
}

// index notes where every line begins.
func (p *parser) index() {
	p.starts = []int{0}
	for i, b := range p.source {
		if b == '\n' {
			p.starts = append(p.starts, i+1)
		}
	}
}

// lineOf returns the line in the file, from 1, of an offset in the body.
func (p *parser) lineOf(offset int) int {
	i, found := slices.BinarySearch(p.starts, offset)
	if !found {
		i--
	}
	return p.shift + i + 1
}

func (p *parser) sections(doc *document, root ast.Node) {
	var now *section
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			if h.Level < 2 {
				continue
			}
			anchor := p.anchor(h)
			if h.Level == 2 || specialSubsection(anchor) {
				doc.sections = append(doc.sections, section{anchor: anchor, line: p.nodeLine(h)})
				now = &doc.sections[len(doc.sections)-1]
			}
			continue
		}
		if now == nil {
			continue // the introduction
		}
		if table, ok := n.(*extast.Table); ok {
			p.table(now, table)
			continue
		}
		_, quoted := n.(*ast.Blockquote)
		if segments := p.block(n); len(segments) > 0 {
			now.prose = append(now.prose, prose{line: p.nodeLine(n), quoted: quoted, segments: segments})
		}
	}
}

// nodeLine returns the line of a block, by the first of its text.
func (p *parser) nodeLine(n ast.Node) int {
	line := 0
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			line = p.lineOf(n.Lines().At(0).Start)
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return line
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// anchor returns the name of a heading: of its <a name>, or else, as in
// English pages, made from its text.
func (p *parser) anchor(h *ast.Heading) string {
	nodes, fault := p.html(h)
	if fault != "" {
		return ""
	}
	var b strings.Builder
	name := ""
	var walk func(*xhtml.Node)
	walk = func(n *xhtml.Node) {
		if n.Type == xhtml.TextNode {
			b.WriteString(n.Data)
		}
		if n.DataAtom == atom.A && name == "" {
			name = attribute(n, "name")
		}
		if p.translated(n) {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	if name != "" {
		return strings.ToLower(name)
	}
	return strings.Trim(notSlug.ReplaceAllString(strings.ToLower(b.String()), "-"), "-")
}

func attribute(n *xhtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// translated reports whether n is a phrase of a bilingual page that stands
// there in English too.
func (p *parser) translated(n *xhtml.Node) bool {
	return p.english[attribute(n, "data-ttu-id")]
}

func (p *parser) table(s *section, table *extast.Table) {
	for n := table.FirstChild(); n != nil; n = n.NextSibling() {
		if _, head := n.(*extast.TableHeader); head {
			continue
		}
		var r row
		end := -1
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if lines := c.Lines(); lines != nil && lines.Len() > 0 {
				seg := lines.At(0)
				if r.line == 0 {
					r.line = p.lineOf(seg.Start)
				}
				end = max(end, seg.Stop)
			}
			r.cells = append(r.cells, p.block(c))
		}
		if r.line == 0 {
			r.line = p.nodeLine(table)
		}
		r.extra = p.moreCells(end)
		s.rows = append(s.rows, r)
	}
}

// moreCells reports whether more than the end of a row follows its last cell:
// Markdown drops the cells that a table has no column for.
func (p *parser) moreCells(end int) bool {
	if end < 0 || end > len(p.source) {
		return false
	}
	rest, _, _ := bytes.Cut(p.source[end:], []byte("\n"))
	return len(bytes.Trim(rest, " \t\r|\u00a0")) > 0
}

// block returns the segments of a paragraph, a quotation, a cell or whatever
// else stands in the page.
func (p *parser) block(n ast.Node) []segment {
	if p.blocks++; p.blocks > maxBlocks {
		return nil
	}
	nodes, fault := p.html(n)
	if fault != "" {
		return []segment{{line: p.nodeLine(n), fault: fault}}
	}
	f := &flattener{parser: p, line: p.nodeLine(n)}
	for _, node := range nodes {
		f.walk(node)
	}
	f.flush()
	return f.segments
}

// html renders a node and parses the result, which is how unclosed and wrongly
// nested lists are understood as a browser would.
func (p *parser) html(n ast.Node) (nodes []*xhtml.Node, fault string) {
	var b bytes.Buffer
	if n.Type() == ast.TypeBlock && n.FirstChild() != nil {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if err := markdown.Renderer().Render(&b, p.source, c); err != nil {
				return nil, err.Error()
			}
		}
	} else if err := markdown.Renderer().Render(&b, p.source, n); err != nil {
		return nil, err.Error()
	}
	if b.Len() > maxCellSize {
		return nil, fmt.Sprintf("the text has %d bytes of HTML; at most %d are read", b.Len(), maxCellSize)
	}
	nodes, err := xhtml.ParseFragment(&b, &xhtml.Node{Type: xhtml.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return nil, "the HTML cannot be parsed: " + err.Error()
	}
	return nodes, ""
}

// flattener turns HTML into segments.
type flattener struct {
	*parser
	line     int
	segments []segment
	now      segment
	text     strings.Builder
}

func (f *flattener) flush() {
	f.now.line = f.line
	f.now.text = strings.Join(strings.Fields(f.text.String()), " ")
	if f.now.text != "" || f.now.fault != "" || len(f.now.code) > 0 {
		f.segments = append(f.segments, sentences(f.now)...)
		f.now = segment{}
	} else {
		f.now = segment{item: f.now.item}
	}
	f.text.Reset()
}

func (f *flattener) walk(n *xhtml.Node) {
	switch n.Type {
	case xhtml.TextNode:
		f.text.WriteString(withoutMarks(n.Data))
		return
	case xhtml.ElementNode:
	default:
		return
	}
	if f.translated(n) {
		return
	}
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
	mark := linkMark(href)
	if mark != 0 {
		f.text.WriteRune(mark)
	}
	if mark == 0 || mark == markDestinations { // the number may be among the words
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

// sentenceEnd finds where a sentence ends and another begins: a full stop after
// a word of three letters or more ("U.S." ends none), or an ideographic one.
var sentenceEnd = regexp.MustCompile(`(?:[\p{L}\p{N}]{3}|[\x{E000}-\x{E00F})\]]|\p{Ll}\p{Ll}|\p{Han}|\p{Hangul}|\p{Hiragana}|^\p{L}\p{L}?)[)\]"”]*(?:\.\)?\s+)|。\s*`)

// sentences splits a segment. A full stop before a small letter ends nothing,
// and a list item is never split: "St. Petersburg" is one name.
func sentences(s segment) []segment {
	if s.item {
		return []segment{s}
	}
	var parts []segment
	add := func(text string) {
		parts = append(parts, segment{line: s.line, text: strings.TrimSpace(text), links: s.links})
	}
	start := 0
	for _, at := range sentenceEnd.FindAllStringIndex(s.text, -1) {
		next, _ := utf8.DecodeRuneInString(s.text[at[1]:])
		if at[1] < len(s.text) && !unicode.IsLower(next) {
			add(s.text[start:at[1]])
			start = at[1]
		}
	}
	add(s.text[start:])
	parts[0].fault, parts[0].code = s.fault, s.code
	return parts
}
