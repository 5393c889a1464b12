package provider

import (
	"reflect"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/numbering"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// The Go structs of the models are the only description of what the provider
// returns. A field has a tfsdk tag with its name in Terraform and a doc tag
// with its description; its Go type gives the Terraform type:
//
//	string, bool, int64      string, bool, number
//	*string, *int64          the same, or null
//	[]T, map[string]T        list(T), map(T)
//	a struct                 object
//	an embedded struct       its fields
//
// In a doc tag, {words} in braces stand for words in backquotes, which a tag
// cannot hold, and {name...} for all the words of one of the [vocabularies].
//
// The schema of a data source, the return type of a function and the text that
// documents it are all read off the struct.

// modelField is a field of a model: its name in Terraform, its type, where it is,
// and its tags.
type modelField struct {
	name  string
	typ   reflect.Type
	index []int
	tag   reflect.StructTag
}

// doc returns the description of the field.
func (f *modelField) doc() string { return docReplacer().Replace(f.tag.Get("doc")) }

// fieldsOfModels has what modelFields found, by the type.
var fieldsOfModels sync.Map // of reflect.Type to []modelField

// modelFields returns the fields of a model, those of embedded structs among
// them.
func modelFields(t reflect.Type) []modelField {
	if known, ok := fieldsOfModels.Load(t); ok {
		return known.([]modelField) //nolint:errcheck // nothing else is stored
	}
	var fields []modelField
	for _, f := range reflect.VisibleFields(t) {
		if name, ok := f.Tag.Lookup("tfsdk"); ok {
			fields = append(fields, modelField{name, f.Type, f.Index, f.Tag})
		}
	}
	fieldsOfModels.Store(t, fields)
	return fields
}

// vocabularies are the closed lists of words that doc tags name as a whole.
func vocabularies() map[string][]string {
	return map[string][]string{
		"status":            availability.StatusNames(),
		"condition":         availability.ConditionNames(),
		"plan_type":         availability.PlanTypeNames(),
		"number_assignment": availability.AssignmentNames(),
		"number_provider":   availability.NumberProviders(),
		"number_order":      availability.NumberOrders(),
		"number_document":   availability.NumberDocuments(),
		"port_in":           availability.PortInAnswers(),
		"emergency_address": availability.EmergencyAddressAnswers(),
		"phone_number_type": append(numbering.TypeNames(), numbering.Unknown.String()),
		"tenant_number":     texts(graph.NumberTypes()),
		"usage":             texts(graph.Usages()),
		"number_status":     texts(graph.Statuses()),
		"capability":        texts(graph.Capabilities()),
		"stock_number_type": rollout.StockNumberTypeNames(),
	}
}

// docReplacer turns a doc tag into Markdown.
var docReplacer = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{}
	for name, words := range vocabularies() {
		pairs = append(pairs, "{"+name+"...}", choice(words))
	}
	return strings.NewReplacer(append(pairs, "{", "`", "}", "`")...)
})

// choice names the words of a closed list in a description: "`toll` or
// `toll_free`". A description that names them all names them with it, so that it
// cannot fall behind.
func choice[T ~string](words []T) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "`" + string(w) + "`"
	}
	return text.Or(quoted)
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
	for _, f := range modelFields(t) {
		result[f.name] = typeOf(f.typ)
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
	for _, f := range modelFields(t) {
		attributes[f.name] = computedAttribute(f.typ, f.doc())
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

// attributesMark begins the end of the description of a function that returns
// objects: a list of their attributes. The template of the page splits it off.
const attributesMark = "\n\nAttributes of the result:\n\n"

// describe returns the fields of a model, or of what it is a list of, as a
// Markdown list, to end the description of a function that returns it.
func describe(t reflect.Type) string {
	return attributesMark + strings.Join(appendDescription(nil, t, ""), "\n")
}

func appendDescription(lines []string, t reflect.Type, indent string) []string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return lines
	}
	for _, f := range modelFields(t) {
		lines = append(lines, indent+"- `"+f.name+"` ("+typeName(f.typ)+") "+f.doc())
		lines = appendDescription(lines, f.typ, indent+"  ")
	}
	return lines
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
