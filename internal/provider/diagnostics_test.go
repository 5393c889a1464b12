package provider

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

// The errors that a practitioner is most likely to meet, as the CLI prints
// them: read them as an engineer would who is woken by one. Each folder of
// testdata/diagnostics is a configuration, and says.txt what both CLIs say about it;
// where OpenTofu has other words, they are in says_tofu.txt.
func TestAccDiagnostics(t *testing.T) {
	cli := testkit.NewCLI(t)
	cli.Env = append(cli.Env, datasetVariable+"="+edition)
	folders, err := filepath.Glob("testdata/diagnostics/*/main.tf")
	if err != nil || len(folders) < 20 {
		t.Fatalf("%d configurations in testdata/diagnostics (%v)", len(folders), err)
	}
	for _, file := range folders {
		folder := filepath.Dir(file)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			golden := filepath.Join(folder, "says.txt")
			own := filepath.Join(folder, "says_"+strings.TrimSuffix(filepath.Base(cli.Path), ".exe")+".txt")
			if _, err := os.Stat(own); err == nil {
				golden = own
			}
			testkit.Golden(t, golden, planFails(t, cli, folder))
		})
	}
}

// days is the age of a dataset, which is another one tomorrow.
var days = regexp.MustCompile(`\d+([\s│]+)days`)

// planFails returns what the CLI says about a configuration that it refuses,
// without what differs from one machine or day to another. A file environment
// beside it has variables, one on a line.
func planFails(t *testing.T, cli testkit.CLI, folder string) string {
	t.Helper()
	work := t.TempDir()
	if err := os.CopyFS(work, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	if variables, err := os.ReadFile(filepath.Join(folder, "environment")); err == nil {
		cli.Env = slices.Concat(cli.Env, strings.Fields(string(variables)))
	}
	_, said, err := cli.Run(t, work, "plan", "-input=false", "-no-color")
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != 1 {
		t.Fatalf("the plan did not fail: %v\n%s", err, said)
	}
	return strings.ReplaceAll(days.ReplaceAllString(said, "1234${1}days"), "registry.opentofu.org", "registry.terraform.io")
}
