package provider

import (
	"reflect"
	"testing"
)

// TestModelsHaveTerraformTypes holds every model to the kinds of fields that
// describe.go knows, and to a description for each.
func TestModelsHaveTerraformTypes(t *testing.T) {
	for _, model := range []reflect.Type{
		reflect.TypeFor[availabilityModel](),
		reflect.TypeFor[countriesModel](),
		reflect.TypeFor[datasetModel](),
		reflect.TypeFor[rolloutModel](),
		reflect.TypeFor[availabilityChangesModel](),
		reflect.TypeFor[tenantLicensesModel](),
		reflect.TypeFor[phoneNumbersModel](),
		reflect.TypeFor[violationModel](),
	} {
		t.Run(model.Name(), func(t *testing.T) { describable(t, model) })
	}
}

func describable(t *testing.T, model reflect.Type) {
	t.Helper()
	for _, f := range reflect.VisibleFields(model) {
		elem := f.Type
		for elem.Kind() == reflect.Pointer || elem.Kind() == reflect.Slice || elem.Kind() == reflect.Map {
			elem = elem.Elem()
		}
		if f.Tag.Get("tfsdk") == "" || f.Tag.Get("doc") == "" {
			t.Errorf("%s.%s has no tfsdk or no doc tag", model.Name(), f.Name)
		}
		if typeOf(elem) == nil || computedAttribute(f.Type, "") == nil {
			t.Errorf("%s.%s is a %s, which describe.go has no Terraform type for", model.Name(), f.Name, f.Type)
		}
		if elem.Kind() == reflect.Struct {
			describable(t, elem)
		}
	}
}
