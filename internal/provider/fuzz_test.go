package provider

import (
	"context"
	"fmt"
	"maps"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// What no argument may do is stop the provider: nothing between the protocol
// and a function catches a panic, so one fails the test, and here the server is
// called directly. What comes back must be fit for the protocol.

// words are strings that arguments are made of, beside the one of the fuzzer.
var words = []string{
	"", " ", "DE", "Österreich", "United States", "AE", "Congo", "Atlantis", "calling_plan", "toll_free_number", "callingplan",
	"domestic", "toll", "Berlin", "user", "country", "usage_location", "features",
	"UserPrincipalName,UsageLocation\nada@contoso.example,DE\n", "UserPrincipalName;Features\n\"", "\ufeffUPN,Country\r\nx,\"D\r\nE\"\r\n",
	"\x00", "D\x00E", "\xff\xfe", "D\xc3", "\u202eED", "\u200fDE\u200e", "e\u0301\u0301\u0301", "\U0010ffff", "%s%d%!", "{{", "${x}", strings.Repeat("a", 70_000),
}

// shape makes values from the bytes of the fuzzer.
type shape struct {
	data []byte
	text string
}

// choose returns a number below n; the highest where the fuzzer has said no
// more.
func (s *shape) choose(n int) int {
	if len(s.data) == 0 {
		return n - 1
	}
	b := s.data[0]
	s.data = s.data[1:]
	return int(b) % n
}

func (s *shape) word() string {
	if i := s.choose(len(words) + 8); i < len(words) {
		return words[i]
	}
	return s.text
}

// anyType returns a type of at most that depth.
func (s *shape) anyType(depth int) tftypes.Type {
	kinds := 8
	if depth == 0 || len(s.data) == 0 {
		kinds = 3
	}
	switch s.choose(kinds) {
	case 0:
		return tftypes.Bool
	case 1:
		return tftypes.Number
	case 3:
		return tftypes.List{ElementType: s.anyType(depth - 1)}
	case 4:
		return tftypes.Set{ElementType: s.anyType(depth - 1)}
	case 5:
		return tftypes.Map{ElementType: s.anyType(depth - 1)}
	case 6:
		attributes := make(map[string]tftypes.Type)
		for range s.choose(5) {
			attributes[s.word()] = s.anyType(depth - 1)
		}
		return tftypes.Object{AttributeTypes: attributes}
	case 7:
		elements := make([]tftypes.Type, s.choose(4))
		for i := range elements {
			elements[i] = s.anyType(depth - 1)
		}
		return tftypes.Tuple{ElementTypes: elements}
	}
	return tftypes.String
}

const deepest = 30

// value returns a value of a type: null, not known yet, or anything.
func (s *shape) value(t tftypes.Type) tftypes.Value {
	if t.Is(tftypes.DynamicPseudoType) {
		t = s.anyType(deepest)
	}
	switch s.choose(12) {
	case 0:
		return tftypes.NewValue(t, nil)
	case 1:
		return tftypes.NewValue(t, tftypes.UnknownValue)
	}
	switch typ := t.(type) {
	case tftypes.List:
		return tftypes.NewValue(t, s.values(typ.ElementType))
	case tftypes.Set:
		return tftypes.NewValue(t, s.values(typ.ElementType))
	case tftypes.Map:
		entries := make(map[string]tftypes.Value)
		for n := s.choose(4); n > 0 && len(s.data) > 0; n-- {
			entries[s.word()] = s.value(typ.ElementType)
		}
		return tftypes.NewValue(t, entries)
	case tftypes.Object:
		attributes := make(map[string]tftypes.Value)
		for _, name := range slices.Sorted(maps.Keys(typ.AttributeTypes)) {
			attributes[name] = s.value(typ.AttributeTypes[name])
		}
		return tftypes.NewValue(t, attributes)
	case tftypes.Tuple:
		elements := make([]tftypes.Value, len(typ.ElementTypes))
		for i, e := range typ.ElementTypes {
			elements[i] = s.value(e)
		}
		return tftypes.NewValue(t, elements)
	}
	switch {
	case t.Is(tftypes.Bool):
		return tftypes.NewValue(t, s.choose(2) == 0)
	case t.Is(tftypes.Number):
		huge, _, _ := big.ParseFloat("1e4000", 10, 512, big.ToNearestEven)
		return tftypes.NewValue(t, []any{0, 25, -1, 0.5, int64(1) << 62, huge}[s.choose(6)])
	}
	return tftypes.NewValue(t, s.word())
}

func (s *shape) values(t tftypes.Type) []tftypes.Value {
	if len(s.data) == 0 {
		return []tftypes.Value{}
	}
	list := make([]tftypes.Value, s.choose(5))
	for i := range list {
		list[i] = s.value(t)
	}
	return list
}

// FuzzFunctions calls every function with any values, of the right type and of
// others.
func FuzzFunctions(f *testing.F) {
	s := newServer(f, nil)
	functions := slices.Sorted(maps.Keys(s.Schemas.Functions))
	for i := range functions {
		for j, word := range words {
			f.Add(byte(i), []byte{9, 9, byte(j), 9, 3, 9, byte(j + 1), 9, byte(2 * j)}, word)
		}
		f.Add(byte(i), []byte{0}, "")
		f.Add(byte(i), []byte{9, 1, 1, 9, 1}, "not known yet")
		f.Add(byte(i), []byte(strings.Repeat("\x03", 40)), "a list in a list")
		f.Add(byte(i), []byte(strings.Repeat("\x06\x09\x04", 40)), "an object in an object")
	}
	f.Fuzz(func(t *testing.T, which byte, data []byte, text string) {
		name := functions[int(which)%len(functions)]
		signature := s.Schemas.Functions[name]
		shape := &shape{data, text}
		parameters := slices.Clone(signature.Parameters)
		if signature.VariadicParameter != nil {
			for range shape.choose(4) {
				parameters = append(parameters, signature.VariadicParameter)
			}
		}
		req := &tfprotov6.CallFunctionRequest{Name: name}
		for _, parameter := range parameters {
			typ := parameter.Type
			if shape.choose(8) == 0 {
				typ = shape.anyType(3) // as no CLI would send it
			}
			req.Arguments = append(req.Arguments, dynamicOf(t, typ, shape.value(typ)))
		}
		checkCall(t, s, req)
	})
}

func dynamicOf(t testing.TB, typ tftypes.Type, v tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	value, err := tfprotov6.NewDynamicValue(typ, v)
	if err != nil {
		t.Skip("no CLI could send it: ", err)
	}
	return &value
}

// checkCall calls a function twice, which must give the same answer, and a
// result of the right type or a sentence.
func checkCall(t testing.TB, s server, req *tfprotov6.CallFunctionRequest) {
	t.Helper()
	first, err := s.CallFunction(context.Background(), req)
	if err != nil {
		return // a request that the protocol does not allow
	}
	second, err := s.CallFunction(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	if first.Error != nil {
		if summary, _, _ := strings.Cut(first.Error.Text, ": "); !slices.Contains(framework, summary) {
			checkText(t, req.Name, first.Error.Text)
		}
		if !reflect.DeepEqual(first.Error, second.Error) {
			t.Errorf("%s gave two errors: %v, %v", req.Name, first.Error, second.Error)
		}
		return
	}
	typ := s.Schemas.Functions[req.Name].Return.Type
	a, errA := first.Result.Unmarshal(typ)
	b, errB := second.Result.Unmarshal(typ)
	if errA != nil || errB != nil || !a.Equal(b) {
		t.Errorf("%s gave two results: %v %v, %v %v", req.Name, a, errA, b, errB)
	}
}

// checkText looks at what a practitioner is to read. An error names what was
// given, but never all of a long text.
func checkText(t testing.TB, what, text string) {
	t.Helper()
	if text == "" || len(text) > 20_000 {
		t.Errorf("%s: the message has %d bytes: %.200q", what, len(text), text)
	}
	if !utf8.ValidString(text) {
		t.Errorf("%s: the protocol cannot carry the message %.200q", what, text)
	}
	if strings.ContainsAny(text, "\x00\u202e") {
		t.Errorf("%s: the message would garble a terminal: %.200q", what, text)
	}
}

// fuzzedSources are the data sources that need no tenant.
var fuzzedSources = []string{
	"teamsvoice_availability_changes", "teamsvoice_countries", "teamsvoice_country_availability", "teamsvoice_dataset", "teamsvoice_rollout",
}

// framework are the summaries of messages that the framework makes before the
// provider is asked. They repeat what was given as it is, which a CLI has made
// valid text before.
var framework = []string{
	"Duplicate Set Element", "Unable to Convert Function Argument",
}

// FuzzReads validates and reads data sources with any arguments of the right
// type.
func FuzzReads(f *testing.F) {
	s := newServer(f, nil)
	if said := s.configure(nil); said.hasError() {
		f.Fatal(said)
	}
	for i := range fuzzedSources {
		for j, word := range words {
			f.Add(byte(i), []byte{9, byte(j), 9, 2, byte(j + 1), 9, 9, byte(2 * j)}, word)
		}
	}
	f.Fuzz(func(t *testing.T, which byte, data []byte, text string) {
		name := fuzzedSources[int(which)%len(fuzzedSources)]
		schema := s.Schemas.DataSourceSchemas[name]
		shape := &shape{data, text}
		arguments := make(map[string]tftypes.Value)
		for _, a := range schema.Block.Attributes {
			typ := schema.ValueType().(tftypes.Object).AttributeTypes[a.Name]
			arguments[a.Name] = tftypes.NewValue(typ, nil)
			if (a.Optional || a.Required) && a.Name != "users_file" { // a path is no argument to play with
				arguments[a.Name] = shape.value(typ)
			}
		}
		value := tftypes.NewValue(schema.ValueType(), arguments)
		config := dynamicOf(t, schema.ValueType(), value)
		validated, err := s.ValidateDataResourceConfig(context.Background(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: config})
		if err != nil {
			t.Fatal(err)
		}
		said := diagnostics(validated.Diagnostics)
		if !said.hasError() && value.IsFullyKnown() {
			resp, err := s.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: config})
			if err != nil {
				t.Fatal(err)
			}
			said = append(said, resp.Diagnostics...)
			if _, err := resp.State.Unmarshal(schema.ValueType()); err != nil {
				t.Error(err)
			}
		}
		for _, d := range said {
			if slices.Contains(framework, d.Summary) {
				continue
			}
			checkText(t, name, d.Summary+"\n"+d.Detail)
		}
	})
}

