package provider

import (
	"reflect"
	"testing"
)

// TestModelsHaveTerraformTypes holds every model that is served to the kinds of
// fields that describe.go knows, and to a name and a description for each.
func TestModelsHaveTerraformTypes(t *testing.T) {
	newServer(t, nil) // which asks for every schema, and so for the fields of every model
	for model := range fieldsOfModels.Range {
		describable(t, model.(reflect.Type))
	}
}

func describable(t *testing.T, model reflect.Type) {
	t.Helper()
	seen := make(map[string]string)
	for _, f := range reflect.VisibleFields(model) {
		if f.Anonymous || !f.IsExported() || f.Type.Implements(attrValueType) {
			continue // its fields follow; or it is not served; or it is an argument
		}
		name, doc := f.Tag.Get("tfsdk"), f.Tag.Get("doc")
		if name == "" || doc == "" {
			t.Errorf("%s.%s has no tfsdk or no doc tag", model.Name(), f.Name)
		}
		if other, ok := seen[name]; ok {
			t.Errorf("%s.%s and %s are both %s", model.Name(), f.Name, other, name)
		}
		seen[name] = f.Name
		elem := f.Type
		for elem.Kind() == reflect.Pointer || elem.Kind() == reflect.Slice || elem.Kind() == reflect.Map {
			elem = elem.Elem()
		}
		if typeOf(elem) == nil || computedAttribute(f.Type, "") == nil {
			t.Errorf("%s.%s is a %s, which describe.go has no Terraform type for", model.Name(), f.Name, f.Type)
		}
	}
}
