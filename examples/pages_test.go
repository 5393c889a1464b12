package examples_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extensionast "github.com/yuin/goldmark/extension/ast"
	markdown "github.com/yuin/goldmark/text"
)

// page is a page of Markdown, as GitHub and the registry read it.
type page struct {
	path string
	// front is the front matter, empty if there is none, and source the rest.
	front  string
	source []byte
	root   ast.Node
}

func readPage(t *testing.T, path string) page {
	t.Helper()
	return newPage(path, read(t, path))
}

func newPage(path, source string) page {
	p := page{path: path, source: []byte(source)}
	if rest, ok := strings.CutPrefix(source, "---\n"); ok {
		if front, body, ended := strings.Cut(rest, "\n---\n"); ended {
			p.front, p.source = front, []byte(body)
		}
	}
	p.root = goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(markdown.NewReader(p.source))
	return p
}

// pages reads the pages that the patterns find.
func pages(t *testing.T, patterns ...string) []page {
	t.Helper()
	var all []page
	for _, pattern := range patterns {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			all = append(all, readPage(t, path))
		}
	}
	if len(all) < 20 {
		t.Fatalf("found only %d pages", len(all))
	}
	return all
}

// each calls f for every node of the page.
func (p page) each(f func(ast.Node)) {
	_ = ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			f(n)
		}
		return ast.WalkContinue, nil
	})
}

// text returns what is visible of a node, with its line ends.
func (p page) text(n ast.Node) string {
	var b strings.Builder
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch child := child.(type) {
		case *ast.Text:
			b.Write(child.Value(p.source))
			if child.SoftLineBreak() || child.HardLineBreak() {
				b.WriteByte('\n')
			}
		case *ast.String:
			b.Write(child.Value)
		default:
			b.WriteString(p.text(child))
		}
	}
	return b.String()
}

// lineBefore returns the line of the source before a block, and whether there is
// one.
func (p page) lineBefore(start int) (string, bool) {
	lines := strings.Split(string(p.source[:start]), "\n")
	if len(lines) < 2 {
		return "", false
	}
	return lines[len(lines)-2], true
}

var (
	listMark   = regexp.MustCompile(`(?m)^\s*([-*+•]|\d+[.)])\s`)
	fenceLine  = regexp.MustCompile("^\\s*(```+|~~~+)\\s*$")
	pageAnchor = regexp.MustCompile(`^<a id="([^"]+)">$`)
	keptHTML   = regexp.MustCompile(`^(<a id="[^"]+">|</a>|<!--.*-->)$`)
	cellSplit  = regexp.MustCompile(`(^|[^\\])\|`)
	subject    = regexp.MustCompile(`(?m)^subcategory: "(Availability|Dataset|Numbers|Rollout|Tenant)"$`)
)

// TestPagesRender renders every page of docs/ as GitHub does, whose Markdown the registry reads, and looks for what came out
// as something other than what was meant.
func TestPagesRender(t *testing.T) {
	t.Parallel()
	for _, p := range pages(t, "../docs/*.md", "../docs/*/*.md") {
		if !strings.Contains(p.front, "page_title: ") || !strings.Contains(p.front, "description: |-\n  ") {
			t.Errorf("%s has no title or no description: %q", p.path, p.front)
		}
		if folder := filepath.Base(filepath.Dir(p.path)); (folder == "functions" || folder == "data-sources") && !subject.MatchString(p.front) {
			t.Errorf("%s has no subcategory: %q", p.path, p.front)
		}
		for _, fault := range p.faults() {
			t.Errorf("%s: %s", p.path, fault)
		}
	}
}

// faults returns what does not render as it was meant.
func (p page) faults() (faults []string) {
	fail := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	var headings []int
	p.each(func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Heading:
			headings = append(headings, n.Level)
			if n.Level > 1 && len(headings) > 1 && n.Level > headings[len(headings)-2]+1 {
				fail("the heading %q is two levels below the one before", p.text(n))
			}
		case *ast.Paragraph, *ast.TextBlock:
			said := p.text(n)
			if mark := listMark.FindString(said); mark != "" {
				fail("a list is text: %q", said)
			}
			if strings.HasPrefix(said, "|") || strings.Contains(said, "\n|") {
				fail("a table is text: %q", said)
			}
			if strings.Contains(said, "```") || strings.Contains(said, "{{") {
				fail("a fence or a template is text: %q", said)
			}
		case *ast.CodeBlock:
			fail("indented text is code: %q", n.Lines().Value(p.source))
		case *ast.FencedCodeBlock:
			end := 0
			if last := n.Lines().Len(); last > 0 {
				end = n.Lines().At(last - 1).Stop
			} else {
				fail("an empty block of code")
			}
			if line, _, _ := strings.Cut(string(p.source[end:]), "\n"); !fenceLine.MatchString(line) {
				fail("a block of code does not end: it is followed by %q", line)
			}
		case *ast.HTMLBlock:
			for i := range n.Lines().Len() {
				at := n.Lines().At(i)
				if line := strings.TrimSpace(string(at.Value(p.source))); !keptHTML.MatchString(line) && !keptHTML.MatchString(strings.TrimSuffix(line, "</a>")) {
					fail("the registry strips %q", line)
				}
			}
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				at := n.Segments.At(i)
				if html := string(at.Value(p.source)); !keptHTML.MatchString(html) {
					fail("the registry strips %q", html)
				}
			}
		case *ast.List:
			p.checkList(n, fail)
		case *extensionast.Table:
			p.checkTable(n, fail)
		}
	})
	if len(headings) == 0 || headings[0] != 1 || slices.Contains(headings[1:], 1) {
		fail("the headings are of the levels %d: a page has one title, and it comes first", headings)
	}
	return faults
}

