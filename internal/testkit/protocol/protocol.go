// Package protocol lets tests ask the provider as a CLI does, through the plugin
// protocol, without one.
package protocol

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Server is a provider behind the plugin protocol, with what it says of itself.
type Server struct {
	tfprotov6.ProviderServer
	Schemas *tfprotov6.GetProviderSchemaResponse
}

// NewServer starts the server of a provider. A diagnostic of its schemas fails
// the test.
func NewServer(t testing.TB, p provider.Provider) Server {
	t.Helper()
	server, err := providerserver.NewProtocol6WithError(p)()
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range schemas.Diagnostics {
		t.Errorf("the schema: %s: %s", d.Summary, d.Detail)
	}
	return Server{server, schemas}
}
