// Package examples_test plans the examples for real and compares what they show with what the CLI answers.
//
// A comment "# => VALUE" in an output block is the value that the plan gives the output; several lines of it are one
// value. A file output.txt beside an example is what the CLI says of it, or a part of that.
package examples_test

import (
	"bytes"
	"context"
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
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
)

// TestAccExamples plans every example that shows a value or what the CLI says, as a user would: with the newest edition of
// the data, so that the documentation shows what a user will see. It needs TF_ACC and, for a CLI other than the terraform
// of PATH, TF_ACC_TERRAFORM_PATH. With -update it writes the values and the output that the CLI answers into the examples.
func TestAccExamples(t *testing.T) {
	t.Parallel()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("TF_ACC is not set")
	}
	cli := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if cli == "" {
		cli = "terraform"
	}
	env := environment(t)
	for _, folder := range folders(t) {
		shown := outputs(t, folder)
		said, err := os.ReadFile(filepath.Join(folder, "output.txt"))
		if len(shown) == 0 && err != nil {
			continue // scripts/plan-examples plans it
		}
		t.Run(filepath.ToSlash(folder), func(t *testing.T) {
			t.Parallel()
			checkExample(t, runner{cli, env}, folder, shown, string(said))
		})
	}
}

func checkExample(t *testing.T, run runner, folder string, shown map[string]string, said string) {
	t.Helper()
	work := copyExample(t, folder)
	var wanted strings.Builder
	for name, value := range shown {
		fmt.Fprintf(&wanted, "output \"%s%s\" {\n  value = %s\n}\n", wantedPrefix, name, value)
	}
	write(t, filepath.Join(work, "wanted_test.tf"), wanted.String())
	fails := strings.Contains(source(t, folder), "# expect: error")
	if strings.Contains(source(t, folder), readsTenant) {
		run.env = slices.Concat(run.env, tenant(t, filepath.Join(work, "expect.tf")))
		fails = false
	}
	if !strings.Contains(source(t, folder), "required_providers") {
		write(t, filepath.Join(work, "provider_test.tf"), requiredProviders)
	}

	if strings.Contains(source(t, folder), `module "`) {
		if text, err := run.cli(t, work, "get"); err != nil {
			t.Fatal(text)
		}
	}
	text, err := run.cli(t, work, "plan", "-input=false", "-no-color", "-out=plan")
	if fails != (err != nil) {
		t.Fatalf("failed is %t, and should be %t:\n%s", err != nil, fails, text)
	}
	switch {
	case strings.Contains(plain(text), plain(said)):
	case *update:
		_, shown, _ := strings.Cut(unframed(text), "Error: ")
		write(t, filepath.Join(folder, "output.txt"), "Error: "+shown)
	default:
		t.Errorf("output.txt is not what the CLI says, which is:\n%s", text)
	}
	if len(shown) == 0 {
		return
	}
	text, err = run.cli(t, work, "show", "-json", "plan")
	if err != nil {
		t.Fatal(text)
	}
	var plan struct {
		PlannedValues struct {
			Outputs map[string]struct{ Value json.RawMessage }
		} `json:"planned_values"`
	}
	if err := json.Unmarshal([]byte(text), &plan); err != nil {
		t.Fatal(err)
	}
	values := plan.PlannedValues.Outputs
	for name := range shown {
		got, want := values[name].Value, values[wantedPrefix+name].Value
		switch {
		case bytes.Equal(got, want):
		case *update:
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

// readsTenant says of an example that it cannot be planned without one: see its file expect.tf.
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

// folders returns the folders that hold an example.
func folders(t *testing.T) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() == ".terraform" {
			return fs.SkipDir
		}
		if err == nil && filepath.Ext(path) == ".tf" && !slices.Contains(found, filepath.Dir(path)) {
			found = append(found, filepath.Dir(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
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
	text := string(hclwrite.Format(hclwrite.TokensForValue(value.Value).Bytes()))
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

// plain returns what a CLI says without frame and line breaks.
func plain(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(text)), " ")
}

// runner runs a CLI with this checkout's provider.
type runner struct {
	path string
	env  []string
}

func (r runner) cli(t *testing.T, folder string, arguments ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(context.Background(), r.path, arguments...)
	cmd.Dir, cmd.Env = folder, r.env
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	return stdout.String() + stderr.String(), err
}

// environment builds the provider and returns an environment in which it takes the place of the released one.
func environment(t *testing.T) []string {
	t.Helper()
	bin := t.TempDir()
	build := exec.CommandContext(context.Background(), "go", "build", "-buildvcs=false", "-o", bin+string(filepath.Separator), "..")
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var overrides strings.Builder
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		fmt.Fprintf(&overrides, "    %q = %q\n", host+"/teamsvoice/teamsvoice", bin)
	}
	config := filepath.Join(t.TempDir(), "cli.tfrc")
	write(t, config, "provider_installation {\n  dev_overrides {\n"+overrides.String()+"  }\n}\n")

	var env []string
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "TEAMSVOICE_") && !strings.HasPrefix(variable, "ARM_") {
			env = append(env, variable)
		}
	}
	return append(env, "TF_CLI_CONFIG_FILE="+config, "CHECKPOINT_DISABLE=1")
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
