package provider

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/diagnostics anew")

// The errors that a practitioner is most likely to meet, as the CLI prints
// them: read them as an engineer would who is woken by one. Each folder of
// testdata/diagnostics is a configuration, and says.txt what both CLIs say of it;
// where OpenTofu has other words, they are in says_tofu.txt.
func TestAccDiagnostics(t *testing.T) {
	cli := realCLI(t)
	folders, err := filepath.Glob("testdata/diagnostics/*/main.tf")
	if err != nil || len(folders) < 10 {
		t.Fatalf("%d configurations in testdata/diagnostics (%v)", len(folders), err)
	}
	cliConfig := cliConfigFor(t, buildProvider(t))
	for _, file := range folders {
		folder := filepath.Dir(file)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			got := planFails(t, cli, cliConfig, folder)
			golden := filepath.Join(folder, "says.txt")
			want, err := os.ReadFile(golden)
			own := filepath.Join(folder, "says_"+strings.TrimSuffix(filepath.Base(cli), ".exe")+".txt")
			if data, ownErr := os.ReadFile(own); ownErr == nil {
				golden, want, err = own, data, nil
			}
			if *update && !bytes.Equal(got, want) {
				want, err = got, os.WriteFile(golden, got, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("the CLI says:\n%s\nand %s has:\n%s", got, golden, want)
			}
		})
	}
}

// realCLI returns the path of the CLI to test with.
func realCLI(t *testing.T) string {
	t.Helper()
	cli := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if os.Getenv("TF_ACC") == "" || cli == "" {
		t.Skip("TF_ACC and TF_ACC_TERRAFORM_PATH do not name a CLI")
	}
	return cli
}

// buildProvider builds the provider, and returns the folder that it is in.
func buildProvider(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	build := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", dir+"/", "../..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// cliConfigFor returns the path of a CLI configuration that puts the provider in
// a folder in the place of the released one.
func cliConfigFor(t *testing.T, dir string) string {
	t.Helper()
	config := filepath.Join(t.TempDir(), "cli.tfrc")
	var addresses strings.Builder
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		addresses.WriteString(`"` + host + `/teamsvoice/teamsvoice" = "` + filepath.ToSlash(dir) + `"` + "\n")
	}
	text := "provider_installation {\n  dev_overrides {\n" + addresses.String() + "  }\n}\n"
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return config
}

// days is the age of a dataset, which is another one tomorrow.
var days = regexp.MustCompile(`\d+([\s│]+)days`)

// planFails returns what the CLI says of a configuration that it refuses,
// without what differs from one machine or day to another. A file environment
// beside it has variables, one on a line.
func planFails(t *testing.T, cli, cliConfig, folder string) []byte {
	t.Helper()
	work := t.TempDir()
	if err := os.CopyFS(work, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), cli, "plan", "-input=false", "-no-color")
	run.Dir = work
	run.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+cliConfig, "TF_DATA_DIR=")
	if variables, err := os.ReadFile(filepath.Join(folder, "environment")); err == nil {
		run.Env = append(run.Env, strings.Fields(string(variables))...)
	}
	var said bytes.Buffer
	run.Stderr = &said
	err := run.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != 1 {
		t.Fatalf("the plan did not fail: %v\n%s", err, said.Bytes())
	}
	text := days.ReplaceAll(said.Bytes(), []byte("1234${1}days"))
	return bytes.ReplaceAll(text, []byte("registry.opentofu.org"), []byte("registry.terraform.io"))
}
