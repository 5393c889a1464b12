// Package examples_test plans the examples for real and compares what they show with what the CLI answers.
//
// A comment "# => VALUE" in an output block is the value that the plan gives the output; several lines of it are one
// value. A file output.txt beside an example is what the CLI says about it, or a part of that.
package examples_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// TestAccExamples plans every example as a user would, on the CLI that [testkit.NewCLI] finds: with the newest edition of
// the data, so that the documentation shows what a user will see. One that reads a tenant is planned without one too, up to
// the point where it would sign in. With -update it writes the values and the output that the CLI answers into the examples.
func TestAccExamples(t *testing.T) {
	t.Parallel()
	cli := testkit.NewCLI(t)
	for _, folder := range folders(t, ".") {
		t.Run(filepath.ToSlash(folder), func(t *testing.T) {
			t.Parallel()
			work := copyExample(t, folder)
			shown := outputs(t, work)
			var wanted strings.Builder
			for name, value := range shown {
				fmt.Fprintf(&wanted, "output \"%s%s\" {\n  value = %s\n}\n", wantedPrefix, name, value)
			}
			cli := withAzureAD(t, cli, work)
			if strings.Contains(source(t, work), readsTenant) {
				plan(t, cli, work)
				cli.Env = slices.Concat(cli.Env, tenant(t, filepath.Join(work, "expect.tf")))
			}
			write(t, filepath.Join(work, "wanted_test.tf"), wanted.String())
			said := plan(t, cli, work)
			checkSaid(t, said, filepath.Join(folder, "output.txt"))
			checkOutputs(t, cli, work, folder, shown)
		})
	}
}

// TestAccReleased plans the examples of every released version, with the edition of the data that was its newest: what its
// documentation showed continues working.
func TestAccReleased(t *testing.T) {
	t.Parallel()
	cli := testkit.NewCLI(t)
	released, err := filepath.Glob("../compat/*/examples")
	if err != nil || len(released) == 0 {
		t.Fatalf("there are no released examples (%v)", err)
	}
	for _, root := range released {
		edition := strings.TrimSpace(read(t, filepath.Join(root, "..", "edition")))
		for _, folder := range folders(t, root) {
			t.Run(filepath.ToSlash(strings.TrimPrefix(folder, "../compat/")), func(t *testing.T) {
				t.Parallel()
				work := copyExample(t, folder)
				cli := withAzureAD(t, cli, work)
				cli.Env = slices.Concat(cli.Env, []string{"TEAMSVOICE_DATASET=" + edition})
				plan(t, cli, work)
			})
		}
	}
}

// TestAccOffline plans examples in a network namespace that has no interface, not even a loopback that is up: with the
// dataset inside the binary, nothing needs a network.
func TestAccOffline(t *testing.T) {
	t.Parallel()
	cli := testkit.NewCLI(t)
	for _, inside := range [][]string{{"unshare", "--net"}, {"unshare", "--map-root-user", "--net"}} {
		if exec.CommandContext(t.Context(), inside[0], append(inside[1:], "true")...).Run() == nil {
			cli.Inside = inside
			break
		}
	}
	if cli.Inside == nil {
		t.Skip("this machine lets nobody make a network namespace (unshare --net)")
	}
	routes, err := exec.CommandContext(t.Context(), cli.Inside[0], append(cli.Inside[1:], "cat", "/proc/net/route")...).Output()
	if err != nil || bytes.Count(routes, []byte("\n")) > 1 {
		t.Fatalf("there is a network in what %q makes: %s (%v)", cli.Inside, routes, err)
	}
	for _, folder := range slices.Concat(folders(t, "demo"), folders(t, "functions")) {
		t.Run(filepath.ToSlash(folder), func(t *testing.T) {
			t.Parallel()
			plan(t, cli, copyExample(t, folder))
		})
	}
}

// TestAccModules runs the test files of every module.
func TestAccModules(t *testing.T) {
	t.Parallel()
	cli := testkit.NewCLI(t)
	for _, folder := range tested(t) {
		t.Run(filepath.ToSlash(folder), func(t *testing.T) {
			t.Parallel()
			work := copyExample(t, folder)
			if stdout, _, err := cli.Run(t, work, "version"); err != nil {
				t.Fatal(err)
			} else if strings.HasPrefix(stdout, "Terraform v1.8.") && strings.Contains(testFiles(t, work), notOnTerraform18) {
				t.Skip("the test file says that Terraform 1.8 cannot run it")
			}
			cli := withAzureAD(t, cli, work)
			mustRun(t, cli, work, "get", "-no-color")
			// Without a test file, the CLIs succeed as well.
			if said := mustRun(t, cli, work, "test", "-no-color"); !passedTests.MatchString(said) {
				t.Errorf("no test was run:\n%s", said)
			}
		})
	}
}

