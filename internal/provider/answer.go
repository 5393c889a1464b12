package provider

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// The framework can make a state or a result of a model by itself, but it
// compiles a regular expression for every field of every struct that it meets,
// and it walks the value several times more, to compare it with itself and to
// look for blocks in it: a read of one country then takes 80,000 allocations,
// and a list of ten thousand violations a second. So data sources and functions
// encode their models themselves, as the protocol has them, and [Server] hands
// that over where the framework would encode a state or a result.

// encodedAnswer is the state of a data source, or the result of a function.
type encodedAnswer struct{ encoded []byte }

type answerKey struct{}

// encodingServer is the framework's server, with answers that are encoded already.
type encodingServer struct{ tfprotov6.ProviderServer }

// Server returns the server of a provider that [New] made.
func Server(p provider.Provider) tfprotov6.ProviderServer {
	return encodingServer{providerserver.NewProtocol6(p)()}
}

// ReadDataSource implements [tfprotov6.DataSourceServer].
func (s encodingServer) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	var a encodedAnswer
	resp, err := s.ProviderServer.ReadDataSource(context.WithValue(ctx, answerKey{}, &a), req)
	if err == nil && a.encoded != nil {
		resp.State = &tfprotov6.DynamicValue{MsgPack: a.encoded}
	}
	return resp, err
}

// CallFunction implements [tfprotov6.FunctionServer].
func (s encodingServer) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	var a encodedAnswer
	resp, err := s.ProviderServer.CallFunction(context.WithValue(ctx, answerKey{}, &a), req)
	if err == nil && a.encoded != nil {
		resp.Result = &tfprotov6.DynamicValue{MsgPack: a.encoded}
	}
	return resp, err
}

// setAnswer encodes what a data source or a function returns. Typed gives the
// type of an argument that is returned as it was given.
func setAnswer(ctx context.Context, model any, typed func(argument string) tftypes.Type) error {
	a, ok := ctx.Value(answerKey{}).(*encodedAnswer)
	if !ok {
		return errors.New("nobody asked for an answer")
	}
	var b bytes.Buffer
	e := encoder{ctx, &b, msgpack.NewEncoder(&b), typed}
	if err := e.encode(reflect.ValueOf(model)); err != nil {
		return err
	}
	a.encoded = b.Bytes()
	return nil
}

// setState sets the state of a data source from its model. The framework is
// left with an empty state of an empty schema, which is compared and encoded in
// no time.
func setState(ctx context.Context, state *tfsdk.State, model any) diag.Diagnostics {
	attributes := state.Schema.GetAttributes()
	err := sameNames(modelFields(reflect.TypeOf(model).Elem()), slices.Collect(maps.Keys(attributes)))
	if err == nil {
		err = setAnswer(ctx, model, func(argument string) tftypes.Type { return attributes[argument].GetType().TerraformType(ctx) })
	}
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("State cannot be set", sentence(err)+" This is a bug in the provider: please report it.")}
	}
	state.Schema = schema.Schema{}
	state.Raw = tftypes.NewValue(tftypes.Object{}, map[string]tftypes.Value{})
	return nil
}

// sameNames returns an error if a model lacks an attribute of its schema, or
// has an extra one.
func sameNames(fields []modelField, attributes []string) error {
	for _, f := range fields {
		i := slices.Index(attributes, f.name)
		if i < 0 {
			return fmt.Errorf("the model has an attribute %s, the schema has none", f.name)
		}
		attributes = slices.Delete(attributes, i, i+1)
	}
	if len(attributes) > 0 {
		return fmt.Errorf("the schema has attributes that the model does not have: %s", attributes)
	}
	return nil
}

// encoder encodes models. Their Go types stand for Terraform types: see
// describe.go.
type encoder struct {
	ctx   context.Context
	b     *bytes.Buffer
	to    *msgpack.Encoder
	typed func(argument string) tftypes.Type
}

func (e encoder) encode(v reflect.Value) error {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return e.to.EncodeNil()
		}
		return e.encode(v.Elem())
	case reflect.String:
		return e.to.EncodeString(v.String())
	case reflect.Bool:
		return e.to.EncodeBool(v.Bool())
	case reflect.Int64:
		return e.to.EncodeInt(v.Int())
	case reflect.Slice:
		return e.encodeList(v)
	case reflect.Map:
		return e.encodeMap(v)
	case reflect.Struct:
		return e.encodeObject(v)
	default:
		return fmt.Errorf("a %s is no part of a model", v.Kind())
	}
}

func (e encoder) encodeList(v reflect.Value) error {
	if v.IsNil() {
		return e.to.EncodeNil()
	}
	err := e.to.EncodeArrayLen(v.Len())
	for i := 0; err == nil && i < v.Len(); i++ {
		err = e.encode(v.Index(i))
	}
	return err
}

func (e encoder) encodeMap(v reflect.Value) error {
	if v.IsNil() {
		return e.to.EncodeNil()
	}
	err := e.to.EncodeMapLen(v.Len())
	for entry := v.MapRange(); err == nil && entry.Next(); {
		if err = e.to.EncodeString(entry.Key().String()); err == nil {
			err = e.encode(entry.Value())
		}
	}
	return err
}

func (e encoder) encodeObject(v reflect.Value) error {
	fields := modelFields(v.Type())
	err := e.to.EncodeMapLen(len(fields))
	for i := 0; err == nil && i < len(fields); i++ {
		f := &fields[i]
		if err = e.to.EncodeString(f.name); err != nil {
			break
		}
		if f.typ.Implements(attrValueType) {
			err = e.encodeArgument(f.name, v.FieldByIndex(f.index).Interface().(attr.Value)) //nolint:errcheck // it implements it
		} else {
			err = e.encode(v.FieldByIndex(f.index))
		}
	}
	return err
}

// encodeArgument encodes an argument of the configuration as it was given.
func (e encoder) encodeArgument(name string, argument attr.Value) error {
	value, err := argument.ToTerraformValue(e.ctx)
	if err != nil {
		return fmt.Errorf("attribute %s: %w", name, err)
	}
	encoded, err := tfprotov6.NewDynamicValue(e.typed(name), value)
	if err != nil {
		return fmt.Errorf("attribute %s: %w", name, err)
	}
	_, err = e.b.Write(encoded.MsgPack)
	return err
}
