//go:build unix

package provider

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/teamsvoice/terraform-provider-teamsvoice/benchmarks/plugin"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/powershell/powershelltest"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

// What may happen to a process, and that nothing that takes a list costs more
// than its length should.

// TestGrowth fits what is allocated against the length of a list: an operation
// that is worse than n log n has an exponent that no rounding explains.
// Arguments that are sets are left out: the framework compares each of their
// elements with each other before the provider is asked.
func TestGrowth(t *testing.T) {
	s := newServer(t, nil)
	if said := s.configure(nil); said.hasError() {
		t.Fatal(said)
	}
	repeat := func(n int, words ...string) []any {
		texts := make([]any, n)
		for i := range texts {
			texts[i] = words[i%len(words)]
		}
		return texts
	}
	userMap := func(n int) map[string]any {
		users := make(map[string]any, n)
		for i := range n {
			users[fmt.Sprintf("user%06d", i)] = map[string]any{"country": []string{"DE", "AE"}[i%2]}
		}
		return users
	}
	userCSV := func(n int) string {
		text := "UPN,UsageLocation\n"
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "user%06d,%s\n", i, []string{"DE", "AE"}[i%2])
		}
		return text + b.String()
	}
	features := []string{"calling_plan", "toll_number", "voicemail"}
	for _, tt := range []struct {
		name string
		of   func(n int) func()
	}{
		{"missing_features", func(n int) func() {
			req := s.request("missing_features", "AE", repeat(n, features...))
			return func() { s.mustAnswer(req) }
		}},
		{"assert_features", func(n int) func() {
			req := s.request("assert_features", "DE", repeat(n, features...))
			return func() { s.mustAnswer(req) }
		}},
		{"countries_with", func(n int) func() {
			req := s.request("countries_with", repeat(n, features...))
			return func() { s.mustAnswer(req) }
		}},
		{"calling_plan_available", func(n int) func() {
			req := s.request("calling_plan_available", append(args("DE"), repeat(n, "domestic")...)...)
			return func() { s.mustAnswer(req) }
		}},
		{"toll_number_available", func(n int) func() {
			req := s.request("toll_number_available", append(args("DE"), repeat(n, "Berlin", "Hamburg")...)...)
			return func() { s.mustAnswer(req) }
		}},
		{"rollout_violations, a map", func(n int) func() {
			req := s.request("rollout_violations", dyn(userMap(n)), repeat(2, features...))
			return func() { s.mustAnswer(req) }
		}},
		{"rollout_violations, a list", func(n int) func() {
			users := make([]any, 0, n)
			for name, user := range userMap(n) {
				users = append(users, map[string]any{"user": name, "usage_location": user.(map[string]any)["country"]})
			}
			req := s.request("rollout_violations", dyn(users), repeat(2, features...))
			return func() { s.mustAnswer(req) }
		}},
		{"rollout_violations, CSV", func(n int) func() {
			req := s.request("rollout_violations", userCSV(n), repeat(2, features...))
			return func() { s.mustAnswer(req) }
		}},
		{"teamsvoice_rollout, users", func(n int) func() {
			arguments := map[string]any{"users": userMap(n), "features": repeat(2, features...), "on_violation": "none"}
			return func() { s.data("teamsvoice_rollout", nil, arguments) }
		}},
		{"rollout_violations, locations that are none", func(n int) func() {
			req := s.request("rollout_violations", strings.ReplaceAll(userCSV(n), ",AE", ",Atlantis"), repeat(2, features...))
			return func() { s.mustAnswer(req) }
		}},
		{"offers_file", func(n int) func() {
			types := make([]string, n)
			for i := range types {
				types[i] = []string{"UserSubscriber", fmt.Sprintf("Hologram%d", i)}[i%2]
			}
			file := offersFile(t, exportedAt, map[string][]string{"DE": types})
			return func() { s.data("teamsvoice_number_offers", object{"offers_file": file}, nil) }
		}},
		{"numbers_file", func(n int) func() {
			numbers := make([]any, n)
			for i := range numbers {
				numbers[i] = powershelltest.Object{"TelephoneNumber", fmt.Sprintf("+4930%07d", i), "NumberType", "CallingPlan", "City", fmt.Sprintf("City %d", i%50)}
			}
			file := exportFile(t, powershelltest.Style{}, powershelltest.Object{"ExportedAt", exportedAt, "PhoneNumbers", numbers})
			return func() { s.data("teamsvoice_phone_numbers", object{"numbers_file": file}, nil) }
		}},
		{"overrides_file with faults", func(n int) func() {
			file := filepath.Join(t.TempDir(), "overrides.json")
			one := `{"country": "DE", "feature": "toll_number", "cities": ["Berlin"], "reason": "x"}`
			text := `{"overrides": [` + strings.Repeat(one+",", n) + one + "]}"
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			return func() { s.data("teamsvoice_dataset", object{"overrides_file": file}, nil) }
		}},
		{"overrides_file with cities", func(n int) func() {
			file := filepath.Join(t.TempDir(), "overrides.json")
			cities := make([]string, n)
			for i := range cities {
				cities[i] = fmt.Sprintf("%q", fmt.Sprintf("City %d", i))
			}
			text := `{"overrides": [{"country": "DE", "feature": "toll_number", "cities": [` + strings.Join(cities, ", ") + `], "reason": "x"}]}`
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			return func() { s.data("teamsvoice_dataset", object{"overrides_file": file}, nil) }
		}},
		{"teamsvoice_rollout, users_csv", func(n int) func() {
			arguments := map[string]any{"users_csv": userCSV(n), "features": repeat(2, features...), "on_violation": "none"}
			return func() { s.data("teamsvoice_rollout", nil, arguments) }
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			const small, large = 400, 1600
			tt.of(10)() // what is made only once
			atSmall, atLarge := allocatedBy(tt.of(small)), allocatedBy(tt.of(large))
			exponent := math.Log(atLarge/atSmall) / math.Log(large/small)
			t.Logf("%.0f bytes became %.0f: n^%.2f", atSmall, atLarge, exponent)
			// n log n has 1.2 here; a slice or a map that has just doubled adds some.
			if exponent > 1.45 {
				t.Errorf("%.0f bytes for %d elements became %.0f for %d: it grows as n^%.2f", atSmall, small, atLarge, large, exponent)
			}
		})
	}
}

