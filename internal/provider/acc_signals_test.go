//go:build linux

package provider

import (
	"bytes"
	"crypto/sha256"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

// TestAccSignals stops plans while they wait, by one Ctrl-C, which all processes
// of the terminal get, and by SIGTERM to the CLI, as CI does it. The waits would
// take minutes or never end.
func TestAccSignals(t *testing.T) {
	onLinux(t)
	cli := testkit.NewCLI(t)
	const licenses = "data \"teamsvoice_tenant_licenses\" \"all\" {}\n"
	credentials := fmt.Sprintf("tenant_id = %q\n client_id = %q\n", tenantID, clientID)
	withSecret := credentials + fmt.Sprintf("client_secret = %q\n", clientSecret)
	for name, wait := range map[string]struct {
		block    func(server string) string // of the provider
		data     string
		fails    graphtest.Target // what the tenant waits with
		throttle bool             // with a Retry-After rather than without an answer
	}{
		"dataset_url": {func(server string) string {
			return fmt.Sprintf("dataset_url = %q\n dataset_sha256 = \"%x\"\n", server+"/dataset.json", sha256.Sum256(nil))
		}, "data \"teamsvoice_dataset\" \"it\" {}\n", "", false},
		"a sign-in":                         {func(string) string { return withSecret }, licenses, graphtest.Token, false},
		"Microsoft Graph":                   {func(string) string { return withSecret }, licenses, graphtest.SKUs, false},
		"Microsoft Graph that asks to wait": {func(string) string { return withSecret }, licenses, graphtest.SKUs, true},
		"the Azure CLI":                     {func(string) string { return "use_cli = true\n" }, licenses, "az", false},
		"the discovery document":            {func(string) string { return withSecret }, licenses, "/v2.0/.well-known/openid-configuration", false},
		"an OIDC token": {func(server string) string {
			return credentials + fmt.Sprintf("use_oidc = true\n oidc_request_url = %q\n oidc_request_token = %q\n", server+string(graphtest.OIDC), graphtest.RequestToken)
		}, licenses, graphtest.OIDC, false},
	} {
		for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(name+", "+signal.String(), func(t *testing.T) {
				t.Parallel()
				var asked atomic.Bool
				folder := t.TempDir()
				stalled := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
					asked.Store(true)
					<-r.Context().Done()
				}))
				t.Cleanup(stalled.Close)
				tenant, _ := startTenant(t, voiceTenant())
				address := stalled.URL
				block := ""
				if wait.fails != "" {
					fault := graphtest.Stall()
					if wait.throttle {
						fault = graphtest.Throttle(300)
					}
					tenant.Fail(wait.fails, graphtest.Forever, func(w http.ResponseWriter, r *http.Request, answer http.HandlerFunc) {
						asked.Store(true)
						fault(w, r, answer)
					})
					address, block = tenant.URL, fmt.Sprintf("graph_endpoint = %q\n", tenant.URL)
				}
				certificates := filepath.Join(folder, "ca.pem")
				az := filepath.Join(folder, "bin", "az")
				began := filepath.Join(folder, "began")
				for file, text := range map[string]string{
					certificates: string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: stalled.Certificate().Raw})),
					az:           "#!/bin/sh\ntouch " + began + "\nexec sleep 600\n",
				} {
					if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(file, []byte(text), 0o700); err != nil {
						t.Fatal(err)
					}
				}
				cmd, said := planOf(t, cli, "provider \"teamsvoice\" {\n"+block+wait.block(address)+"}\n"+wait.data)
				cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
				cmd.Env = append(cmd.Env, "SSL_CERT_FILE="+certificates, "AZURE_AUTHORITY_HOST="+tenant.URL, "PATH="+filepath.Dir(az)+":"+os.Getenv("PATH"),
					"XDG_CACHE_HOME="+t.TempDir(), "AZURE_CONFIG_DIR="+t.TempDir())
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				exited := make(chan error, 1)
				go func() { exited <- cmd.Wait() }()
				for !asked.Load() {
					if _, err := os.Stat(began); err == nil {
						break
					}
					select {
					case <-exited:
						t.Fatalf("the plan ended before it waited: %s", said)
					case <-time.After(20 * time.Millisecond):
					}
				}
				target := -cmd.Process.Pid
				if signal == syscall.SIGTERM {
					target = cmd.Process.Pid
				}
				if err := syscall.Kill(target, signal); err != nil {
					t.Fatal(err)
				}
				select {
				case err := <-exited:
					if err == nil || !strings.Contains(said.String(), "Error:") {
						t.Errorf("%v: %s", err, said)
					}
				case <-time.After(time.Minute):
					_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
					t.Fatalf("the plan goes on: %s", said)
				}
				if strings.Contains(said.String(), clientSecret) || strings.Contains(said.String(), "panic") {
					t.Errorf("it says %s", said)
				}
				if wait.fails == "az" {
					// The library stops the shell that it starts az with, and az ends by itself.
					_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
					return
				}
				// What is left of its process group.
				var left []byte
				for range 600 { // half a minute: a busy machine ends them late
					left, _ = exec.Command("pgrep", "-a", "-g", fmt.Sprint(cmd.Process.Pid)).Output()
					if left = bytes.TrimSpace(left); len(left) == 0 {
						break
					}
					time.Sleep(50 * time.Millisecond)
				}
				if len(left) > 0 {
					_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
					t.Errorf("processes are left: %s", left)
				}
			})
		}
	}
}