// TestHugeArguments gives every function strings of ten megabytes, in every
// place that takes one, and lists in lists of a great depth.
func TestHugeArguments(t *testing.T) {
	s := newServer(t, nil)
	deep := tftypes.NewValue(tftypes.String, "DE")
	for range 500 {
		deep = tftypes.NewValue(tftypes.Tuple{ElementTypes: []tftypes.Type{deep.Type()}}, []tftypes.Value{deep})
	}
	huge := []string{strings.Repeat("a", 10<<20), strings.Repeat("\xff", 10<<20), "UPN,UsageLocation\n" + strings.Repeat("\"", 10<<20)}
	for _, name := range slices.Sorted(maps.Keys(s.Schemas.Functions)) {
		signature := s.Schemas.Functions[name]
		parameters := signature.Parameters
		if signature.VariadicParameter != nil {
			parameters = append(slices.Clone(parameters), signature.VariadicParameter)
		}
		for place, parameter := range parameters {
			for i, text := range huge {
				t.Run(fmt.Sprintf("%s/%s/%d", name, parameter.Name, i), func(t *testing.T) {
					req := s.request(name, typicalCalls[name]...)
					v := tftypes.NewValue(tftypes.String, text)
					switch {
					case parameter.Type.Is(tftypes.List{}):
						v = tftypes.NewValue(parameter.Type, []tftypes.Value{v})
					case parameter.Type.Is(tftypes.Number):
						t.Skip("it takes a number")
					}
					req.Arguments[place] = dynamicOf(t, parameter.Type, v)
					checkCall(t, s, req)
				})
			}
			if parameter.Type.Is(tftypes.DynamicPseudoType) {
				t.Run(fmt.Sprintf("%s/%s/deep", name, parameter.Name), func(t *testing.T) {
					req := s.request(name, typicalCalls[name]...)
					req.Arguments[place] = dynamicOf(t, parameter.Type, deep)
					checkCall(t, s, req)
				})
			}
		}
	}
}