// checkList holds a list to what every renderer takes for one: a blank line before it, and one list rather than several.
func (p page) checkList(n *ast.List, fail func(string, ...any)) {
	if _, nested := n.Parent().(*ast.ListItem); !nested {
		if start := firstOffset(n); start >= 0 {
			if before, ok := p.lineBefore(start); ok && strings.TrimSpace(before) != "" && !strings.HasSuffix(before, "-->") {
				fail("no blank line before the list that begins with %q", firstLine(p.text(n)))
			}
		}
	}
	if n.IsOrdered() && n.Start != 1 {
		fail("a list begins with %d: %q", n.Start, firstLine(p.text(n)))
	}
	for next := n.NextSibling(); next != nil && next.Kind() != ast.KindHeading; next = next.NextSibling() {
		if other, ok := next.(*ast.List); ok && n.IsOrdered() && other.IsOrdered() {
			fail("a numbered list is in two, and the second begins with %q", firstLine(p.text(other)))
			return
		}
	}
}

// firstOffset returns where the first text of a block is in the source, -1 where it has none.
func firstOffset(n ast.Node) int {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if child.Type() == ast.TypeBlock && child.Lines().Len() > 0 {
			return child.Lines().At(0).Start
		}
		if at := firstOffset(child); at >= 0 {
			return at
		}
	}
	return -1
}

func firstLine(s string) string { line, _, _ := strings.Cut(s, "\n"); return line }

// checkTable looks for rows that were cut, as a renderer drops the cells that the head has no column for.
func (p page) checkTable(n *extensionast.Table, fail func(string, ...any)) {
	columns := len(n.Alignments)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		start := -1
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if said := p.text(cell); listMark.MatchString(said) {
				fail("a list in a cell of a table: %q", said)
			}
			if cell.Lines().Len() > 0 && start < 0 {
				start = cell.Lines().At(0).Start
			}
		}
		if start < 0 {
			continue
		}
		begin := bytes.LastIndexByte(p.source[:start], '\n') + 1
		line := firstLine(string(p.source[begin:]))
		if got := len(cellSplit.FindAllString(line, -1)) - 1; got != columns {
			fail("a row of %d cells in a table of %d columns: %s", got, columns, line)
		}
	}
}

func TestPageFaultsAreFound(t *testing.T) {
	t.Parallel()
	const title = "# Title\n\n"
	if faults := newPage("", title+"Text:\n\n- a\n- b\n  - c\n\n1. a\n\n   - b\n\n2. c\n\n| a | b |\n|---|---|\n| `x\\|y` | 2 |\n\n```text\n- x\n```\n").faults(); faults != nil {
		t.Errorf("there is nothing wrong with the page, and yet: %q", faults)
	}
	for name, c := range map[string]struct{ page, want string }{
		"no blank line before a list":       {title + "Text:\n- a\n- b\n", "no blank line"},
		"a mark that is no list":            {title + "Text\n2. a\n", "a list is text"},
		"a list cut in two":                 {title + "1. a\n\ntext\n\n1. b\n", "in two"},
		"a list that does not begin with 1": {title + "3. a\n", "begins with 3"},
		"a list that is code":               {title + "Text\n\n    - a\n", "is code"},
		"a list in a table":                 {title + "| a |\n|---|\n| - x |\n", "a list in a cell"},
		"a row with too many cells":         {title + "| a |\n|---|\n| 1 | 2 |\n", "2 cells in a table of 1"},
		"a pipe that cuts a cell":           {title + "| a |\n|---|\n| `x|y` |\n", "2 cells in a table of 1"},
		"a table without its rule":          {title + "| a | b |\n| 1 | 2 |\n", "a table is text"},
		"a fence that does not end":         {title + "```hcl\nx = 1\n", "does not end"},
		"HTML that is stripped":             {title + "<details>\nx\n</details>\n", "strips"},
		"HTML in a line":                    {title + "a<br>b\n", "strips"},
		"a heading without its parent":      {title + "### a\n", "two levels"},
		"two titles":                        {title + title, "one title"},
		"no title":                          {"text\n", "one title"},
		"a template that was not run":       {title + "{{ .Name }}\n", "template"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if faults := strings.Join(newPage("", c.page).faults(), "\n"); !strings.Contains(faults, c.want) {
				t.Errorf("%q: found %q", c.page, faults)
			}
		})
	}
}

