// Command terraform-provider-teamsvoice is a Terraform and OpenTofu provider
// that answers what Microsoft Teams voice can do in a country, at plan time.
package main

import (
	"flag"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/server"
)

// version is set by the release build.
var version = "dev"

func main() {
	debugger := flag.Bool("debug", false, "serve until stopped, for a debugger: prints the TF_REATTACH_PROVIDERS to set")
	flag.Parse()

	if os.Getenv("GOGC") == "" {
		collectLater()
	}
	var options []tf6server.ServeOpt
	if *debugger {
		options = append(options, tf6server.WithManagedDebug())
	} else if quiet(os.Environ()) {
		server.Serve(version)
		return
	}
	if err := server.ServeAsUsual(version, options...); err != nil {
		log.Fatal(err)
	}
}
