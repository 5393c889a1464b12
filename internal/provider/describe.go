package provider

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// The Go structs of the models are the only description of what the provider
// returns. A field has a tfsdk tag with its name in Terraform and a doc tag
// with its description; its Go type gives the Terraform type:
//
//	string, bool, int64      string, bool, number
//	*string, *int64          the same, or null
//	[]T, map[string]T        list(T), map(T)
//	a struct                 object
//
// In a doc tag, {words} in braces stand for words in backquotes, which a tag
// cannot hold.
//
// The schema of a data source, the return type of a function and the text that
// documents it are all read off the struct.

func docOf(f reflect.StructField) string {
	doc := f.Tag.Get("doc")
	if !strings.ContainsAny(doc, "{}") {
		return doc
	}
	return strings.ReplaceAll(strings.ReplaceAll(doc, "{", "`"), "}", "`")
}

// typeOf returns the Terraform type of a Go type.
func typeOf(t reflect.Type) attr.Type {
	switch t.Kind() {
	case reflect.Pointer:
		return typeOf(t.Elem())
	case reflect.String:
		return types.StringType
	case reflect.Bool:
		return types.BoolType
	case reflect.Int64:
		return types.Int64Type
	case reflect.Slice:
		return types.ListType{ElemType: typeOf(t.Elem())}
	case reflect.Map:
		return types.MapType{ElemType: typeOf(t.Elem())}
	case reflect.Struct:
		return types.ObjectType{AttrTypes: attrTypes(t)}
	default:
		return nil // no model has another kind of field: a test sees to it
	}
}

func attrTypes(t reflect.Type) map[string]attr.Type {
	result := make(map[string]attr.Type)
	for f := range t.Fields() {
		if name, ok := f.Tag.Lookup("tfsdk"); ok {
			result[name] = typeOf(f.Type)
		}
	}
	return result
}

// computed returns the attributes of a data source that hold the fields of a
// model, all of them computed.
func computed[Model any]() map[string]schema.Attribute {
	return computedOf(reflect.TypeFor[Model]())
}

func computedOf(t reflect.Type) map[string]schema.Attribute {
	attributes := make(map[string]schema.Attribute)
	for f := range t.Fields() {
		if name, ok := f.Tag.Lookup("tfsdk"); ok {
			attributes[name] = computedAttribute(f.Type, docOf(f))
		}
	}
	return attributes
}

func computedAttribute(t reflect.Type, doc string) schema.Attribute {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.String:
		return schema.StringAttribute{Computed: true, MarkdownDescription: doc}
	case reflect.Bool:
		return schema.BoolAttribute{Computed: true, MarkdownDescription: doc}
	case reflect.Int64:
		return schema.Int64Attribute{Computed: true, MarkdownDescription: doc}
	case reflect.Struct:
		return schema.SingleNestedAttribute{Computed: true, MarkdownDescription: doc, Attributes: computedOf(t)}
	case reflect.Slice:
		if elem := t.Elem(); elem.Kind() == reflect.Struct {
			return schema.ListNestedAttribute{Computed: true, MarkdownDescription: doc,
				NestedObject: schema.NestedAttributeObject{Attributes: computedOf(elem)}}
		}
		return schema.ListAttribute{Computed: true, MarkdownDescription: doc, ElementType: typeOf(t.Elem())}
	case reflect.Map:
		if elem := t.Elem(); elem.Kind() == reflect.Struct {
			return schema.MapNestedAttribute{Computed: true, MarkdownDescription: doc,
				NestedObject: schema.NestedAttributeObject{Attributes: computedOf(elem)}}
		}
		return schema.MapAttribute{Computed: true, MarkdownDescription: doc, ElementType: typeOf(t.Elem())}
	default:
		return nil // no model has another kind of field: a test sees to it
	}
}

// describe returns the fields of a model as a Markdown list, for the page of a
// function that returns it.
func describe[Model any]() string {
	var b strings.Builder
	describeInto(&b, reflect.TypeFor[Model](), "")
	return b.String()
}

func describeInto(b *strings.Builder, t reflect.Type, indent string) {
	for f := range t.Fields() {
		name, ok := f.Tag.Lookup("tfsdk")
		if !ok {
			continue
		}
		fmt.Fprintf(b, "%s- `%s` (%s) %s\n", indent, name, typeName(f.Type), docOf(f))
		elem := f.Type
		for elem.Kind() == reflect.Pointer || elem.Kind() == reflect.Slice || elem.Kind() == reflect.Map {
			elem = elem.Elem()
		}
		if elem.Kind() == reflect.Struct {
			describeInto(b, elem, indent+"  ")
		}
	}
}

func typeName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return typeName(t.Elem()) + " or null"
	case reflect.Int64:
		return "number"
	case reflect.Slice:
		return "list of " + typeName(t.Elem())
	case reflect.Map:
		return "map of " + typeName(t.Elem())
	case reflect.Struct:
		return "object"
	default:
		return t.Kind().String()
	}
}
