package provider

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// unknownOf returns the unknown value of a type.
func unknownOf(ctx context.Context, t attr.Type) tftypes.Value {
	return tftypes.NewValue(t.TerraformType(ctx), tftypes.UnknownValue)
}

// The summary and the text for a null element of a list, a set or a map, such
// as a condition without a value for its else branch gives.
const (
	nullElement       = "Value is null"
	nullElementDetail = "A value is required here, but null was given. Leave the element out, or give it a value."
)

// textsOf returns the elements of a list or a set of strings, but for null ones,
// which are errors.
func textsOf(elements []attr.Value, at path.Path, diags *diag.Diagnostics) []string {
	var texts []string
	for _, element := range elements {
		text, ok := element.(types.String)
		if !ok || text.IsNull() || text.IsUnknown() {
			diags.AddAttributeError(at, nullElement, nullElementDetail)
			continue
		}
		texts = append(texts, text.ValueString())
	}
	return texts
}

// numbersOf returns the elements of a map of whole numbers, but for null ones,
// which are errors.
func numbersOf(m types.Map, at path.Path, diags *diag.Diagnostics) map[string]int64 {
	numbers := make(map[string]int64)
	for key, element := range m.Elements() {
		number, ok := element.(types.Int64)
		if !ok || number.IsNull() || number.IsUnknown() {
			diags.AddAttributeError(at.AtMapKey(key), nullElement, nullElementDetail)
			continue
		}
		numbers[key] = number.ValueInt64()
	}
	return numbers
}

// sentence returns the text of an error as a practitioner reads it: with a
// capital letter, unless it begins with an identifier, and a full stop.
func sentence(err error) string {
	s := err.Error()
	if s == "" {
		return s
	}
	if word, _, _ := strings.Cut(s, " "); !strings.ContainsAny(word, "_/.") {
		first, size := utf8.DecodeRuneInString(s)
		s = string(unicode.ToUpper(first)) + s[size:]
	}
	if !strings.ContainsRune(".?!", rune(s[len(s)-1])) {
		s += "."
	}
	return s
}
