package examples_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestDiagnostics looks for the summary of every diagnostic of the provider's code on the page of diagnostics.
func TestDiagnostics(t *testing.T) {
	t.Parallel()
	page := read(t, filepath.Join("..", "templates", "guides", "diagnostics.md.tmpl"))
	found := summaries(t)
	if len(found) < 20 {
		t.Fatalf("found only %d summaries: %q", len(found), found)
	}
	for summary, at := range found {
		if !strings.Contains(page, "`"+summary+"`") {
			t.Errorf("%s: the summary %q is not on the page of diagnostics", at, summary)
		}
	}
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
	files, err := filepath.Glob(filepath.Join("..", "internal", "provider", "*.go"))
	if err != nil {
		t.Fatal(err)
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