// TestArgumentsByPurpose holds the index to naming every argument of the provider block where it says what they are for: the
// list that is generated is in alphabetical order.
func TestArgumentsByPurpose(t *testing.T) {
	t.Parallel()
	_, arguments, found := strings.Cut(read(t, "../templates/index.md.tmpl"), "\n## Arguments\n")
	purposes, _, ended := strings.Cut(arguments, "{{ .SchemaMarkdown")
	_, schema, documented := strings.Cut(read(t, "../docs/index.md"), "\n## Schema\n")
	if !found || !ended || !documented {
		t.Fatal("the index has no arguments before its schema")
	}
	schema, _, _ = strings.Cut(schema, "\n### Nested Schema")
	names := regexp.MustCompile("(?m)^- (`[a-z0-9_]+`) ").FindAllStringSubmatch(schema, -1)
	if len(names) < 20 {
		t.Errorf("found only %d arguments", len(names))
	}
	for _, m := range names {
		if strings.Count(purposes, m[1]) != 1 {
			t.Errorf("docs/index.md does not say what %s is for, or says it more than once", m[1])
		}
	}
}

// TestExamplesShowResults holds the page of every function to an example with its result.
func TestExamplesShowResults(t *testing.T) {
	t.Parallel()
	found, err := filepath.Glob("functions/*/*.tf")
	if err != nil || len(found) < 19 {
		t.Fatalf("found %d examples: %v", len(found), err)
	}
	for _, path := range found {
		for name, block := range outputBlocks(read(t, path)) {
			if !strings.Contains(block, "# =>") {
				t.Errorf("%s: the output %s has no result", path, name)
			}
		}
	}
}

// outputBlocks returns the output blocks of a configuration by their names.
func outputBlocks(source string) map[string]string {
	blocks := make(map[string]string)
	for _, m := range regexp.MustCompile(`(?ms)^output "(\w+)" \{.*?^\}$`).FindAllStringSubmatch(source, -1) {
		blocks[m[1]] = m[0]
	}
	return blocks
}

// TestLinks follows every relative link of the documentation. The registry drops the .md of a link, and GitHub needs it.
func TestLinks(t *testing.T) {
	t.Parallel()
	for _, p := range pages(t, "../*.md", "../docs/*.md", "../docs/*/*.md") {
		inDocs := strings.HasPrefix(filepath.ToSlash(p.path), "../docs/")
		p.each(func(n ast.Node) {
			var target string
			switch n := n.(type) {
			case *ast.Link:
				target = string(n.Destination)
			case *ast.Image:
				target = string(n.Destination)
			case *ast.AutoLink:
				target = string(n.URL(p.source))
			default:
				return
			}
			if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
				return
			}
			file, fragment, _ := strings.Cut(target, "#")
			path := p.path
			if file != "" {
				path = filepath.Join(filepath.Dir(p.path), filepath.FromSlash(file))
				if inside := strings.HasPrefix(filepath.ToSlash(path), "../docs/"); inDocs && (!inside || filepath.Ext(path) != ".md") {
					t.Errorf("%s links to %s, which is no page of the registry", p.path, target)
				}
			}
			if _, err := os.Stat(path); err != nil {
				t.Errorf("%s links to %s, which is not there", p.path, target)
				return
			}
			if fragment != "" && !readPage(t, path).anchors()[fragment] {
				t.Errorf("%s links to %s, and there is no such heading", p.path, target)
			}
		})
		for _, m := range unlinked.FindAllString(stripped(p), -1) {
			t.Errorf("%s has %q, which is no link", p.path, m)
		}
	}
}

// unlinked is what was meant to be a link and is text.
var unlinked = regexp.MustCompile(`\]\([^)]*\)`)

// stripped returns the text of the paragraphs of a page, without code.
func stripped(p page) string {
	var b strings.Builder
	p.each(func(n ast.Node) {
		if said, ok := n.(*ast.Text); ok {
			if _, isCode := n.Parent().(*ast.CodeSpan); !isCode {
				b.Write(said.Value(p.source))
				b.WriteByte('\n')
			}
		}
	})
	return b.String()
}

// anchors returns the anchors of a page: those written out, and those of the headings as GitHub and the registry make
// them.
func (p page) anchors() map[string]bool {
	set := make(map[string]bool)
	addHTML := func(html string) {
		if m := pageAnchor.FindStringSubmatch(strings.TrimSuffix(strings.TrimSpace(html), "</a>")); m != nil {
			set[m[1]] = true
		}
	}
	p.each(func(n ast.Node) {
		switch n := n.(type) {
		case *ast.RawHTML:
			addHTML(string(n.Segments.Value(p.source)))
		case *ast.HTMLBlock:
			addHTML(string(n.Lines().Value(p.source)))
		case *ast.Heading:
			id := strings.Map(func(r rune) rune {
				switch {
				case r == ' ' || r == '-':
					return '-'
				case r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z':
					return r
				}
				return -1
			}, strings.ToLower(p.text(n)))
			set[id] = true
		}
	})
	return set
}