// allocatedBy returns how many bytes a function allocates.
func allocatedBy(f func()) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc)
}

// TestParallelReads asks everything fifty times at once, and wants the answers
// that it gives one after another. The race detector watches in CI.
func TestParallelReads(t *testing.T) {
	results := func(s server) map[string]tftypes.Value {
		values := make(map[string]tftypes.Value)
		for function, arguments := range typicalCalls {
			resp, err := s.CallFunction(context.Background(), s.request(function, arguments...))
			if err != nil || resp.Error != nil {
				t.Errorf("%s: %v %v", function, err, resp)
				continue
			}
			if values[function], err = resp.Result.Unmarshal(s.Schemas.Functions[function].Return.Type); err != nil {
				t.Error(err)
			}
		}
		return values
	}
	site := func(s server) any {
		const name = "teamsvoice_country_availability"
		config := s.dynamic(s.Schemas.DataSourceSchemas[name], map[string]any{"country": "US"})
		resp, err := s.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: config})
		if err != nil || len(resp.Diagnostics) > 0 {
			t.Errorf("%v %s", err, diagnostics(resp.Diagnostics))
			return nil
		}
		state, err := resp.State.Unmarshal(s.Schemas.DataSourceSchemas[name].ValueType())
		if err != nil {
			t.Error(err)
			return nil
		}
		return plainValue(t, state)
	}
	configured := func() server { // once, as a CLI does
		s := newServer(t, nil)
		if said := s.configure(nil); said.hasError() {
			t.Fatal(said)
		}
		return s
	}
	alone := configured()
	wantResults, wantSite := results(alone), site(alone)

	s := configured() // which has answered nothing yet
	var group sync.WaitGroup
	for range 50 {
		group.Go(func() {
			for function, got := range results(s) {
				if !got.Equal(wantResults[function]) {
					t.Errorf("%s: got %v, want %v", function, got, wantResults[function])
				}
			}
			if got := site(s); !reflect.DeepEqual(got, wantSite) {
				t.Errorf("got %v, want %v", got, wantSite)
			}
		})
	}
	group.Wait()
}

// onLinux skips a test that starts the provider and looks into /proc.
func onLinux(t *testing.T) {
	t.Helper()
	if testing.Short() || runtime.GOOS != "linux" {
		t.Skip("it starts the provider, and looks into /proc")
	}
}

// TestHardPlaces starts the provider where there is little of what a process
// usually has.
func TestHardPlaces(t *testing.T) {
	onLinux(t)
	path := testkit.Provider(t)
	var list strings.Builder
	list.WriteString("UPN,UsageLocation\n")
	for i := range 50_000 {
		fmt.Fprintf(&list, "user%06d@contoso.example,%s\n", i, []string{"DE", "US", "FR", "AE"}[i%4])
	}
	for _, tt := range []struct {
		name      string
		variables []string
		command   []string
	}{
		{"64 MiB for the heap and 2 GiB of addresses", []string{"GOMEMLIMIT=64MiB"}, []string{"sh", "-c", `ulimit -v 2097152; exec "$0"`, path}},
		{"no home", nil, []string{"env", "-u", "HOME", "-u", "XDG_CACHE_HOME", path}},
		{"a home that nobody can write to", []string{"HOME=/proc", "XDG_CACHE_HOME=/proc"}, []string{path}},
		{"a folder that is gone", nil, []string{"sh", "-c", `d=$(mktemp -d); cd "$d"; rmdir "$d"; exec "$0"`, path}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := plugin.Start(t.Context(), t.TempDir(), tt.variables, tt.command...)
			if err != nil {
				t.Fatal(err)
			}
			defer p.Kill()
			if _, err := p.Call("GetProviderSchema", nil); err != nil {
				t.Fatal(err)
			}
			got, err := p.CallFunction("feature_status", `"DE"`, `"phone_system"`)
			if err != nil || !strings.HasSuffix(string(got), "available") {
				t.Errorf("got %q, %v", got, err)
			}
			// A dynamic value in JSON has its type beside it.
			users := fmt.Sprintf(`{"type":"string","value":%s}`, strconv.Quote(list.String()))
			got, err = p.CallFunction("rollout_violations", users, `["calling_plan"]`)
			if err != nil || bytes.Count(got, []byte("@contoso.example")) != 12_500 {
				t.Errorf("%d of 12500 violations, %v", bytes.Count(got, []byte("@contoso.example")), err)
			}
			memory := plugin.PeakMemory(p.PID())
			t.Logf("%d MB resident at most", memory/1e6)
			if memory > 160e6 {
				t.Errorf("%d MB were resident", memory/1e6)
			}
		})
	}
}

