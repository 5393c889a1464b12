//go:build linux

package provider

import (
	"crypto/sha256"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

// What the provider asks the operating system for, under strace.
var (
	connected = regexp.MustCompile(`(?:connect|sendto|sendmsg)\(\d+, .*\{sa_family=AF_INET6?, (.*?)\}`)
	executed  = regexp.MustCompile(`execve\("(.*?)"`)
	opened    = regexp.MustCompile(`openat\(AT_FDCWD, "(.*?)", (\S+?)[,) ]`)
	changed   = regexp.MustCompile(`\b(?:rename|unlink|mkdir|rmdir|link|symlink|truncate|chmod|mknod)(?:at)?2?\((?:AT_FDCWD, )?"(.*?)"`)
)

// isSystemFile reports whether a file is one that any Go program may read: of the
// dynamic linker, the time zone and the kernel.
func isSystemFile(path string) bool {
	return slices.ContainsFunc([]string{"/proc/", "/sys/", "/lib", "/usr/lib", "/etc/ld.so", "/etc/localtime", "/usr/share/zoneinfo/"},
		func(prefix string) bool { return strings.HasPrefix(path, prefix) })
}

// TestAccSystemCalls plans with everything that the provider does without a
// tenant, and wants no connection but to the server of dataset_url, nothing
// written but the cache and the socket of the plugin protocol, no other program,
// and no file read that SECURITY.md does not name.
func TestAccSystemCalls(t *testing.T) {
	onLinux(t)
	cli := testkit.NewCLI(t)
	if exec.Command("strace", "-f", "-o", "/dev/null", "true").Run() != nil {
		t.Skip("this machine has no strace, or lets nobody use it")
	}
	data, err := os.ReadFile("../catalog/data/2021-08-03.json")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(data) }))
	defer server.Close()
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	users := write("users.csv", "UPN,UsageLocation\nada@contoso.example,DE\n")
	overrides := write("overrides.json", `{"overrides": [{"country": "DE", "feature": "sms", "status": "available", "reason": "a test"}]}`)
	offers := offersFile(t, exportedAt, map[string][]string{"DE": {"UserSubscriber"}})
	certificates := write("ca.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})))
	const all = `
data "teamsvoice_country_availability" "de" {
  country           = "DE"
  required_features = ["calling_plan"]
}
data "teamsvoice_countries" "all" {}
data "teamsvoice_dataset" "this" {}
data "teamsvoice_availability_changes" "all" {}
data "teamsvoice_rollout" "wave" {
  users_file = %q
  features   = ["calling_plan"]
}
output "ready" { value = data.teamsvoice_rollout.wave.ready && provider::teamsvoice::feature_available("FR", "calling_plan") }
output "number" { value = provider::teamsvoice::phone_number("+493012345678").valid }
`
	for _, tt := range []struct {
		name, block  string
		read         []string // files of the configuration
		cache, hosts bool     // whether the cache and the server are used
	}{
		{"nothing but the configuration", "", []string{users}, false, false},
		{"overrides and offers", fmt.Sprintf("overrides_file = %q\n offers_file = %q", overrides, offers), []string{users, overrides, offers}, false, false},
		{"dataset_url", fmt.Sprintf("dataset_url = %q\n dataset_sha256 = \"%x\"", server.URL+"/dataset.json", sha256.Sum256(data)), []string{users}, true, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cache, temporary, logs := t.TempDir(), t.TempDir(), t.TempDir()
			path := testkit.Provider(t)
			wrapper := filepath.Join(t.TempDir(), filepath.Base(path))
			script := fmt.Sprintf("#!/bin/sh\nexec strace -f -qq -s 300 -e trace=%%network,%%file -o %s/$$ %s\n", logs, path)
			if err := os.WriteFile(wrapper, []byte(script), 0o700); err != nil {
				t.Fatal(err)
			}
			cmd, said := planOf(t, cli.With(t, wrapper), fmt.Sprintf("provider \"teamsvoice\" {\n%s\n}\n"+all, tt.block, users))
			cmd.Env = append(cmd.Env, "XDG_CACHE_HOME="+cache, "TMPDIR="+temporary, "SSL_CERT_FILE="+certificates)
			if err := cmd.Run(); err != nil {
				t.Fatalf("%v: %s", err, said)
			}
			logged, err := filepath.Glob(logs + "/*")
			if err != nil || len(logged) < 2 {
				t.Fatalf("%d processes were watched, %v", len(logged), err)
			}
			var text strings.Builder
			for _, log := range logged {
				lines, err := os.ReadFile(log)
				if err != nil {
					t.Fatal(err)
				}
				text.Write(lines)
			}
			within := func(folder, path string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }
			ours := func(path string) bool {
				return within(temporary, path) && strings.Contains(filepath.Base(path), "plugin") || tt.cache && within(cache, path)
			}
			host := fmt.Sprintf(`sin_port=htons(%s), sin_addr=inet_addr("127.0.0.1")`, server.URL[strings.LastIndexByte(server.URL, ':')+1:])
			reached := 0
			for _, m := range connected.FindAllStringSubmatch(text.String(), -1) {
				reached++
				if !tt.hosts || m[1] != host {
					t.Errorf("it connects to %s", m[1])
				}
			}
			if tt.hosts && reached == 0 {
				t.Error("it never connects: this test sees nothing")
			}
			for _, m := range executed.FindAllStringSubmatch(text.String(), -1) {
				if m[1] != path {
					t.Errorf("it runs %s", m[1])
				}
			}
			for _, m := range changed.FindAllStringSubmatch(text.String(), -1) {
				if !ours(m[1]) {
					t.Errorf("it changes %s: %s", m[1], m[0])
				}
			}
			var read []string
			for _, m := range opened.FindAllStringSubmatch(text.String(), -1) {
				switch {
				case strings.Contains(m[2], "O_WRONLY") || strings.Contains(m[2], "O_RDWR"):
					if !ours(m[1]) && m[1] != "/dev/null" {
						t.Errorf("it opens %s to write", m[1])
					}
				case slices.Contains(tt.read, m[1]), ours(m[1]), m[1] == path, isSystemFile(m[1]):
				case tt.hosts && (m[1] == certificates || within("/etc", m[1]) || strings.Contains(m[1], "/certs") || strings.Contains(m[1], "/ca-certificates")):
					// resolving and trusting a host
				default:
					t.Errorf("it reads %s", m[1])
				}
				read = append(read, m[1])
			}
			for _, file := range tt.read {
				if !slices.Contains(read, file) {
					t.Errorf("it never reads %s: this test sees nothing", file)
				}
			}
		})
	}
}
