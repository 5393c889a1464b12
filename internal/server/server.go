// Package server serves the provider to a CLI.
package server

import (
	"context"
	_ "embed"

	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/provider"
)

const (
	address = "registry.terraform.io/teamsvoice/teamsvoice"
	// schemaMethod is what a CLI calls first.
	schemaMethod = "/tfplugin6.Provider/GetProviderSchema"
	// maxMessageSize is how many bytes a message may have, as in tf6server.
	maxMessageSize = 256 << 20
)

// encodedSchema is what the provider answers to [schemaMethod], as it goes over
// the wire. A test writes it, and holds that it is what the framework answers.
//
//go:embed schema.binpb
var encodedSchema []byte

// Serve serves a version of the provider until the CLI stops it, and ends the
// process. It does what [tf6server.Serve] does, except for the schema: that never
// changes, and to build, check and encode it takes the framework a third of the
// time and a quarter of the memory of a start. So it is encoded ahead.
func Serve(version string) {
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig: plugin.HandshakeConfig{
			ProtocolVersion:  6,
			MagicCookieKey:   "TF_PLUGIN_MAGIC_COOKIE",
			MagicCookieValue: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
		},
		Plugins:    plugin.PluginSet{"provider": service(version)},
		GRPCServer: newGRPCServer,
	})
}

// ServeAsUsual serves a version of the provider by [tf6server.Serve], for those
// who look into it: the schema is that of the framework, and every request is in
// the logs.
func ServeAsUsual(version string, options ...tf6server.ServeOpt) error {
	return tf6server.Serve(address, service(version).GRPCProvider, options...)
}

func service(version string) *tf6server.GRPCProviderPlugin {
	newProvider := provider.New(version)
	return &tf6server.GRPCProviderPlugin{
		GRPCProvider: func() tfprotov6.ProviderServer { return provider.Server(newProvider()) },
		Name:         address,
	}
}

func newGRPCServer(options []grpc.ServerOption) *grpc.Server {
	return grpc.NewServer(append(options, grpc.MaxRecvMsgSize(maxMessageSize), grpc.MaxSendMsgSize(maxMessageSize), grpc.UnaryInterceptor(answerSchema))...)
}

// answerSchema answers the call for the schema, and passes all others on.
func answerSchema(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if info.FullMethod != schemaMethod {
		return handler(ctx, req)
	}
	// The types of the protocol are internal to terraform-plugin-go. An empty
	// message whose unknown fields are these bytes is encoded as these bytes.
	var answer emptypb.Empty
	answer.ProtoReflect().SetUnknown(encodedSchema)
	return &answer, nil
}
