package graph

import (
	"os"
	"os/exec"
	"runtime"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
)

// inProcess names the endpoint to a test binary that runs as another process.
const inProcess = "GRAPHTEST_ENDPOINT"

// Another process finds the test server by environment variables alone, which
// is how a provider under terraform does.
func TestByTheEnvironmentAlone(t *testing.T) {
	if endpoint := os.Getenv(inProcess); endpoint != "" {
		cfg, err := Config{GraphEndpoint: endpoint}.WithEnvironment(os.LookupEnv)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := New(cfg, Options{}).SubscribedSKUs(t.Context()); err != nil {
			t.Fatal(err)
		}
		return
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("SSL_CERT_FILE is not read on " + runtime.GOOS)
	}
	s := graphtest.NewServer(t, tenant())
	for _, endpoint := range []string{s.URL, s.PlainURL} {
		cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		cmd.Env = append(os.Environ(), inProcess+"="+endpoint, "SSL_CERT_FILE="+s.CertificateFile(),
			"AZURE_AUTHORITY_HOST="+s.URL, "ARM_TENANT_ID="+tenantID, "ARM_CLIENT_ID="+clientID, "ARM_CLIENT_SECRET="+password)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", endpoint, err, out)
		}
	}
	if n := len(s.Requests(graphtest.SKUs)); n != 2 {
		t.Errorf("%d requests", n)
	}
}
