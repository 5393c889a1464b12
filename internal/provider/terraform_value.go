package provider

import (
	"context"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The framework can set a state or a result from a model by itself, but it
// compiles a regular expression for every field of every struct that it meets:
// the availability object of one country then takes 50,000 allocations, and a
// list of ten thousand violations a second. What follows does the same by the
// fields of a type, which are looked up once.

// setState sets the state of a data source from its model.
func setState(ctx context.Context, state *tfsdk.State, model any) diag.Diagnostics {
	value, err := terraformValue(ctx, reflect.ValueOf(model), state.Schema.Type().TerraformType(ctx))
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("State cannot be set", err.Error()+". This is a bug of the provider: please report it.")}
	}
	// State.Set would make framework values of it first, and of these the same
	// value again.
	state.Raw = value
	return nil
}

// resultOf returns a Go value as the result of a function of some type.
func resultOf(ctx context.Context, typ attr.Type, v any) (attr.Value, error) {
	value, err := terraformValue(ctx, reflect.ValueOf(v), typ.TerraformType(ctx))
	return result{typ, value}, err
}

// result is an [attr.Value] that is a Terraform value already.
type result struct {
	typ   attr.Type
	value tftypes.Value
}

var _ attr.Value = result{}

func (r result) Type(context.Context) attr.Type { return r.typ }

func (r result) ToTerraformValue(context.Context) (tftypes.Value, error) { return r.value, nil }

func (r result) Equal(o attr.Value) bool {
	other, ok := o.(result)
	return ok && r.typ.Equal(other.typ) && r.value.Equal(other.value)
}

func (r result) IsNull() bool { return r.value.IsNull() }

func (r result) IsUnknown() bool { return !r.value.IsKnown() }

func (r result) String() string { return r.value.String() }

var attrValueType = reflect.TypeFor[attr.Value]()

// terraformValue returns a field of a model, or the whole, as a value of the
// Terraform type that its Go type stands for (see describe.go). A framework
// value, such as an argument of the configuration, is taken as it is.
func terraformValue(ctx context.Context, v reflect.Value, t tftypes.Type) (tftypes.Value, error) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return tftypes.NewValue(t, nil), nil
		}
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.String:
		return primitiveValue(v, t, tftypes.String, v.String())
	case reflect.Bool:
		return primitiveValue(v, t, tftypes.Bool, v.Bool())
	case reflect.Int64:
		return primitiveValue(v, t, tftypes.Number, v.Int())
	case reflect.Slice:
		return listValue(ctx, v, t)
	case reflect.Map:
		return mapValue(ctx, v, t)
	case reflect.Struct:
		if v.Type().Implements(attrValueType) {
			value, err := v.Interface().(attr.Value).ToTerraformValue(ctx) //nolint:errcheck // it implements it
			if err == nil && !t.Is(tftypes.DynamicPseudoType) && !value.Type().Equal(t) {
				err = mismatch(v, t)
			}
			return value, err
		}
		return objectValue(ctx, v, t)
	default:
		return tftypes.Value{}, mismatch(v, t)
	}
}

func primitiveValue(v reflect.Value, t, want tftypes.Type, goValue any) (tftypes.Value, error) {
	if !t.Is(want) {
		return tftypes.Value{}, mismatch(v, t)
	}
	return tftypes.NewValue(t, goValue), nil
}

func listValue(ctx context.Context, v reflect.Value, t tftypes.Type) (tftypes.Value, error) {
	list, ok := t.(tftypes.List)
	if !ok {
		return tftypes.Value{}, mismatch(v, t)
	}
	if v.IsNil() {
		return tftypes.NewValue(t, nil), nil
	}
	elements := make([]tftypes.Value, v.Len())
	for i := range elements {
		var err error
		if elements[i], err = terraformValue(ctx, v.Index(i), list.ElementType); err != nil {
			return tftypes.Value{}, err
		}
	}
	return tftypes.NewValue(t, elements), nil
}

func mapValue(ctx context.Context, v reflect.Value, t tftypes.Type) (tftypes.Value, error) {
	m, ok := t.(tftypes.Map)
	if !ok {
		return tftypes.Value{}, mismatch(v, t)
	}
	if v.IsNil() {
		return tftypes.NewValue(t, nil), nil
	}
	elements := make(map[string]tftypes.Value, v.Len())
	for entry := v.MapRange(); entry.Next(); {
		element, err := terraformValue(ctx, entry.Value(), m.ElementType)
		if err != nil {
			return tftypes.Value{}, err
		}
		elements[entry.Key().String()] = element
	}
	return tftypes.NewValue(t, elements), nil
}

func objectValue(ctx context.Context, v reflect.Value, t tftypes.Type) (tftypes.Value, error) {
	object, ok := t.(tftypes.Object)
	if !ok {
		return tftypes.Value{}, mismatch(v, t)
	}
	fields := modelFields(v.Type())
	if len(fields) != len(object.AttributeTypes) {
		return tftypes.Value{}, mismatch(v, t)
	}
	attributes := make(map[string]tftypes.Value, len(fields))
	for _, f := range fields {
		typ, ok := object.AttributeTypes[f.name]
		if !ok {
			return tftypes.Value{}, mismatch(v, t)
		}
		value, err := terraformValue(ctx, v.FieldByIndex(f.index), typ)
		if err != nil {
			return tftypes.Value{}, fmt.Errorf("attribute %s: %w", f.name, err)
		}
		attributes[f.name] = value
	}
	return tftypes.NewValue(t, attributes), nil
}

func mismatch(v reflect.Value, t tftypes.Type) error {
	return fmt.Errorf("a model has a %s where Terraform has a %s", v.Type(), t)
}
