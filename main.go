// Command terraform-provider-teamsvoice is a Terraform and OpenTofu provider
// that answers what Microsoft Teams voice can do in a country, at plan time.
package main

import (
	"context"
	"flag"
	"log"
	"os"
	"runtime/debug"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/provider"
)

// version is set by the release build.
var version = "dev"

func main() {
	debugger := flag.Bool("debug", false, "serve until stopped, for a debugger: prints the TF_REATTACH_PROVIDERS to set")
	flag.Parse()

	if !*debugger {
		quiet(os.Environ())
	}
	if os.Getenv("GOGC") == "" {
		// The heap passes the 4 MB at which Go collects first just while the
		// schema is answered. A CLI starts the process for each of its walks
		// and lets it live for a moment, so the first collection comes later.
		debug.SetGCPercent(200)
	}
	err := providerserver.Serve(context.Background(), provider.New(version), providerserver.ServeOpts{
		Address: "registry.terraform.io/teamsvoice/teamsvoice",
		Debug:   *debugger,
	})
	if err != nil {
		log.Fatal(err)
	}
}