// withAzureAD returns the CLI for an example that may use azuread.
func withAzureAD(t *testing.T, cli testkit.CLI, folder string) testkit.CLI {
	t.Helper()
	if !strings.Contains(source(t, folder), `"hashicorp/azuread"`) {
		return cli
	}
	cli = cli.WithAzureAD(t)
	cli.Env = append(cli.Env, "TF_VAR_initial_password=not-a-real-one")
	return cli
}

// notOnTerraform18 is what the test file of a module says, with the reason, where
// the oldest Terraform cannot run it.
const notOnTerraform18 = "# Not on Terraform 1.8:"

// testFiles returns the text of the test files of a module.
func testFiles(t *testing.T, folder string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "tests", "*.tftest.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, file := range files {
		all.WriteString(read(t, file))
	}
	return all.String()
}

var (
	passedTests = regexp.MustCompile(`(?m)^Success! [1-9]`)
	expected    = regexp.MustCompile(`(?m)^# expect: error *(.*)$`)
)

// plan plans an example, with the required_providers that a snippet leaves out, and returns what the CLI says. A comment "# expect: error WORDS" is in an example that must fail with these words; any other must plan.
func plan(t *testing.T, cli testkit.CLI, folder string) string {
	t.Helper()
	text := source(t, folder)
	if !strings.Contains(text, "required_providers") {
		write(t, filepath.Join(folder, "required_providers.tf"), requiredProviders)
	}
	if strings.Contains(text, `module "`) {
		mustRun(t, cli, folder, "get", "-no-color")
	}
	stdout, stderr, err := cli.Run(t, folder, "plan", "-input=false", "-no-color", "-out=plan")
	said := stdout + stderr
	words := expected.FindStringSubmatch(text)
	switch {
	case words == nil && err != nil:
		t.Fatalf("it should plan:\n%s", said)
	case words != nil && err == nil:
		t.Fatalf("it should fail:\n%s", said)
	case words != nil && !strings.Contains(strings.ToLower(testkit.Plain(said)), strings.ToLower(words[1])):
		t.Fatalf("it should fail with the words: %s\n%s", words[1], said)
	}
	return said
}

// mustRun runs a command that must succeed, and returns what it says.
func mustRun(t *testing.T, cli testkit.CLI, folder string, arguments ...string) string {
	t.Helper()
	stdout, stderr, err := cli.Run(t, folder, arguments...)
	if err != nil {
		t.Fatalf("%q: %v\n%s", arguments, err, stdout+stderr)
	}
	return stdout
}

// checkSaid looks for what an example shows of the CLI's words, if it does, in what the CLI says.
func checkSaid(t *testing.T, said, file string) {
	t.Helper()
	want, err := os.ReadFile(file)
	switch {
	case err != nil || strings.Contains(testkit.Plain(said), testkit.Plain(string(want))):
	case testkit.Update():
		_, shown, found := strings.Cut(unframed(said), "Error: ")
		if !found {
			t.Fatalf("output.txt shows no error: write by hand what it shows of\n%s", said)
		}
		write(t, file, "Error: "+shown)
	default:
		t.Errorf("output.txt is not what the CLI says, which is:\n%s", said)
	}
}

// checkOutputs compares the outputs of an example that is planned in a folder with those that it shows.
func checkOutputs(t *testing.T, cli testkit.CLI, planned, folder string, shown map[string]string) {
	t.Helper()
	if len(shown) == 0 {
		return
	}
	var plan struct {
		PlannedValues struct {
			Outputs map[string]struct{ Value json.RawMessage }
		} `json:"planned_values"`
	}
	if err := json.Unmarshal([]byte(mustRun(t, cli, planned, "show", "-json", "plan")), &plan); err != nil {
		t.Fatal(err)
	}
	values := plan.PlannedValues.Outputs
	for name := range shown {
		got, want := values[name].Value, values[wantedPrefix+name].Value
		switch {
		case len(want) > 0 && bytes.Equal(got, want):
		case testkit.Update():
			showValue(t, folder, name, got)
		default:
			t.Errorf("output %q is\n%s, and the example shows\n%s", name, got, want)
		}
	}
}

// tenant starts a Graph server for the examples that read a tenant, writes the provider block that reads it, and returns
// the environment that signs in to it.
func tenant(t *testing.T, file string) []string {
	t.Helper()
	server := graphtest.NewServer(t, graphtest.Tenant{
		ID: "contoso.example", ClientID: "examples", ClientSecret: "s3cret",
		SKUs:    []graphtest.SKU{graphtest.License("MCOEV", 25, 14), graphtest.License("MCOPSTN1", 25, 18)},
		Numbers: graphtest.Generate(100),
	})
	write(t, file, fmt.Sprintf("provider \"teamsvoice\" {\n  graph_endpoint = %q\n}\n", server.URL))
	return []string{
		"ARM_TENANT_ID=contoso.example", "ARM_CLIENT_ID=examples", "ARM_CLIENT_SECRET=s3cret",
		"AZURE_AUTHORITY_HOST=" + server.URL, "SSL_CERT_FILE=" + server.CertificateFile(),
	}
}

