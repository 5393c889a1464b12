// Command terraform-provider-teamsvoice is a Terraform and OpenTofu provider
// that answers what Microsoft Teams voice can do in a country, at plan time.
package main

import (
	"context"
	"flag"
	"log"
	"os"

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
		collectLater()
	}
	err := providerserver.Serve(context.Background(), provider.New(version), providerserver.ServeOpts{
		Address: "registry.terraform.io/teamsvoice/teamsvoice",
		Debug:   *debugger,
	})
	if err != nil {
		log.Fatal(err)
	}
}
