//go:build unix

package graph

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
)

// A file that never ends, or that nobody writes into, is refused at once.
func TestFilesThatAreNone(t *testing.T) {
	s := graphtest.NewServer(t, tenant())
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	large := write(t, strings.Repeat("x", maxFile+1), 0o600)
	for name, says := range map[string]string{pipe: "a named pipe", "/dev/zero": "a device", t.TempDir(): "a directory", large: "at most"} {
		for attribute, change := range map[string]func(*Config){
			"client_certificate_path": func(c *Config) { c.ClientCertificatePath = name },
			"client_secret_file_path": func(c *Config) { c.ClientSecretFilePath = name },
			"client_id_file_path":     func(c *Config) { c.ClientIDFilePath, c.ClientSecret = name, NewSecret("s") },
			"oidc_token_file_path":    func(c *Config) { c.UseOIDC, c.OIDCTokenFilePath = yes(), name },
		} {
			cfg := Config{TenantID: tenantID, ClientID: clientID, GraphEndpoint: s.URL, AuthorityHost: s.URL}
			change(&cfg)
			if _, err := New(cfg, options(s)).SubscribedSKUs(t.Context()); err == nil || !strings.Contains(err.Error(), attribute) || !strings.Contains(err.Error(), says) {
				t.Errorf("%s as %s: %v", name, attribute, err)
			}
		}
	}
}
