package provider

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// readArguments reads the arguments of a data source into the fields of its
// model that hold them, which are those of a framework type such as
// types.String. The other fields are computed. tfsdk.Config.Get cannot read
// into such a model, since a string holds no null, and it compiles a regular
// expression for each field that it meets.
func readArguments(ctx context.Context, cfg tfsdk.Config, model any, diags *diag.Diagnostics) {
	v := reflect.ValueOf(model).Elem()
	for _, f := range modelFields(v.Type()) {
		field := v.FieldByIndex(f.index)
		if !field.Type().Implements(attrValueType) {
			continue
		}
		if field.Type() == reflect.TypeFor[sent]() {
			value, err := rawArgument(cfg, f.name)
			if err != nil {
				diags.AddAttributeError(path.Root(f.name), "Argument cannot be read", err.Error()+". This is a bug in the provider: please report it.")
			}
			field.Set(reflect.ValueOf(sent{value}))
			continue
		}
		// Into this interface, the framework copies the value only once.
		var argument attr.Value
		diags.Append(cfg.GetAttribute(ctx, path.Root(f.name), &argument)...)
		if argument == nil {
			continue // and a diagnostic says why
		}
		value := reflect.ValueOf(argument)
		if !value.Type().AssignableTo(field.Type()) {
			diags.AddAttributeError(path.Root(f.name), "Argument cannot be read",
				fmt.Sprintf("The model has a %s for a %s. This is a bug in the provider: please report it.", field.Type(), value.Type()))
			continue
		}
		field.Set(value)
	}
}

var attrValueType = reflect.TypeFor[attr.Value]()

// sent is a dynamic argument as Terraform sent it.
type sent struct{ value tftypes.Value }

var _ attr.Value = sent{}

func (s sent) Type(context.Context) attr.Type { return types.DynamicType }

func (s sent) ToTerraformValue(context.Context) (tftypes.Value, error) { return s.value, nil }

func (s sent) Equal(o attr.Value) bool {
	other, ok := o.(sent)
	return ok && s.value.Equal(other.value)
}

func (s sent) IsNull() bool { return s.value.IsNull() }

func (s sent) IsUnknown() bool { return !s.value.IsKnown() }

func (s sent) String() string { return s.value.String() }

// sentType is the type of an argument of a function whose value is [sent].
type sentType struct{ basetypes.DynamicType }

// ValueFromTerraform implements [attr.Type].
func (sentType) ValueFromTerraform(_ context.Context, value tftypes.Value) (attr.Value, error) {
	return sent{value}, nil
}

// rawArgument returns an argument as Terraform sent it, with the type that it has
// there.
func rawArgument(cfg tfsdk.Config, name string) (tftypes.Value, error) {
	var arguments map[string]tftypes.Value
	err := cfg.Raw.As(&arguments)
	return arguments[name], err
}

// parseArgument returns the parsed value of a string argument; the zero value
// if it is null. A fault becomes an error at its path.
func parseArgument[T any](at path.Path, argument types.String, what string, parse func(string) (T, error), diags *diag.Diagnostics) T {
	var zero T
	if argument.IsNull() {
		return zero
	}
	value, err := parse(argument.ValueString())
	if err != nil {
		diags.AddAttributeError(at, "Invalid "+what, sentence(err))
		return zero
	}
	return value
}

// parseElements returns the parsed elements of a list or a set of strings; nil
// if it is null or empty. A fault in an element becomes an error, in a list at
// the element's own path.
func parseElements[T any](at path.Path, argument interface{ Elements() []attr.Value }, what string, parse func(string) (T, error), diags *diag.Diagnostics) []T {
	var values []T
	for i, element := range argument.Elements() {
		elementAt := at
		if _, ordered := argument.(types.List); ordered {
			elementAt = at.AtListIndex(i)
		}
		text, ok := element.(types.String)
		if !ok || text.IsNull() || text.IsUnknown() {
			diags.AddAttributeError(elementAt, nullElement, nullElementDetail)
			continue
		}
		value, err := parse(text.ValueString())
		if err != nil {
			diags.AddAttributeError(elementAt, "Invalid "+what, sentence(err))
			continue
		}
		values = append(values, value)
	}
	return values
}

// textsOf returns the elements of a list or a set of strings, except null ones,
// which are errors.
func textsOf(at path.Path, argument interface{ Elements() []attr.Value }, diags *diag.Diagnostics) []string {
	return parseElements(at, argument, "", asGiven, diags)
}

// asGiven is the parse function of elements that say what they are.
func asGiven(s string) (string, error) { return s, nil }

// numbersOf returns the elements of a map of whole numbers, except null ones,
// which are errors.
func numbersOf(at path.Path, m types.Map, diags *diag.Diagnostics) map[string]int64 {
	numbers, elements := make(map[string]int64), m.Elements()
	for _, key := range slices.Sorted(maps.Keys(elements)) {
		number, ok := elements[key].(types.Number)
		if !ok || number.IsNull() || number.IsUnknown() {
			diags.AddAttributeError(at.AtMapKey(key), nullElement, nullElementDetail)
			continue
		}
		numbers[key] = wholeOf(number)
	}
	return numbers
}

// The summary and the text for a null element of a list, a set or a map, which
// comes, for example, from a conditional without a value in its else branch.
const (
	nullElement       = "Value is null"
	nullElementDetail = "A value is required here, but null was given. Leave the element out, or give it a value."
)