// planOf returns the command that plans a configuration, and what it will have
// said.
func planOf(t *testing.T, cli testkit.CLI, configuration string) (cmd *exec.Cmd, said *bytes.Buffer) {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "main.tf"), []byte(header+configuration), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	said = &bytes.Buffer{}
	cmd = cli.Command(ctx, folder, "plan", "-input=false", "-no-color")
	cmd.Stdout, cmd.Stderr = said, said
	return cmd, said
}

// TestAccKilled kills the provider while it waits for a dataset that never
// comes, and wants the CLI to say so.
func TestAccKilled(t *testing.T) {
	onLinux(t)
	cli := testkit.NewCLI(t)
	asked := make(chan struct{})
	server := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(asked)
		<-r.Context().Done()
	}))
	defer server.Close()
	cmd, said := planOf(t, cli, fmt.Sprintf(`
provider "teamsvoice" {
  dataset_url    = "%s/dataset.json"
  dataset_sha256 = "%x"
}
data "teamsvoice_dataset" "endless" {
}
`, server.URL, sha256.Sum256(nil)))
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan error, 1)
	go func() { exited <- cmd.Wait() }()

	select {
	case <-asked:
	case <-exited:
		t.Fatalf("the plan ended before the dataset was asked for: %s", said)
	}
	if n := killProcessesOf(t, testkit.Provider(t), cmd.Process.Pid); n == 0 {
		t.Fatal("the provider was not running")
	}
	if err := <-exited; err == nil {
		t.Error("the plan did not fail")
	}
	text := testkit.Plain(said.String())
	if !strings.Contains(text, "Plugin did not respond") && !strings.Contains(text, "Request canceled") {
		t.Errorf("it does not say what happened: %s", text)
	}
	if strings.Contains(text, "panic:") {
		t.Errorf("something panicked: %s", text)
	}
}

// TestAccFullDisk has a disk of 16 kB for the cache, which the dataset does not
// fit on: the plan is still right, and says what it could not keep.
func TestAccFullDisk(t *testing.T) {
	onLinux(t)
	cache := t.TempDir()
	mount := `mount -t tmpfs -o size=16k none "$1"`
	unshare := []string{"unshare", "--mount"}
	if exec.Command("unshare", "--mount", "sh", "-c", mount, "sh", cache).Run() != nil {
		unshare = []string{"unshare", "--map-root-user", "--mount"}
		if exec.Command(unshare[0], append(unshare[1:], "sh", "-c", mount, "sh", cache)...).Run() != nil {
			t.Skip("this machine lets nobody mount a disk of their own")
		}
	}
	cli := testkit.NewCLI(t)
	path := testkit.Provider(t)
	wrapper := filepath.Join(t.TempDir(), filepath.Base(path))
	script := fmt.Sprintf("#!/bin/sh\nexec %s sh -c '%s && exec \"$2\"' sh %q %q\n", strings.Join(unshare, " "), mount, cache, path)
	if err := os.WriteFile(wrapper, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../catalog/data/2021-08-03.json")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(data) }))
	defer server.Close()
	cmd, said := planOf(t, cli.With(t, wrapper), fmt.Sprintf(`
provider "teamsvoice" {
  dataset_url    = "%s/dataset.json"
  dataset_sha256 = "%x"
}
data "teamsvoice_dataset" "it" {
}
output "as_of" {
  value = data.teamsvoice_dataset.it.as_of
}
`, server.URL, sha256.Sum256(data)))
	cmd.Env = append(cmd.Env, "XDG_CACHE_HOME="+cache)
	err = cmd.Run()
	text := testkit.Plain(said.String())
	for _, want := range []string{`+ as_of = "2021-08-03"`, "Warning: Dataset not kept in the cache", "no space left on device"} {
		if err != nil || !strings.Contains(text, want) {
			t.Errorf("%v: no %q in: %s", err, want, text)
		}
	}
}

// killProcessesOf kills the processes of a program that a process has started,
// and returns how many there were.
func killProcessesOf(t *testing.T, program string, parent int) (n int) {
	t.Helper()
	links, err := filepath.Glob("/proc/[0-9]*/exe")
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range links {
		if target, err := os.Readlink(link); err != nil || target != program {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(link)))
		if err != nil {
			t.Fatal(err)
		}
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil || !strings.Contains(string(stat), fmt.Sprintf(" %d ", parent)) {
			continue
		}
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}
