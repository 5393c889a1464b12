package testkit

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Main runs the tests of a package that uses [Provider], and removes what it
// built. The package's own cleanups come before that.
func Main(m *testing.M, cleanups ...func()) {
	status := m.Run()
	for _, clean := range cleanups {
		clean()
	}
	if builds.dir != "" {
		_ = os.RemoveAll(builds.dir) // the system clears its temporary folder
	}
	os.Exit(status)
}

var builds struct {
	mutex sync.Mutex
	dir   string
	done  map[string]error // by package
}

// Provider returns the path of this checkout's provider, which is built once
// for all tests of a package. The package's TestMain must be [Main].
func Provider(t testing.TB) string {
	t.Helper()
	return built(t, ".", "terraform-provider-teamsvoice")
}

// built returns the path of a package's executable, which is built once.
func built(t testing.TB, pkg, name string) string {
	t.Helper()
	builds.mutex.Lock()
	defer builds.mutex.Unlock()
	if builds.dir == "" {
		dir, err := os.MkdirTemp("", "teamsvoice-test-")
		if err != nil {
			t.Fatal(err)
		}
		builds.dir, builds.done = dir, make(map[string]error)
	}
	path := filepath.Join(builds.dir, name)
	if _, ok := builds.done[pkg]; !ok {
		builds.done[pkg] = build(pkg, path)
	}
	if err := builds.done[pkg]; err != nil {
		t.Fatal(err)
	}
	return path
}

func build(pkg, path string) error {
	// The test may be one of a module beside the provider's.
	const module = "github.com/teamsvoice/terraform-provider-teamsvoice"
	root, err := exec.CommandContext(context.Background(), "go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	command := exec.CommandContext(context.Background(), "go", "-C", strings.TrimSpace(string(root)), "build", "-buildvcs=false", "-o", path, pkg) //nolint:gosec // our folders
	if text, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, text)
	}
	return nil
}

// CLI is Terraform or OpenTofu, with this checkout's provider in the place of
// the released one.
type CLI struct {
	Path   string
	Env    []string // of its commands; for variables of one's own, append to it
	Inside []string // a command that runs it, such as unshare --net; nil for none
}

// NewCLI returns the CLI that TF_ACC_TERRAFORM_PATH names, or else the
// terraform of PATH. It skips the test where TF_ACC is not set, before anything
// is built.
func NewCLI(t testing.TB) CLI {
	t.Helper()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("TF_ACC is not set")
	}
	path, err := exec.LookPath(cmp.Or(os.Getenv("TF_ACC_TERRAFORM_PATH"), "terraform"))
	if err != nil {
		t.Fatal(err)
	}
	return CLI{Path: path}.With(t, Provider(t))
}

// With returns the CLI with another executable as the provider.
func (c CLI) With(t testing.TB, provider string) CLI {
	t.Helper()
	// The latter where an example names no source.
	return c.with(t, map[string]string{"teamsvoice/teamsvoice": provider, "hashicorp/teamsvoice": provider})
}

// WithAzureAD returns the CLI with this checkout's provider, and a stand-in for
// hashicorp/azuread, which needs a tenant.
func (c CLI) WithAzureAD(t testing.TB) CLI {
	t.Helper()
	return c.with(t, map[string]string{
		"teamsvoice/teamsvoice": Provider(t),
		"hashicorp/azuread":     built(t, "./internal/testkit/azuread", filepath.Join("azuread", "terraform-provider-azuread")),
	})
}

// with returns the CLI with executables as providers, by their addresses.
func (c CLI) with(t testing.TB, providers map[string]string) CLI {
	t.Helper()
	var overrides strings.Builder
	// With no other installation method beside dev_overrides, nothing can be
	// fetched from a registry by mistake.
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		for address, executable := range providers {
			fmt.Fprintf(&overrides, "    %q = %q\n", host+"/"+address, filepath.ToSlash(filepath.Dir(executable)))
		}
	}
	file := filepath.Join(t.TempDir(), "cli.tfrc")
	text := "provider_installation {\n  dev_overrides {\n" + overrides.String() + "  }\n}\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c.Env = []string{"TF_CLI_CONFIG_FILE=" + file, "TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1"}
	for _, variable := range os.Environ() {
		// What would make a run here differ from one on another machine.
		isOurs := func(prefix string) bool { return strings.HasPrefix(variable, prefix) }
		if !slices.ContainsFunc([]string{"TF_", "TEAMSVOICE_", "ARM_", "CHECKPOINT_DISABLE="}, isOurs) {
			c.Env = append(c.Env, variable)
		}
	}
	c.Env = slices.Clip(c.Env) // tests that run in parallel append to it
	return c
}

// Command returns a command of the CLI in a folder.
func (c CLI) Command(ctx context.Context, folder string, arguments ...string) *exec.Cmd {
	arguments = slices.Concat(c.Inside, []string{c.Path}, arguments)
	cmd := exec.CommandContext(ctx, arguments[0], arguments[1:]...) //nolint:gosec // the tests name it
	cmd.Dir, cmd.Env = folder, slices.Clip(c.Env)
	return cmd
}

// Run runs a command of the CLI in a folder and returns what it says.
func (c CLI) Run(t testing.TB, folder string, arguments ...string) (stdout, stderr string, err error) {
	t.Helper()
	cmd := c.Command(t.Context(), folder, arguments...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err = cmd.Run()
	return out.String(), said.String(), err
}

// Plain returns what a CLI says without its frame and line breaks.
func Plain(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(text)), " ")
}
