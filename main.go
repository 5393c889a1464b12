// Command terraform-provider-teamsvoice is a Terraform and OpenTofu provider
// that answers what Microsoft Teams voice can do in a country, at plan time.
package main

import (
	"flag"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

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
	var options []tf6server.ServeOpt
	if *debugger {
		options = append(options, tf6server.WithManagedDebug())
	}
	newProvider := provider.New(version)
	err := tf6server.Serve("registry.terraform.io/teamsvoice/teamsvoice", func() tfprotov6.ProviderServer { return provider.Server(newProvider()) }, options...)
	if err != nil {
		log.Fatal(err)
	}
}
