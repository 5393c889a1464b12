// Package protocol lets tests ask the provider as a CLI does, through the plugin
// protocol, without one.
package protocol

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Server is a provider behind the plugin protocol, with what it says about itself.
type Server struct {
	tfprotov6.ProviderServer
	Schemas *tfprotov6.GetProviderSchemaResponse
}

// NewServer asks the server of a provider for its schemas. A diagnostic of them
// fails the test.
func NewServer(t testing.TB, server tfprotov6.ProviderServer) Server {
	t.Helper()
	schemas, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range schemas.Diagnostics {
		t.Errorf("the schema: %s: %s", d.Summary, d.Detail)
	}
	return Server{server, schemas}
}
