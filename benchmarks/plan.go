package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/benchmarks/plugin"
)

// plan is a folder of configs/ with the files that it reads.
type plan struct {
	config string
	files  map[string][]byte
}

// cost is what one plan took.
type cost struct{ wall, processor time.Duration }

// cli runs plans.
type cli struct {
	path    string
	configs string // the folder configs/
	scratch string
	env     []string
}

// newCLI prepares a CLI whose only providers are those of a folder.
func newCLI(path, configs, providers, scratch string) (*cli, error) {
	var overrides strings.Builder
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		for _, name := range []string{"teamsvoice", "empty"} {
			fmt.Fprintf(&overrides, "    \"%s/teamsvoice/%s\" = %q\n", host, name, providers)
		}
	}
	rc := filepath.Join(scratch, "cli.tfrc")
	text := "provider_installation {\n  dev_overrides {\n" + overrides.String() + "  }\n}\n"
	if err := os.WriteFile(rc, []byte(text), 0o600); err != nil {
		return nil, err
	}
	env := append(os.Environ(), "TF_CLI_CONFIG_FILE="+rc, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1")
	return &cli{path, configs, scratch, env}, nil
}

// lay copies the configuration of a plan and writes its files, and returns the
// folder.
func (c *cli) lay(p plan) (string, error) {
	folder, err := os.MkdirTemp(c.scratch, p.config+"-")
	if err != nil {
		return "", err
	}
	if err := os.CopyFS(folder, os.DirFS(filepath.Join(c.configs, p.config))); err != nil {
		return "", err
	}
	for name, data := range p.files {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			return "", err
		}
	}
	return folder, nil
}

// run makes a plan in a folder. Watch, if it is not nil, is called all the
// while with the process of the CLI.
func (c *cli) run(ctx context.Context, folder string, watch func(pid int)) (cost, error) {
	return c.execute(ctx, folder, watch, "plan")
}

// execute is run for any command that plans.
func (c *cli) execute(ctx context.Context, folder string, watch func(pid int), command ...string) (cost, error) {
	cmd := exec.CommandContext(ctx, c.path, append(command, "-input=false", "-no-color", "-lock=false")...) //nolint:gosec // the CLI that is measured
	cmd.Dir, cmd.Env = folder, c.env
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	begin := now()
	if err := cmd.Start(); err != nil {
		return cost{}, err
	}
	watching, stop := context.WithCancel(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		for watch != nil && watching.Err() == nil {
			watch(cmd.Process.Pid)
			time.Sleep(2 * time.Millisecond)
		}
	}()
	err := cmd.Wait()
	wall := now().Sub(begin)
	stop()
	<-watched
	if err != nil {
		text := said.String()
		return cost{}, fmt.Errorf("%s of %s: %w\n%s", command[0], filepath.Base(folder), err, text[:min(len(text), 4000)])
	}
	state := cmd.ProcessState // with the providers, which the CLI waits for
	return cost{wall, state.UserTime() + state.SystemTime()}, nil
}

// providerMemory makes a plan and returns the most that was resident of any
// provider process, in bytes.
func (c *cli) providerMemory(ctx context.Context, folder string) (int64, error) {
	var most int64
	_, err := c.run(ctx, folder, func(pid int) {
		for _, child := range children(pid) {
			if name, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", child)); err == nil && strings.HasPrefix(filepath.Base(name), "terraform-provider-") {
				most = max(most, plugin.PeakMemory(child))
			}
		}
	})
	if err == nil && most == 0 {
		err = errors.New("no provider process was seen")
	}
	return most, err
}

// children returns the child processes of a process.
func children(pid int) (pids []int) {
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	if err != nil {
		return nil
	}
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			continue // the thread has ended
		}
		for _, word := range strings.Fields(string(text)) {
			if n, err := strconv.Atoi(word); err == nil {
				pids = append(pids, n)
			}
		}
	}
	return pids
}