// readsTenant says about an example that it cannot be planned without one: see its file expect.tf.
const readsTenant = "# expect: error nothing else says how to sign in"

const wantedPrefix = "wanted_"

const requiredProviders = `terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}
`

// folders returns the folders in a folder that hold an example. What lies in a
// folder testdata is planned by the tests that use it.
func folders(t *testing.T, root string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && (entry.Name() == ".terraform" || entry.Name() == "testdata") {
			return fs.SkipDir
		}
		if err == nil && filepath.Ext(path) == ".tf" && !slices.Contains(found, filepath.Dir(path)) {
			found = append(found, filepath.Dir(path))
		}
		return err
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("%d examples in %s (%v)", len(found), root, err)
	}
	return found
}

// tested returns the folders whose modules have test files.
func tested(t *testing.T) []string {
	t.Helper()
	var found []string
	for _, folder := range folders(t, ".") {
		if files, err := filepath.Glob(filepath.Join(folder, "tests", "*.tftest.hcl")); err == nil && len(files) > 0 {
			found = append(found, folder)
		}
	}
	if len(found) == 0 {
		t.Fatal("there are no tests of modules")
	}
	return found
}

// source returns the text of all configuration files of a folder.
func source(t *testing.T, folder string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, file := range files {
		all.WriteString(read(t, file) + "\n")
	}
	return all.String()
}

var (
	outputLine = regexp.MustCompile(`^output "(\w+)"`)
	valueLine  = regexp.MustCompile(`#\s*=>\s?(.*)$`)
)

// outputs returns the values that the comments of a folder show, by the name of the output.
func outputs(t *testing.T, folder string) map[string]string {
	t.Helper()
	shown := make(map[string]string)
	name := ""
	for line := range strings.Lines(source(t, folder)) {
		line = strings.TrimRight(line, "\n")
		if m := outputLine.FindStringSubmatch(line); m != nil {
			name = m[1]
		}
		if m := valueLine.FindStringSubmatch(line); m != nil {
			shown[name] += strings.TrimSpace(m[1]) + "\n"
		}
	}
	return shown
}

// showValue writes the value of an output into the comment that shows it.
func showValue(t *testing.T, folder, output string, encoded json.RawMessage) {
	t.Helper()
	var value ctyjson.SimpleJSONValue
	if err := json.Unmarshal(encoded, &value); err != nil {
		t.Fatal(err)
	}
	text := rendered(value.Value)
	files, err := filepath.Glob(filepath.Join(folder, "*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		var b strings.Builder
		name, written := "", false
		for line := range strings.Lines(read(t, file)) {
			if m := outputLine.FindStringSubmatch(line); m != nil {
				name = m[1]
			}
			m := valueLine.FindStringSubmatch(strings.TrimRight(line, "\n"))
			if m == nil || name != output {
				b.WriteString(line)
				continue
			}
			if written {
				continue // the second line of the value from before
			}
			written = true
			if strings.HasPrefix(m[1], "toset(") {
				text = "toset(" + text + ")" // which JSON does not tell from a list
			}
			code, _, _ := strings.Cut(line, "# =>")
			if indent := code[:len(code)-len(strings.TrimLeft(code, " "))]; code != indent && strings.Contains(text, "\n") {
				b.WriteString(strings.TrimRight(code, " ") + "\n")
				code = indent
			}
			for line := range strings.Lines(text) {
				b.WriteString(code + "# => " + strings.TrimRight(line, "\n") + "\n")
			}
		}
		if written {
			write(t, file, b.String())
		}
	}
}

// rendered returns a value as a configuration would have it, a long list with a line for each element.
func rendered(value cty.Value) string {
	text := string(hclwrite.Format(hclwrite.TokensForValue(value).Bytes()))
	if len(text) < 100 || !value.Type().IsTupleType() || strings.Contains(text, "\n") {
		return text
	}
	lines := "[\n"
	for _, element := range value.AsValueSlice() {
		lines += "  " + rendered(element) + ",\n"
	}
	return lines + "]"
}

// unframed returns what a CLI says without the frame around an error.
func unframed(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if line == "╷" || line == "╵" {
			continue
		}
		if framed, ok := strings.CutPrefix(line, "│"); ok {
			line = strings.TrimPrefix(framed, " ")
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

var moduleSource = regexp.MustCompile(`source += "((?:\.\./)*\.\.)"`)

// copyExample copies a folder, with the folder around it that holds the module which it calls, and returns the copy.
func copyExample(t *testing.T, folder string) string {
	t.Helper()
	around := folder
	if m := moduleSource.FindStringSubmatch(source(t, folder)); m != nil {
		around = filepath.Join(folder, filepath.FromSlash(m[1]))
	}
	inside, err := filepath.Rel(around, folder)
	if err != nil {
		t.Fatal(err)
	}
	work := t.TempDir()
	if err := os.CopyFS(work, os.DirFS(around)); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(work, inside)
}

func read(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
