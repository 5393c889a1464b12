package examples_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestDiagnostics looks for the summary of every diagnostic on the page of diagnostics: those of the provider's code, and those that its
// golden files and the outputs of the examples print, of Terraform and OpenTofu too.
func TestDiagnostics(t *testing.T) {
	t.Parallel()
	page := read(t, filepath.Join("..", "templates", "guides", "diagnostics.md.tmpl"))
	var titles []string
	for _, match := range regexp.MustCompile("`([^`\n]*[A-Z…][^`\n]*)`").FindAllStringSubmatch(page, -1) {
		if strings.Trim(match[1], "… ") != "" {
			titles = append(titles, match[1])
		}
	}
	found := summaries(t)
	if len(found) < 50 {
		t.Fatalf("found only %d summaries: %q", len(found), found)
	}
	for _, pattern := range []string{"../internal/provider/testdata/diagnostics/*/says*.txt", "guides/*/*/output.txt"} {
		files, err := filepath.Glob(filepath.FromSlash(pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, file := range files {
			for _, match := range regexp.MustCompile(`(?m)^(?:[│|] )?(?:Error|Warning): (.+)$`).FindAllStringSubmatch(read(t, file), -1) {
				found[match[1]] = file
			}
		}
	}
	for summary, at := range found {
		summary := differing.ReplaceAllString(summary, "…")
		if !slices.ContainsFunc(titles, func(title string) bool { return matches(title, summary) || matches(summary, title) }) {
			t.Errorf("%s: the summary %q is not on the page of diagnostics", at, summary)
		}
	}
}

// differing are parts of a summary that differ from message to message.
var differing = regexp.MustCompile(`…( …)+`)

// matches reports whether a text is a summary, with any text for each "…" in it.
func matches(summary, text string) bool {
	return regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(summary), "…", ".*") + "$").MatchString(text)
}

// The argument that holds the summary.
var summaryArgument = map[string]int{
	"AddError": 0, "AddWarning": 0, "NewErrorDiagnostic": 0, "AddAttributeError": 1, "AddAttributeWarning": 1,
	"fail":       1,                                                     // of an override block
	"parsesWith": 0, "oneOf": 0, "parseArgument": 2, "parseElements": 2, // what follows "Invalid "
}

var verb = regexp.MustCompile(`%[a-z]`)

// summaries returns the summaries, and where each is.
func summaries(t *testing.T) map[string]string {
	t.Helper()
	found := make(map[string]string)
	var files []string
	for _, pkg := range []string{"provider", "message"} {
		of, err := filepath.Glob(filepath.Join("..", "internal", pkg, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, of...)
	}
	set := token.NewFileSet()
	constants := make(map[string]string)
	var trees []*ast.File
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		trees = append(trees, tree)
		ast.Inspect(tree, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok {
				for i, value := range spec.Values {
					constants[spec.Names[i].Name] = text(value, nil)
				}
			}
			return true
		})
	}
	for _, tree := range trees {
		ast.Inspect(tree, func(n ast.Node) bool {
			if assigned, ok := n.(*ast.AssignStmt); ok && len(assigned.Rhs) == 1 {
				if name, ok := assigned.Lhs[0].(*ast.Ident); ok && name.Name == "summary" {
					if summary := text(assigned.Rhs[0], constants); summary != "" {
						found[summary] = set.Position(n.Pos()).String()
					}
				}
			}
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := called(call)
			i, ok := summaryArgument[name]
			if !ok || i >= len(call.Args) {
				return true
			}
			summary := text(call.Args[i], constants)
			if summary != "" && (strings.HasPrefix(name, "parse") || name == "oneOf") {
				summary = "Invalid " + summary
			}
			if summary != "" && !strings.HasPrefix(summary, "Invalid …") {
				found[summary] = set.Position(call.Pos()).String()
			}
			return true
		})
	}
	return found
}

func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

// text returns the value of a string expression, with "…" for what is not constant, and "" for what is no string.
func text(e ast.Expr, constants map[string]string) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if s, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return s
		}
	case *ast.Ident:
		return constants[e.Name]
	case *ast.BinaryExpr:
		if left := text(e.X, constants); left != "" {
			if right := text(e.Y, constants); right != "" {
				return left + right
			}
			return left + "…"
		}
	case *ast.CallExpr:
		if called(e) == "Sprintf" {
			return verb.ReplaceAllString(text(e.Args[0], constants), "…")
		}
	}
	return ""
}
