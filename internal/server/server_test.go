package server

import (
	"bytes"
	"context"
	"flag"
	"net"
	"os"
	"slices"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/types/known/emptypb"
)

var update = flag.Bool("update", false, "write schema.binpb")

func TestSchemaIsWhatTheFrameworkAnswers(t *testing.T) {
	want := ordered(t, call(t, serve(t, grpc.NewServer(grpc.MaxSendMsgSize(maxMessageSize))), schemaMethod))
	if *update {
		if err := os.WriteFile("schema.binpb", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(encodedSchema, want) {
		t.Error("schema.binpb is not the schema of the provider: run make schema")
	}
}

func TestServedSchema(t *testing.T) {
	connection := serve(t, newGRPCServer(nil))
	if got := call(t, connection, schemaMethod); !bytes.Equal(got, encodedSchema) {
		t.Errorf("served a schema of %d bytes, want the %d bytes of schema.binpb", len(got), len(encodedSchema))
	}
	// An answer of the framework: other methods are passed on.
	usual := serve(t, grpc.NewServer())
	const other = "/tfplugin6.Provider/GetMetadata"
	if got, want := ordered(t, call(t, connection, other)), ordered(t, call(t, usual, other)); len(want) == 0 || !bytes.Equal(got, want) {
		t.Errorf("GetMetadata answers %q, want %q", got, want)
	}
}

// serve serves the provider on a server, and returns a connection to it.
func serve(t *testing.T, server *grpc.Server) *grpc.ClientConn {
	t.Helper()
	if err := service("test").GRPCServer(nil, server); err != nil {
		t.Fatal(err)
	}
	listener := bufconn.Listen(1 << 20)
	go func() { _ = server.Serve(listener) }() // it returns when the server stops
	t.Cleanup(server.Stop)
	connection, err := grpc.NewClient("passthrough:provider",
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	return connection
}

// call makes a call with an empty message, and returns the answer as it came.
func call(t *testing.T, connection *grpc.ClientConn, method string) []byte {
	t.Helper()
	var answer emptypb.Empty
	if err := connection.Invoke(t.Context(), method, &emptypb.Empty{}, &answer, grpc.MaxCallRecvMsgSize(maxMessageSize)); err != nil {
		t.Fatal(err)
	}
	return answer.ProtoReflect().GetUnknown()
}

// ordered returns a message with its fields in order: those of a map, such as
// the data sources of a schema, are encoded in any order.
func ordered(t *testing.T, message []byte) []byte {
	t.Helper()
	var fields [][]byte
	for len(message) > 0 {
		_, _, n := protowire.ConsumeField(message)
		if n < 0 {
			t.Fatal(protowire.ParseError(n))
		}
		fields, message = append(fields, message[:n]), message[n:]
	}
	slices.SortFunc(fields, bytes.Compare)
	return bytes.Join(fields, nil)
}
